// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Trial

/// What a message tells of a subject or an arm, for recipients with a coded payload alone.
struct CodedText {
    /// Corrected rows that a text names; the body lists more, and the ledger all.
    private static let correctionsMax = 5
    /// Rows that a text names; the newest say most.
    private static let rowsMax = 3

    private let body: AlertBody
    private let alert: Alert
    private let wording: Wording
    private let facts: AlertFacts

    /// Nil for a recipient who may not be told.
    init?(_ body: AlertBody) {
        guard body.recipient.payload == .coded else { return nil }
        self.body = body
        alert = body.change.alert
        wording = Wording(language: body.recipient.language)
        facts = AlertFacts(alert, in: body.recipient.language)
    }

    /// Whom the alert is about.
    var whom: String {
        switch alert.scope {
        case .subject(let code):
            [wording.subject(code), facts.arm.map(wording.arm)].compactMap { $0 }.joined(separator: " ")
        case .arm(let code): wording.arm(code)
        case .system: ""
        }
    }

    /// What was found; what several rows or subjects show together has its name from the rule.
    var finding: String {
        guard alert.episode.finding.isNamedByRule else { return body.finding }
        return wording.row(body.rule.title.text(in: wording.language), body.finding)
    }

    /// What was found and in what time, in one line.
    var brief: String {
        guard alert.scope != .system, let onset = alert.episode.onset else { return finding }
        let end = alert.episode.end
        return finding
            + (end.map { wording.from(onset.earliest.description, to: $0.latest.description) }
                ?? wording.since(onset.earliest.description))
    }

    /// What was found, beside what, and how that has changed.
    var whatHappened: [String] {
        [finding] + movement + withdrawal + [facts.interval, facts.laboratory, facts.doubts].compactMap { $0 }
    }

    /// What is proposed, and what it depends on; for an episode that is over, what an officer learns first now.
    var whatToDo: [String] {
        guard alert.closure == nil || body.change.kinds.contains(.raised) else { return [] }
        return facts.steps
            + [facts.doseWithheld, facts.proviso, facts.doses, facts.prophylaxis, facts.coFactors].compactMap { $0 }
    }

    /// The rule and the rows.
    var whatItRestsOn: [String] {
        let title = body.rule.title.text(in: wording.language)
        let rule = wording.rule(
            body.rule.id, version: body.rule.version, title: title, isVerified: body.rule.isVerified)
        return [rule, source].compactMap { $0 } + rows
    }

    private var source: String? { body.rule.source.isEmpty ? nil : wording.source(body.rule.source.clipped(to: 400)) }

    /// The rows that met the rule, and those that ended the episode; one that is taken back rests on none.
    private var rows: [String] {
        switch alert.closure {
        case .retracted, .superseded, .merged: return []
        case nil, .resolved: break
        }
        return [named(alert.episode.evidence).map(wording.rows), named(alert.episode.closing).map(wording.closingRows)]
            .compactMap { $0 }
    }

    private func named(_ evidence: [Evidence]) -> [String]? {
        guard !evidence.isEmpty else { return nil }
        let named = evidence.suffix(CodedText.rowsMax).map { row in
            wording.row(body.briefName(of: row.key), row.reading(in: wording.language).clipped)
        }
        let rest = evidence.count - named.count
        return named + (rest > 0 ? [wording.more(rest)] : [])
    }

    /// What moved, for a change that is neither new nor the end.
    private var movement: [String] {
        guard body.change.kinds == [.amended] else { return [] }
        let changed = [wording.whatChanged(body.change.reasons)]
        guard case .merged(let into)? = alert.closure else { return changed }
        return changed + [wording.goesOn(as: into)]
    }

    private var withdrawal: [String] {
        let shown = body.change.corrections.prefix(CodedText.correctionsMax).map(description(of:))
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
            body.briefName(of: correction.key), correction.before(in: wording.language).clipped,
            correction.after(in: wording.language)?.clipped ?? whatBecame(of: correction))
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
}
