// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
import Rules

extension Layout {
    /// Open alerts by severity.
    func alertSection() -> PageSection {
        var blocks: [Block] = digest.openAlerts.isEmpty ? [.text(wording.noAlerts, .plain)] : []
        for group in digest.openAlerts {
            blocks.append(.heading(wording.heading(group)))
            blocks.append(.entries(group.alerts.map { entry($0, isDetailed: group.severity >= .urgent) }))
            if group.leftOut > 0 { blocks.append(.text(wording.leftOut(group.leftOut, of: wording.alertNoun), .muted)) }
        }
        return PageSection(anchor: "alerts", title: wording.alertsTitle, blocks: blocks)
    }

    /// An alert as an item of a list; the details say what is proposed, what is doubtful and what it rests on.
    func entry(_ line: AlertLine, isDetailed: Bool) -> Entry {
        let alert = line.alert
        let zone = digest.header.zone
        var facts = [wording.scope(alert.scope)]
        if case .subject = alert.scope { facts.append(wording.site(alert.site)) }
        facts += [wording.onset(line), wording.state(alert, in: zone), alert.id.text]
        var remarks: [Fact] = []
        if isDetailed {
            facts.append(wording.raised(alert, in: zone))
            remarks = self.remarks(alert.episode)
        }
        return Entry(
            badge: wording.severity(alert.episode.severity), tone: alert.episode.severity.tone,
            title: title(of: alert, under: line.ruleTitle), facts: facts, remarks: remarks)
    }

    /// The rule and the finding, without saying the same twice where the finding begins with the rule's title.
    private func title(of alert: Alert, under ruleTitle: LocalizedText) -> String {
        let (rule, finding) = (wording.text(of: ruleTitle), headline(of: alert, ctcae: digest.header.ctcae.rawValue))
        return finding.lowercased().hasPrefix(rule.lowercased()) ? finding : "\(rule): \(finding)"
    }

    private func remarks(_ episode: Episode) -> [Fact] {
        var remarks: [Fact] = []
        let dose = episode.proposal.flatMap { proposal in
            proposal.doseWithheld ? wording.doseWithheld : proposal.dose.map { wording.text(of: $0) }
        }
        let proposed = [episode.proposal?.action.map { wording.text(of: $0) }, dose].compactMap { $0 }
        if !proposed.isEmpty { remarks.append(Fact(name: wording.proposal, text: proposed.joined(separator: " "))) }
        if !episode.uncertainties.isEmpty {
            let doubts = episode.uncertainties.sorted().map(wording.uncertainty).joined(separator: "; ")
            remarks.append(Fact(name: wording.uncertain, text: doubts))
        }
        if let evidence = wording.rows(episode.evidence, max: Self.evidenceMax) {
            remarks.append(Fact(name: wording.evidence, text: evidence))
        }
        return remarks
    }

    /// Rows named with an alert; the rest are counted.
    private static let evidenceMax = 3

    /// What was taken back or corrected.
    func correctionSection() -> PageSection {
        let corrections = digest.corrections
        var blocks: [Block] =
            corrections.lines.isEmpty
            ? [.text(wording.noCorrections, .plain)] : [.entries(corrections.lines.map(entry))]
        if let since = digest.header.since {
            blocks.insert(.text(wording.correctionsSince(since, in: digest.header.zone), .muted), at: 0)
        }
        if corrections.leftOut > 0 {
            blocks.append(.text(wording.leftOut(corrections.leftOut, of: wording.correctionNoun), .muted))
        }
        return PageSection(anchor: "corrections", title: wording.correctionsTitle, blocks: blocks)
    }

    private func entry(_ line: CorrectionLine) -> Entry {
        let change = line.dated.change
        let alert = change.alert
        var facts = [wording.scope(alert.scope)]
        if case .subject = alert.scope { facts.append(wording.site(alert.site)) }
        facts += [
            wording.studyTime(line.dated.at, in: digest.header.zone),
            wording.severity(alert.episode.severity).lowercased(), alert.id.text,
        ]
        let reasons = change.reasons.map(wording.reason).joined(separator: "; ")
        let readings = change.corrections.map { correction in
            Fact(
                name: wording.source,
                text: "\(correction.key): \(correction.before) → \(correction.after ?? wording.rowGone)")
        }
        return Entry(
            badge: wording.badge(line.kind), tone: line.kind == .retracted ? .urgent : .query,
            title: title(of: alert, under: line.ruleTitle),
            facts: facts, remarks: readings + [Fact(name: wording.why, text: reasons)])
    }
}

extension Severity {
    var tone: Tone {
        switch self {
        case .critical: .critical
        case .urgent: .urgent
        case .daily: .daily
        case .query: .query
        case .digest: .muted
        }
    }
}
