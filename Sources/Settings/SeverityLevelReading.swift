// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

extension ProtocolReading {
    private static let tests = [
        "below", "grade_at_least", "pain", "related", "disseminated", "group", "during", "days_since_onset", "certain",
        "is",
    ]
    private static let doseActions: [(word: String, value: DoseAction)] = [
        ("hold", .hold), ("hold-perhaps-reduce", .holdPerhapsReduce), ("reduce", .reduce), ("stop", .stop),
    ]
    private static let answers = [("yes", Answer.yes), ("no", Answer.no), ("unknown", Answer.unknown)]
    private static let severities: [(word: String, value: Severity)] =
        Severity.allCases.reversed().map { ($0.rawValue, $0) }

    /// A level of a rule, or nil after a fault; tests that the rule's condition cannot answer are faults.
    ///
    /// - Parameter tested: is given the level's test where that has no fault, whatever else has one.
    func severityLevel(
        _ entry: Entry, of condition: Condition?, _ declarations: Declarations, tested: (SeverityTest) -> Void
    ) -> SeverityLevel? {
        guard let fields = entry.fields(Self.tests + ["severity", "action", "dose_proposal", "dose_action"]) else {
            return nil
        }
        let faultsBefore = entry.log.faults.count
        if let condition {
            for key in Self.tests where fields.has(key) && !condition.answers.contains(key) {
                fields.entry(key)?.fault(
                    found: "`\(key):` in a rule about a \(condition.name)",
                    hint: "such a rule may test \(condition.answers.map { "`\($0)`" }.joined(separator: ", "))")
            }
        }
        let test = SeverityTest(
            below: fields.optional("below") { entry in
                guard case .count(let count) = condition else { return entry.positiveNumber() }
                return entry.count(of: count.analyte, in: count.unit)
            },
            gradeAtLeast: fields.optional("grade_at_least") { $0.whole(1...5) },
            pain: fields.optional("pain") { $0.choice("an answer", among: Self.answers) },
            related: fields.optional("related") { entry in
                if !declarations.isCausalityGiven {
                    entry.fault(found: "`related:` without `causality:`", hint: "add `causality:` to the protocol")
                }
                return entry.choice("an answer", among: Self.answers)
            },
            disseminated: fields.optional("disseminated") { $0.choice("an answer", among: Self.answers) },
            group: fields.optional("group") { $0.reference(to: "a term group", among: declarations.termGroupNames) },
            during: fields.optional("during") { $0.reference(to: "a term group", among: declarations.termGroupNames) },
            daysSinceOnset: fields.optional("days_since_onset") { $0.whole(1...365) },
            isCertain: fields.optional("certain") { $0.flag() },
            kinds: fields.optional("is") { $0.kinds(of: condition) })
        if entry.log.faults.count == faultsBefore { tested(test) }
        let severity = fields.required("severity") { $0.choice("a severity", among: Self.severities) }
        let action = fields.optional("action") { $0.localizedText() }
        let dose = fields.optional("dose_proposal") { $0.localizedText() }
        let doseAction = fields.optional("dose_action") { $0.choice("a dose action", among: Self.doseActions) }
        return severity.map {
            SeverityLevel(test: test, severity: $0, action: action, doseProposal: dose, doseAction: doseAction)
        }
    }

    /// Tells levels that never apply: their test cannot hold in this rule, or an earlier level always applies first.
    ///
    /// Where the rule's condition has a fault, the levels are compared among themselves alone.
    func reportUnreachable(
        _ levels: [(entry: Entry, test: SeverityTest)], of condition: Condition?, _ declarations: Declarations
    ) {
        for (index, (entry, own)) in levels.enumerated() {
            let test = condition.map(own.narrowed(by:)) ?? own
            if let reason = condition.flatMap({ own.contradiction(with: $0, declarations) }) {
                entry.fault(found: "a level that never applies", hint: reason)
            } else if let earlier = levels[..<index].first(where: { $0.test.holds(wherever: test) }) {
                entry.fault(
                    found: "a level that never applies",
                    hint: "\(earlier.entry.path) already applies wherever it would; put the stricter one first")
            }
        }
    }
}

extension Entry {
    /// One kind of finding, or a list of them, that rules with a condition may tell.
    fileprivate func kinds(of condition: Condition?) -> Set<String>? {
        let known = condition?.kinds.map { ($0, $0) } ?? []
        let entries = isList ? elements(of: "kinds") ?? [] : [self]
        let read = entries.compactMap { $0.choice("a kind of finding of such a rule", among: known) }
        return read.isEmpty || read.count < entries.count ? nil : Set(read)
    }
}

extension Condition {
    /// The kinds of finding that a rule tells apart.
    fileprivate var kinds: [String] {
        switch self {
        case .count, .grade, .event, .signal: []
        case .dose(let dose): dose.kinds
        case .cover(let cover): cover.kinds
        case .clearance: ClearanceCondition.kinds
        case .mismatch: MismatchCondition.kinds
        case .clock: ClockCondition.kinds
        case .testing: TestingCondition.kinds
        }
    }

    /// The tests a level may make.
    fileprivate var answers: [String] {
        switch self {
        case .count: ["below", "grade_at_least", "during"]
        case .grade: ["grade_at_least", "during"]
        case .event: ["grade_at_least", "pain", "related", "disseminated", "group", "during", "days_since_onset"]
        case .signal: ["grade_at_least", "during", "certain"]
        case .mismatch: ["is", "grade_at_least", "days_since_onset", "certain"]
        case .clearance(let clearance):
            (clearance.measure.isMultiple ? [] : ["below"]) + ["is", "days_since_onset", "certain"]
        case .dose, .cover, .clock, .testing: ["is", "days_since_onset", "certain"]
        }
    }
}

extension SeverityTest {
    /// The test with what the rule's condition says of every finding.
    ///
    /// A reported event of unknown grade meets its condition when it is serious, so nothing is known of its grade.
    fileprivate func narrowed(by condition: Condition) -> SeverityTest {
        var test = self
        switch condition {
        case .count(let count): test.below = min(below ?? count.below, count.below)
        case .grade(let grade): test.gradeAtLeast = max(gradeAtLeast ?? grade.atLeast, grade.atLeast)
        case .event(let event): test.group = group ?? event.group
        case .signal, .dose, .cover, .clearance, .mismatch, .clock, .testing: break
        }
        return test
    }

    /// Whether this test holds whenever another does.
    fileprivate func holds(wherever other: SeverityTest) -> Bool {
        if let below, other.below.map({ $0 > below }) ?? true { return false }
        if let gradeAtLeast, other.gradeAtLeast.map({ $0 < gradeAtLeast }) ?? true { return false }
        if let pain, other.pain != pain { return false }
        if let related, other.related != related { return false }
        if let isCertain, other.isCertain != isCertain { return false }
        if let kinds, other.kinds.map({ !$0.isSubset(of: kinds) }) ?? true { return false }
        if let disseminated, other.disseminated != disseminated { return false }
        if let group, other.group != group { return false }
        if let during, other.during != during { return false }
        if let daysSinceOnset, other.daysSinceOnset.map({ $0 < daysSinceOnset }) ?? true { return false }
        return true
    }

    /// Why no finding of the rule can pass this test; nil when one can.
    fileprivate func contradiction(with condition: Condition, _ declarations: Declarations) -> String? {
        if let gradeAtLeast, let highest = declarations.highestGrade(of: condition), gradeAtLeast > highest {
            return "nothing that the rule watches has a grade above \(highest)"
        }
        switch condition {
        case .count(let count):
            guard let below, let floor = count.atLeast, below <= floor else { return nil }
            return "the rule leaves counts below \(plain(floor)) to another rule"
        case .grade, .signal, .dose, .cover, .clearance, .mismatch, .clock, .testing:
            return nil
        case .event(let event):
            let named = { (id: String) in declarations.termGroups.first { $0.id == id } }
            guard let group, let tested = named(group), let watched = named(event.group) else { return nil }
            return tested.mayShareEvent(with: watched) ? nil : "`\(group)` has no term in common with `\(event.group)`"
        }
    }
}

extension TermGroup {
    /// Whether an event may belong to both groups: all other events share one with a group that is not left out.
    fileprivate func mayShareEvent(with other: TermGroup) -> Bool {
        switch (except.isEmpty, other.except.isEmpty) {
        case (true, true): !terms.isDisjoint(with: other.terms)
        case (false, true): !other.terms.isSubset(of: termsLeftOut)
        case (true, false): !terms.isSubset(of: other.termsLeftOut)
        case (false, false): true
        }
    }

    private var termsLeftOut: Set<String> { except.reduce(into: []) { $0.formUnion($1.terms) } }
}
