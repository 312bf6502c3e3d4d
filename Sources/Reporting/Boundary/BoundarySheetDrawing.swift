// SPDX-License-Identifier: Apache-2.0

import Statistics

extension BoundarySheet {
    /// The boundary as an SVG file of its own, readable in print and in grey.
    package var svg: String {
        let last = rule.limits.last?.sizeMax ?? 1
        let chart = BoundaryChart(
            title: title, description: rule.description, sizeLabel: rule.sizeLabel, eventsLabel: "events",
            legend: "", horizon: last, steps: rule.steps, points: [])
        return fileDrawing(of: chart)
    }
}

extension BoundarySheet.Rule {
    var sizeLabel: String {
        switch self {
        case .bounds: "evaluable subjects"
        case .followUp: "days under observation"
        case .effectiveSize: "effective subjects"
        case .expectedEvents: "events expected at the acceptable rate"
        }
    }

    fileprivate var description: String {
        "Shaded: stop. " + limits.map { "\($0.events) up to \(decimal($0.sizeMax, places: 1))" }.joined(separator: "; ")
    }

    /// Bounds of whole subjects begin half a subject before their first look, so that steps meet between looks.
    fileprivate var steps: [BoundaryChart.Step] {
        if case .bounds(let boundary) = self {
            let ranges = boundary.stopRanges
            return ranges.map { range in
                let isLast = range == ranges.last
                return BoundaryChart.Step(
                    bound: range.bound, from: Double(range.subjects.lowerBound) - 0.5,
                    to: Double(range.subjects.upperBound) + (isLast ? 0 : 0.5))
            }
        }
        var from = 0.0
        if case .effectiveSize(_, let firstLook) = self { from = Double(firstLook) }
        return limits.filter { $0.sizeMax >= from }.map { limit in
            defer { from = limit.sizeMax }
            return BoundaryChart.Step(bound: limit.events, from: from, to: limit.sizeMax)
        }
    }
}
