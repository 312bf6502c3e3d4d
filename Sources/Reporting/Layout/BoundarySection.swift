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

extension Layout {
    /// Every stopping rule with its arms.
    func boundarySection() -> PageSection {
        guard !digest.boundaries.isEmpty else {
            let none: [Block] = [.text(wording.noBoundaries, .plain)]
            return PageSection(anchor: "boundaries", title: wording.boundariesTitle, blocks: none)
        }
        let formal = digest.boundaries.filter { $0.rule.role == .formal }.flatMap { group in
            group.arms.map { _ in group.rule.boundary.attainedAlpha }
        }
        let countings = Set(digest.boundaries.map(\.rule.boundary.counting))
        var blocks: [Block] = wording.countingModes(countings).map { .text($0, .muted) }
        if let familyWise = wording.familyWise(formal) { blocks.append(.text(familyWise, .muted)) }
        blocks += digest.boundaries.map { .chart(chart($0), table($0)) }
        return PageSection(anchor: "boundaries", title: wording.boundariesTitle, blocks: blocks)
    }

    private func table(_ group: BoundaryGroup) -> Table {
        let counting = group.rule.boundary.counting
        return Table(
            caption: wording.caption(group.rule),
            note: ([wording.design(group.rule), wording.power(group)].compactMap { $0 }
                + group.redeclared.map { wording.redeclared($0, in: digest.header.zone) }).joined(separator: " "),
            columns: [Column(title: wording.arm, alignment: .leading, isRowHeader: true)]
                + trailing([
                    wording.size(counting), wording.events, wording.worstCase, wording.bound,
                    wording.pendingSubjects(counting),
                    counting == .binary ? wording.pendingEvents : wording.frozenSubjects,
                ])
                + [Column(title: wording.standing, alignment: .leading)],
            groups: [RowGroup(rows: group.arms.map(cells))])
    }

    private func cells(_ line: BoundaryLine) -> [Cell] {
        let status = line.status
        let horizon = status.horizonReached && line.proximity != .horizonReached
        let standing = [
            wording.standing(line, in: digest.header.zone),
            horizon ? wording.horizonToo(line.rule.boundary) : nil,
            wording.outlook(line.status),
        ].compactMap { $0 }
        let last = status.counting == .binary ? status.pendingEvents : status.frozen.values.reduce(0, +)
        return [Cell(text: status.arm), Cell(text: wording.size(status.size, status.counting))]
            + [status.events, status.eventsWorstCase].map(number)
            + [Cell(text: status.bound.map { "\($0)" } ?? wording.noBound, tone: status.bound == nil ? .muted : .plain)]
            + [status.pending, last].map(number)
            + [Cell(text: standing.joined(separator: " "), tone: line.tone)]
    }

    private func chart(_ group: BoundaryGroup) -> BoundaryChart {
        let boundary = group.rule.boundary
        let points = group.arms.map { line in
            BoundaryChart.Point(
                arm: line.status.arm, size: wording.shown(line.status.size, boundary.counting),
                events: line.status.events, eventsWorstCase: line.status.eventsWorstCase, tone: line.tone)
        }
        return BoundaryChart(
            title: wording.chartTitle(group.rule), description: wording.chartDescription(points, boundary.counting),
            sizeLabel: wording.chartSize(boundary.counting), eventsLabel: wording.chartEvents,
            legend: wording.chartLegend, horizon: wording.shown(boundary.lastSize, boundary.counting),
            steps: steps(of: boundary), points: points)
    }

    /// Each bound holds up to the largest size at which it crosses; between looks at whole subjects steps meet halfway.
    private func steps(of boundary: ArmBoundary) -> [BoundaryChart.Step] {
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
