// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Trial

/// The content of a message about one change, at the detail its recipient may have.
struct AlertBody {
    /// What may be told of the change, which in a masked trial leaves out who takes what.
    let change: AlertChange
    let mask: TreatmentMask?
    let rule: RuleText
    let ctcae: String
    /// Seconds east of UTC of the study's zone.
    let secondsFromUTC: Int
    let recipient: Recipient

    init(
        _ change: AlertChange, masked mask: TreatmentMask?, rule: RuleText, ctcae: String, secondsFromUTC: Int,
        for recipient: Recipient
    ) {
        self.change = change.masked(by: mask)
        self.mask = mask
        self.rule = rule
        self.ctcae = ctcae
        self.secondsFromUTC = secondsFromUTC
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
            answerBy: answerBy, due: due,
            text: AlertText(self).lines.joined(separator: "\n"))
        guard recipient.payload == .coded else { return content }
        content.coded = Coded(self, rowsMax: rowsMax)
        return content
    }

    /// By when a critical alert must be answered.
    private var answerBy: String? {
        if case .by(let instant) = change.alert.answerDue { instant.description } else { nil }
    }

    /// When a reporting clock is due, which may be told without saying of what.
    private var due: String? {
        guard change.alert.closure == nil, case .clock(let report) = change.alert.episode.finding else { return nil }
        return report.due?.description
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
        var answerBy: String?
        var due: String?
        var text: String
        var coded: Coded?

        enum CodingKeys: String, CodingKey {
            case alertId, version, state, changes, severity, study, site, show, answerBy, due, text
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
            try container.encodeIfPresent(answerBy, forKey: .answerBy)
            try container.encodeIfPresent(due, forKey: .due)
            try container.encode(text, forKey: .text)
            try coded?.encode(to: encoder)
        }
    }
}
