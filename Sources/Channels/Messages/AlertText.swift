// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Trial

/// A message as people read it: what, who, since when, what to do, what is not certain, and where to look.
struct AlertText {
    private let body: AlertBody
    private let alert: Alert

    private static let proviso = LocalizedText(en: "A proposal; the investigator decides.", zhHans: "以上为建议，由研究者决定。")
    private static let withheldDose = LocalizedText(
        en: "Dose level: by the investigator; this rule's numbers await the sponsor's sign-off.",
        zhHans: "剂量水平：由研究者决定；该规则的数值尚待申办方确认。")

    init(_ body: AlertBody) {
        self.body = body
        alert = body.change.alert
    }

    /// One line a fact, the most important first.
    var lines: [String] {
        guard body.recipient.payload == .coded else { return [subjectLine(naming: place), show] }
        return [
            subjectLine(naming: [place, person].filter { !$0.isEmpty }.joined(separator: " ")),
            "\(headline(of: alert, ctcae: body.ctcae))\(interval)",
        ] + movement + withdrawal + proposal + doubts + [ruleLine, show]
    }

    private func subjectLine(naming whom: String) -> String {
        "[\(alert.episode.severity.rawValue.uppercased())] \(kind): \(alert.study) \(whom)"
    }

    private var kind: String {
        let kinds = body.change.kinds
        return kinds.count > 1 ? kinds.map(\.rawValue).joined(separator: " and ") : kinds.first?.rawValue ?? ""
    }

    private var place: String { alert.site.isEmpty ? "" : "site \(alert.site)" }

    private var person: String {
        switch alert.scope {
        case .subject(let code): "subject \(code)"
        case .arm(let code): "arm \(code)"
        case .system: "monitor"
        }
    }

    private var interval: String {
        guard alert.scope != .system, let onset = alert.episode.onset else { return "" }
        guard let end = alert.episode.end else { return ", since \(onset.earliest)" }
        return ", from \(onset.earliest) to \(end.latest)"
    }

    /// What moved, for a change that is neither new nor the end.
    private var movement: [String] {
        guard body.change.kinds == [.amended] else { return [] }
        return ["What changed: \(body.change.reasons.map(\.words).joined(separator: ", "))."]
    }

    private var withdrawal: [String] {
        guard body.change.kinds.contains(.retracted) else {
            return body.change.corrections.map { "Source corrected: \(description(of: $0))." }
        }
        let rows = body.change.corrections.map(description(of:)).joined(separator: "; ")
        let what = rows.isEmpty ? "The record no longer supports this." : "Source changed: \(rows)."
        let proposal = alert.episode.proposal == nil ? "" : " The proposal is withdrawn;"
        return ["\(what)\(proposal) confirm the correction with the site before resuming."]
    }

    private func description(of correction: Correction) -> String {
        "\(correction.key.brief): \(correction.before) → \(correction.after ?? "row deleted")"
    }

    private var proposal: [String] {
        guard alert.closure == nil, let proposal = alert.episode.proposal else { return [] }
        let language = body.recipient.language
        let steps = [proposal.action, proposal.dose].compactMap { $0?.text(in: language) }
        let withheld =
            proposal.doseWithheld
            ? [AlertText.withheldDose.text(in: language)] : []
        guard !(steps + withheld).isEmpty else { return [] }
        let isDecision = if case .boundary = alert.episode.finding { true } else { false }
        return steps + withheld + (isDecision ? [] : [AlertText.proviso.text(in: language)])
    }

    private var doubts: [String] {
        let uncertainties = alert.episode.uncertainties.sorted()
        return uncertainties.isEmpty ? [] : ["Not certain: \(uncertainties.map(\.words).joined(separator: "; "))."]
    }

    /// The rule by name; its source is a field of its own, too long for a phone.
    private var ruleLine: String {
        let title = body.rule.title.text(in: body.recipient.language)
        return "Rule \(body.rule.id): \(title)\(body.rule.isVerified ? "" : " (numbers not verified)")"
    }

    private var show: String { "vigil alerts show \(alert.id)" }
}
