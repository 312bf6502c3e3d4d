// SPDX-License-Identifier: Apache-2.0

import Rules

extension ProtocolReading {
    /// A condition on how a prophylactic is taken, or nil after a fault: `prophylactic:` where it is required, or
    /// `conflict:` where something speaks against it.
    func coverCondition(_ entry: Entry, endingWhen end: Entry?, _ declarations: Declarations) -> CoverCondition? {
        end?.fault(found: "`ends_when:` beside `cover:`", hint: "remove it: such an episode ends when the record does")
        let isConflict = entry.peek("conflict") != nil
        guard isConflict, entry.peek("prophylactic") != nil else {
            return isConflict
                ? entry.conflictingCover(declarations).map(CoverCondition.conflict)
                : entry.requiredCover(declarations).map(CoverCondition.required)
        }
        entry.fault(
            found: "`prophylactic:` and `conflict:`",
            hint: "give `prophylactic:` where it is required, or `conflict:` where something speaks against it")
        return nil
    }
}

extension Entry {
    /// `{prophylactic, while_on, gap_days, silent_days, rest_days, required_if}`.
    fileprivate func requiredCover(_ declarations: Declarations) -> RequiredCover? {
        let keys = ["prophylactic", "while_on", "gap_days", "silent_days", "rest_days", "required_if"]
        guard let fields = fields(keys) else { return nil }
        let prophylactic = fields.required("prophylactic", hint: "add `prophylactic:`, or `conflict:`") {
            $0.reference(to: "a prophylactic", among: declarations.prophylacticNames)
        }
        let treatments = fields.required("while_on", hint: "add `while_on:`, the treatments that require it") {
            $0.treatments(of: declarations.arms)
        }
        let gap = fields.required("gap_days", hint: "add `gap_days:`, how many days without it are told") {
            $0.whole(1...365)
        }
        let silent = fields.optional("silent_days") { $0.whole(1...365) } ?? 35
        let rest = fields.optional("rest_days") { $0.whole(0...365) } ?? 13
        if rest > silent {
            (fields.entry("rest_days") ?? self).fault(
                found: "\(rest) days of rest", hint: "write \(silent) or less, after which exposure is unknown")
        }
        let subjects = fields.optional("required_if") {
            $0.choice(
                "a documented flag", among: [("pneumocystis-risk", RequiredCover.Subjects.atPneumocystisRisk)])
        }
        guard let prophylactic, let treatments, let gap, subjects != nil || !fields.has("required_if") else {
            return nil
        }
        return RequiredCover(
            prophylactic: prophylactic, treatments: Set(treatments), gapDays: gap, silentDays: silent, restDays: rest,
            subjects: subjects ?? .all)
    }

    /// Treatments that the arms name; any where they name none.
    private func treatments(of arms: [Arm]) -> [String]? {
        let known = arms.reduce(into: Set<String>()) { $0.formUnion($1.treatments) }.sorted()
        guard let entries = elements(of: "treatments") else { return nil }
        let read = entries.compactMap { entry -> String? in
            guard !known.isEmpty, let text = entry.scalarText, !known.contains(text.uppercased()) else {
                return entry.text("an EXTRT name")
            }
            return entry.reference(to: "a treatment of `arms`", among: known)
        }
        return read.count == entries.count ? read : nil
    }

    /// `{conflict, with: [{rule} or {group, grade_at_least}], grace_days}`.
    fileprivate func conflictingCover(_ declarations: Declarations) -> ConflictingCover? {
        guard let fields = fields(["conflict", "with", "grace_days"]) else { return nil }
        let medication = fields.required("conflict") {
            $0.reference(
                to: "a prophylactic or a list of medications",
                among: declarations.prophylacticNames + declarations.medicationListNames)
        }
        let entries = fields.required("with", hint: "add `with:`, what speaks against it") {
            $0.elements(of: "rules and term groups")
        }
        let grace = fields.optional("grace_days") { $0.whole(0...90) } ?? 1
        guard let medication, let entries else { return nil }
        let opponents = entries.compactMap { $0.opponent(declarations) }
        guard opponents.count == entries.count else { return nil }
        return ConflictingCover(medication: medication, opponents: opponents, graceDays: grace)
    }

    private func opponent(_ declarations: Declarations) -> ConflictingCover.Opponent? {
        guard let fields = fields(["rule", "group", "grade_at_least"]) else { return nil }
        guard fields.has("rule") != fields.has("group") else {
            fault(
                found: fields.has("rule") ? "`rule:` and `group:`" : "nothing",
                hint: "give exactly one of `rule:`, `group:`")
            return nil
        }
        if let entry = fields.entry("rule") {
            fields.entry("grade_at_least")?.fault(
                found: "`grade_at_least:` beside `rule:`", hint: "only `group:` has a grade; a rule says its own")
            return entry.reference(to: "a rule about results or events", among: declarations.plainRules)
                .map(ConflictingCover.Opponent.rule)
        }
        let group = fields.required("group") {
            $0.reference(to: "a term group", among: declarations.termGroupNames)
        }
        let grade = fields.optional("grade_at_least") { $0.whole(1...5) } ?? 1
        return group.map { .event(group: $0, atLeast: grade) }
    }
}

extension Declarations {
    /// The rules whose episodes others may build on: those that build on none themselves.
    fileprivate var plainRules: [String] {
        subjectRules.filter { rule in ["count", "grade", "event", "signal"].contains { rule.peek($0) != nil } }
            .compactMap { $0.peek("id")?.scalarText }
    }

    /// Adds to a rule's fingerprint the rules it builds on.
    func add(rules: Set<String>, to fingerprint: inout Fingerprint) {
        for rule in subjectRules where rules.contains(rule.peek("id")?.scalarText ?? "") { fingerprint.add(rule.node) }
    }

    /// Whether the numbers are verified that a condition takes from what it refers to.
    func verifies(_ condition: Condition) -> Bool {
        guard case .cover(let cover) = condition else { return true }
        return prophylactics.allSatisfy { $0.id != cover.medication || $0.verified }
    }
}

extension CoverCondition {
    /// The term groups it names.
    var groups: Set<String> {
        guard case .conflict(let conflict) = self else { return [] }
        return Set(conflict.opponents.compactMap { if case .event(let group, _) = $0 { group } else { nil } })
    }

    /// The rules it builds on.
    var rules: Set<String> {
        guard case .conflict(let conflict) = self else { return [] }
        return Set(conflict.opponents.compactMap { if case .rule(let id) = $0 { id } else { nil } })
    }
}
