// SPDX-License-Identifier: Apache-2.0

import Rules
import Statistics

/// A stopping boundary with its arms, to be drawn.
struct BoundaryChart {
    /// Where an arm stands.
    struct Point {
        var arm: String
        var subjects: Int
        var events: Int
        var eventsWorstCase: Int
        var tone: Tone
    }

    var title: String
    var description: String
    var subjectsLabel: String
    var eventsLabel: String
    /// What region, dots and rings mean.
    var legend: String
    var horizon: Int
    var ranges: [StopRange]
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
        var blocks: [Block] = [.text(wording.countingMode, .muted)]
        if let familyWise = wording.familyWise(formal) { blocks.append(.text(familyWise, .muted)) }
        blocks += digest.boundaries.map { .chart(chart($0), table($0)) }
        return PageSection(anchor: "boundaries", title: wording.boundariesTitle, blocks: blocks)
    }

    private func table(_ group: BoundaryGroup) -> Table {
        Table(
            caption: wording.caption(group.rule), note: wording.design(group.rule),
            columns: [Column(title: wording.arm, alignment: .leading, isRowHeader: true)]
                + trailing([
                    wording.evaluable, wording.events, wording.worstCase, wording.bound,
                    wording.pendingSubjects, wording.pendingEvents,
                ])
                + [Column(title: wording.standing, alignment: .leading)],
            groups: [RowGroup(rows: group.arms.map(cells))])
    }

    private func cells(_ line: BoundaryLine) -> [Cell] {
        let status = line.status
        let horizon = status.horizonReached && line.proximity != .horizonReached
        let remark = horizon ? " \(wording.horizonToo(line.rule.boundary.boundary.looks.last))" : ""
        return [Cell(text: status.arm)]
            + [status.evaluable, status.events, status.eventsWorstCase].map(number)
            + [Cell(text: status.bound.map { "\($0)" } ?? wording.noBound, tone: status.bound == nil ? .muted : .plain)]
            + [status.pending, status.pendingEvents].map(number)
            + [Cell(text: wording.standing(line, in: digest.header.zone) + remark, tone: line.tone)]
    }

    private func chart(_ group: BoundaryGroup) -> BoundaryChart {
        let points = group.arms.map { line in
            BoundaryChart.Point(
                arm: line.status.arm, subjects: line.status.evaluable, events: line.status.events,
                eventsWorstCase: line.status.eventsWorstCase, tone: line.tone)
        }
        return BoundaryChart(
            title: wording.chartTitle(group.rule), description: wording.chartDescription(points),
            subjectsLabel: wording.chartSubjects, eventsLabel: wording.chartEvents,
            legend: wording.chartLegend,
            horizon: group.rule.boundary.boundary.looks.last, ranges: group.rule.boundary.boundary.stopRanges,
            points: points)
    }
}
