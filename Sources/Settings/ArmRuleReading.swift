// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules
import Statistics

extension ProtocolReading {
    private static let armRuleKeys = ["arms", "event", "laboratory", "window_days", "boundary", "role"]

    /// A stopping rule with its boundary calibrated, or nil after a fault.
    func armRule(_ entry: Entry, _ declarations: Declarations) -> ArmRule? {
        guard let fields = entry.fields(RuleHeading.keys + Self.armRuleKeys) else { return nil }
        let heading = RuleHeading(fields, in: self)
        let arms = fields.required("arms") { $0.armCodes(among: declarations.armCodes) }
        let event = armEvent(fields, declarations)
        let windowDays = fields.required("window_days") { $0.whole(1...3_650) }
        let boundary = fields.required("boundary") { $0.boundary() }
        let role = fields.required("role") {
            $0.choice("a role", among: [("formal", ArmRule.Role.formal), ("advisory", .advisory)])
        }
        guard let heading, let arms, let event, let windowDays, let boundary, let role else { return nil }

        var fingerprint = Fingerprint()
        fingerprint.add(entry.node)
        var groups: Set<String> = []
        if case .reported(let group, _) = event { groups.insert(group) }
        declarations.add(arms: arms, groups: groups, to: &fingerprint)
        // Another program version may calibrate another boundary from the same words.
        fingerprint.add(boundary.boundary.bounds.map(String.init).joined(separator: " "))
        return ArmRule(
            id: heading.id, version: fingerprint.text, title: heading.title, arms: arms, event: event,
            windowDays: windowDays, boundary: boundary, role: role, source: heading.source,
            verified: heading.verified, runbook: heading.runbook, formerly: heading.formerly)
    }

    private func armEvent(_ fields: Fields, _ declarations: Declarations) -> ArmEvent? {
        switch (fields.entry("event"), fields.entry("laboratory")) {
        case (let event?, nil): return event.reportedArmEvent(declarations)
        case (nil, let laboratory?): return laboratory.laboratoryArmEvent(declarations)
        case (nil, nil), (_?, _?):
            fields.entry.fault(
                found: fields.has("event") ? "`event:` and `laboratory:`" : "nothing that is counted",
                hint: "give exactly one of `event:`, `laboratory:`")
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
        guard let fields = fields(["group", "any_of"]) else { return nil }
        let group = fields.required("group") { $0.reference(to: "a term group", among: declarations.termGroupNames) }
        let alternatives = fields.required("any_of") { list in
            list.elements(of: "alternatives")?.compactMap { element in
                element.alternative(highest: group.flatMap(declarations.highestGrade(ofGroup:)))
            }
        }
        guard let group, let alternatives else { return nil }
        return .reported(group: group, alternatives: alternatives)
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

    /// `boundary: {method, p0, p1, alpha, first_look, subjects_max}`, calibrated.
    fileprivate func boundary() -> CalibratedBoundary? {
        guard let fields = fields(["method", "p0", "p1", "alpha", "first_look", "subjects_max"]) else { return nil }
        let method = fields.required("method") {
            $0.choice("a method", among: [(BinaryMethod.pocock.name, BinaryMethod.pocock)])
        }
        let p0 = fields.required("p0") { $0.number(0...1) }
        let p1 = fields.optional("p1") { $0.number(0...1) }
        let alpha = fields.required("alpha") { $0.number(0...1) }
        let first = fields.required("first_look") { $0.whole(1...Looks.subjectsMax) }
        let last = fields.required("subjects_max") { $0.whole(1...Looks.subjectsMax) }
        if let p0, let p1, p1 <= p0 {
            fields.entry("p1")?.fault(found: plain(p1), hint: "p1 must be above p0, which is \(plain(p0))")
        }
        guard let method, let p0, let alpha, let first, let last else { return nil }
        do throws(DesignError) {
            let looks = try Looks(everySubjectFrom: first, through: last)
            let design = try BinaryDesign(method: method, looks: looks, nullProbability: p0, alpha: alpha)
            return try design.calibrated()
        } catch {
            let key = [.nullProbability: "p0", .alpha: "alpha"][error.argument] ?? "subjects_max"
            fields.entry(key)?.fault(found: error.found, hint: "allowed is \(error.allowed)")
            return nil
        }
    }
}
