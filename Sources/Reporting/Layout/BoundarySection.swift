// SPDX-License-Identifier: Apache-2.0

import Rules
import Statistics

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
        blocks += digest.boundaries.map { .chart(BoundaryChart($0, in: wording), table($0)) }
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
}
