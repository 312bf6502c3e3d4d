// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

struct GradeRuleTests {
    /// Potassium samples of January 2024 as `08 6.5 mmol/L 3.5-5.3`, the range being optional.
    private func potassium(_ samples: String...) -> SubjectRecord {
        var record = record("S", "DM  IXA")
        for sample in samples {
            let parts = sample.split(separator: " ").map(String.init)
            let unit = parts.count > 2 && parts[2] != "-" ? " \(parts[2])" : ""
            record.labResults.append(
                lab("K", parts[1] + unit, on: "2024-01-\(parts[0])", range: parts.count > 3 ? parts[3] : ""))
        }
        return record
    }

    @Test(arguments: [
        (["08 6.0 mmol/L 3.5-5.3"], []),
        (["08 6.1 mmol/L 3.5-5.3"], ["2024-01-08.. urgent"]),
        (["08 7.0 mmol/L 3.5-5.3"], ["2024-01-08.. urgent"]),
        (["08 7.1 mmol/L 3.5-5.3"], ["2024-01-08.. critical"]),
        (["08 2.9 mmol/L 3.5-5.3"], ["2024-01-08.. urgent"]),
        (["08 6.1 mmol/L 3.5-5.3", "09 5.6 mmol/L 3.5-5.3"], ["2024-01-08.. urgent"]),
        (["08 6.1 mmol/L 3.5-5.3", "09 5.5 mmol/L 3.5-5.3"], ["2024-01-08..2024-01-09 urgent"]),
        (["08 6.1 mmol/L 3.5-5.3", "09 7.5 mmol/L 3.5-5.3"], ["2024-01-08.. critical"]),
    ])
    func `a grade of 3 opens, a grade of 1 or less ends`(samples: [String], wanted: [String]) {
        var record = potassium()
        for sample in samples { record.labResults += potassium(sample).labResults }
        #expect(intervals(.potassium, of: record) == wanted)
    }

    @Test func `the two directions of one test are episodes of their own`() {
        let verdict = assess(
            potassium("08 6.5 mmol/L 3.5-5.3", "09 2.4 mmol/L 3.5-5.3"), under: .small([.potassium]),
            at: moment("2024-03-01"))
        #expect(verdict.episodes.map(\.facet) == ["Hyperkalemia", "Hypokalemia"])
        #expect(verdict.episodes.map { $0.end == nil } == [false, true])
    }

    @Test func `a normal result without its normal range is a definite no`() {
        let verdict = assess(potassium("08 4.2 mmol/L"), under: .small([.potassium]), at: moment("2024-03-01"))
        #expect(verdict.undecidable == [:])
        let both = potassium("08 6.5 mmol/L", "09 4.2 mmol/L")
        #expect(intervals(.potassium, of: both) == ["2024-01-08..2024-01-09 urgent"])
    }

    @Test(arguments: [
        // Without a unit 7.5 can only be mmol/L, and 140 no potassium at all.
        (["08 7.5 -"], ["2024-01-08.. urgent (unitSuspect)"]),
        (["08 140 -"], []),
        (["08 6.5 mmol/L", "09 >5.0 mmol/L"], ["2024-01-08.. urgent (valueCensored)"]),
        (
            ["08 6.5 mmol/L", "09 <5.0 mmol/L 3.5-5.3"],
            ["2024-01-08..2024-01-09 urgent", "2024-01-09.. urgent (valueCensored)"]
        ),
        (["08 >7.0 mmol/L 3.5-5.3"], ["2024-01-08.. critical (valueCensored)"]),
        (["08 >6.0 mmol/L 3.5-5.3"], ["2024-01-08.. urgent (valueCensored)"]),
    ])
    func `potassium that may be grave is told as a suspicion`(samples: [String], wanted: [String]) {
        var record = potassium()
        for sample in samples { record.labResults += potassium(sample).labResults }
        #expect(intervals(.potassium, of: record) == wanted)
    }

    @Test(arguments: [
        (["08 6.2 mmol/L", "09 6.8 mmol/L", "10 6.5 mmol/L"], "6.8 mmol/L"),
        (["08 2.9 mmol/L", "09 2.6 mmol/L", "10 2.8 mmol/L"], "2.6 mmol/L"),
        (["08 6.2 mmol/L", "09 6.2 mmol/L"], "6.2 mmol/L"),
    ])
    func `of results of one grade the most extreme is the finding`(samples: [String], wanted: String) {
        var record = potassium()
        for sample in samples { record.labResults += potassium("\(sample) 3.5-5.3").labResults }
        let episodes = assess(record, under: .small([.potassium]), at: moment("2024-03-01")).episodes
        guard case .laboratory(let finding)? = episodes.first?.finding else {
            Issue.record("no laboratory finding")
            return
        }
        #expect(finding.reading == wanted)
    }

    @Test func `an undecidable term does not make the other direction undecidable`() {
        let record = record("S", "LB  HGB  130 g/L  2024-01-08")
        let rule = SubjectRule.rule(
            "laboratory", .grade(GradeCondition(atLeast: 3, recoversAt: 1)), [SeverityLevel(severity: .urgent)])
        let verdict = assess(record, under: .small([rule]), at: moment("2024-03-01"))
        #expect(Set(verdict.undecidable.keys.map(\.facet)) == ["Hemoglobin increased"])
    }
}
