// SPDX-License-Identifier: Apache-2.0

/// A drawing of several lines: told apart by dashes, so that it reads in grey, and named at their ends.
func comparedDrawing(
    above: (lines: [ComparedLine], x: String, y: String), below: (lines: [ComparedLine], x: String, y: String)
) -> String {
    let hasBelow = below.lines.contains { $0.points.count > 1 }
    let panels = [panel(above, top: 20)] + (hasBelow ? [panel(below, top: 210)] : [])
    let height = hasBelow ? 390 : 200
    let names = above.lines.map(\.name).joined(separator: ", ")
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 \(height)" width="1200" role="img">
        <title>\(escaped("Stopping boundaries compared: \(names)"))</title>
        <style>
        svg { font: 10.5px system-ui, sans-serif; fill: #444; background: #fff; }
        .line { fill: none; stroke: #222; stroke-width: 1.4; } .axis { fill: none; stroke: #444; }
        .grid { stroke: #ddd; stroke-width: .75; }
        </style>
        \(panels.joined(separator: "\n"))
        </svg>

        """
}

private let dashes = ["", "6 3", "2 2", "8 3 2 3", "1 3", "10 4", "4 1", "3 5"]

private func panel(_ content: (lines: [ComparedLine], x: String, y: String), top: Double) -> String {
    let (left, right, bottom) = (34.0, 300.0, top + 140)
    let points = content.lines.flatMap(\.points)
    let (largest, highest) = (points.map(\.x).max() ?? 1, max(points.map(\.y).max() ?? 1, 1))
    let place = { (point: (x: Double, y: Double)) in
        let x = left + (right - left) * point.x / max(largest, 1e-9)
        return "\(decimal(x, places: 1)) \(decimal(bottom - (bottom - top) * point.y / highest, places: 1))"
    }
    var parts = ticks(to: highest).map { tick -> String in
        let y = decimal(bottom - (bottom - top) * tick / highest, places: 1)
        return "<path class=\"grid\" d=\"M\(left) \(y)H\(right)\"/>"
            + "<text x=\"\(left - 5)\" y=\"\(y)\" dy=\"3.5\" text-anchor=\"end\">\(label(tick))</text>"
    }
    parts += ticks(to: largest).map { tick in
        let x = decimal(left + (right - left) * tick / largest, places: 1)
        return "<text x=\"\(x)\" y=\"\(bottom + 14)\" text-anchor=\"middle\">\(label(tick))</text>"
    }
    parts.append("<path class=\"axis\" d=\"M\(left) \(top)V\(bottom)H\(right)\"/>")
    for (index, line) in content.lines.enumerated() where !line.points.isEmpty {
        let dash = dashes[index % dashes.count]
        let path = line.points.map(place).joined(separator: "L")
        let key = top + 8 + Double(index) * 14
        parts.append("<path class=\"line\" stroke-dasharray=\"\(dash)\" d=\"M\(path)\"/>")
        parts.append("<path class=\"line\" stroke-dasharray=\"\(dash)\" d=\"M310 \(key)h22\"/>")
        parts.append("<text x=\"337\" y=\"\(key + 3.5)\">\(escaped(line.name))</text>")
    }
    parts.append("<text x=\"\(right)\" y=\"\(bottom + 28)\" text-anchor=\"end\">\(escaped(content.x))</text>")
    parts.append("<text x=\"8\" y=\"\(top - 8)\">\(escaped(content.y))</text>")
    return parts.joined(separator: "\n")
}

/// Zero and at most five further round numbers.
private func ticks(to last: Double) -> [Double] {
    let decades = [0.01, 0.1, 1, 10, 100, 1_000, 10_000]
    let steps = decades.flatMap { [$0, 2 * $0, 5 * $0] }
    let step = steps.first { last / $0 <= 5 } ?? last / 5
    return Array(stride(from: 0, through: last * (1 + 1e-9), by: step))
}

private func label(_ tick: Double) -> String {
    let isTenth = abs(tick * 10 - (tick * 10).rounded()) < 1e-6
    return tick == tick.rounded() ? "\(Int(tick))" : decimal(tick, places: isTenth ? 1 : 2)
}
