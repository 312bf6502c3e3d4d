// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Synchronization
import Trial

/// Every side of a ledger that the simulation needs.
typealias SimulatedLedger = ReviewLedger & Outbox & OfficerDesk

/// A ledger in memory: all of a commit or nothing of it, as the ports promise.
final class MemoryLedger: ReviewLedger, Outbox, OfficerDesk {
    struct Assessment {
        var summary: SubjectSummary
        var flags: [RowDefect]
        var reviewAgainAt: Timestamp?
    }

    struct Owed {
        var message: OwedMessage
        var standing: AttemptRecord.Standing
    }

    struct Contents {
        var progress: [String: StudyProgress] = [:]
        var armsDue: [String: Bool] = [:]
        var alerts: [AlertID: Alert] = [:]
        var raised: [AlertID] = []
        var versions: [AlertVersion] = []
        var answers: [AlertID: [Acknowledgement]] = [:]
        var pendingSummaries: [AlertChange] = []
        var assessments: [SubjectName: Assessment] = [:]
        var strikes: [SubjectName: Int] = [:]
        var outbox: [Owed] = []
    }

    let contents = Mutex(Contents())

    // MARK: ReviewLedger

    func progress(study: String) throws -> StudyProgress? {
        contents.withLock { contents in
            var progress = contents.progress[study]
            progress?.areArmsDue = contents.armsDue[study] ?? true
            return progress
        }
    }

    func heldRetractions(study: String) throws -> Int {
        contents.withLock { contents in
            contents.alerts.values.filter { alert in
                alert.study == study && alert.isReconciled && alert.episode.uncertainties.contains(.retractionHeld)
            }.count
        }
    }

    func reconciledAlerts(study: String, scope: Scope) throws -> [Alert] {
        contents.withLock { contents in
            contents.raised.compactMap { contents.alerts[$0] }
                .filter { $0.study == study && $0.scope == scope && $0.isReconciled }
        }
    }

    func dueSubjects(study: String, at now: Timestamp) throws -> [String] {
        contents.withLock { contents in
            contents.assessments.filter { name, assessment in
                name.study == study && assessment.reviewAgainAt.map { $0 <= now } ?? false
            }.keys.map(\.subject).sorted()
        }
    }

    func knownSubjects(study: String) throws -> [String] {
        contents.withLock { contents in
            var known = Set(contents.assessments.keys.filter { $0.study == study }.map(\.subject))
            for alert in contents.alerts.values where alert.study == study {
                if case .subject(let subject) = alert.scope { known.insert(subject) }
            }
            return known.sorted()
        }
    }

    func summary(study: String, subject: String) throws -> SubjectSummary? {
        contents.withLock { $0.assessments[SubjectName(study: study, subject: subject)]?.summary }
    }

    func summaries(study: String) throws -> [SubjectSummary] {
        contents.withLock { contents in
            contents.assessments.filter { $0.key.study == study }.values.map(\.summary)
                .sorted { $0.subject < $1.subject }
        }
    }

    func changesForSummary(study: String) throws -> [AlertChange] {
        contents.withLock { $0.pendingSummaries.filter { $0.alert.study == study } }
    }

    func commit(_ review: Review, tellingSummaries: Bool) throws {
        try contents.withLock { contents in
            for change in review.changes {
                guard change.follows(contents.alerts[change.alert.id]) else {
                    throw AlertMoved(alert: change.alert.id)
                }
            }
            if tellingSummaries { contents.pendingSummaries.removeAll { $0.alert.study == review.study } }
            for change in review.changes { contents.apply(change, at: review.now) }
            for message in review.messages { contents.owe(message) }
            if let progress = review.progress {
                contents.progress[review.study] = progress
                if progress.areArmsDue { contents.armsDue[review.study] = true }
            }
            switch review.assessment {
            case .subject(let summary, let flags, let reviewAgainAt, let concernsArms):
                let name = SubjectName(study: review.study, subject: summary.subject)
                contents.assessments[name] = Assessment(
                    summary: summary, flags: flags, reviewAgainAt: reviewAgainAt)
                contents.strikes[name] = nil
                if concernsArms { contents.armsDue[review.study] = true }
            case .arms(let reviewAgainAt, _):
                contents.progress[review.study]?.armsReviewAgainAt = reviewAgainAt
                contents.armsDue[review.study] = false
            case .none: break
            }
        }
    }

    func recordStrike(study: String, subject: String, at now: Timestamp) throws -> Int {
        contents.withLock { contents in
            contents.strikes[SubjectName(study: study, subject: subject), default: 0] += 1
            return contents.strikes[SubjectName(study: study, subject: subject)] ?? 0
        }
    }

    func quarantinedSubjects(study: String, strikesMax: Int) throws -> [String] {
        contents.withLock { contents in
            contents.strikes.filter { $0.key.study == study && $0.value >= strikesMax }.keys.map(\.subject).sorted()
        }
    }
}

extension MemoryLedger.Contents {
    fileprivate mutating func apply(_ change: AlertChange, at now: Timestamp) {
        if alerts[change.alert.id] == nil { raised.append(change.alert.id) }
        alerts[change.alert.id] = change.alert
        versions.append(AlertVersion(at: now, change: change))
        if change.notification == .inSummary { pendingSummaries.append(change) }
    }
}

extension AlertChange {
    /// Whether it was made from the alert as it stands, an officer's answer included.
    fileprivate func follows(_ standing: Alert?) -> Bool {
        guard let standing else { return alert.version == 1 }
        guard alert.version == standing.version + 1 else { return false }
        return alert.acknowledgement == standing.acknowledgement || asksAnew(after: standing)
    }

    /// Whether an answer that was given in between would have been taken back all the same.
    private func asksAnew(after standing: Alert) -> Bool {
        guard alert.acknowledgement == nil else { return false }
        let isReopened = standing.state == .closed && alert.state == .open
        return isReopened || alert.episode.severity > standing.episode.severity
    }
}
