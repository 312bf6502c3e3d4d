// SPDX-License-Identifier: Apache-2.0

import Rules

/// Every word of the digest that is not of the trial itself, in one place, so that a language is one more of these.
///
/// Each section's words are in an extension of their own.
struct Wording {
    /// A text of the protocol in the language of the digest.
    func text(of text: LocalizedText) -> String { text.en }

    /// A count and its noun, in the number that fits.
    func count(_ number: Int, _ singular: String, _ plural: String) -> String {
        number == 1 ? "1 \(singular)" : "\(number) \(plural)"
    }

    /// A whole number with its thousands set apart.
    func grouped(_ number: Int) -> String {
        let digits = Array(String(abs(number)))
        let marked = digits.enumerated().map { index, digit in
            index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : "\(digit)"
        }
        return (number < 0 ? "-" : "") + marked.joined()
    }

    let notEstimable = "not estimable"
    let unknown = "unknown"

    /// A percentage without its sign, or that there is nobody to count.
    func percentage(_ proportion: Proportion) -> String {
        guard let tenths = proportion.tenthsOfPercent else { return notEstimable }
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// A count with its percentage in brackets, as clinical tables print it.
    func countAndPercentage(_ proportion: Proportion) -> String {
        proportion.tenthsOfPercent == nil ? notEstimable : "\(proportion.count) (\(percentage(proportion)))"
    }

    func rate(_ rate: ExposureRate) -> String {
        rate.per100SubjectMonths.map { decimal($0, places: 2) } ?? notEstimable
    }

    func severity(_ severity: Severity) -> String {
        switch severity {
        case .critical: "Critical"
        case .urgent: "Urgent"
        case .daily: "Daily"
        case .query: "Query"
        case .digest: "For the digest"
        }
    }

    func scope(_ scope: Scope) -> String {
        switch scope {
        case .subject(let subject): subject
        case .arm(let arm): "arm \(arm)"
        case .system: "the monitor"
        }
    }

    func site(_ site: String) -> String { site.isEmpty ? "site unknown" : "site \(site)" }

    func leftOut(_ number: Int, of noun: String) -> String { "And \(number) more \(noun), not listed." }
}
