// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules

extension ProtocolReading {
    /// `dose: {deviations}` or `dose: {gate}`, or nil after a fault; neither has an `ends_when` of its own.
    func doseCondition(_ entry: Entry, endingWhen end: Entry?, _ declarations: Declarations) -> DoseCondition? {
        end?.fault(found: "`ends_when:` beside `dose:`", hint: "leave it out: the next dose or cycle as due is the end")
        if declarations.dosingEntry == nil {
            entry.fault(found: "`dose:` without `dosing:`", hint: "add `dosing:`, which says what doses are due")
        }
        guard let fields = entry.fields(["deviations", "gate"]) else { return nil }
        guard fields.has("deviations") != fields.has("gate") else {
            entry.fault(
                found: fields.has("gate") ? "`deviations:` and `gate:`" : "nothing",
                hint: "give exactly one of `deviations:`, `gate:`")
            return nil
        }
        if let gate = fields.entry("gate") { return gate.cycleGate(declarations).map(DoseCondition.gate) }
        return fields.required("deviations") { list in
            list.deviations(among: declarations.drugNames).map { .deviations(of: $0) }
        }
    }
}

extension Entry {
    /// `all`, or a list of drugs.
    fileprivate func deviations(among drugs: [String]) -> Set<String>? {
        guard !isList else { return drugNames(among: drugs).map { Set($0) } }
        return choice("`all`, or a list of drugs", among: [("all", Set(drugs))])
    }

    /// `gate: {counts: [{test, unit, at_least}], days_before, grade_at_most, counted_terms}`.
    fileprivate func cycleGate(_ declarations: Declarations) -> CycleGate? {
        guard let fields = fields(["counts", "days_before", "grade_at_most", "counted_terms"]) else { return nil }
        let counts = fields.required("counts") { list in
            list.elements(of: "counts")?.map { $0.gateCount() }
        }
        let days = fields.required("days_before") { $0.whole(0...27) }
        let grade = fields.required("grade_at_most") { $0.whole(0...4) }
        let group = fields.required("counted_terms") {
            $0.reference(to: "a term group", among: declarations.termGroupNames)
        }
        guard let counts, !counts.contains(nil), let days, let grade, let group else { return nil }
        let terms = declarations.termGroups.first { $0.id == group } ?? TermGroup(id: group, terms: [])
        return CycleGate(counts: counts.compactMap(\.self), daysBeforeMax: days, gradeMax: grade, countedTerms: terms)
    }

    private func gateCount() -> CycleGate.Count? {
        guard let fields = fields(["test", "unit", "at_least"]) else { return nil }
        let analyte = fields.required("test") { $0.analyte() }
        let unit = fields.required("unit") { $0.unit(of: analyte) }
        let atLeast = fields.required("at_least") { $0.count(of: analyte, in: unit) }
        guard let analyte, let unit, let atLeast else { return nil }
        return CycleGate.Count(analyte: analyte, unit: unit, atLeast: atLeast)
    }
}
