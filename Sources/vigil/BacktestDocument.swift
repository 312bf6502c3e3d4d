// SPDX-License-Identifier: Apache-2.0

import Foundation
import Replay
import Rules
import Trial

/// A backtest for a program: the same numbers as the text, and every week.
struct BacktestDocument: Encodable {
    private struct Rule: Encodable {
        var rule: String
        var alerts: [String: Int]
        var steadyAlerts: [String: Int]
        var amended: Int
        var resolved: Int
        var retracted: Int
        var messages: Int
        var foldedMessages: Int
    }

    private struct Week: Encodable {
        var monday: String
        var onTreatment: Int
        var isSteady: Bool
        var isOverBudget: Bool
        var alerts: [String: [String: Int]]
    }

    private struct Budget: Encodable {
        var criticalPerWeek: Int
        var urgentPerWeek: Int
        var source: String
    }

    private let study: String
    private let from: String
    private let to: String
    private let basis: String
    private let subjects: Int
    private let verdicts: Int
    private let budget: Budget
    private let steadyMean: [String: Double]
    private let loud: [String: [String]]
    private let rules: [Rule]
    private let weeks: [Week]

    init(_ backtest: Backtest, basis: String) {
        study = backtest.study
        from = backtest.from.description
        to = backtest.to.description
        self.basis = basis
        subjects = backtest.subjects
        verdicts = backtest.passes
        budget = Budget(
            criticalPerWeek: backtest.budget.criticalPerWeek, urgentPerWeek: backtest.budget.urgentPerWeek,
            source: backtest.budget.source)
        let officers: [Severity] = [.critical, .urgent]
        steadyMean = Dictionary(
            uniqueKeysWithValues: officers.compactMap { severity in
                backtest.steadyMean(of: severity).map { (severity.rawValue, $0) }
            })
        loud = Dictionary(
            uniqueKeysWithValues: officers.map { ($0.rawValue, backtest.loudRules(of: $0).map(\.rule)) })
        rules = backtest.rules.map { rule in
            Rule(
                rule: rule.rule, alerts: rule.alerts.byName, steadyAlerts: rule.steady.byName, amended: rule.amended,
                resolved: rule.resolved, retracted: rule.retracted, messages: rule.messages,
                foldedMessages: rule.foldedMessages)
        }
        weeks = backtest.weeks.map { week in
            Week(
                monday: week.monday.description, onTreatment: week.onTreatment, isSteady: backtest.isSteady(week),
                isOverBudget: backtest.isOverBudget(week), alerts: week.alerts.byName)
        }
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension [Severity: Int] {
    fileprivate var byName: [String: Int] {
        Dictionary<String, Int>(uniqueKeysWithValues: map { ($0.key.rawValue, $0.value) })
    }
}

extension [Severity: [String: Int]] {
    fileprivate var byName: [String: [String: Int]] {
        Dictionary<String, [String: Int]>(uniqueKeysWithValues: map { ($0.key.rawValue, $0.value) })
    }
}
