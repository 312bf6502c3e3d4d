// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Trial

/// An alert as a list shows it.
struct AlertLine {
    private let alert: Alert
    private let ctcae: String
    private let mask: TreatmentMask?

    /// - Parameters:
    ///   - ctcae: the study's CTCAE version.
    ///   - mask: what a reader may not learn of a masked trial; nil where the trial is open.
    init(_ alert: Alert, ctcae: String, mask: TreatmentMask?) {
        self.alert = alert.masked(by: mask)
        self.ctcae = ctcae
        self.mask = mask
    }

    /// Id, severity, state, version, since when, whom it is about, and what was found.
    var line: String {
        "\(alert.id)  \(padded(alert.episode.severity.rawValue, 8))  \(padded(state, 12))  "
            + "\(padded("v\(alert.version)", 3))  since \(padded(onset, 10))  \(whom)  "
            + (mask?.covering(found) ?? found)
    }

    private var found: String { headline(of: alert, ctcae: ctcae) }

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
}
