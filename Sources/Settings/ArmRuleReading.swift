// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules
import Statistics

extension ProtocolReading {
    private static let armRuleKeys = [
        "arms", "event", "laboratory", "death", "window_days", "boundary", "p0_from", "prior", "warn_within",
        "role",
    ]

    /// A stopping rule with its boundary calibrated, or nil after a fault.
    func armRule(_ entry: Entry, _ declarations: Declarations) -> ArmRule? {
        guard let fields = entry.fields(RuleHeading.keys + Self.armRuleKeys) else { return nil }
        let heading = RuleHeading(fields, in: self)
        let arms = fields.required("arms") { $0.armCodes(among: declarations.armCodes) }
        let event = armEvent(fields, declarations)
        let windowDays = fields.required("window_days") { $0.whole(1...3_650) }
        let boundary = fields.required("boundary") { $0.boundary(windowDays: windowDays) }
        let prior = fields.optional("prior") { $0.betaPrior() }
        let role = fields.required("role") {
            $0.choice("a role", among: [("formal", ArmRule.Role.formal), ("advisory", .advisory)])
        }
        let warnWithin = fields.optional("warn_within") { $0.whole(1...20) }
        if let event, let windowDays {
            fields.entry("p0_from")?.compareAcceptableRate(with: event, windowDays: windowDays, declarations)
        }
        guard let heading, let arms, let event, let windowDays, let boundary, let role else { return nil }
        if let warnWithin, let least = boundary.calibrated.limits.map(\.events).min(), warnWithin >= least {
            fields.entry("warn_within")?.fault(
                found: "\(warnWithin)",
                hint: "the boundary begins at \(least) events, so the warning would stand from the first look: "
                    + "give less than \(least)")
        }

        var fingerprint = Fingerprint()
        fingerprint.add(entry.node)
        var groups: Set<String> = []
        groups.formUnion(event.groups)
        declarations.add(arms: arms, groups: groups, to: &fingerprint)
        // Another program version may calibrate another boundary from the same words.
        fingerprint.add(boundary.calibrated.limits.map { "\($0.events) \($0.sizeMax)" }.joined(separator: " "))
        return ArmRule(
            id: heading.id, version: fingerprint.text, title: heading.title, arms: arms, event: event,
            windowDays: windowDays, boundary: boundary.calibrated, role: role, source: heading.source,
            verified: heading.verified, runbook: heading.runbook, formerly: heading.formerly,
            alternativeProbability: boundary.alternative, prior: prior, warnWithin: warnWithin)
    }

    private func armEvent(_ fields: Fields, _ declarations: Declarations) -> ArmEvent? {
        let counted = ["event", "laboratory", "death"].compactMap { key in fields.entry(key).map { (key, $0) } }
        switch counted.map(\.0) {
        case ["event"]: return counted[0].1.reportedArmEvent(declarations)
        case ["laboratory"]: return counted[0].1.laboratoryArmEvent(declarations)
        case ["death"]: return counted[0].1.deathArmEvent(declarations)
        case ["event", "laboratory"]:
            let reported = counted[0].1.reportedArmEvent(declarations)
            let graded = counted[1].1.laboratoryArmEvent(declarations)
            guard let reported, let graded else { return nil }
            return .either(reported, graded)
        default:
            fields.entry.fault(
                found: counted.isEmpty
                    ? "nothing that is counted" : counted.map { "`\($0.0):`" }.joined(separator: " and "),
                hint: "give exactly one of `event:`, `laboratory:`, `death:`, or the first two together")
            return nil
        }
    }
}

extension Entry {
    /// Codes of arms, each once.
    func armCodes(among known: [String]) -> [String]? {
        guard let elements = elements(of: "arms") else { return nil }
        var codes: [String] = []
        for element in elements {
            guard let code = element.reference(to: "an arm", among: known) else { continue }
            if codes.contains(code) { element.fault(found: "\"\(code)\" a second time", hint: "name each arm once") }
            codes.append(code)
        }
        return codes
    }

    /// `event: {group, any_of: [{grade_at_least, with_pain}]}`.
    fileprivate func reportedArmEvent(_ declarations: Declarations) -> ArmEvent? {
        guard let fields = fields(["group", "unless", "any_of"]) else { return nil }
        let group = fields.required("group") { $0.reference(to: "a term group", among: declarations.termGroupNames) }
        let unless = fields.optional("unless") {
            $0.reference(to: "a term group", among: declarations.termGroupNames)
        }
        let alternatives = fields.required("any_of") { list in
            list.elements(of: "alternatives")?.compactMap { element in
                element.alternative(highest: group.flatMap(declarations.highestGrade(ofGroup:)))
            }
        }
        guard let group, let alternatives else { return nil }
        return .reported(group: group, unless: unless, alternatives: alternatives)
    }

    private func alternative(highest: Int?) -> EventAlternative? {
        guard let fields = fields(["grade_at_least", "with_pain"]) else { return nil }
        let grade = fields.required("grade_at_least") { $0.whole(1...5) }
        fields.requireReach(of: grade, at: "grade_at_least", highest: highest)
        let withPain = fields.optional("with_pain") { $0.flag() }
        return grade.map { EventAlternative(atLeast: $0, withPain: withPain ?? false) }
    }

    /// `laboratory: {term, grade_at_least}`.
    fileprivate func laboratoryArmEvent(_ declarations: Declarations) -> ArmEvent? {
        guard let fields = fields(["term", "grade_at_least"]) else { return nil }
        let term = fields.required("term") { $0.labTerm(of: declarations.ctcae) }
        let grade = fields.required("grade_at_least") { $0.whole(1...4) }
        fields.requireReach(
            of: grade, at: "grade_at_least", highest: term.flatMap { declarations.highestGrade(of: [$0]) })
        guard let term, let grade else { return nil }
        return .laboratory(term: term, atLeast: grade)
    }

    /// `death: {unless, days_after_last_dose}`.
    fileprivate func deathArmEvent(_ declarations: Declarations) -> ArmEvent? {
        guard let fields = fields(["unless", "days_after_last_dose"]) else { return nil }
        let unless = fields.optional("unless") {
            $0.reference(to: "a term group", among: declarations.termGroupNames)
        }
        let days = fields.optional("days_after_last_dose") { $0.whole(1...3_650) }
        return .death(unless: unless, daysAfterLastDose: days)
    }
}
