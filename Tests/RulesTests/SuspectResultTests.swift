// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

struct SuspectResultTests {
    @Test(arguments: [
        // 24 without a unit may be 24 x 10^9/L; 24000 may be per microlitre.
        ("01-08 24!", ["2024-01-08.. urgent (unitSuspect)"]),
        ("01-08 24000!", ["2024-01-08.. urgent (unitSuspect)"]),
        ("01-08 24000 10^9/L", ["2024-01-08.. urgent (unitSuspect)"]),
        ("01-08 5!", ["2024-01-08.. urgent (unitSuspect)"]),
        ("01-08 200!", []),
        ("01-08 NEGATIVE!", []),
    ])
    func `a count that would be urgent in another unit is urgent and never more`(samples: String, wanted: [String]) {
        #expect(intervals(.plateletHold, of: platelets(samples)) == wanted)
    }

    @Test(arguments: [
        ("01-08 <20", ["2024-01-08.. urgent (valueCensored)"]),
        ("01-08 <30", ["2024-01-08.. urgent (valueCensored)"]),
        ("01-08 <10", ["2024-01-08.. urgent (valueCensored)"]),
        ("01-08 <9", ["2024-01-08.. critical (valueCensored)"]),
        ("01-08 <100", ["2024-01-08.. urgent (valueCensored)"]),
        ("01-08 >5", ["2024-01-08.. urgent (valueCensored)"]),
        ("01-08 >30", []),
        ("01-08 24, 01-15 >50", ["2024-01-08..2024-01-15 urgent"]),
        ("01-08 24, 01-15 >40", ["2024-01-08.. urgent"]),
        ("01-08 24, 01-15 <100", ["2024-01-08.. urgent (valueCensored)"]),
    ])
    func `a bound decides where every value beyond it does, and is suspect where one may be urgent`(
        samples: String, wanted: [String]
    ) {
        #expect(intervals(.plateletHold, of: platelets(samples)) == wanted)
    }

    @Test func `a suspicion does not lower the severity that certain rows have`() {
        #expect(intervals(.plateletHold, of: platelets("01-08 8, 01-15 7!")) == ["2024-01-08.. critical (unitSuspect)"])
    }

    @Test func `the finding names a certain row unless the suspect one is graver`() {
        let readings = ["01-08 25, 01-15 7!", "01-08 7!"].map { samples in
            assess(platelets(samples), under: .small([.plateletHold]), at: moment("2024-03-01")).episodes.map(\.reading)
        }
        #expect(readings == [["25 10^9/L"], ["7"]])
    }

    @Test func `a later readable sample ends an episode that a suspect one opened`() {
        let wanted = ["2024-01-08..2024-01-15 urgent (unitSuspect)"]
        #expect(intervals(.plateletHold, of: platelets("01-08 24!, 01-15 60")) == wanted)
    }

    @Test(arguments: [
        ("01-08 24!", 1), ("01-08 200!", 1), ("01-08 <100", 1), ("01-08 24", 0), ("01-08 200", 0), ("01-08 X!", 1),
    ])
    func `a row that shows neither one thing nor the other for certain is undecidable`(samples: String, rows: Int) {
        let verdict = assess(platelets(samples), under: .small([.plateletHold]), at: moment("2024-03-01"))
        #expect(verdict.undecidable.values.map(\.count).reduce(0, +) == rows)
    }

    @Test func `a watch of a band does not speak up for suspects`() {
        #expect(intervals(.plateletWatch, of: platelets("01-08 40!, 01-15 <100")) == [])
    }

    @Test func `a row that does not say what was measured is undecidable for every laboratory rule`() {
        let record = record("S", "LB  -  24 10^9/L  2024-01-08  #row")
        let verdict = assess(record, under: .small(), at: moment("2024-03-01"))
        let rules = verdict.undecidable.filter { $0.value == [key(.lb, "row")] }.keys.map(\.rule)
        #expect(rules.sorted() == ["platelet-hold", "platelet-watch", "potassium"])
    }

    @Test func `a row that was not read at all is undecidable for every rule`() {
        var record = record("S", "DM  IXA")
        record.defects = [RowDefect(key: key(.lb, "row"), variable: "", reason: .malformedRow)]
        let verdict = assess(record, under: .small(), at: moment("2024-03-01"))
        #expect(Set(verdict.undecidable.keys.map(\.rule)) == Set(SubjectRule.all.map(\.id)))
    }
}

extension Episode {
    fileprivate var reading: String {
        if case .laboratory(let finding) = finding { finding.reading } else { "" }
    }
}
