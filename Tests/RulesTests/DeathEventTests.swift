// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Statistics
import Testing
import Trial

/// Death as an event of a stopping rule; entry 2024-01-01, last dose 2024-03-01, window 100 days.
struct DeathEventTests {
    private func event(
        died: String?, _ rows: String = "", progressed: String? = nil, afterLastDose days: Int? = 30,
        unless: String? = "infection"
    ) throws -> String {
        var record = record("S", "DM  IXA\nEX  IXAZOMIB  2024-01-01..2024-03-01\n\(rows)")
        record.demographics?.died = died.flatMap { ClinicalDate(sdtm: $0) }
        if let progressed {
            record.dispositions.append(
                Disposition(
                    key: key(.ds, "PROGRESSIVE DISEASE", progressed), event: "PROGRESSIVE DISEASE",
                    category: "DISPOSITION EVENT", start: ClinicalDate(sdtm: progressed)))
        }
        var rule = try ArmRule.neuropathy(counting: .tite)
        rule.event = .death(unless: unless, daysAfterLastDose: days)
        let summary = assess(record, under: .small(armRules: [rule]), at: moment("2025-01-01")).summary
        guard let event = summary.events[rule.id] else { return "none" }
        return event.confirmed.map { "confirmed \($0)" }
            ?? "possible \(event.possible) (\(event.doubts.map(\.rawValue).joined(separator: ", ")))"
    }

    @Test(
        arguments: [
            ("2024-03-31", "confirmed 2024-03-31"), ("2024-04-01", "none"), ("2024-03", "confirmed 2024-03-01"),
            ("2024", "possible 2024-01-01 (dateUnknown)"), (nil, "none"),
        ] as [(String?, String)])
    func `death of any cause counts until 30 days after the last dose`(died: String?, wanted: String) throws {
        #expect(try event(died: died, unless: nil) == wanted)
    }

    @Test(arguments: [
        ("2024-04-01", "confirmed 2024-04-01"), ("2024-04-10", "confirmed 2024-04-10"), ("2024-04-11", "none"),
    ])
    func `where treatment does not matter the window alone ends it`(died: String, wanted: String) throws {
        #expect(try event(died: died, afterLastDose: nil, unless: nil) == wanted)
    }

    @Test func `a cause that is excepted does not count, another does, and no cause only may`() throws {
        #expect(try event(died: "2024-03-20", "AE  Pneumonia  5  2024-03-10") == "none")
        #expect(
            try event(died: "2024-03-20", "AE  Neuropathy peripheral  5  2024-03-10") == "confirmed 2024-03-20")
        #expect(try event(died: "2024-03-20") == "possible 2024-03-20 (causeUnknown)")
        #expect(try event(died: "2024-03-20", progressed: "2024-03-15") == "none")
        #expect(
            try event(died: "2024-03-20", "AE  Neuropathy peripheral  5  2024-03-10", progressed: "2024-03-15")
                == "confirmed 2024-03-20")
    }
}
