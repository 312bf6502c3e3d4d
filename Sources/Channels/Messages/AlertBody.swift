// SPDX-License-Identifier: Apache-2.0

import Alerting
import FoundationEssentials
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

    /// The body in the form Standard Webhooks recommends: type, timestamp, and the alert under `data`.
    func json(at now: Timestamp) -> String {
        encode(Envelope(type: type, timestamp: now.description, content: content))
    }

    /// The last of the kinds of change, which says how the alert stands now.
    var type: String { "vigil.alert.\(change.kinds.last?.rawValue ?? "amended")" }

    var content: Content {
        let alert = change.alert
        var content = Content(
            alertId: alert.id.text, version: alert.version, state: alert.state.rawValue,
            changes: change.kinds.map(\.rawValue), severity: alert.episode.severity.rawValue,
            study: alert.study, site: alert.site, show: "vigil alerts show \(alert.id)",
            text: AlertText(self).lines.joined(separator: "\n"))
        guard recipient.payload == .coded else { return content }
        content.coded = Coded(self)
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
        var evidence: [String]
        var runbook: String

        init(_ body: AlertBody) {
            let episode = body.change.alert.episode
            let language = body.recipient.language
            switch body.change.alert.scope {
            case .subject(let code): subject = code
            case .arm(let code): arm = code
            case .system: break
            }
            reasons = body.change.reasons.map(\.rawValue)
            finding = headline(of: body.change.alert, ctcae: body.ctcae)
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
            dose = episode.proposal?.dose?.text(in: language)
            doseWithheld = episode.proposal?.doseWithheld ?? false
            uncertainties = episode.uncertainties.sorted().map(\.rawValue)
            corrections = body.change.corrections.map {
                CorrectedRow(row: $0.key.description, before: $0.before, after: $0.after)
            }
            evidence = episode.evidence.map { "\($0.key): \($0.reading)" }
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

/// What is told of many changes at once: the first day, or a changed configuration.
struct SummaryBody {
    let study: String
    let bodies: [AlertBody]

    private struct Content: Encodable {
        var study: String
        var count: Int
        var alerts: [AlertBody.Content]
    }

    func json(at now: Timestamp) -> String {
        let content = Content(study: study, count: bodies.count, alerts: bodies.map(\.content))
        return encode(Envelope(type: "vigil.summary", timestamp: now.description, content: content))
    }
}

private struct Envelope<Content: Encodable>: Encodable {
    var type: String
    var timestamp: String
    var content: Content

    enum CodingKeys: String, CodingKey {
        case type, timestamp
        case content = "data"
    }
}

/// JSON with sorted keys, so that equal contents are equal bytes.
private func encode(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
        // Strings, whole numbers and arrays of them always encode.
        preconditionFailure("a message body did not encode")
    }
}
