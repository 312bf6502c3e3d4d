// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules

extension ProtocolReading {
    /// The kinds of condition, of which a rule has exactly one.
    private static let conditions = [
        "count", "grade", "event", "signal", "dose", "cover", "clearance", "mismatch", "clock", "testing",
    ]

    /// A rule over one subject, or nil after a fault.
    func subjectRule(_ entry: Entry, _ declarations: Declarations) -> SubjectRule? {
        let keys = RuleHeading.keys + Self.conditions + ["ends_when", "levels", "arms", "unknown_arm", "toxicity"]
        guard let fields = entry.fields(keys) else { return nil }
        let heading = RuleHeading(fields, in: self)
        let condition = condition(fields, declarations)
        let levelEntries = fields.required("levels") { $0.elements(of: "levels") } ?? []
        var tests: [(entry: Entry, test: SeverityTest)] = []
        let levels = levelEntries.map { entry in
            severityLevel(entry, of: condition, declarations) { tests.append((entry, $0)) }
        }
        reportUnreachable(tests, of: condition, declarations)
        let arms = fields.optional("arms") { $0.armCodes(among: declarations.armCodes) }
        let unknownArm = fields.optional("unknown_arm") { $0.flag(beside: arms) }
        let toxicity = fields.optional("toxicity") {
            $0.reference(to: "a toxicity of `dosing`", among: declarations.toxicityNames)
        }
        reportDoseActions(fields, levelEntries, of: condition)
        guard let heading, let condition else { return nil }
        let read = levels.compactMap(\.self)

        var fingerprint = Fingerprint()
        fingerprint.add(entry.node)
        var groups = Set(read.compactMap(\.test.group) + read.compactMap(\.test.during))
        var medications: Set<String> = []
        switch condition {
        case .event(let event):
            groups.insert(event.group)
            medications = event.cover.map { [$0] } ?? []
        case .signal(let signal):
            groups.formUnion(signal.signal.groups)
            medications = signal.signal.medications
        case .count(let count):
            medications = Set(count.notAfter.map(\.list))
        case .clock(let clock):
            fingerprint.add(clock, timeZone: declarations.timeZone)
        case .cover(let cover):
            groups.formUnion(cover.groups)
            medications = [cover.medication]
            declarations.add(rules: cover.rules, to: &fingerprint)
        case .grade, .dose, .clearance, .mismatch, .testing:
            break
        }
        if case .event(let event) = condition, read.contains(where: { $0.test.related != nil }) {
            for word in event.causality.related.sorted() + ["|"] + event.causality.notRelated.sorted() {
                fingerprint.add(word)
            }
        }
        if case .dose(.gate(let gate)) = condition { groups.insert(gate.countedTerms.id) }
        declarations.add(
            arms: arms ?? [], groups: groups, medications: medications,
            dosing: toxicity != nil || condition.isAboutDoses,
            to: &fingerprint)
        return SubjectRule(
            id: heading.id, version: fingerprint.text, title: heading.title, condition: condition, levels: read,
            source: heading.source, verified: heading.verified && declarations.verifies(condition),
            runbook: heading.runbook, formerly: heading.formerly, arms: Set(arms ?? []),
            includesUnknownArm: unknownArm ?? true, toxicity: toxicity)
    }

    private func condition(_ fields: Fields, _ declarations: Declarations) -> Condition? {
        let given = Self.conditions.filter(fields.has)
        guard given.count == 1, let kind = given.first, let entry = fields.entry(kind) else {
            fields.entry.fault(
                found: given.isEmpty ? "no condition" : given.map { "`\($0):`" }.joined(separator: " and "),
                hint: "give exactly one of \(Self.conditions.map { "`\($0):`" }.joined(separator: ", "))")
            return nil
        }
        let end = fields.optional("ends_when") { $0 }
        switch kind {
        case "dose": return doseCondition(entry, endingWhen: end, declarations).map(Condition.dose)
        case "cover": return coverCondition(entry, endingWhen: end, declarations).map(Condition.cover)
        case "clearance": return clearanceCondition(entry, endingWhen: end, declarations).map(Condition.clearance)
        case "mismatch": return mismatchCondition(entry, endingWhen: end, declarations).map(Condition.mismatch)
        case "clock": return clockCondition(entry, endingWhen: end, declarations).map(Condition.clock)
        case "testing": return testingCondition(entry, endingWhen: end, declarations).map(Condition.testing)
        default: break
        }
        if end == nil {
            fields.entry.fault(
                at: "ends_when", found: "nothing", hint: "add `ends_when:`, or an episode never ends")
        }
        switch kind {
        case "count": return entry.countCondition(endingWhen: end, declarations).map(Condition.count)
        case "grade": return entry.gradeCondition(endingWhen: end, declarations).map(Condition.grade)
        case "signal": return entry.signalCondition(endingWhen: end, declarations).map(Condition.signal)
        default: return entry.eventCondition(endingWhen: end, declarations).map(Condition.event)
        }
    }
}

extension ProtocolReading {
    /// Tells dose actions that nothing can come of: a rule acts on doses by its toxicity, and both stand together.
    private func reportDoseActions(_ fields: Fields, _ levels: [Entry], of condition: Condition?) {
        let actions = levels.map { $0.peek("dose_action") }
        let given = actions.compactMap(\.self)
        guard let toxicity = fields.entry("toxicity") else {
            given.first?.fault(
                found: "`dose_action:` in a rule without a toxicity", hint: "add `toxicity:` to the rule")
            return
        }
        switch condition {
        case nil, .event: break
        case .count:
            // A count holds at one cut, however low it falls: its levels say who is told, and no more.
            let words = Set(actions.map { $0?.scalarText })
            if !given.isEmpty, words.count > 1 {
                toxicity.fault(
                    found: "levels with different `dose_action:`", hint: "give every level of a count rule the same")
            }
        default:
            toxicity.fault(found: "`toxicity:` in such a rule", hint: "only rules with `count:` or `event:` move doses")
        }
        if given.isEmpty {
            toxicity.fault(found: "a toxicity that asks for nothing", hint: "add `dose_action:` to a level")
        }
    }
}

extension Condition {
    /// Whether what it finds depends on `dosing:`.
    fileprivate var isAboutDoses: Bool {
        if case .dose = self { true } else { false }
    }
}

extension Entry {
    /// Whether a rule of some arms is about a subject whose arm cannot be told.
    fileprivate func flag(beside arms: [String]?) -> Bool? {
        if arms == nil {
            fault(
                found: "`unknown_arm:` without `arms:`", hint: "a rule of every arm is about such subjects; remove it")
        }
        return flag()
    }

    /// `event: {group, grade_at_least, cover}` and `ends_when: {days_without_restart}`.
    fileprivate func eventCondition(endingWhen end: Entry?, _ declarations: Declarations) -> EventCondition? {
        guard let fields = fields(["group", "grade_at_least", "cover"]) else { return nil }
        let group = fields.required("group") { $0.reference(to: "a term group", among: declarations.termGroupNames) }
        let atLeast = fields.required("grade_at_least") { $0.whole(1...5) }
        fields.requireReach(
            of: atLeast, at: "grade_at_least", highest: group.flatMap(declarations.highestGrade(ofGroup:)))
        let cover = fields.optional("cover") {
            $0.reference(to: "a prophylactic", among: declarations.prophylacticNames)
        }
        guard let ends = end?.fields(["days_without_restart"]) else { return nil }
        let days = ends.required("days_without_restart") { $0.whole(0...90) }
        guard let group, let atLeast, let days else { return nil }
        return EventCondition(
            group: group, atLeast: atLeast, restartsWithinDays: days, cover: cover,
            causality: declarations.causality ?? CausalityWords())
    }
}
