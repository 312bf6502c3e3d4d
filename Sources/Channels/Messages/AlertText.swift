// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Trial

/// A message as people read it: what, who, since when, what to do, what is not certain, and where to look.
///
/// What may be told of a subject stands in `CodedText`, which a recipient of minimal messages has none of.
struct AlertText {
    private let body: AlertBody
    private let alert: Alert
    private let wording: Wording
    private let facts: AlertFacts
    private let coded: CodedText?

    init(_ body: AlertBody) {
        self.body = body
        alert = body.change.alert
        wording = Wording(language: body.recipient.language)
        facts = AlertFacts(alert, in: body.recipient.language)
        coded = CodedText(body)
    }

    /// One line a fact, the most important first.
    var lines: [String] {
        guard alert.scope != .system else {
            return [subjectLine, condition] + facts.steps + [answer, runbook, show].compactMap { $0 }
        }
        guard let coded else { return [subjectLine, clock, answer, show].compactMap { $0 } }
        return [subjectLine] + coded.whatHappened + coded.whatToDo + [answer].compactMap { $0 } + coded.whatItRestsOn
            + [runbook, show].compactMap { $0 }
    }

    /// The two lines that stand for the alert in a summary.
    var brief: [String] {
        ["\(alert.id) \(heading)\(whom.isEmpty ? "" : "\(wording.colon)\(whom)")", briefFinding]
    }

    private var briefFinding: String {
        alert.scope == .system ? condition : coded?.brief ?? wording.show(alert.id, version: alert.version)
    }

    private var heading: String {
        "[\(wording.severity(alert.episode.severity))] \(wording.kinds(body.change.kinds))"
    }

    private var subjectLine: String {
        "\(heading)\(wording.colon)\([alert.study, whom].filter { !$0.isEmpty }.joined(separator: " "))"
    }

    private var whom: String {
        let person = alert.scope == .system ? wording.monitor : coded?.whom ?? ""
        return [alert.site.isEmpty ? "" : wording.site(alert.site), person].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    /// What is the matter with the monitor; what its words may name of a subject is left out of a minimal message.
    private var condition: String {
        let text = coded.map(\.finding) ?? wording.sentence(body.rule.title.text(in: wording.language))
        return alert.closure == nil ? text : wording.over(text)
    }

    /// The deadline of a reporting clock, which may be told without saying of what.
    private var clock: String? {
        guard alert.closure == nil, case .clock(let report) = alert.episode.finding else { return nil }
        return report.dueText.map(wording.due)
    }

    private var answer: String? { facts.answer(secondsFromUTC: body.secondsFromUTC) }

    private var runbook: String? { body.rule.runbook.isEmpty ? nil : wording.runbook(body.rule.runbook) }

    private var show: String { wording.show(alert.id, version: alert.version) }
}
