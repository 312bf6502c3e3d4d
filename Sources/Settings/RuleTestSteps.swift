// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

/// Reads the steps of a rule test, each of which may refer to the rows before it.
struct RuleTestSteps {
    let studyProtocol: StudyProtocol
    let variables: [Domain: [String]]
    /// The rule that expectations are about where they name none.
    let rule: String
    /// The rows so far, which later steps may correct or delete.
    private(set) var rows: [RuleTestRow]
    private var last: ClinicalDate?

    private static let states = ["open", "resolved", "retracted", "superseded", "merged"]
    private static let changes = ["none", "raised", "amended", "resolved", "retracted", "superseded"]

    init(studyProtocol: StudyProtocol, variables: [Domain: [String]], rule: String, rows: [RuleTestRow]) {
        self.studyProtocol = studyProtocol
        self.variables = variables
        self.rule = rule
        self.rows = rows
    }

    /// The steps, or nil after a fault.
    mutating func read(_ entry: Entry) -> [RuleTestStep]? {
        guard let elements = entry.elements(of: "steps") else { return nil }
        var steps: [RuleTestStep] = []
        for element in elements {
            guard let step = step(element) else { continue }
            steps.append(step)
        }
        guard elements.contains(where: { $0.peek("expect") != nil }) else {
            entry.fault(found: "no `expect:` at any step", hint: "add what must be found, or `expect: none`")
            return nil
        }
        return steps.count == elements.count ? steps : nil
    }

    private mutating func step(_ entry: Entry) -> RuleTestStep? {
        guard let fields = entry.fields(["on", "rows", "change", "delete", "expect"]) else { return nil }
        let on = fields.required("on", hint: "add `on:`, the day of this look") { $0.instant() }
        if let on, let last, (on.latest, on.minuteOfDay ?? 1_440) < (last.latest, last.minuteOfDay ?? 1_440) {
            fields.entry("on")?.fault(found: "\(on), before the step above", hint: "put the steps in order of time")
        }
        last = on ?? last
        let added = fields.optional("rows") { RuleTestRows(variables: variables).read($0) } ?? []
        for row in added {
            guard let name = row.name, rows.contains(where: { $0.name == name }) else { continue }
            fields.entry("rows")?.fault(found: "a second row named \(name)", hint: "give each row its own name")
        }
        let corrections = fields.optional("change") { list($0) { correction($0) } } ?? []
        let deletions = fields.optional("delete") { list($0) { position($0) } } ?? []
        rows += added
        let expected = fields.optional("expect") { expectations($0) }
        guard let on else { return nil }
        return RuleTestStep(
            line: entry.line, on: on, rows: added, corrections: corrections, deletions: deletions,
            expected: expected)
    }

    /// One value or a list of them.
    private func list<Value>(_ entry: Entry, _ read: (Entry) -> Value?) -> [Value] {
        entry.isList ? (entry.elements(of: "rows") ?? []).compactMap(read) : [read(entry)].compactMap(\.self)
    }

    /// `{row: low, LBSTRESN: 290}`.
    private func correction(_ entry: Entry) -> RuleTestStep.Correction? {
        guard let row = entry.peek("row") else {
            entry.fault(
                at: "row", found: "nothing", hint: "add `row:` with its #name or number, as {row: low, LBSTRESN: 290}")
            return nil
        }
        guard let position = position(row) else { return nil }
        let faultsBefore = entry.log.faults.count
        let domain = rows[position].domain
        guard let changed = entry.sdtmVariables(of: domain, among: ["row"] + (variables[domain] ?? [])) else {
            return nil
        }
        let variables = changed.filter { $0.key != "row" }
        if variables.isEmpty, entry.log.faults.count == faultsBefore {
            entry.fault(found: "no variable that changes", hint: "add one, as {row: low, LBSTRESN: 290}")
        }
        return RuleTestStep.Correction(row: position, variables: variables)
    }

    /// The position of a row by its name, or by its number from 1.
    private func position(_ entry: Entry) -> Int? {
        guard let text = entry.text("a row's #name or number") else { return nil }
        let name = text.hasPrefix("#") ? String(text.dropFirst()) : text
        if let position = rows.firstIndex(where: { $0.name == name }) { return position }
        if let number = Int(name), rows.indices.contains(number - 1) { return number - 1 }
        let names = rows.compactMap(\.name)
        let numbers = "a number from 1 to \(rows.count), in the order of the rows"
        entry.fault(
            found: entry.found,
            hint: nearest(to: name, among: names).map { "did you mean `\($0)`?" }
                ?? "write \(names.isEmpty ? numbers : "the name of a row before this step, or \(numbers)")")
        return nil
    }

    private func expectations(_ entry: Entry) -> [ExpectedAlert]? {
        if entry.scalarText == "none" { return [] }
        guard entry.isList else {
            entry.fault(found: entry.found, hint: "write a list of alerts, or `none`")
            return nil
        }
        return entry.elements(of: "alerts", whenEmpty: "write `none` where no alert is expected")?
            .compactMap(expectation)
    }

    private func expectation(_ entry: Entry) -> ExpectedAlert? {
        let keys = [
            "rule", "state", "change", "severity", "onset", "end", "grade", "facet", "action", "dose", "says",
            "uncertain",
        ]
        guard let fields = entry.fields(keys) else { return nil }
        let named = fields.optional("rule") {
            $0.reference(to: "a rule of the protocol", among: studyProtocol.subjectRules.map(\.id))
        }
        var expected = ExpectedAlert(line: entry.line, rule: named ?? rule)
        expected.state = fields.optional("state") { $0.choice("a state", among: Self.states.map { ($0, $0) }) }
        expected.changes = fields.optional("change") { entry in
            Set(list(entry) { $0.choice("a change", among: Self.changes.map { ($0, $0) }) }).subtracting(["none"])
        }
        expected.severity = fields.optional("severity") { entry in
            entry.choice("a severity", among: Severity.allCases.reversed().map { ($0.rawValue, $0) })
        }
        expected.onset = fields.optional("onset") { $0.dateOrNone() }
        expected.end = fields.optional("end") { $0.dateOrNone() }
        expected.grade = fields.optional("grade") { $0.whole(0...5) }
        expected.facet = fields.optional("facet") { $0.text() }
        expected.action = fields.optional("action") { $0.text("a part of the action, or `none`") }
        expected.dose = fields.optional("dose") { $0.text("a part of the dose, `withheld` or `none`") }
        expected.says = fields.optional("says") { $0.text("a part of what the alert says") }
        expected.uncertain = fields.optional("uncertain") { $0.uncertainties() }
        return expected
    }
}

extension Entry {
    /// A day, or a minute of it.
    fileprivate func instant() -> ClinicalDate? {
        guard let text = text("a day as YYYY-MM-DD") else { return nil }
        guard let date = ClinicalDate(sdtm: text), date.isComplete else {
            fault(found: found, hint: "write a day as 2024-01-09, or a minute of it as 2024-01-09T08:30")
            return nil
        }
        return date
    }

    /// A date as SDTM writes it, which may be partial, or `none`.
    fileprivate func dateOrNone() -> String? {
        guard let text = text("a date, or `none`") else { return nil }
        guard text == "none" || ClinicalDate(sdtm: text) != nil else {
            fault(found: found, hint: "write a date as 2024-01-09, or `none`")
            return nil
        }
        return text
    }

    /// Names of uncertainties, or `none`.
    fileprivate func uncertainties() -> Set<Uncertainty>? {
        let words = Uncertainty.allCases.map { ($0.rawValue, Optional($0)) } + [("none", nil)]
        let entries = isList ? elements(of: "uncertainties") ?? [] : [self]
        let read = entries.map { $0.choice("something uncertain", among: words) }
        return Set(read.compactMap { $0 ?? nil })
    }
}
