// SPDX-License-Identifier: Apache-2.0

import Statistics

/// A stopping boundary as SVG: the region in which it is crossed, and a dot for each arm.
func drawing(of chart: BoundaryChart) -> String {
    let plot = BoundaryPlot(chart: chart)
    return """
        <figure><svg viewBox="0 0 320 180" role="img" aria-label="\(escaped("\(chart.title). \(chart.description)"))">
        \(plot.region())
        \(plot.axes())
        \(plot.courses())
        \(plot.arms())
        </svg><figcaption>\(escaped(chart.legend))</figcaption></figure>
        """
}

/// A stopping boundary as an SVG file of its own, with its style inside.
func fileDrawing(of chart: BoundaryChart) -> String {
    let plot = BoundaryPlot(chart: chart)
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -18 320 198" width="960" height="594" role="img">
        <title>\(escaped(chart.title))</title>
        <desc>\(escaped(chart.description))</desc>
        <style>
        svg { font: 10.5px system-ui, sans-serif; fill: #444; background: #fff; }
        .zone { fill: #f3d6d3; } .edge { fill: none; stroke: #8c1d18; stroke-width: 1.5; }
        .course { fill: none; stroke: #444; stroke-width: 1; } .dot { fill: #444; stroke: #fff; stroke-width: 1.5; }
        .arm { paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round; }
        .doubt { stroke: #444; stroke-dasharray: 2 2; } .possible { fill: #fff; stroke: #444; }
        .axis { fill: none; stroke: #444; } .tick { stroke: #444; } .grid { stroke: #ccc; stroke-width: .75; }
        </style>
        \(plot.region())
        \(plot.axes())
        \(plot.courses())
        \(plot.arms())
        <text x="164" y="-5" text-anchor="middle">\(escaped(chart.title))</text>
        </svg>

        """
}

/// What a label or a dot covers: from its left end, so wide, and one line high above its foot.
private struct Span {
    var x: Double
    var y: Double
    var width: Double

    func meets(_ other: Span) -> Bool {
        x < other.x + other.width && other.x < x + width && abs(y - other.y) < 10
    }
}

/// The scales of a boundary's drawing and its parts.
private struct BoundaryPlot {
    let chart: BoundaryChart
    private let left = 30.0, right = 308.0, top = 22.0, bottom = 148.0

    /// One event more than anything drawn.
    private var eventsMax: Int {
        let bounds = chart.steps.map(\.bound)
        return max(1, (bounds + chart.points.map(\.eventsWorstCase) + chart.points.map(\.events)).max() ?? 1) + 1
    }

    private var sizeMax: Double { max(1, ([chart.horizon] + chart.points.map(\.size)).max() ?? 1) }

    private func x(_ size: Double) -> Double { left + (right - left) * size / sizeMax }

    private func y(_ events: Double) -> Double { bottom - (bottom - top) * events / Double(eventsMax) }

    private func text(_ number: Double) -> String { decimal(number, places: 1) }

    /// The steps of the boundary, and everything above them.
    func region() -> String {
        guard let first = chart.steps.first, let last = chart.steps.last else { return "" }
        let start = text(x(first.from))
        var steps = "M\(start) \(text(y(Double(first.bound))))"
        for step in chart.steps.dropFirst() { steps += "H\(text(x(step.from)))V\(text(y(Double(step.bound))))" }
        steps += "H\(text(x(last.to)))"
        return """
            <path class="zone" d="\(steps)V\(text(top))H\(start)Z"/>
            <path class="edge" d="\(steps)"/>
            """
    }

    func axes() -> String {
        let sizeTicks = ticks(to: Int(sizeMax)).map { tick in
            let place = text(x(Double(tick)))
            return "<path class=\"tick\" d=\"M\(place) \(text(bottom))v4\"/>"
                + "<text x=\"\(place)\" y=\"\(text(bottom + 15))\" text-anchor=\"middle\">\(tick)</text>"
        }
        let eventTicks = ticks(to: eventsMax).map { tick in
            let place = y(Double(tick))
            return "<path class=\"grid\" d=\"M\(text(left)) \(text(place))H\(text(right))\"/>"
                + "<text x=\"\(text(left - 5))\" y=\"\(text(place + 3.5))\" text-anchor=\"end\">\(tick)</text>"
        }
        return """
            \((eventTicks + sizeTicks).joined(separator: "\n"))
            <path class="axis" d="M\(text(left)) \(text(top))V\(text(bottom))H\(text(right))"/>
            <text x="\(text(right))" y="\(text(bottom + 29))" text-anchor="end">\(escaped(chart.sizeLabel))</text>
            <text x="\(text(left - 18))" y="\(text(top - 10))">\(escaped(chart.eventsLabel))</text>
            """
    }

    /// Zero and at most five further round numbers.
    private func ticks(to last: Int) -> [Int] {
        let step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500].first { last / $0 <= 5 } ?? 1_000
        return Array(stride(from: 0, through: last, by: step))
    }

    /// A line for each arm from its first subject to where it stands; dashes tell one arm from another in grey.
    func courses() -> String {
        let dashes = ["", "5 2", "1.5 2"]
        return chart.points.enumerated().map { index, point in
            let places = point.course.map { "\(text(x($0.size))) \(text(y(Double($0.events))))" }
            guard places.count > 1 else { return "" }
            let dash = dashes[index % dashes.count]
            let stroke = dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\""
            return "<path class=\"course\" d=\"M\(places.joined(separator: "L"))\"\(stroke)/>"
        }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// A dot for each place where arms stand; arms at one place share it.
    func arms() -> String {
        var taken = places().map { points in
            Span(x: x(points[0].size) - 5, y: y(Double(points[0].events)) + 4, width: 10)
        }
        return places().map { points in
            let point = points[0]
            let (across, up) = (x(point.size), y(Double(point.events)))
            let isRight = across < left + (right - left) * 0.7
            let name = points.map(\.arm).joined(separator: ", ")
            let anchor = across + (isRight ? 9 : -9)
            let width = Double(name.count) * 6
            // Labels of arms that stand close together are set one above the other, beside every dot.
            let heights = [0.0, 12, -12, 24, -24, 36, -36].map { min(up + 4, bottom - 4) + $0 }
            let spans = heights.filter { (top + 8...bottom - 3).contains($0) }.map {
                Span(x: isRight ? anchor : anchor - width, y: $0, width: width)
            }
            let free = spans.first { span in !taken.contains { $0.meets(span) } } ?? spans.first
            let place = (x: anchor, y: free?.y ?? up + 4)
            taken += [free].compactMap { $0 }
            return points.map { worstCase($0, across: across, up: up) }.joined() + """
                <circle class="dot \(point.tone.rawValue)" cx="\(text(across))" cy="\(text(up))" r="4.5"/>\
                <text class="arm" x="\(text(place.x))" y="\(text(place.y))" text-anchor="\(isRight ? "start" : "end")">\
                \(escaped(name))</text>
                """
        }.joined(separator: "\n")
    }

    /// The arms by where they stand, the fewest events first.
    private func places() -> [[BoundaryChart.Point]] {
        Dictionary(grouping: chart.points) { [Double($0.events), $0.size] }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map(\.value)
    }

    private func worstCase(_ point: BoundaryChart.Point, across: Double, up: Double) -> String {
        guard point.eventsWorstCase > point.events else { return "" }
        let worst = y(Double(point.eventsWorstCase))
        return """
            <path class="doubt" d="M\(text(across)) \(text(up))V\(text(worst))"/>\
            <circle class="possible" cx="\(text(across))" cy="\(text(worst))" r="3.5"/>
            """
    }
}
