// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

struct EventRuleTests {
    @Test(arguments: [
        ("AE  Pneumonia  2  2024-01-08", []),
        ("AE  Pneumonia  3  2024-01-08", ["2024-01-08.. urgent"]),
        ("AE  Pneumonia  4  2024-01-08", ["2024-01-08.. critical"]),
        ("AE  Sepsis  3  2024-01-08", ["2024-01-08.. critical"]),
        ("AE  Headache  4  2024-01-08", []),
        ("AE  Pneumonia  3  2024-01-08..2024-01-20", ["2024-01-08..2024-01-20 urgent"]),
        ("AE  Pneumonia  -  2024-01-08", []),
        ("AE  Pneumonia  -  2024-01-08  serious", ["2024-01-08.. urgent (gradeUnknown)"]),
        ("AE  Pneumonia  -  2024-01-08  life-threatening", ["2024-01-08.. critical (gradeUnknown)"]),
        ("AE  Pneumonia  2  2024-01-08  life-threatening", ["2024-01-08.. critical (gradeContradicted)"]),
        ("AE  Pneumonia  4  2024-01-08  life-threatening", ["2024-01-08.. critical"]),
        ("AE  Pneumonia  4  2024-01-08  fatal", ["2024-01-08.. critical (gradeContradicted)"]),
        ("AE  Pneumonia  3  2024-01", ["2024-01.. urgent (dateUnknown)"]),
        ("AE  Pneumonia  3  -", [".. urgent (dateUnknown)"]),
        ("AE  Pneumonia  3  2024-01-08..2024-02", ["2024-01-08..2024-02 urgent (dateUnknown)"]),
    ])
    func `an infection of grade 3 or higher is an episode`(row: String, wanted: [String]) {
        #expect(intervals(.infection, of: record("S", row)) == wanted)
    }

    @Test(arguments: [
        ("1", "painless", []),
        ("1", "", ["2024-01-08.. query (painUnknown)"]),
        ("1", "painful", ["2024-01-08.. daily"]),
        ("2", "painless", ["2024-01-08.. daily"]),
        ("2", "painful", ["2024-01-08.. urgent"]),
        ("3", "painless", ["2024-01-08.. urgent"]),
        ("4", "painless", ["2024-01-08.. critical"]),
    ])
    func `neuropathy is judged by grade and pain`(grade: String, pain: String, wanted: [String]) {
        let record = record("S", "AE  Neuropathy peripheral  \(grade)  2024-01-08  \(pain)")
        #expect(intervals(.neuropathy, of: record, on: "2024-01-09") == wanted)
    }

    @Test(arguments: [
        ("2024-01-14", "daily", "2024-01-15"), ("2024-01-15", "urgent", nil), ("2024-06-01", "urgent", nil),
    ])
    func `unknown pain at grade 2 is urgent after 7 days, and the subject is due then`(
        today: String, severity: String, due: String?
    ) {
        let record = record("S", "DM  IXA\nAE  Neuropathy peripheral  2  2024-01-08")
        let verdict = assess(record, under: .small([.neuropathy]), at: moment(today))
        #expect(verdict.episodes.map(\.severity.rawValue) == [severity])
        #expect(verdict.reviewAgainAt == due.map { moment($0).now })
    }

    @Test func `an episode that ended grows no graver with time`() {
        let record = record("S", "AE  Neuropathy peripheral  2  2024-01-08..2024-01-10")
        #expect(intervals(.neuropathy, of: record, on: "2024-06-01") == ["2024-01-08..2024-01-10 daily (painUnknown)"])
    }

    @Test func `a rule that only time makes true is due before it has any episode`() {
        let rule = SubjectRule.rule(
            "late", .event(EventCondition(group: "infection", atLeast: 3)),
            [SeverityLevel(test: SeverityTest(daysSinceOnset: 10), severity: .urgent)])
        let record = record("S", "DM  IXA\nAE  Pneumonia  3  2024-01-08")
        let before = assess(record, under: .small([rule]), at: moment("2024-01-09"))
        #expect(before.episodes == [])
        #expect(before.reviewAgainAt == moment("2024-01-18").now)
        #expect(intervals(rule, of: record, on: "2024-01-18") == ["2024-01-08.. urgent"])
    }

    @Test func `a laboratory episode that only time makes graver makes its subject due`() {
        var rule = SubjectRule.plateletHold
        rule.levels.insert(SeverityLevel(test: SeverityTest(daysSinceOnset: 21), severity: .critical), at: 0)
        let open = assess(platelets("01-08 24"), under: .small([rule]), at: moment("2024-01-09"))
        #expect(open.reviewAgainAt == moment("2024-01-29").now)
        let over = assess(platelets("01-08 24, 01-09 60"), under: .small([rule]), at: moment("2024-06-01"))
        #expect(over.reviewAgainAt == nil)
        #expect(over.episodes.map(\.severity) == [.urgent])
    }

    @Test(arguments: [
        ("2024-01-27", ["2024-01-08.. urgent"]),
        ("2024-01-28", ["2024-01-08..2024-01-20 urgent", "2024-01-28.. urgent"]),
    ])
    func `a restart within 7 days is the same episode`(restart: String, wanted: [String]) {
        let record = record("S", "AE  Pneumonia  3  2024-01-08..2024-01-20\nAE  Pneumonia  3  \(restart)")
        #expect(intervals(.infection, of: record) == wanted)
    }

    @Test func `spellings that differ in case only are one term`() {
        let record = record("S", "AE  Pneumonia  3  2024-01-08..2024-01-20\nAE  PNEUMONIA  4  2024-01-22..2024-02-01")
        let verdict = assess(record, under: .small([.infection]), at: moment("2024-03-01"))
        #expect(verdict.episodes.map(\.facet) == ["pneumonia"])
        #expect(verdict.episodes.map(\.evidence.count) == [2])
    }

    @Test func `an end before the start is no end, and a query`() {
        let record = record("S", "DM  IXA\nAE  Pneumonia  3  2024-01-08..2023-01-10")
        let verdict = assess(record, under: .small([.infection]), at: moment("2024-03-01"))
        #expect(verdict.episodes.map { $0.end == nil } == [true])
        #expect(verdict.episodes.map(\.uncertainties) == [[.dateUnknown]])
        #expect(verdict.qualityFlags.map(\.variable) == ["AEENDTC"])
        #expect(verdict.qualityFlags.map(\.reason) == [.impossibleDate])
    }

    @Test(arguments: [
        ("1  2024-02-01  painless", ["2024-01-08..2024-02-01 urgent"]),
        ("1  2024-02-01", ["2024-01-08.. urgent"]),
        ("2  2024-02-01  painless", ["2024-01-08.. urgent"]),
        ("1  2024-01-01  painless", ["2024-01-08.. urgent"]),
        ("1  2024-01  painless", ["2024-01-08.. urgent"]),
    ])
    func `a later report at grade 1 without pain ends an event that has no end`(report: String, wanted: [String]) {
        let record = record(
            "S", "AE  Neuropathy peripheral  3  2024-01-08  painless\nAE  Neuropathy peripheral  \(report)")
        #expect(intervals(.neuropathy, of: record) == wanted)
    }

    @Test func `the report that shows the end is named as what ended the episode`() {
        let record = record("S", "AE  Pneumonia  3  2024-01-08\nAE  Pneumonia  1  2024-02-01")
        let verdict = assess(record, under: .small([.infection]), at: moment("2024-03-01"))
        #expect(verdict.episodes.map { $0.closing.map(\.reading) } == [["grade 1"]])
    }

    @Test(arguments: [
        ("AE  Pneumonia  -  2024-01-08", 1), ("AE  Pneumonia  -  2024-01-08  serious", 1),
        ("AE  Pneumonia  2  2024-01-08", 0), ("AE  -  3  2024-01-08", 1), ("AE  Headache  -  2024-01-08", 0),
    ])
    func `a report without a grade or a term is undecidable`(row: String, count: Int) {
        let verdict = assess(record("S", row), under: .small([.infection]), at: moment("2024-03-01"))
        #expect(verdict.undecidable.values.map(\.count).reduce(0, +) == count)
    }

    @Test(arguments: [
        ("-  2024-01-08", ["2024-01-08.. daily (disseminationUnknown, gradeUnknown)"]),
        ("-  2024-01-08  disseminated", ["2024-01-08.. urgent (gradeUnknown)"]),
    ])
    func `an event of unknown grade meets a rule of every grade`(report: String, wanted: [String]) {
        #expect(intervals(.zoster, of: record("S", "AE  Herpes zoster  \(report)")) == wanted)
    }

    @Test func `a grade that is taken out keeps the alert at its severity`() {
        let verdict = assess(
            record("S", "AE  Neuropathy peripheral  -  2024-01-08"), under: .small([.neuropathy]),
            at: moment("2024-01-09"))
        #expect(verdict.episodes.map(\.severity) == [.query])
        #expect(verdict.undecidable.values.map(\.count) == [1])
    }

    @Test func `dissemination of zoster raises its severity, and unknown dissemination is said`() {
        let rows = ["disseminated", ""].map { record("S", "AE  Herpes zoster  2  2024-01-08  \($0)") }
        #expect(
            rows.map { intervals(.zoster, of: $0) } == [
                ["2024-01-08.. urgent"], ["2024-01-08.. daily (disseminationUnknown)"],
            ])
    }
}
