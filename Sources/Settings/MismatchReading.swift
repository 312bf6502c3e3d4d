// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules

extension ProtocolReading {
    private static let windowKeys = ["days_before", "days_after"]
    private static let comparingKeys = ["terms", "grade_at_least"] + windowKeys

    /// `mismatch: {finds, terms, grade_at_least, with_action_grade, days_before, days_after, wait_days}` and
    /// `ends_when: {grade_at_most}`, or nil after a fault.
    func mismatchCondition(_ entry: Entry, endingWhen end: Entry?, _ declarations: Declarations) -> MismatchCondition? {
        guard let fields = entry.fields(["finds"] + Self.comparingKeys + ["with_action_grade", "wait_days"]) else {
            return nil
        }
        let finds = fields.required("finds") { $0.mismatchKinds() }
        let waitDays = fields.optional("wait_days") { $0.whole(0...365) }
        guard let finds else { return nil }
        guard finds.allSatisfy(\.comparesLaboratory) else {
            return selfContradiction(finds, fields, endingWhen: end, waitDays: waitDays ?? 0)
        }
        let terms = fields.required("terms") { $0.specimenTerms(declarations.ctcae) }
        let gradeAtLeast = fields.required("grade_at_least") { $0.whole(1...4) }
        let before = fields.required("days_before") { $0.whole(0...365) }
        let after = fields.required("days_after") { $0.whole(0...365) }
        let milder = fields.optional("with_action_grade") { $0.whole(1...3) }
        let recovery = recovery(finds, fields, endingWhen: end, least: milder ?? gradeAtLeast)
        if let milder, let gradeAtLeast, milder >= gradeAtLeast {
            fields.entry("with_action_grade")?.fault(
                found: "\(milder), which changes nothing", hint: "write less than `grade_at_least`, or leave it out")
        }
        guard let terms, let gradeAtLeast, let before, let after, let recovery else { return nil }
        return MismatchCondition(
            finds: finds, terms: terms, gradeAtLeast: gradeAtLeast, withActionGrade: milder, recoversAt: recovery,
            daysBefore: before, daysAfter: after, waitDays: waitDays ?? 0)
    }

    /// What ends an episode of results, which only a rule that begins with results has; nil after a fault.
    private func recovery(
        _ finds: Set<MismatchKind>, _ fields: Fields, endingWhen end: Entry?, least: Int?
    ) -> Int? {
        guard finds.contains(.laboratoryWithoutEvent) else {
            fields.entry("with_action_grade")?.fault(
                found: "`with_action_grade:` without results to begin with",
                hint: "leave it out, or find `laboratory-without-event`")
            end?.refuse()
            return 0
        }
        guard let end else {
            fields.entry.fault(
                at: "ends_when", found: "nothing", hint: "add `ends_when: {grade_at_most: …}` to the rule")
            return nil
        }
        guard let ends = end.fields(["grade_at_most"]) else { return nil }
        guard let recovery = ends.required("grade_at_most", { $0.whole(0...3) }) else { return nil }
        if let least, recovery >= least {
            ends.entry("grade_at_most")?.fault(
                found: "\(recovery), which still opens the episode", hint: "write \(least - 1) or less")
            return nil
        }
        return recovery
    }

    /// A condition on events alone, which has neither terms nor days of its own.
    private func selfContradiction(
        _ finds: Set<MismatchKind>, _ fields: Fields, endingWhen end: Entry?, waitDays: Int
    ) -> MismatchCondition? {
        if finds.contains(where: \.comparesLaboratory) {
            fields.entry("finds")?.fault(
                found: "kinds of which only some look at the laboratory",
                hint: "make one rule of \(words(finds.filter(\.comparesLaboratory))) and another of the rest")
            return nil
        }
        for key in Self.comparingKeys + ["with_action_grade"] {
            fields.entry(key)?.fault(
                found: "`\(key):` beside \(words(finds))", hint: "leave it out; no laboratory is looked at")
        }
        end?.refuse()
        return MismatchCondition(finds: finds, waitDays: waitDays)
    }

    private func words(_ kinds: Set<MismatchKind>) -> String {
        kinds.map { "`\($0.rawValue)`" }.sorted().joined(separator: ", ")
    }
}

extension Entry {
    /// One kind of contradiction, or a list of them.
    fileprivate func mismatchKinds() -> Set<MismatchKind>? {
        let options = MismatchKind.allCases.map { ($0.rawValue, $0) }
        let entries = isList ? elements(of: "kinds of contradiction") ?? [] : [self]
        let read = entries.compactMap { $0.choice("a kind of contradiction", among: options) }
        return read.isEmpty || read.count < entries.count ? nil : Set(read)
    }

    /// `all`, or a list of CTCAE terms that a specimen is graded by.
    fileprivate func specimenTerms(_ version: CTCAEVersion?) -> Set<LabTerm>? {
        guard let terms = labTerms(of: version) else { return nil }
        guard let sign = terms.first(where: \.isVitalSign) else { return terms }
        fault(found: "\"\(sign.rawValue)\", which no specimen shows", hint: "leave vital signs out of this list")
        return nil
    }

    fileprivate func refuse() {
        fault(found: "`ends_when:` in such a rule", hint: "leave it out; the answer ends it")
    }
}
