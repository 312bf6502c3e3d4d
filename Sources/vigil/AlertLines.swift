// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Trial

/// An alert as a terminal shows it.
struct AlertLines {
    private let alert: Alert
    private let ctcae: String

    init(_ alert: Alert, ctcae: String) {
        self.alert = alert
        self.ctcae = ctcae
    }

    /// Id, severity, state, whom it is about, and what was found.
    var line: String {
        "\(alert.id)  \(padded(alert.episode.severity.rawValue, 8))  \(padded(state, 12))  \(whom)  "
            + headline(of: alert, ctcae: ctcae)
    }

    /// Everything about an alert, with its history, oldest first.
    func whole(rule: String?, history: [AlertVersion]) -> String {
        let episode = alert.episode
        var lines = [
            "\(alert.id), version \(alert.version), \(state), \(episode.severity.rawValue)",
            "\(whom): \(headline(of: alert, ctcae: ctcae))",
            "Episode: \(episode.onset?.description ?? "onset unknown") to \(episode.end?.description ?? "now")",
        ]
        lines += [episode.proposal?.action?.en, episode.proposal?.dose?.en].compactMap { $0 }
        if episode.proposal?.doseWithheld == true {
            lines.append("Dose level: by the investigator; this rule's numbers await the sponsor's sign-off.")
        }
        lines += episode.uncertainties.sorted().map { "Not certain: \($0.words)" }
        lines.append("Rule \(episode.rule) (version \(episode.ruleVersion))\(rule.map { ": \($0)" } ?? "")")
        lines.append("Rows: \(episode.evidence.map { "\($0.key): \($0.reading)" }.joined(separator: "\n      "))")
        if let answer = alert.acknowledgement {
            lines.append(
                "Acknowledged by \(answer.officer) at \(answer.at), version \(answer.version): \(answer.reason)")
        }
        lines.append("History:")
        lines += history.map { version in
            let change = version.change
            let corrections = change.corrections.map { "; \($0.key): \($0.before) → \($0.after ?? "row deleted")" }
            return "  \(version.at)  version \(change.alert.version)  "
                + "\(change.kinds.map(\.rawValue).joined(separator: ", ")) "
                + "(\(change.reasons.map(\.rawValue).joined(separator: ", ")))\(corrections.joined())"
        }
        return lines.joined(separator: "\n")
    }

    private var state: String {
        switch alert.closure {
        case nil: alert.state.rawValue
        case .resolved: "resolved"
        case .retracted: "retracted"
        case .superseded: "superseded"
        case .merged(let other): "merged into \(other)"
        }
    }

    private var whom: String {
        switch alert.scope {
        case .subject(let code): "site \(alert.site.isEmpty ? "unknown" : alert.site), \(code)"
        case .arm(let code): "arm \(code)"
        case .system: "monitor"
        }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
