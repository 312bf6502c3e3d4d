// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules

extension Entry {
    /// `signal:` and `ends_when: {recovered}` or `{days_without}`.
    func signalCondition(endingWhen end: Entry?, _ declarations: Declarations) -> SignalCondition? {
        let signal = signal(declarations)
        let ends = end?.signalEnd()
        guard let signal, let ends else { return nil }
        return SignalCondition(signal: signal, end: ends)
    }

    private func signalEnd() -> SignalCondition.End? {
        guard let fields = fields(["recovered", "days_without"]) else { return nil }
        guard fields.has("recovered") != fields.has("days_without") else {
            fault(
                found: fields.has("recovered") ? "`recovered:` and `days_without:`" : "nothing",
                hint: "give exactly one of `recovered:`, `days_without:`")
            return nil
        }
        let days = fields.optional("days_without") { $0.whole(1...365) }
        let recovered = fields.optional("recovered") {
            $0.choice(
                "which leaves must recover",
                among: [("all", SignalCondition.End.allRecovered), ("any", SignalCondition.End.anyRecovered)])
        }
        return recovered ?? days.map(SignalCondition.End.daysWithout)
    }

    /// One part of a signal: a leaf or a combination.
    private func signal(_ declarations: Declarations, inAll: Bool = false) -> Signal? {
        let faultsBefore = log.faults.count
        guard let fields = fields(SignalWord.all + ["within_days", "days_before", "days_after"]) else { return nil }
        let given = SignalWord.all.filter(fields.has)
        guard given.count == 1, let word = given.first, let entry = fields.entry(word) else {
            // A misspelt condition is told already.
            guard !given.isEmpty || log.faults.count == faultsBefore else { return nil }
            fault(
                found: given.isEmpty ? "no condition" : given.map { "`\($0):`" }.joined(separator: " and "),
                hint: "give exactly one of \(SignalWord.all.map { "`\($0):`" }.joined(separator: ", "))")
            return nil
        }
        if word != "all" {
            for key in ["within_days", "days_before", "days_after"] {
                fields.entry(key)?.fault(found: "`\(key):` beside `\(word):`", hint: "only `all:` has a window")
            }
        }
        switch word {
        case "all": return entry.all(window(fields), declarations)
        case "any": return entry.parts(declarations).map(Signal.any)
        case "possibly": return entry.signal(declarations).map(Signal.possibly)
        case "not": return entry.negated(declarations, inAll: inAll)
        default: return entry.leaf(word, declarations)
        }
    }

    /// `within_days`, or `days_before` and `days_after`, of which exactly one kind must be given.
    private func window(_ fields: Fields) -> SignalWindow? {
        let isAround = fields.has("days_before") || fields.has("days_after")
        guard fields.has("within_days") != isAround else {
            fault(
                found: isAround ? "two windows" : "no window",
                hint: "give `within_days:`, or `days_before:` and `days_after:` around the first part")
            return nil
        }
        let within = fields.optional("within_days") { $0.whole(0...365) }
        guard isAround else { return within.map(SignalWindow.days) }
        let before = fields.required("days_before") { $0.whole(0...365) }
        let after = fields.required("days_after") { $0.whole(0...365) }
        guard let before, let after else { return nil }
        return .aroundFirst(before: before, after: after)
    }

    private func parts(_ declarations: Declarations, inAll: Bool = false) -> [Signal]? {
        guard let entries = elements(of: "conditions") else { return nil }
        guard entries.count > 1 else {
            fault(found: "one condition", hint: "write at least two, or the condition alone")
            return nil
        }
        let parts = entries.map { $0.signal(declarations, inAll: inAll) }
        return parts.contains { $0 == nil } ? nil : parts.compactMap(\.self)
    }

    private func all(_ window: SignalWindow?, _ declarations: Declarations) -> Signal? {
        let parts = parts(declarations, inAll: true)
        guard let window, let parts else { return nil }
        guard parts.contains(where: { if case .not = $0 { false } else { true } }) else {
            fault(found: "nothing but `not:`", hint: "add a condition that must hold")
            return nil
        }
        if case .aroundFirst = window, case .not = parts[0] {
            fault(found: "`not:` first", hint: "put first the condition around which the others are looked for")
            return nil
        }
        return .all(parts, within: window)
    }

    private func negated(_ declarations: Declarations, inAll: Bool) -> Signal? {
        guard inAll else {
            fault(found: "`not:` outside `all:`", hint: "put it into `all:`, beside what must hold")
            return nil
        }
        guard let part = signal(declarations) else { return nil }
        guard part.leaves == [part] else {
            fault(found: "`not:` of a combination", hint: "give one `not:` for each condition")
            return nil
        }
        return .not(part)
    }
}

/// The words that begin a condition.
enum SignalWord {
    static let combinations = ["all", "any", "not", "possibly"]
    static let leaves = ["result", "finding", "grade", "event", "death", "medication", "treatment", "overdue"]
    static let all = combinations + leaves
}

extension Signal {
    /// The term groups it names.
    var groups: Set<String> {
        Set(leaves.compactMap { if case .event(let event) = $0 { event.group } else { nil } })
    }

    /// The lists of medications it names.
    var medications: Set<String> {
        Set(leaves.compactMap { if case .medication(let list) = $0 { list } else { nil } })
    }
}
