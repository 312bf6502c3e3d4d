// SPDX-License-Identifier: Apache-2.0

package import Rules
package import Trial

/// How loud the rules of a protocol would have been over a history.
package struct Backtest: Hashable, Sendable {
    /// What one rule would have said.
    package struct RuleTally: Hashable, Sendable {
        /// The permanent name.
        package var rule: String
        /// Alerts that newly stood at each severity: raised, or grown graver.
        package var alerts: [Severity: Int] = [:]
        /// The same in the weeks of the steady state.
        package var steady: [Severity: Int] = [:]
        /// How often an alert changed without beginning or ending.
        package var amended = 0
        /// Alerts whose episode ended.
        package var resolved = 0
        /// Alerts that were taken back.
        package var retracted = 0
        /// Messages to a receiver that hears of what is urgent and critical.
        package var messages = 0
        /// Those messages if a rule's urgent alerts are told in one where there are more than ten in 24 hours.
        package var foldedMessages = 0

        /// A rule that said nothing.
        package init(rule: String) {
            self.rule = rule
        }
    }

    /// A week, which begins on a Monday.
    package struct Week: Hashable, Sendable {
        /// The Monday.
        package var monday: CalendarDay
        /// Subjects between their first and last dose in it.
        package var onTreatment: Int
        /// Alerts that newly stood at each severity, by rule.
        package var alerts: [Severity: [String: Int]]

        /// A week.
        package init(monday: CalendarDay, onTreatment: Int = 0, alerts: [Severity: [String: Int]] = [:]) {
            self.monday = monday
            self.onTreatment = onTreatment
            self.alerts = alerts
        }

        /// How many alerts newly stood at a severity.
        package func count(of severity: Severity) -> Int { (alerts[severity] ?? [:]).values.reduce(0, +) }
    }

    /// SDTM STUDYID.
    package var study: String
    /// The first day that is looked at.
    package var from: CalendarDay
    /// The last day.
    package var to: CalendarDay
    /// How many subjects have a history.
    package var subjects: Int
    /// How many verdicts were made, of subjects and of arms.
    package var passes: Int
    /// What a week may bring.
    package var budget: NoiseBudget
    /// Every rule of the protocol, the loudest first.
    package var rules: [RuleTally]
    /// Every week, in order.
    package var weeks: [Week]
    /// The most subjects that were on treatment in one week.
    package var onTreatmentMax: Int

    /// A backtest; normally summed up by `BacktestTally`.
    package init(
        study: String, from: CalendarDay, to: CalendarDay, subjects: Int, passes: Int, budget: NoiseBudget,
        rules: [RuleTally], weeks: [Week], onTreatmentMax: Int
    ) {
        self.study = study
        self.from = from
        self.to = to
        self.subjects = subjects
        self.passes = passes
        self.budget = budget
        self.rules = rules
        self.weeks = weeks
        self.onTreatmentMax = onTreatmentMax
    }
}

extension Backtest {
    /// The share of the most subjects at once that a week of the steady state has at least.
    package static let steadyShare = 0.9

    /// The weeks in which nearly as many subjects were on treatment as ever.
    package var steadyWeeks: [Week] { weeks.filter(isSteady) }

    /// Whether a week belongs to the steady state.
    package func isSteady(_ week: Week) -> Bool {
        onTreatmentMax > 0 && Double(week.onTreatment) >= Double(onTreatmentMax) * Backtest.steadyShare
    }

    /// Whether a week brought more than it may.
    package func isOverBudget(_ week: Week) -> Bool {
        [Severity.critical, .urgent].contains { severity in
            budget.alertsPerWeek(of: severity).map { week.count(of: severity) > $0 } ?? false
        }
    }

    /// Alerts of a severity in a mean week of the steady state; nil where there is none.
    package func steadyMean(of severity: Severity) -> Double? {
        let weeks = steadyWeeks
        guard !weeks.isEmpty else { return nil }
        return Double(weeks.map { $0.count(of: severity) }.reduce(0, +)) / Double(weeks.count)
    }

    /// The week with most alerts of a severity, the earliest of several; nil where there is no week.
    package func loudest(of severity: Severity) -> Week? {
        weeks.reduce(nil) { loudest, week in
            guard let loudest, loudest.count(of: severity) >= week.count(of: severity) else { return week }
            return loudest
        }
    }

    /// Rules that alone take more than half of the budget of a severity in the steady state, the loudest first.
    package func loudRules(of severity: Severity) -> [(rule: String, perWeek: Double, share: Double)] {
        let weeks = Double(steadyWeeks.count)
        let total = Double(rules.map { $0.steady[severity] ?? 0 }.reduce(0, +))
        guard weeks > 0, total > 0, let budget = budget.alertsPerWeek(of: severity) else { return [] }
        return rules.map { rule in
            let count = Double(rule.steady[severity] ?? 0)
            return (rule.rule, count / weeks, count / total)
        }.filter { $0.1 > Double(budget) / 2 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }
}
