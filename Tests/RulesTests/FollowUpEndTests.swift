// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Statistics
import Testing
import Trial

/// How what a record says of a subject's leaving ends follow-up under the stopping rules; entry is 2024-01-01.
struct FollowUpEndTests {
    private func summary(_ event: String, _ date: String?, _ rows: String = "") -> SubjectSummary {
        var record = record("S", "DM  IXA\nEX  IXAZOMIB  2024-01-01..2024-03-01\n\(rows)")
        record.dispositions.append(
            Disposition(
                key: key(.ds, event, date ?? ""), event: event, category: "DISPOSITION EVENT",
                start: date.flatMap { ClinicalDate(sdtm: $0) }))
        let rule = try? ArmRule.neuropathy(counting: .tite)
        return assess(record, under: .small(armRules: [rule].compactMap { $0 }), at: moment("2025-01-01")).summary
    }

    private func text(_ summary: SubjectSummary) -> String {
        summary.followUpEnds.map { "\($0.reason.rawValue) \($0.day)" }.joined(separator: ", ")
    }

    @Test(
        arguments: [
            ("PROGRESSIVE DISEASE", "2024-04-01", "progression 2024-04-01"),
            ("PROGRESSIVE DISEASE", "2024-04", "progression 2024-04-30"),
            ("DISEASE RELAPSE", "2024-04-01", "progression 2024-04-01"),
            ("DEATH", "2024-04-01", "death 2024-04-01"),
            ("ADVERSE EVENT", "2024-03-05", "treatment-stopped 2024-03-31"),
            ("COMPLETED", "2024-03-05", "treatment-stopped 2024-03-31"),
            ("LOST TO FOLLOW-UP", "2024-05-01", "lost-to-follow-up 2024-05-01"),
            ("WITHDRAWAL BY SUBJECT", "2024-05", "withdrawal 2024-05-01"),
            ("PROGRESSIVE DISEASE", nil, ""),
            ("COMPLETED", "2023-12-01", ""),
        ] as [(String, String?, String)])
    func `a disposition settles or freezes`(event: String, date: String?, wanted: String) {
        #expect(text(summary(event, date)) == wanted)
    }

    @Test func `a drug of another arm after the first cycle freezes the day before`() {
        #expect(text(summary("OTHER", nil, "EX  LENALIDOMIDE  2024-02-20")) == "arm-switched 2024-02-19")
        #expect(text(summary("OTHER", nil, "EX  DEXAMETHASONE  2024-02-20")) == "")
    }
}
