// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

extension Layout {
    /// Subjects, exposure and deaths.
    func armSection() -> PageSection {
        var blocks: [Block] = digest.arms.isEmpty ? [.text(wording.noArms, .plain)] : [.table(armTable())]
        if digest.subjectsWithoutArm > 0 {
            blocks.append(.text(wording.withoutArm(digest.subjectsWithoutArm), .urgent))
        }
        return PageSection(anchor: "subjects", title: wording.armsTitle, blocks: blocks)
    }

    private func armTable() -> Table {
        let numbers = [
            wording.entered, wording.onTreatment, wording.withoutRecentDose, wording.exposureDays,
            wording.exposureMonths, wording.deaths, wording.deathsSoon,
        ]
        let row = { (name: String, lines: [ArmLine]) -> [Cell] in
            let sum = { (count: (ArmLine) -> Int) in lines.map(count).reduce(0, +) }
            let days = sum(\.exposureDays)
            return [Cell(text: name)]
                + [sum(\.entered), sum(\.onTreatment), sum(\.withoutRecentDose), days].map(number)
                + [Cell(text: decimal(subjectMonths(days: days), places: 1), tone: days > 0 ? .plain : .muted)]
                + [sum(\.deaths), sum(\.deathsWithin30Days)].map(number)
        }
        var groups = [
            RowGroup(
                rows: digest.arms.map { line in
                    row(line.arm.name.isEmpty ? line.arm.code : "\(line.arm.code) \(line.arm.name)", [line])
                })
        ]
        if digest.arms.count > 1 {
            groups.append(RowGroup(isTotal: true, rows: [row(wording.allArms, digest.arms)]))
        }
        return Table(
            caption: wording.armsCaption, note: wording.armsNote,
            columns: [Column(title: wording.arm, alignment: .leading, isRowHeader: true)] + trailing(numbers),
            groups: groups)
    }

    /// Reported and laboratory terms by maximum grade.
    func eventSection() -> PageSection {
        let reported = blocks(
            digest.reportedEvents, caption: wording.reportedCaption, none: wording.noReported)
        let laboratory = blocks(
            digest.laboratoryEvents, caption: wording.laboratoryCaption, none: wording.noLaboratory)
        return PageSection(
            anchor: "events", title: wording.eventsTitle,
            blocks: [.text(wording.eventsNote, .muted)] + reported + laboratory)
    }

    private func blocks(_ table: EventTable, caption: String, none: String) -> [Block] {
        guard !table.terms.isEmpty else { return [.heading(caption), .text(none, .plain)] }
        var blocks: [Block] = [
            .table(
                Table(
                    caption: caption, note: nil,
                    columns: [Column(title: wording.arm, alignment: .leading, isRowHeader: true)]
                        + trailing(
                            [wording.subjectsEntered] + (1...5).map(wording.grade)
                                + [wording.anyGrade, wording.severeGrade, wording.severeRate]),
                    groups: table.terms.map { term in
                        RowGroup(
                            title: term.term ?? wording.allTerms, isTotal: term.term == nil,
                            rows: term.arms.map(cells))
                    },
                    stacksWhenNarrow: false))
        ]
        if table.termsLeftOut > 0 {
            blocks.append(.text(wording.leftOut(table.termsLeftOut, of: wording.termNoun), .muted))
        }
        return blocks
    }

    private func cells(_ line: GradeLine) -> [Cell] {
        let severe = line.severe.count
        return [Cell(text: line.arm), number(line.entered)]
            + line.subjectsByGrade.map(number)
            + [
                Cell(
                    text: wording.countAndPercentage(line.anyGrade),
                    tone: line.anyGrade.count > 0 ? .plain : .muted),
                Cell(text: wording.countAndPercentage(line.severe), tone: severe > 0 ? .plain : .muted),
                Cell(text: wording.rate(line.severeRate), tone: severe > 0 ? .plain : .muted),
            ]
    }

    /// What the data manager should mend.
    func qualitySection() -> PageSection {
        let quality = digest.quality
        guard quality.total > 0 else {
            let none: [Block] = [.text(wording.noFlags, .plain)]
            return PageSection(anchor: "quality", title: wording.qualityTitle, blocks: none)
        }
        var blocks: [Block] = [.table(reasonTable(quality)), .table(flagTable(quality))]
        if quality.leftOut > 0 { blocks.append(.text(wording.leftOut(quality.leftOut, of: wording.flagNoun), .muted)) }
        return PageSection(anchor: "quality", title: wording.qualityTitle, blocks: blocks)
    }

    private func reasonTable(_ quality: QualityList) -> Table {
        Table(
            caption: wording.flagsByReason, note: nil,
            columns: [Column(title: wording.reasonTitle, alignment: .leading, isRowHeader: true)]
                + trailing([wording.flags, wording.subjects])
                + [Column(title: wording.bySite, alignment: .leading)],
            groups: [
                RowGroup(
                    rows: quality.reasons.map { line in
                        [
                            Cell(text: wording.defect(line.reason)), number(line.flags), number(line.subjects),
                            Cell(text: line.sites.map(wording.siteCount).joined(separator: ", ")),
                        ]
                    })
            ])
    }

    private func flagTable(_ quality: QualityList) -> Table {
        Table(
            caption: wording.firstFlags, note: nil,
            columns: [wording.siteTitle, wording.subject, wording.row, wording.variable, wording.reasonTitle].map {
                Column(title: $0, alignment: .leading, isRowHeader: $0 == wording.subject)
            },
            groups: [
                RowGroup(
                    rows: quality.flags.map { line in
                        let defect = line.flag.defect
                        return [
                            Cell(text: line.site.isEmpty ? wording.unknown : line.site),
                            Cell(text: line.flag.subject),
                            Cell(text: defect.key?.description ?? wording.unknown),
                            Cell(text: defect.variable.isEmpty ? wording.wholeRow : defect.variable),
                            Cell(text: wording.defect(defect)),
                        ]
                    })
            ])
    }

    func trailing(_ titles: [String]) -> [Column] {
        titles.map { Column(title: $0, alignment: .trailing) }
    }

    /// A count; zero is printed, and stands back.
    func number(_ count: Int) -> Cell { Cell(text: wording.grouped(count), tone: count == 0 ? .muted : .plain) }
}
