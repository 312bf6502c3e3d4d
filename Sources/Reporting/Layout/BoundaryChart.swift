// SPDX-License-Identifier: Apache-2.0

import Rules
import Statistics

/// A stopping boundary with its arms, to be drawn.
struct BoundaryChart {
    /// Where an arm stands.
    struct Point {
        var arm: String
        var size: Double
        var events: Int
        var eventsWorstCase: Int
        var tone: Tone
        /// How it came there.
        var course: [Place] = []
    }

    /// A count at a size.
    struct Place {
        var size: Double
        var events: Int
    }

    /// A bound and the sizes at which it holds.
    struct Step {
        var bound: Int
        var from: Double
        var to: Double
    }

    var title: String
    var description: String
    var sizeLabel: String
    var eventsLabel: String
    /// What region, dots and rings mean.
    var legend: String
    var horizon: Double
    var steps: [Step]
    var points: [Point]
}

extension BoundaryChart {
    /// The chart of a stopping rule and its arms.
    init(_ group: BoundaryGroup, in wording: Wording) {
        let boundary = group.rule.boundary
        let points = group.arms.map { line in
            BoundaryChart.Point(
                arm: line.status.arm, size: wording.shown(line.status.size, boundary.counting),
                events: line.status.events, eventsWorstCase: line.status.eventsWorstCase, tone: line.tone,
                course: line.course.points.map {
                    BoundaryChart.Place(size: wording.shown($0.size, boundary.counting), events: $0.events)
                })
        }
        self.init(
            title: wording.chartTitle(group.rule), description: wording.chartDescription(points, boundary.counting),
            sizeLabel: wording.chartSize(boundary.counting), eventsLabel: wording.chartEvents,
            legend: wording.chartLegend, horizon: wording.shown(boundary.lastSize, boundary.counting),
            steps: Self.steps(of: boundary, in: wording), points: points)
    }

    /// Each bound holds up to the largest size at which it crosses; between looks at whole subjects steps meet halfway.
    private static func steps(of boundary: ArmBoundary, in wording: Wording) -> [BoundaryChart.Step] {
        let half = boundary.counting == .binary ? 0.5 : 0
        var from = max(0, boundary.firstSize - half)
        return boundary.limits.compactMap { limit in
            guard limit.sizeMax >= from else { return nil }
            let to = limit.sizeMax >= boundary.lastSize ? limit.sizeMax : limit.sizeMax + half
            defer { from = to }
            return BoundaryChart.Step(
                bound: limit.events, from: wording.shown(from, boundary.counting),
                to: wording.shown(to, boundary.counting))
        }
    }
}
