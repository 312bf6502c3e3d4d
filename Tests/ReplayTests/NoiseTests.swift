// SPDX-License-Identifier: Apache-2.0

import Replay
import Rules
import Testing
import Trial

/// A backtest's sums, from weeks given by hand.
@Suite struct NoiseTests {
    private func backtest(_ weeks: [(onTreatment: Int, critical: Int, urgent: [String: Int])]) -> Backtest {
        let rules = Set(weeks.flatMap(\.urgent.keys)).sorted().map { name in
            var rule = Backtest.RuleTally(rule: name)
            rule.steady[.urgent] = weeks.filter { $0.onTreatment >= 90 }.map { $0.urgent[name] ?? 0 }.reduce(0, +)
            return rule
        }
        return Backtest(
            study: "S", from: CalendarDay(daysSince1970: 4), to: CalendarDay(daysSince1970: 4 + 7 * weeks.count - 1),
            subjects: 100, passes: 1, budget: .usual, rules: rules,
            weeks: weeks.enumerated().map { index, week in
                Backtest.Week(
                    monday: CalendarDay(daysSince1970: 4 + index * 7), onTreatment: week.onTreatment,
                    alerts: [.critical: ["death": week.critical], .urgent: week.urgent])
            },
            onTreatmentMax: weeks.map(\.onTreatment).max() ?? 0)
    }

    @Test func `the steady state is the weeks with nearly as many subjects as ever`() {
        let found = backtest([(10, 9, [:]), (90, 1, [:]), (100, 2, [:]), (89, 9, [:])])
        #expect(found.steadyWeeks.map(\.onTreatment) == [90, 100])
        #expect(found.steadyMean(of: .critical) == 1.5)
        #expect(found.loudest(of: .critical)?.monday == CalendarDay(daysSince1970: 4))
    }

    @Test(arguments: [(3, 10, false), (4, 0, true), (0, 11, true)])
    func `a week may bring its budget and no more`(critical: Int, urgent: Int, isOver: Bool) {
        let found = backtest([(100, critical, ["platelet-hold": urgent])])
        #expect(found.isOverBudget(found.weeks[0]) == isOver)
    }

    @Test func `a rule is loud that alone takes more than half of the budget`() {
        let found = backtest([(100, 0, ["a": 5, "b": 6]), (100, 0, ["a": 5, "b": 6])])
        let loud = found.loudRules(of: .urgent)
        #expect(loud.map(\.rule) == ["b"] && loud.map(\.perWeek) == [6])
        #expect(loud.allSatisfy { abs($0.share - 6.0 / 11) < 1e-12 })
    }

    @Test func `a trial without anybody on treatment has no steady state`() {
        let found = backtest([(0, 1, [:])])
        #expect(found.steadyWeeks.isEmpty && found.steadyMean(of: .urgent) == nil)
        #expect(found.loudRules(of: .critical).isEmpty)
    }
}
