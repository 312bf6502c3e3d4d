// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Trial

/// A message as people read it: what, who, since when, what to do, what is not certain, and where to look.
struct AlertText {
    /// Rows that a text names; the body lists more, and the ledger all.
    private static let rowsMax = 5

    private let body: AlertBody
    private let alert: Alert
    private let wording: Wording

    init(_ body: AlertBody) {
        self.body = body
        alert = body.change.alert
        wording = Wording(language: body.recipient.language)
    }

    /// One line a fact, the most important first.
    var lines: [String] {
        guard alert.scope != .system else {
            return [subjectLine, condition] + steps + [runbook, show].compactMap { $0 }
        }
        guard isCoded else { return [subjectLine, show] }
        return [subjectLine, finding] + movement + withdrawal + proposal + doubts
            + [ruleLine, runbook, show].compactMap { $0 }
    }

    /// The two lines that stand for the alert in a summary.
    var brief: [String] {
        ["\(alert.id) \(heading)\(whom.isEmpty ? "" : "\(wording.colon)\(whom)")", briefFinding]
    }

    private var briefFinding: String {
        alert.scope == .system ? condition : isCoded ? finding : wording.show(alert.id, version: alert.version)
    }

    private var isCoded: Bool { body.recipient.payload == .coded }

    private var heading: String {
        "[\(wording.severity(alert.episode.severity))] \(wording.kinds(body.change.kinds))"
    }

    private var subjectLine: String {
        "\(heading)\(wording.colon)\([alert.study, whom].filter { !$0.isEmpty }.joined(separator: " "))"
    }

    private var whom: String {
        let person: String =
            switch alert.scope {
            case .subject(let code): isCoded ? wording.subject(code) : ""
            case .arm(let code): isCoded ? wording.arm(code) : ""
            case .system: wording.monitor
            }
        return [alert.site.isEmpty ? "" : wording.site(alert.site), person].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private var finding: String { "\(body.finding)\(interval)" }

    private var interval: String {
        guard let onset = alert.episode.onset else { return "" }
        guard let end = alert.episode.end else { return wording.since(onset.earliest.description) }
        return wording.from(onset.earliest.description, to: end.latest.description)
    }

    /// What is the matter with the monitor; what its words may name of a subject is left out of a minimal message.
    private var condition: String {
        let text = isCoded ? body.finding : wording.sentence(body.rule.title.text(in: wording.language))
        return alert.closure == nil ? text : wording.over(text)
    }

    /// What moved, for a change that is neither new nor the end.
    private var movement: [String] {
        guard body.change.kinds == [.amended] else { return [] }
        let changed = [wording.whatChanged(body.change.reasons)]
        guard case .merged(let into)? = alert.closure else { return changed }
        return changed + [wording.goesOn(as: into)]
    }

    private var withdrawal: [String] {
        let shown = body.change.corrections.prefix(AlertText.rowsMax).map(description(of:))
        let rest = body.change.corrections.count - shown.count
        guard body.change.kinds.contains(.retracted) else {
            return wording.sourceCorrected(shown) + (rest > 0 ? [wording.sentence(wording.more(rest))] : [])
        }
        let rows = shown + (rest > 0 ? [wording.more(rest)] : [])
        let isArm = if case .arm = alert.scope { true } else { false }
        let advice =
            alert.episode.proposal == nil
            ? wording.confirm : isArm ? wording.proposalWithdrawn : wording.proposalWithdrawnBeforeResuming
        return ["\(wording.sourceChanged(rows))\(advice)"]
    }

    private func description(of correction: Correction) -> String {
        wording.correction(
            body.briefName(of: correction.key), correction.before.clipped,
            correction.after?.clipped ?? whatBecame(of: correction))
    }

    /// A row that is gone may have come back under another key, which holds its date.
    private func whatBecame(of correction: Correction) -> String {
        if case .arm = alert.scope { return wording.countedNoMore }
        guard !body.change.kinds.contains(.retracted) else { return wording.rowDeleted }
        let isBack = (alert.episode.evidence + alert.episode.closing).contains { row in
            row.key.domain == correction.key.domain && row.reading == correction.before
                && !body.change.corrections.contains { $0.key == row.key }
        }
        return isBack ? wording.underAnotherDate : wording.rowDeleted
    }

    private var proposal: [String] {
        guard alert.closure == nil, let proposal = alert.episode.proposal else { return [] }
        let steps = self.steps + (proposal.doseWithheld ? [wording.doseWithheld] : [])
        guard !steps.isEmpty else { return [] }
        let isDecision = if case .boundary = alert.episode.finding { true } else { false }
        return steps + (isDecision ? [] : [wording.proviso])
    }

    private var steps: [String] {
        guard alert.closure == nil else { return [] }
        return [alert.episode.proposal?.action, alert.episode.proposal?.doseWords].compactMap {
            $0?.text(in: wording.language)
        }
    }

    private var doubts: [String] {
        let uncertainties = alert.episode.uncertainties.sorted()
        return uncertainties.isEmpty ? [] : [wording.notCertain(uncertainties)]
    }

    /// The rule by name; its source is a field of its own, too long for a phone.
    private var ruleLine: String {
        let title = body.rule.title.text(in: wording.language)
        return wording.rule(body.rule.id, title: title, isVerified: body.rule.isVerified)
    }

    private var runbook: String? { body.rule.runbook.isEmpty ? nil : wording.runbook(body.rule.runbook) }

    private var show: String { wording.show(alert.id, version: alert.version) }
}
