// SPDX-License-Identifier: Apache-2.0

import Replay
import Rules
import Trial

/// A backtest as an officer reads it, in 80 columns.
struct BacktestText {
    private let backtest: Backtest
    private let basis: String
    private static let width = 80
    private static let officers: [Severity] = [.critical, .urgent]

    /// - Parameter basis: by what rows were known, in words.
    init(_ backtest: Backtest, basis: String) {
        self.backtest = backtest
        self.basis = basis
    }

    var text: String {
        (heading + [""] + budget + [""] + table + [""] + loud + weeks + [""] + messages).joined(separator: "\n")
    }

    private var heading: [String] {
        [
            "\(backtest.study) from \(backtest.from) to \(backtest.to)",
            "\(backtest.subjects) subjects, \(backtest.weeks.count) weeks, \(backtest.passes) verdicts; \(basis)",
        ]
    }

    private var budget: [String] {
        let steady = backtest.steadyWeeks
        guard let first = steady.first, let last = steady.last else {
            return ["Nobody was on treatment: there is no steady state to hold against the budget."]
        }
        let share = Int(Backtest.steadyShare * 100)
        var lines = wrapped(
            "Steady state: the \(steady.count) weeks between \(first.monday) and \(last.monday + 6) with at least "
                + "\(share) % of the \(backtest.onTreatmentMax) subjects who were on treatment at once.")
        lines.append(
            left("Alerts a week", 24) + right("budget", 8) + right("mean", 8) + right("loudest", 9) + "  in week of")
        for severity in BacktestText.officers {
            let mean = backtest.steadyMean(of: severity) ?? 0
            let budget = backtest.budget.alertsPerWeek(of: severity) ?? 0
            let loudest = backtest.loudest(of: severity)
            lines.append(
                left("  \(severity.rawValue)", 24) + right("\(budget)", 8) + right(decimal(mean), 8)
                    + right("\(loudest?.count(of: severity) ?? 0)", 9) + "  \(loudest.map { "\($0.monday)" } ?? "")"
                    + (mean > Double(budget) ? "  over budget" : ""))
        }
        let over = backtest.weeks.filter(backtest.isOverBudget).count
        return lines
            + wrapped(
                "\(over) of \(backtest.weeks.count) weeks over budget. Source of the budget: \(backtest.budget.source)."
            )
    }

    /// One line a rule that spoke; the others are named below.
    private var table: [String] {
        let columns: [Severity] = [.critical, .urgent, .daily, .query]
        var lines = [
            left("Rule", 25) + columns.map { right($0 == .critical ? "crit." : $0.rawValue, 7) }.joined()
                + right("amend.", 7) + right("resolv.", 8) + right("retr.", 6) + right("share", 6)
        ]
        let total = backtest.rules.map(\.interruptions).reduce(0, +)
        for rule in backtest.rules where rule.hasSpoken {
            lines.append(
                left(rule.rule, 25) + columns.map { right("\(rule.alerts[$0] ?? 0)", 7) }.joined()
                    + right("\(rule.amended)", 7) + right("\(rule.resolved)", 8) + right("\(rule.retracted)", 6)
                    + right(total > 0 ? "\(rule.interruptions * 100 / total)%" : "", 6))
        }
        let silent = backtest.rules.filter { !$0.hasSpoken }.map(\.rule).sorted()
        if !silent.isEmpty { lines += wrapped("Never spoke: \(silent.joined(separator: ", ")).") }
        return lines
            + wrapped("Alerts by severity when raised or grown graver; share of all that are critical or urgent.")
    }

    private var loud: [String] {
        let lines = BacktestText.officers.flatMap { severity in
            backtest.loudRules(of: severity).map { loud in
                "Loud: \(loud.rule), \(decimal(loud.perWeek)) \(severity.rawValue) a week in the steady state, "
                    + "\(Int((loud.share * 100).rounded())) % of them"
            }
        }
        return lines.isEmpty ? ["No rule alone takes more than half of a budget."] : lines.flatMap(wrapped)
    }

    private static let weeksMax = 10

    /// The loudest weeks over budget, each with what was loud in it.
    private var weeks: [String] {
        let over = backtest.weeks.filter(backtest.isOverBudget)
        guard !over.isEmpty else { return [] }
        let count = { (week: Backtest.Week) in BacktestText.officers.map { week.count(of: $0) }.reduce(0, +) }
        let loudest = over.sorted { (count($1), $0.monday) < (count($0), $1.monday) }.prefix(BacktestText.weeksMax)
        let heading =
            over.count > loudest.count
            ? "The loudest \(loudest.count) of \(over.count) weeks over budget" : "Weeks over budget"
        return ["", "\(heading):"]
            + loudest.sorted { $0.monday < $1.monday }.flatMap { week in
                BacktestText.officers.flatMap { severity -> [String] in
                    let number = week.count(of: severity)
                    guard number > backtest.budget.alertsPerWeek(of: severity) ?? .max else { return [] }
                    let rules = (week.alerts[severity] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                    let named = rules.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
                    return wrapped("  \(week.monday)  \(number) \(severity.rawValue): \(named)")
                }
            }
    }

    private var messages: [String] {
        let all = backtest.rules.map(\.messages).reduce(0, +)
        let folded = backtest.rules.map(\.foldedMessages).reduce(0, +)
        return wrapped(
            "\(all) messages to a receiver of urgent and critical alerts, changes and ends included; \(folded) if a "
                + "rule's urgent alerts are told in one where there are more than ten in 24 hours.")
    }

    private func wrapped(_ text: String) -> [String] {
        let margin = String(text.prefix { $0 == " " })
        var lines: [String] = []
        var line = margin
        for word in text.dropFirst(margin.count).split(separator: " ", omittingEmptySubsequences: false) {
            if line.count > margin.count, line.count + 1 + word.count > BacktestText.width {
                lines.append(line)
                line = margin + (margin.isEmpty ? "" : "    ") + word
            } else {
                line += (line.count > margin.count ? " " : "") + word
            }
        }
        return lines + [line]
    }
}

/// A number with one decimal.
private func decimal(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }

private func left(_ text: String, _ width: Int) -> String {
    text.count < width ? text + String(repeating: " ", count: width - text.count) : text.prefix(width - 2) + "… "
}

private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

extension Backtest.RuleTally {
    /// Alerts that interrupt an officer.
    var interruptions: Int { (alerts[.critical] ?? 0) + (alerts[.urgent] ?? 0) }

    /// Whether the rule would have said anything.
    var hasSpoken: Bool { !alerts.isEmpty || amended + resolved + retracted > 0 }
}
