// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Trial

/// The content of a message about one change, at the detail its recipient may have.
struct AlertBody {
    let change: AlertChange
    let rule: RuleText
    let ctcae: String
    let recipient: Recipient

    init(_ change: AlertChange, rule: RuleText, ctcae: String, for recipient: Recipient) {
        self.change = change
        self.rule = rule
        self.ctcae = ctcae
        self.recipient = recipient
    }

    /// Rows that a body lists of each kind.
    private static let rowsMax = 20

    /// The body in the form Standard Webhooks recommends: type, timestamp, and the alert under `data`.
    func json(at now: Timestamp) -> String {
        fitting(AlertBody.rowsMax) { rows in
            encode(Envelope(type: type, timestamp: now.description, content: content(listing: rows)))
        }
    }

    /// The last of the kinds of change, which says how the alert stands now.
    var type: String { "vigil.alert.\(change.kinds.last?.rawValue ?? "amended")" }

    private func content(listing rowsMax: Int) -> Content {
        let alert = change.alert
        var content = Content(
            alertId: alert.id.text, version: alert.version, state: alert.state.rawValue,
            changes: change.kinds.map(\.rawValue), severity: alert.episode.severity.rawValue,
            study: alert.study, site: alert.site.clipped, show: "vigil alerts show \(alert.id)",
            text: AlertText(self).lines.joined(separator: "\n"))
        guard recipient.payload == .coded else { return content }
        content.coded = Coded(self, rowsMax: rowsMax)
        return content
    }

    /// What every recipient gets.
    struct Content: Encodable {
        var alertId: String
        var version: Int
        var state: String
        var changes: [String]
        var severity: String
        var study: String
        var site: String
        var show: String
        var text: String
        var coded: Coded?

        enum CodingKeys: String, CodingKey {
            case alertId, version, state, changes, severity, study, site, show, text
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(alertId, forKey: .alertId)
            try container.encode(version, forKey: .version)
            try container.encode(state, forKey: .state)
            try container.encode(changes, forKey: .changes)
            try container.encode(severity, forKey: .severity)
            try container.encode(study, forKey: .study)
            try container.encode(site, forKey: .site)
            try container.encode(show, forKey: .show)
            try container.encode(text, forKey: .text)
            try coded?.encode(to: encoder)
        }
    }

    /// What only recipients with coded payload get: the pseudonym, grades and values.
    struct Coded: Encodable {
        var subject: String?
        var arm: String?
        var reasons: [String]
        var finding: String
        var grade: Int?
        var ctcae: String
        var onset: String?
        var end: String?
        var rule: String
        var ruleVersion: String
        var ruleTitle: String
        var source: String
        var verified: Bool
        var action: String?
        var dose: String?
        var doseWithheld: Bool
        var uncertainties: [String]
        var corrections: [CorrectedRow]
        var correctionsMore: Int
        var evidence: [String]
        var evidenceMore: Int
        var runbook: String

        init(_ body: AlertBody, rowsMax: Int) {
            let episode = body.change.alert.episode
            let language = body.recipient.language
            switch body.change.alert.scope {
            case .subject(let code): subject = code
            case .arm(let code): arm = code
            case .system: break
            }
            reasons = body.change.reasons.map(\.rawValue)
            finding = body.finding
            grade = episode.finding.grade
            ctcae = body.ctcae
            onset = episode.onset?.description
            end = episode.end?.description
            rule = episode.rule
            ruleVersion = episode.ruleVersion
            ruleTitle = body.rule.title.text(in: language)
            source = body.rule.source
            verified = body.rule.isVerified
            action = episode.proposal?.action?.text(in: language)
            dose = episode.proposal?.doseWords?.text(in: language)
            doseWithheld = episode.proposal?.doseWithheld ?? false
            uncertainties = episode.uncertainties.sorted().map(\.rawValue)
            corrections = body.change.corrections.prefix(rowsMax).map {
                CorrectedRow(row: body.name(of: $0.key), before: $0.before.clipped, after: $0.after?.clipped)
            }
            correctionsMore = body.change.corrections.count - corrections.count
            evidence = episode.evidence.prefix(rowsMax).map { "\(body.name(of: $0.key)): \($0.reading.clipped)" }
            evidenceMore = episode.evidence.count - evidence.count
            runbook = body.rule.runbook
        }
    }

    /// A row that said one thing and says another now.
    struct CorrectedRow: Encodable {
        var row: String
        var before: String
        var after: String?
    }
}
