// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules

extension Entry {
    /// What a leaf of a signal looks for.
    func leaf(_ word: String, _ declarations: Declarations) -> Signal? {
        switch word {
        case "result": resultSignal().map(Signal.result)
        case "finding": findingSignal().map(Signal.finding)
        case "grade": gradeSignal(declarations)
        case "event": eventSignal(declarations).map(Signal.event)
        case "death": choice("a cause of death", among: [("any-cause", Signal.death)])
        case "medication": medicationSignal(declarations)
        case "treatment": treatmentSignal(declarations).map(Signal.on)
        default: overdueSignal().map(Signal.overdue)
        }
    }

    private static let relations = [
        ("below", Relation.below), ("at_most", .atMost), ("above", .above), ("at_least", .atLeast),
    ]

    /// `result: {test, unit, of, at_least | above | below | at_most, recovers_at, highest_in_days}` or
    /// `{test, unit, fallen_by, highest_in_days | of: baseline}`.
    private func resultSignal() -> ResultSignal? {
        let words = Entry.relations.map(\.0) + ["fallen_by"]
        guard let fields = fields(["test", "unit", "of", "highest_in_days", "recovers_at"] + words) else { return nil }
        let analyte = fields.required("test") { $0.analyte() }
        let given = words.filter(fields.has)
        guard given.count == 1, let word = given.first else {
            fault(
                found: given.isEmpty ? "no cut" : given.map { "`\($0):`" }.joined(separator: " and "),
                hint: "give exactly one of \(words.map { "`\($0):`" }.joined(separator: ", "))")
            return nil
        }
        let relation = Entry.relations.first { $0.0 == word }?.1 ?? .atMost
        guard let cut = word == "fallen_by" ? fall(fields, analyte) : cut(fields, word, analyte) else { return nil }
        let recoversAt = recovery(fields, relation, cut, analyte)
        guard let analyte else { return nil }
        return ResultSignal(analyte: analyte, relation: relation, cut: cut, recoversAt: recoversAt)
    }

    private func fall(_ fields: Fields, _ analyte: Analyte?) -> SignalCut? {
        let unit = fields.required("unit") { $0.unit(of: analyte) }
        let amount = fields.required("fallen_by") { $0.positiveNumber() }
        if fields.has("of") {
            fields.entry("highest_in_days")?.fault(
                found: "`highest_in_days:` beside `of:`", hint: "give `highest_in_days:` or `of: baseline`")
            let isFromBaseline = fields.required("of") {
                $0.choice("what it has fallen from, or `highest_in_days:`", among: [("baseline", true)])
            }
            guard let unit, let amount, isFromBaseline == true else { return nil }
            return .fallFromBaseline(amount, unit)
        }
        let days = fields.required("highest_in_days") { $0.whole(1...365) }
        guard let unit, let amount, let days else { return nil }
        return .fall(amount, unit, days: days)
    }

    private func cut(_ fields: Fields, _ word: String, _ analyte: Analyte?) -> SignalCut? {
        guard fields.has("of") else {
            fields.entry("highest_in_days")?.fault(
                found: "`highest_in_days:` without `of: highest`", hint: "add `of: highest`, or leave it out")
            let unit = fields.required("unit", hint: "add `unit:`, or `of:` where the number is a multiple") {
                $0.unit(of: analyte)
            }
            let number = fields.required(word) { $0.count(of: analyte, in: unit) }
            guard let unit, let number else { return nil }
            return .number(number, unit)
        }
        fields.entry("unit")?.fault(found: "`unit:` beside `of:`", hint: "leave it out: a multiple has no unit")
        let factor = fields.required(word) { $0.number(0.01...1_000) }
        let days = fields.optional("highest_in_days") { $0.whole(1...365) }
        let kinds: [(String, (Double) -> SignalCut?)] = [
            ("ULN", { .upperLimit($0) }), ("LLN", { .lowerLimit($0) }), ("baseline", { .baseline($0) }),
            ("highest", { factor in days.map { .highest(factor, days: $0) } }),
        ]
        let kind = fields.required("of") { $0.choice("what the number is a multiple of", among: kinds) }
        guard let factor, let kind else { return nil }
        let cut = kind(factor)
        if cut == nil, !fields.has("highest_in_days") {
            fault(at: "highest_in_days", found: "nothing", hint: "add `highest_in_days:`")
        }
        return cut
    }

    private func recovery(_ fields: Fields, _ relation: Relation, _ cut: SignalCut, _ analyte: Analyte?) -> Double? {
        fields.optional("recovers_at") { entry in
            let opens: Double
            let unit: LabUnit?
            switch cut {
            case .number(let number, let own): (opens, unit) = (number, own)
            case .upperLimit(let factor), .lowerLimit(let factor): (opens, unit) = (factor, nil)
            case .baseline, .highest, .fall, .fallFromBaseline:
                entry.fault(found: "`recovers_at:` beside another row's value", hint: "leave it out")
                return nil
            }
            let recovers = unit.map { entry.count(of: analyte, in: $0) } ?? entry.number(0.01...1_000)
            guard let recovers else { return nil }
            let seeksHigh = relation == .above || relation == .atLeast
            guard seeksHigh ? recovers <= opens : recovers >= opens else {
                entry.fault(
                    found: "\(plain(recovers)), which still makes the condition hold",
                    hint: "write \(plain(opens)) or \(seeksHigh ? "less" : "more")")
                return nil
            }
            return recovers
        }
    }

    /// `finding: {tests, is: positive | detected, ever}`.
    private func findingSignal() -> FindingSignal? {
        guard let fields = fields(["tests", "is", "ever"]) else { return nil }
        let tests = fields.required("tests") { $0.texts("LBTESTCD codes") }
        let kind = fields.required("is") {
            $0.choice("a finding", among: [("positive", FindingSignal.Kind.positive), ("detected", .detected)])
        }
        let isHistory = fields.optional("ever") { $0.flag() } ?? false
        guard let tests, let kind else { return nil }
        return FindingSignal(tests: Set(tests), kind: kind, isHistory: isHistory)
    }

    /// `grade: {term, at_least}`.
    private func gradeSignal(_ declarations: Declarations) -> Signal? {
        guard let fields = fields(["term", "at_least"]) else { return nil }
        let term = fields.required("term") { $0.labTerm(of: declarations.ctcae) }
        let atLeast = fields.required("at_least") { $0.whole(1...4) }
        fields.requireReach(of: atLeast, at: "at_least", highest: term.flatMap { declarations.highestGrade(of: [$0]) })
        guard let term, let atLeast else { return nil }
        return .grade(term: term, atLeast: atLeast)
    }

    /// `event: {group | coded: false, grade_at_least, or_serious}`.
    private func eventSignal(_ declarations: Declarations) -> EventSignal? {
        guard let fields = fields(["group", "coded", "grade_at_least", "or_serious"]) else { return nil }
        let group = fields.optional("group") { $0.reference(to: "a term group", among: declarations.termGroupNames) }
        let isCoded = fields.optional("coded") { $0.choice("a flag", among: [("false", false)]) }
        let atLeast = fields.required("grade_at_least") { $0.whole(0...5) }
        let orSerious = fields.optional("or_serious") { $0.flag() } ?? false
        if !orSerious {
            fields.requireReach(
                of: atLeast, at: "grade_at_least", highest: group.flatMap(declarations.highestGrade(ofGroup:)))
        }
        guard fields.has("group") != fields.has("coded") else {
            fault(
                found: fields.has("group") ? "`group:` and `coded:`" : "no event",
                hint: "give exactly one of `group:`, `coded: false`")
            return nil
        }
        guard let atLeast, group != nil || isCoded != nil else { return nil }
        return EventSignal(group: group, atLeast: atLeast, orSerious: orSerious)
    }

    /// `medication: {list}`.
    private func medicationSignal(_ declarations: Declarations) -> Signal? {
        fields(["list"])?.required("list") {
            $0.reference(
                to: "a list of medications", among: declarations.medicationListNames + declarations.prophylacticNames)
        }.map(Signal.medication)
    }

    /// `treatment: {name, days_after}`.
    private func treatmentSignal(_ declarations: Declarations) -> TreatmentSignal? {
        guard let fields = fields(["name", "days_after"]) else { return nil }
        let treatment = fields.required("name") {
            $0.reference(to: "a treatment of an arm (EXTRT)", among: declarations.treatments)
        }
        let days = fields.required("days_after") { $0.whole(0...365) }
        guard let treatment, let days else { return nil }
        return TreatmentSignal(treatment: treatment, daysAfter: days)
    }

    /// `overdue: {tests, days}`.
    private func overdueSignal() -> OverdueSignal? {
        guard let fields = fields(["tests", "days"]) else { return nil }
        let tests = fields.required("tests") { $0.texts("LBTESTCD codes") }
        let days = fields.required("days") { $0.whole(1...365) }
        guard let tests, let days else { return nil }
        return OverdueSignal(tests: Set(tests), days: days)
    }
}
