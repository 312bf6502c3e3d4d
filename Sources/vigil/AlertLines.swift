// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Trial

/// What a study's protocol says for reading an alert of it.
struct AlertReading {
    /// The CTCAE version of its grades.
    var ctcae: String
    /// The rule's title and source; nil when the protocol no longer has it.
    var rule: String?
    /// The page of the runbooks; nil when none is known.
    var runbook: String?
    /// The clock of the study; nil for UTC.
    var zone: StudyTimeZone?
    /// The clock's name.
    var zoneName: String
}

/// An alert as a terminal shows it.
struct AlertLines {
    private let alert: Alert
    private let reading: AlertReading
    private static let widthMax = 100

    init(_ alert: Alert, _ reading: AlertReading) {
        self.alert = alert
        self.reading = reading
    }

    /// Id, severity, state, version, since when, whom it is about, and what was found.
    var line: String {
        "\(alert.id)  \(padded(alert.episode.severity.rawValue, 8))  \(padded(state, 12))  "
            + "\(padded("v\(alert.version)", 3))  since \(padded(onset, 10))  \(whom)  "
            + headline(of: alert, ctcae: reading.ctcae)
    }

    /// Everything about an alert, with its history, oldest first.
    func whole(history: [AlertVersion]) -> String {
        let episode = alert.episode
        var lines = [
            "\(alert.id), version \(alert.version), \(state), \(episode.severity.rawValue)",
            "\(whom): \(headline(of: alert, ctcae: reading.ctcae))",
            "Episode: \(episode.onset?.description ?? "onset unknown") to \(end)",
        ]
        lines += [episode.proposal?.action?.en, episode.proposal?.doseWords?.en].compactMap { $0 }
        if episode.proposal?.doseWithheld == true {
            lines.append("Dose level: by the investigator; this rule's numbers await the sponsor's sign-off.")
        }
        lines += episode.uncertainties.sorted().map { "Not certain: \($0.words)" }
        lines.append("Rule \(episode.rule) (version \(episode.ruleVersion))\(reading.rule.map { ": \($0)" } ?? "")")
        if let runbook = reading.runbook { lines.append("Runbook: Runbooks/\(runbook).md") }
        lines.append(episode.evidence.isEmpty ? "Rows: none" : "Rows:")
        lines += episode.evidence.map { "  \($0.key): \($0.reading)" }
        if let answer = alert.acknowledgement {
            lines.append(
                "Acknowledged by \(answer.officer) at \(clock(answer.at)), version \(answer.version): \(answer.reason)")
        }
        lines.append("History (\(reading.zoneName)):")
        lines += history.map(line(of:))
        return lines.flatMap(wrapped).joined(separator: "\n")
    }

    private func line(of version: AlertVersion) -> String {
        let change = version.change
        let corrections = change.corrections.map { "; \($0.key): \($0.before) → \($0.after ?? "row deleted")" }
        return "  \(clock(version.at))  version \(change.alert.version)  "
            + "\(change.kinds.map(\.rawValue).joined(separator: ", ")) "
            + "(\(change.reasons.map(\.words).joined(separator: ", ")))\(corrections.joined())"
    }

    /// What was taken back did not go on until now.
    private var end: String {
        alert.episode.end?.description ?? (alert.closure == nil ? "now" : "no end on record")
    }

    private func clock(_ instant: Timestamp) -> String {
        instant.local(secondsFromUTC: reading.zone?.secondsFromUTC(at: instant) ?? 0)
    }

    private var state: String {
        switch alert.closure {
        case nil: alert.state.rawValue
        case .resolved: isUnanswered ? "resolved, unanswered" : "resolved"
        case .retracted: "retracted"
        case .superseded: "superseded"
        case .merged(let other): "merged into \(other)"
        }
    }

    private var isUnanswered: Bool { alert.acknowledgement == nil && alert.episode.severity == .critical }

    private var onset: String { alert.episode.onset?.description ?? "unknown" }

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

    /// A line broken between words, with what follows set in.
    private func wrapped(_ line: String) -> [String] {
        let margin = String(line.prefix { $0 == " " })
        var lines = [margin]
        var isBegun = false
        for word in line.dropFirst(margin.count).split(separator: " ", omittingEmptySubsequences: false) {
            if isBegun, (lines.last ?? "").count + 1 + word.count > AlertLines.widthMax {
                lines.append(margin + "    \(word)")
            } else {
                lines[lines.count - 1] += (isBegun ? " " : "") + word
            }
            isBegun = true
        }
        return lines
    }
}
