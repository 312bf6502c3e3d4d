// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

struct EnrolmentTests {
    private func verdict(_ table: String, on today: String = "2024-06-01") -> SubjectVerdict {
        assess(record("S", table), under: .small(), at: moment(today))
    }

    @Test(arguments: [
        ("DM  IXA\nEX  IXAZOMIB  2024-01-01..2024-05-01", "IXA", false),
        ("DM  IXA-LEN\nEX  IXAZOMIB  2024-01-01\nEX  LENALIDOMIDE  2024-01-28", "IXA-LEN", false),
        ("DM  IXA-LEN\nEX  IXAZOMIB  2024-01-01\nEX  LENALIDOMIDE  2024-01-29", "IXA", true),
        ("DM  IXA\nEX  IXAZOMIB  2024-01-01\nEX  LENALIDOMIDE  2024-01-02", "IXA-LEN", true),
        ("DM  IXA\nEX  IXAZOMIB  2024-01-01\nEX  LENALIDOMIDE  2024-03-01", "IXA", false),
        ("DM  IXA\nEX  PARACETAMOL  2024-01-01", "IXA", false),
        ("EX  LENALIDOMIDE  2024-01-01", "LEN", false),
        // A date that leaves two arms possible is settled by the plan.
        ("DM  IXA-LEN\nEX  IXAZOMIB  2024-01-01\nEX  LENALIDOMIDE  2024", "IXA-LEN", false),
        ("DM  IXA\nEX  IXAZOMIB  2024-01-01\nEX  LENALIDOMIDE  2024", "IXA", false),
        ("DM  IXA-LEN\nEX  IXAZOMIB  2024-01-01\nEX  LENALIDOMIDE  -", "IXA-LEN", false),
        ("DM  LEN\nEX  IXAZOMIB  2024-01-01\nEX  LENALIDOMIDE  2024", "IXA", true),
    ])
    func `the arm is what was started in the first cycle`(table: String, arm: String, differs: Bool) {
        let verdict = verdict(table)
        #expect(verdict.summary.arm == arm)
        #expect(verdict.qualityFlags.contains { $0.reason == .armDiffersFromPlan } == differs)
    }

    @Test func `while the first cycle runs, a planned drug that is not started yet makes no other arm`() {
        let table = "DM  IXA-LEN\nEX  IXAZOMIB  2024-01-01"
        #expect(verdict(table, on: "2024-01-28").summary.arm == "IXA-LEN")
        #expect(verdict(table, on: "2024-01-28").reviewAgainAt == moment("2024-01-29").now)
        #expect(verdict(table, on: "2024-01-29").summary.arm == "IXA")
        #expect(verdict(table, on: "2024-01-29").reviewAgainAt == nil)
    }

    @Test(arguments: [
        ("EX  IXAZOMIB  2024-01-08\nEX  IXAZOMIB  2024-01-01", "2024-01-01", "2024-01-08"),
        ("EX  IXAZOMIB  2024-01-01..2024-03-01", "2024-01-01", "2024-03-01"),
        ("EX  IXAZOMIB  2024-01..2024-03", "2024-01-01", "2024-03-31"),
    ])
    func `entry is the first dose, and the last dose the last day on record`(
        table: String, entry: String, lastDose: String
    ) {
        let summary = verdict("DM  IXA\n" + table).summary
        #expect(summary.entry == day(entry))
        #expect(summary.lastDose == day(lastDose))
    }

    @Test func `a dose without a start does not enter the subject, and is a query`() {
        let verdict = verdict("DM  IXA\nEX  IXAZOMIB  -")
        #expect(verdict.summary.entry == nil)
        #expect(verdict.qualityFlags.map(\.variable) == ["EXSTDTC"])
    }

    @Test func `a dose of nothing is no dose where the protocol names treatments`() {
        var record = record("S", "DM  IXA")
        record.exposures = [dose("IXAZOMIB", from: "2024-01-01", amount: 0), dose("IXAZOMIB", from: "2024-01-08")]
        #expect(assess(record, under: .small(), at: moment("2024-06-01")).summary.entry == day("2024-01-08"))
    }

    @Test(arguments: [
        (demographics(arm: "IXA", died: "2024-05-01"), "2024-05-01"), (demographics(arm: "IXA"), "2024-05-03"),
    ])
    func `death is told by demographics, else by disposition, else by a fatal event`(
        demographics: Demographics, died: String
    ) {
        var record = record("S", "AE  Sepsis  5  2024-05-01..2024-05-03")
        record.demographics = demographics
        #expect(assess(record, under: .small(), at: moment("2024-06-01")).summary.died == day(died))
        record.dispositions = [Disposition(key: key(.ds, "DEATH"), event: "DEATH", start: date("2024-05-01"))]
        #expect(assess(record, under: .small(), at: moment("2024-06-01")).summary.died == day("2024-05-01"))
    }
}
