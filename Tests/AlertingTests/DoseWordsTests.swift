// SPDX-License-Identifier: Apache-2.0

import Alerting
import Kit
import Rules
import Testing
import Trial

/// What alerts say of doses, in both languages.
@Suite struct DoseWordsTests {
    private static let ixazomib = LocalizedText(en: "Ixazomib", zhHans: "伊沙佐米")
    private static let lenalidomide = LocalizedText(en: "Lenalidomide", zhHans: "来那度胺")

    @Test(arguments: [
        (4, "4"), (2.3 + 2.3 + 2.3, "6.9"), (0.1 + 0.2, "0.3"), (6.25, "6.25"), (275, "275"), (0.0000004, "4e-07"),
    ])
    func `a sum of doses is said as a decimal`(amount: Double, words: String) {
        #expect(amountText(amount) == words)
    }

    static let reports: [(DoseReport, String, String)] = [
        (
            DoseReport(kind: "against-hold", drug: ixazomib, day: day("2024-01-15"), since: day("2024-01-11")),
            "Ixazomib taken on 2024-01-15, held since 2024-01-11", "2024-01-15服用伊沙佐米，自2024-01-11起应停用"
        ),
        (
            DoseReport(
                kind: "against-hold", drug: ixazomib, day: day("2024-01-11"), since: day("2024-01-11"),
                doubt: .intervalSpansHold),
            "Ixazomib taken on 2024-01-11, held since 2024-01-11: possible, one row runs through the hold",
            "2024-01-11服用伊沙佐米，自2024-01-11起应停用：可能，一条给药记录跨越停药期"
        ),
        (
            DoseReport(kind: "after-stop", drug: ixazomib, day: day("2024-01-15"), since: day("2024-01-11")),
            "Ixazomib taken on 2024-01-15, stopped for good since 2024-01-11", "2024-01-15服用伊沙佐米，自2024-01-11起已永久停用"
        ),
        (
            DoseReport(
                kind: "above-due", drug: ixazomib, day: day("2024-01-15"), given: .init(4, "mg"),
                due: .init(2.3, "mg")),
            "Ixazomib on 2024-01-15: 4 mg given, 2.3 mg due", "2024-01-15伊沙佐米：实际4 mg，应为2.3 mg"
        ),
        (
            DoseReport(kind: "not-resumed", drug: ixazomib, day: day("2024-01-20")),
            "Ixazomib may be resumed since 2024-01-20, and no dose is recorded", "伊沙佐米自2024-01-20起可恢复，尚无给药记录"
        ),
        (
            DoseReport(kind: "row-in-doubt", drug: ixazomib, day: day("2024-01-15"), doubt: .doseMissing),
            "Ixazomib, dose row of 2024-01-15: the amount is not recorded", "伊沙佐米，2024-01-15的给药记录：剂量未记录"
        ),
        (
            DoseReport(
                kind: "gate-failed", day: day("2024-03-01"), cycle: 3, cycles: 2,
                obstacles: [.count(test: "PLAT", reading: "60 10^9/L"), .countMissing(test: "NEUT")]),
            "cycle 3 begun on 2024-03-01: PLAT 60 10^9/L, no NEUT in the days before (2 cycles so)",
            "第3周期于2024-03-01开始：PLAT 60 10^9/L，此前数日无NEUT结果（共2个周期）"
        ),
        (
            DoseReport(
                kind: "gate-failed", day: day("2024-03-01"), cycle: 3, cycles: 1,
                obstacles: [.event(term: "fell at Mr Li's", isCoded: false, grade: 3)]),
            "cycle 3 begun on 2024-03-01: an event not coded grade 3", "第3周期于2024-03-01开始：未编码事件 3 级"
        ),
    ]

    @Test(arguments: reports) func `a report is one line in either language`(
        _ said: (DoseReport, String, String)
    ) {
        #expect(headline(of: .dose(said.0), ctcae: "5.0") == said.1)
        #expect(headline(of: .dose(said.0), ctcae: "5.0", in: .zhHans) == said.2)
    }

    private static func mg(_ amount: Double, _ days: [Int]) -> DoseAdvice.Dose {
        DoseAdvice.Dose(amount: amount, unit: "mg", days: days)
    }

    private static let otherDays = Array(stride(from: 1, through: 21, by: 2))

    @Test func `advice names what is held, what is lowered and what stays`() {
        let proposal = Proposal(
            action: nil, dose: nil, doseWithheld: false,
            doses: [
                DoseAdvice(
                    drug: Self.ixazomib, isHeld: .yes, heldSince: day("2024-01-11"),
                    next: .unchanged(Self.mg(4, [1, 8, 15]))),
                DoseAdvice(
                    drug: Self.lenalidomide, isHeld: .yes, heldSince: day("2024-01-11"),
                    next: .lower(Self.mg(15, Self.otherDays), from: Self.mg(25, Self.otherDays))),
            ])
        #expect(
            proposal.doseWords?.en == "Hold ixazomib and lenalidomide from 2024-01-11. "
                + "Resume lenalidomide at 15 mg every other day (from 25 mg), ixazomib unchanged at 4 mg.")
        #expect(
            proposal.doseWords?.zhHans
                == "自2024-01-11起停用伊沙佐米、来那度胺。恢复用药：来那度胺15 mg 隔日（原25 mg），伊沙佐米维持4 mg。")
    }

    @Test func `advice names every dose that is possible, and why`() {
        let proposal = Proposal(
            action: nil, dose: nil, doseWithheld: false,
            doses: [
                DoseAdvice(
                    drug: Self.ixazomib, isHeld: .unknown, heldSince: day("2024-01-11"),
                    next: .oneOf([Self.mg(4, [1, 8, 15]), nil], doubts: [.dateUnknown]))
            ])
        #expect(
            proposal.doseWords?.en == "Hold, perhaps, ixazomib from 2024-01-11. Dose of ixazomib not certain: "
                + "4 mg on days 1, 8, 15 or stop for good, since a date is partial or missing.")
        #expect(proposal.doseWords?.zhHans.contains("4 mg 第1、8、15天或永久停用，因日期不完整或缺失") == true)
    }

    @Test(arguments: DoseDoubt.allCases) func `a doubt about a dose has words in either language`(_ doubt: DoseDoubt) {
        #expect(!doubt.words.en.isEmpty)
        #expect(!doubt.words.zhHans.isEmpty && !doubt.words.zhHans.contains(/[a-z]/))
    }
}
