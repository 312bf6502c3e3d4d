// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules

extension Entry {
    /// `count: {test, unit, below, at_least, consecutive, within_days, if_missing}` and
    /// `ends_when: {at_least, days_above_cut, not_after}`.
    func countCondition(endingWhen end: Entry?, _ declarations: Declarations) -> CountCondition? {
        let keys = ["test", "unit", "below", "at_least", "consecutive", "within_days", "if_missing"]
        guard let fields = fields(keys) else { return nil }
        let analyte = fields.required("test") { $0.analyte() }
        let unit = fields.required("unit") { $0.unit(of: analyte) }
        let below = fields.required("below") { $0.count(of: analyte, in: unit) }
        let floor = fields.optional("at_least") { entry in
            entry.count(of: analyte, in: unit).flatMap { floor in
                guard let below, floor >= below else { return floor }
                entry.fault(found: plain(floor), hint: "write less than `below`, which is \(plain(below))")
                return nil
            }
        }
        let confirmation = fields.confirmation()
        let substitute = fields.optional("if_missing") { $0.substitute(for: analyte, in: unit) }
        guard let ends = end?.fields(["at_least", "days_above_cut", "not_after"]) else { return nil }
        let recoversAt = ends.required("at_least") { $0.count(of: analyte, in: unit) }
        let days = ends.optional("days_above_cut") { $0.whole(1...90) }
        let notAfter = ends.optional("not_after") { entry in
            entry.elements(of: "lists of medications")?.compactMap { $0.recoveryBar(declarations) }
        }
        if let below, let recoversAt, recoversAt < below {
            ends.entry("at_least")?.fault(
                found: "\(plain(recoversAt)), below the cut of \(plain(below)) that opens the episode",
                hint: "write \(plain(below)) or more")
        }
        guard let analyte, let unit, let below, let recoversAt else { return nil }
        return CountCondition(
            analyte: analyte, unit: unit, below: below, atLeast: floor, recoversAt: recoversAt, recoversAfterDays: days,
            notAfter: notAfter ?? [], confirmation: confirmation, substitute: substitute)
    }

    /// `if_missing: {test, below}`, in the unit of the count it stands for.
    private func substitute(for analyte: Analyte?, in unit: LabUnit?) -> CountSubstitute? {
        guard let fields = fields(["test", "below"]) else { return nil }
        let other = fields.required("test") { $0.analyte() }
        if let other, other == analyte {
            fields.entry("test")?.fault(
                found: "the rule's own test", hint: "name another count, of which the rule's is a part")
            return nil
        }
        if let other, let unit, other.unit(spelled: unit.symbol) == nil {
            fields.entry("test")?.fault(
                found: "\(other.testCodes[0]), which is not counted in \(unit.symbol)",
                hint: "name another count in that unit, of which the rule's is a part")
            return nil
        }
        let below = fields.required("below") { $0.count(of: other, in: unit) }
        guard let other, let below else { return nil }
        return CountSubstitute(analyte: other, below: below)
    }

    /// `{list, days}`.
    private func recoveryBar(_ declarations: Declarations) -> RecoveryBar? {
        guard let fields = fields(["list", "days"]) else { return nil }
        let list = fields.required("list") {
            $0.reference(to: "a list of medications", among: declarations.medicationListNames)
        }
        let days = fields.required("days") { $0.whole(0...90) }
        guard let list, let days else { return nil }
        return RecoveryBar(list: list, days: days)
    }

    /// `grade: {terms, at_least, consecutive, within_days}` or `{terms, risen_by, within_days}`, either with
    /// `ends_when: {grade_at_most}`.
    func gradeCondition(endingWhen end: Entry?, _ declarations: Declarations) -> GradeCondition? {
        guard let fields = fields(["terms", "at_least", "risen_by", "consecutive", "within_days"]) else { return nil }
        let terms = fields.required("terms") { $0.labTerms(of: declarations.ctcae) }
        let rise = fields.has("risen_by") ? fields.gradeRise() : nil
        let confirmation = fields.has("risen_by") ? .none : fields.confirmation()
        // A grade that has risen by two is at least two.
        let atLeast =
            fields.has("risen_by")
            ? fields.optional("at_least") { $0.whole(1...4) } ?? rise?.grades
            : fields.required("at_least") { $0.whole(1...4) }
        fields.requireReach(of: atLeast, atEachOf: "terms", declarations)
        guard let ends = end?.fields(["grade_at_most"]) else { return nil }
        let recoversAt = ends.required("grade_at_most") { $0.whole(0...3) }
        if let atLeast, let recoversAt, recoversAt >= atLeast {
            ends.entry("grade_at_most")?.fault(
                found: "\(recoversAt), which still opens the episode", hint: "write \(atLeast - 1) or less")
        }
        guard let terms, let atLeast, let recoversAt, !fields.has("risen_by") || rise != nil else { return nil }
        return GradeCondition(
            terms: terms, atLeast: atLeast, recoversAt: recoversAt, rise: rise, confirmation: confirmation)
    }
}

extension Fields {
    /// `consecutive` and `within_days`; one result is enough where neither is given.
    fileprivate func confirmation() -> Confirmation {
        let results = optional("consecutive") { $0.whole(2...10) }
        let days = optional("within_days") { $0.whole(1...365) }
        if has("within_days"), !has("consecutive") {
            entry("within_days")?.fault(
                found: "`within_days:` without `consecutive:`", hint: "add `consecutive:`, or leave it out")
        }
        return results.map { Confirmation(results: $0, withinDays: days) } ?? .none
    }

    /// `risen_by` and `within_days`.
    fileprivate func gradeRise() -> GradeRise? {
        entry("consecutive")?.fault(
            found: "`consecutive:` beside `risen_by:`", hint: "leave it out: a rise is between two results")
        let grades = required("risen_by") { $0.whole(1...4) }
        let days = required("within_days") { $0.whole(1...365) }
        guard let grades, let days else { return nil }
        return GradeRise(grades: grades, withinDays: days)
    }
}
