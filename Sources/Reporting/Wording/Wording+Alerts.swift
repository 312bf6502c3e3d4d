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
        return "\(severity(group.severity)): \(group.count.total) open, \(answered) acknowledged"
    }

    /// What was found, in one line.
    func headline(_ finding: Finding, ctcae: CTCAEVersion) -> String {
        switch finding {
        case .laboratory(let finding):
            let graded = finding.grade.map { ", grade \($0) (\(version(ctcae)))" } ?? ", not graded"
            return "\(finding.test) \(finding.reading)\(graded)"
        case .event(let finding):
            let graded = finding.grade.map { "grade \($0)" } ?? "grade not recorded"
            let parts = [pain(finding.pain), cover(finding.cover)].compactMap { $0 }
            return (["\(finding.term) \(graded)"] + parts).joined(separator: ", ")
        case .boundary(let finding):
            let events = count(finding.events, "event", "events")
            let unconfirmed = finding.possibleEvents > 0 ? ", \(finding.possibleEvents) of them unconfirmed" : ""
            let subjects = count(finding.subjects, "subject", "subjects")
            return "\(events) in \(subjects)\(unconfirmed), boundary \(finding.bound)"
        case .system(let text):
            return self.text(of: text)
        }
    }

    private func pain(_ pain: Answer?) -> String? {
        switch pain {
        case .yes: "painful"
        case .no: "painless"
        case .unknown: "pain not recorded"
        case nil: nil
        }
    }

    private func cover(_ cover: Cover?) -> String? {
        switch cover {
        case .covered: "on cover"
        case .gap(let days): "in a gap of \(count(days, "day", "days"))"
        case .neverStarted: "prophylaxis never started"
        case .unknown: "cover unknown"
        case nil: nil
        }
    }

    func onset(_ line: AlertLine) -> String {
        guard let onset = line.alert.episode.onset else { return "since an unknown day" }
        let days = line.daysOpen.map { " (\(count($0, "day", "days")))" } ?? ""
        return "since \(onset)\(days)"
    }

    func state(_ alert: Alert, in zone: StudyZone) -> String {
        guard alert.state == .acknowledged else { return "not acknowledged" }
        guard let answer = alert.acknowledgement else { return "acknowledged" }
        return "acknowledged by \(answer.officer) \(studyTime(answer.at, in: zone))"
    }

    func raised(_ alert: Alert, in zone: StudyZone) -> String { "raised \(studyTime(alert.raisedAt, in: zone))" }

    func uncertainty(_ uncertainty: Uncertainty) -> String {
        switch uncertainty {
        case .evidenceUncertain: "rows it rests on can no longer be read"
        case .dateUnknown: "a date is partial or missing"
        case .unitSuspect: "the unit is suspect"
        case .valueCensored: "the result is a bound, not a value"
        case .painUnknown: "pain is not recorded"
        case .gradeUnknown: "the grade is not recorded"
        case .disseminationUnknown: "dissemination is not recorded"
        case .coverUnknown: "cover before onset cannot be told"
        case .retractionHeld: "a retraction is held back"
        case .subjectNotInDemographics: "the subject is not in DM"
        }
    }

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

    func reason(_ reason: AlertChange.Reason) -> String {
        switch reason {
        case .newEpisode: "new episode"
        case .seenAfterItEnded: "seen after it had ended"
        case .severityRose: "severity rose"
        case .severityFell: "severity fell"
        case .gradeMoved: "grade moved"
        case .intervalMoved: "onset or end moved"
        case .evidenceCorrected: "evidence corrected"
        case .evidenceMoved: "evidence rows added or gone"
        case .certaintyMoved: "what is uncertain changed"
        case .reopened: "open again"
        case .ruleChanged: "rule changed, episode stands"
        case .recovered: "recovered"
        case .sourceCorrected: "source corrected"
        case .sourceDeleted: "source row deleted"
        case .recordChanged: "the rest of the record changed"
        case .ruleWithdrawn: "rule changed or withdrawn"
        case .mergedIntoOlder: "merged into an older alert"
        case .retractionHeld: "retraction held back"
        }
    }
}
