// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
import Rules
import Trial

extension Wording {
    var alertsTitle: String { "Open alerts" }
    var noAlerts: String { "No alert is open." }
    var proposal: String { "Proposed" }
    var uncertain: String { "Uncertain" }
    var evidence: String { "Evidence" }
    var alertNoun: String { "alerts" }
    var doseWithheld: String { "Dose by the investigator: the rule's numbers are not verified." }

    func heading(_ group: AlertGroup) -> String {
        let answered = group.count.acknowledged == 0 ? "none" : "\(group.count.acknowledged)"
        let resolved = group.count.resolvedUnanswered
        let unanswered = resolved > 0 ? ", \(resolved) resolved without an answer" : ""
        return "\(severity(group.severity)): \(group.count.total) open, \(answered) acknowledged\(unanswered)"
    }

    func onset(_ line: AlertLine) -> String {
        guard let onset = line.alert.episode.onset else { return "since an unknown day" }
        let days = line.daysOpen.map { " (\(count($0, "day", "days")))" } ?? ""
        return "since \(onset)\(days)"
    }

    func state(_ alert: Alert, in zone: StudyZone) -> String {
        guard alert.state == .acknowledged else {
            return alert.state == .closed ? "resolved, not acknowledged" : "not acknowledged"
        }
        guard let answer = alert.acknowledgement else { return "acknowledged" }
        return "acknowledged by \(answer.officer) \(studyTime(answer.at, in: zone))"
    }

    func raised(_ alert: Alert, in zone: StudyZone) -> String { "raised \(studyTime(alert.raisedAt, in: zone))" }

    func uncertainty(_ uncertainty: Uncertainty) -> String { uncertainty.words }

    /// The first rows of an alert, each with what it says; nil when it rests on none.
    func rows(_ evidence: [Evidence], max: Int) -> String? {
        guard !evidence.isEmpty else { return nil }
        let first = evidence.prefix(max).map { "\($0.key) = \($0.reading)" }
        let rest = evidence.count - first.count
        return (first + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: "; ")
    }

    var correctionsTitle: String { "Corrections" }
    var noCorrections: String { "Nothing was taken back or corrected." }
    func correctionsSince(_ since: Timestamp, in zone: StudyZone) -> String {
        "Alerts that were told and then taken back, superseded or amended since \(studyTime(since, in: zone))."
    }
    var correctionNoun: String { "corrections" }
    var why: String { "Why" }
    var source: String { "Source" }
    var rowGone: String { "deleted" }

    func badge(_ kind: AlertChange.Kind) -> String {
        switch kind {
        case .raised: "Raised"
        case .amended: "Amended"
        case .resolved: "Resolved"
        case .retracted: "Retracted"
        case .superseded: "Superseded"
        }
    }

    func reason(_ reason: AlertChange.Reason) -> String { reason.words }
}
