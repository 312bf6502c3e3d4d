// SPDX-License-Identifier: Apache-2.0

import Rules

extension ProtocolReading {
    /// A condition on tests that must be repeated on a plan, or nil after a fault.
    ///
    /// `testing: {tests, while_on, who, before_first_dose, every_days | phases, during}`.
    func testingCondition(_ entry: Entry, endingWhen end: Entry?, _ declarations: Declarations) -> TestingCondition? {
        end?.refuseEnd(of: "testing")
        let plans = ["before_first_dose", "every_days", "phases", "during"]
        guard let fields = entry.fields(["tests", "while_on", "who"] + plans) else { return nil }
        let tests = fields.required("tests") { $0.texts("LBTESTCD codes") }
        let faultsBefore = entry.log.faults.count
        let treatments = fields.optional("while_on") { $0.treatments(declarations) }
        let who = fields.optional("who") { $0.testedSubjects() }
        let before = fields.optional("before_first_dose") { $0.daysBeforeDose() }
        let every = fields.optional("every_days") { $0.whole(1...365) }
        let phases = fields.optional("phases") { $0.testingPhases() }
        let hold = fields.optional("during") { $0.holdTesting(declarations) }
        guard plans.contains(where: fields.has) else {
            entry.fault(
                found: "no plan",
                hint: "give at least one of \(plans.map { "`\($0):`" }.joined(separator: ", "))")
            return nil
        }
        guard !fields.has("every_days") || !fields.has("phases") else {
            entry.fault(found: "`every_days:` and `phases:`", hint: "give one of the two")
            return nil
        }
        guard let tests, entry.log.faults.count == faultsBefore else { return nil }
        return TestingCondition(
            tests: Set(tests), treatments: treatments ?? [], who: who, beforeFirstDose: before ?? [],
            phases: phases ?? every.map { [TestingPhase(everyDays: $0)] } ?? [], hold: hold)
    }
}

extension Entry {
    /// `who: {sex: F, age_below, exempt_by}`.
    fileprivate func testedSubjects() -> TestedSubjects? {
        guard let fields = fields(["sex", "age_below", "exempt_by"]) else { return nil }
        let sex = fields.required("sex") { $0.choice("a sex", among: [("F", true)]) }
        let age = fields.required("age_below") { $0.number(18...120) }
        let exemptBy = fields.optional("exempt_by") { $0.texts("DSDECOD milestones") }
        guard sex != nil, let age else { return nil }
        return TestedSubjects(ageBelow: age, exemptBy: Set(exemptBy ?? []))
    }

    /// `[{days, until_days}]`: a test from so many days before the first dose until so many.
    fileprivate func daysBeforeDose() -> [DaysBeforeDose]? {
        guard let entries = elements(of: "days before the first dose") else { return nil }
        let windows = entries.map { entry -> DaysBeforeDose? in
            guard let fields = entry.fields(["days", "until_days"]) else { return nil }
            let most = fields.required("days") { $0.whole(0...365) }
            let least = fields.optional("until_days") { $0.whole(0...365) } ?? 0
            guard let most else { return nil }
            guard least <= most else {
                fields.entry("until_days")?.fault(
                    found: "\(least), more than `days`, which is \(most)", hint: "write \(most) or less")
                return nil
            }
            return DaysBeforeDose(most: most, least: least)
        }
        return windows.contains { $0 == nil } ? nil : windows.compactMap(\.self)
    }

    /// `[{every_days, for_days}]`, of which only the last may go on for ever, and must.
    fileprivate func testingPhases() -> [TestingPhase]? {
        guard let entries = elements(of: "phases") else { return nil }
        let phases = entries.enumerated().map { index, entry -> TestingPhase? in
            guard let fields = entry.fields(["every_days", "for_days"]) else { return nil }
            let every = fields.required("every_days") { $0.whole(1...365) }
            let isLast = index == entries.count - 1
            if isLast {
                fields.entry("for_days")?.fault(
                    found: "`for_days:` in the last phase", hint: "leave it out: the last phase goes on")
            }
            let hint = "add `for_days:`, or the next phase never comes"
            let days = isLast ? nil : fields.required("for_days", hint: hint) { $0.whole(1...3_650) }
            guard let every, isLast || days != nil else { return nil }
            return TestingPhase(everyDays: every, forDays: days)
        }
        return phases.contains { $0 == nil } ? nil : phases.compactMap(\.self)
    }

    /// `during: {rules, every_days, on_treatment_days}`.
    fileprivate func holdTesting(_ declarations: Declarations) -> HoldTesting? {
        guard let fields = fields(["rules", "every_days", "on_treatment_days"]) else { return nil }
        let rules = fields.required("rules") { entry in
            entry.elements(of: "rules")?.map { $0.reference(to: "a rule", among: declarations.ruleNames) }
        }
        let every = fields.required("every_days") { $0.whole(1...365) }
        let onTreatment = fields.required("on_treatment_days") { $0.whole(1...365) }
        guard let rules, !rules.contains(where: { $0 == nil }), let every, let onTreatment else { return nil }
        return HoldTesting(rules: Set(rules.compactMap(\.self)), everyDays: every, onTreatmentDays: onTreatment)
    }
}
