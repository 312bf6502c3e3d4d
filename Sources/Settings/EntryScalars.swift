// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial
import Yams

extension Entry {
    /// A text that is not empty.
    func text(_ what: String = "a text") -> String? {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty, !isNull else {
            fault(found: isNull ? "nothing" : found, hint: "write \(what)")
            return nil
        }
        return scalar.string
    }

    /// A number within a range.
    func number(_ range: ClosedRange<Double>) -> Double? {
        guard let text = text("a number") else { return nil }
        guard let number = Double(text), range.contains(number) else {
            fault(found: found, hint: "write a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))")
            return nil
        }
        return number
    }

    /// A number above zero.
    func positiveNumber() -> Double? {
        guard let text = text("a number") else { return nil }
        guard let number = Double(text), number.isFinite, number > 0 else {
            fault(found: found, hint: "write a number above 0")
            return nil
        }
        return number
    }

    /// A whole number within a range.
    func whole(_ range: ClosedRange<Int>) -> Int? {
        guard let text = text("a whole number") else { return nil }
        guard let number = Int(text), range.contains(number) else {
            fault(found: found, hint: "write a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// `true` or `false`.
    func flag() -> Bool? {
        choice("a flag", among: [("true", true), ("false", false)])
    }

    /// A day as `2024-06-30`.
    func day() -> CalendarDay? {
        guard let text = text("a day as YYYY-MM-DD") else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy(\.isNumber) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            let found = CalendarDay(year: year, month: month, day: day)
        else {
            fault(found: found, hint: "write a day of the calendar as YYYY-MM-DD")
            return nil
        }
        return found
    }

    /// A permanent name: lower-case letters, digits and hyphens.
    func identifier() -> String? {
        guard let text = text("a name") else { return nil }
        guard text.allSatisfy({ "abcdefghijklmnopqrstuvwxyz0123456789-".contains($0) }) else {
            fault(found: found, hint: "use lower-case letters, digits and hyphens")
            return nil
        }
        return text
    }

    /// One of a few words.
    func choice<Value>(
        _ what: String, among options: [(word: String, value: Value)], reader: StaticString = #fileID,
        line: UInt = #line
    ) -> Value? {
        log.note(
            VocabularyUse(
                kind: .values, file: file, path: path, words: options.map(\.word), reader: "\(reader):\(line)"))
        guard let text = text(what) else { return nil }
        guard let option = options.first(where: { $0.word == text }) else {
            fault(found: found, hint: suggestion(for: text, among: options.map(\.word), what: what))
            return nil
        }
        return option.value
    }

    /// A name that the file declares elsewhere.
    func reference(to what: String, among names: [String]) -> String? {
        guard let text = text("the name of \(what)") else { return nil }
        guard names.contains(text) else {
            fault(found: found, hint: suggestion(for: text, among: names, what: what))
            return nil
        }
        return text
    }

    /// `{en: …, zh-Hans: …}`, or an English text alone.
    func localizedText() -> LocalizedText? {
        if case .scalar = node { return text("a text, or {en: …, zh-Hans: …}").map { LocalizedText(en: $0) } }
        guard let fields = fields(["en", "zh-Hans"]) else { return nil }
        let english = fields.required("en") { $0.text() }
        let chinese = fields.optional("zh-Hans") { $0.text() }
        return english.map { LocalizedText(en: $0, zhHans: chinese ?? "") }
    }

    /// A list of texts.
    func texts(_ what: String) -> [String]? {
        elements(of: what)?.compactMap { $0.text() }
    }

    /// Whether this is YAML's null, written plainly.
    private var isNull: Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}

/// A number without a fraction that says nothing.
func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
}
