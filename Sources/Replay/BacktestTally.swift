// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
package import Trial

/// Adds up what replayed subjects and arms would have said.
package struct BacktestTally {
    private let study: ReplayedStudy
    private let from: CalendarDay
    private let to: CalendarDay
    private let monday: CalendarDay
    private var rules: [String: Backtest.RuleTally] = [:]
    private var weeks: [Backtest.Week]
    /// When urgent alerts were told, by rule.
    private var urgentRaised: [String: [Timestamp]] = [:]
    private var subjects = 0
    private var passes = 0

    /// A tally of the days from one to another.
    package init(of study: ReplayedStudy, from: CalendarDay, to: CalendarDay) {
        self.study = study
        self.from = from
        self.to = to
        let first = BacktestTally.monday(of: from)
        monday = first
        weeks = stride(from: 0, through: max(0, to - first), by: 7).map {
            Backtest.Week(monday: first + $0)
        }
        for rule in study.studyProtocol.subjectRules.map(\.id) + study.studyProtocol.armRules.map(\.id) {
            rules[rule] = Backtest.RuleTally(rule: rule)
        }
    }

    /// Adds a subject.
    package mutating func add(_ outcome: SubjectOutcome) {
        subjects += 1
        passes += outcome.passes
        for change in outcome.changes { add(change) }
        guard let summary = outcome.summaries.last?.summary, let entry = summary.entry else { return }
        let last = summary.lastDose ?? entry
        for index in weeks.indices where weeks[index].monday <= last && weeks[index].monday + 6 >= entry {
            weeks[index].onTreatment += 1
        }
    }

    /// Adds the arms.
    package mutating func add(_ outcome: ArmsOutcome) {
        passes += outcome.passes
        for change in outcome.changes { add(change) }
    }

    private mutating func add(_ change: ReplayedChange) {
        let day = study.moment(change.at).today
        guard day >= from, day <= to else { return }
        var tally = rules[change.rule] ?? Backtest.RuleTally(rule: change.rule)
        if change.isNewAtSeverity {
            tally.alerts[change.severity, default: 0] += 1
            weeks[(day - monday) / 7].alerts[change.severity, default: [:]][change.rule, default: 0] += 1
        }
        if change.kinds.contains(.amended) { tally.amended += 1 }
        if change.kinds.contains(.resolved) { tally.resolved += 1 }
        if change.kinds.contains(.retracted) { tally.retracted += 1 }
        if let told = change.told, told >= .urgent {
            tally.messages += 1
            if told == .urgent, change.kinds.contains(.raised) {
                urgentRaised[change.rule, default: []].append(change.at)
            }
        }
        rules[change.rule] = tally
    }

    /// The sums.
    package var backtest: Backtest {
        var backtest = Backtest(
            study: study.studyProtocol.study, from: from, to: to, subjects: subjects, passes: passes,
            budget: study.studyProtocol.noiseBudget, rules: [], weeks: weeks,
            onTreatmentMax: weeks.map(\.onTreatment).max() ?? 0)
        var tallies = rules.mapValues { tally in
            let instants = urgentRaised[tally.rule] ?? []
            var tally = tally
            tally.foldedMessages = tally.messages - instants.count + BacktestTally.folded(instants.sorted())
            return tally
        }
        for week in backtest.steadyWeeks {
            for (severity, counts) in week.alerts {
                for (rule, count) in counts { tallies[rule]?.steady[severity, default: 0] += count }
            }
        }
        backtest.rules = tallies.values.sorted { $0.precedes($1) }
        return backtest
    }

    /// The fewest alerts of one rule in 24 hours that are told in one message: more than ten.
    private static let foldMax = 10

    /// How many messages tell the alerts of one rule raised at these instants, which are in order.
    private static func folded(_ instants: [Timestamp]) -> Int {
        var rest = instants[...]
        var messages = 0
        while let first = rest.first {
            let day = rest.prefix { $0 - first < 86_400 }
            messages += day.count > foldMax ? 1 : day.count
            rest = rest.dropFirst(day.count)
        }
        return messages
    }

    /// The Monday of a day's week; 1970-01-05 was one.
    private static func monday(of day: CalendarDay) -> CalendarDay {
        let sinceMonday = (day.daysSince1970 - 4) % 7
        return day - (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday)
    }
}

extension Backtest.RuleTally {
    /// The loudest first: by critical, then urgent, then all other alerts, then by name.
    fileprivate func precedes(_ other: Backtest.RuleTally) -> Bool {
        for severity in Severity.allCases.reversed() {
            let (own, others) = (alerts[severity] ?? 0, other.alerts[severity] ?? 0)
            if own != others { return own > others }
        }
        return rule < other.rule
    }
}
