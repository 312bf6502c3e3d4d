// SPDX-License-Identifier: Apache-2.0

package import Alerting
package import Rules
package import Storage
package import Trial

/// What a replay needs to know of a study.
package struct ReplayedStudy: Sendable {
    /// The protocol whose rules are replayed.
    package var studyProtocol: StudyProtocol
    /// Seconds east of UTC of the study's time zone at an instant.
    package var secondsFromUTC: @Sendable (Timestamp) -> Int
    /// Versions of all rules by their permanent names.
    let ruleVersions: [String: String]

    /// A study.
    package init(_ studyProtocol: StudyProtocol, secondsFromUTC: @escaping @Sendable (Timestamp) -> Int) {
        self.studyProtocol = studyProtocol
        self.secondsFromUTC = secondsFromUTC
        ruleVersions = studyProtocol.ruleVersions
    }

    func moment(_ now: Timestamp) -> ReviewMoment {
        ReviewMoment(now: now, secondsFromUTC: secondsFromUTC(now))
    }

    /// The instant at which a minute of a day of the study begins.
    func instant(of day: CalendarDay, minute: Int = 0) -> Timestamp {
        // Taken twice, because the offset is asked for an instant that itself depends on it.
        let noon = Timestamp(milliseconds: (Int64(day.daysSince1970) * 86_400 + 43_200) * 1_000)
        let guess = moment(noon).start(of: day)
        return moment(guess).start(of: day) + Double(minute * 60)
    }

    /// The last instant of a day of the study.
    package func end(of day: CalendarDay) -> Timestamp { instant(of: day + 1) + -0.001 }

    func context(_ scope: Scope, site: String, at now: Timestamp) -> ReconcileContext {
        ReconcileContext(
            study: studyProtocol.study, scope: scope, site: site, ruleVersions: ruleVersions,
            monitoringFrom: studyProtocol.monitoringFrom, isFirstPass: false, retractions: .allow, now: now)
    }
}

/// Alerts of one scope as reconciliation makes them, kept in memory.
struct ReplayedAlerts {
    /// Every alert that was ever raised, in the order raised.
    private(set) var alerts: [Alert] = []

    /// Reconciles episodes with the alerts, and keeps the result.
    mutating func reconcile(
        _ episodes: [Episode], undecidable: [EpisodeKind: Set<RowKey>], in context: ReconcileContext,
        reading: (RowKey) -> String?
    ) -> [AlertChange] {
        var minted = alerts.count
        let changes = Alerting.reconcile(
            episodes, undecidable: undecidable, with: alerts, in: context, reading: reading,
            mintID: {
                minted += 1
                return AlertID("\(minted)")
            })
        for change in changes {
            // An id is its alert's position, from 1.
            let position = (Int(change.alert.id.text) ?? 0) - 1
            if alerts.indices.contains(position) {
                alerts[position] = change.alert
            } else {
                alerts.append(change.alert)
            }
        }
        return changes
    }
}

/// One subject's record, verdict and alerts as time goes on: what the daemon would have done, without a store.
///
/// Each pass remakes the verdict from the record as it then was; between passes those are made that time alone calls
/// for. Retractions are never held: nobody is there to let them go.
package struct SubjectReplay {
    private let study: ReplayedStudy
    private let subject: String
    private var rows: GrowingRecord
    private var book = ReplayedAlerts()
    private var reviewAgainAt: Timestamp?
    private var last: Timestamp?
    /// The subject's summary of the last pass; nil before the first.
    package private(set) var summary: SubjectSummary?
    /// How many verdicts were made.
    package private(set) var passes = 0

    /// A subject without rows.
    package init(_ subject: String, in study: ReplayedStudy) {
        self.study = study
        self.subject = subject
        rows = GrowingRecord(subject: subject)
    }

    /// Every alert that was ever raised, in the order raised.
    package var alerts: [Alert] { book.alerts }

    /// The record as it stands.
    package var record: SubjectRecord { rows.record }

    /// Makes a row stand as given; the next pass sees it.
    package mutating func put(_ row: ReadRow) { rows.put(row) }

    /// Takes a row out; the next pass misses it.
    package mutating func remove(_ key: RowKey) { rows.remove(key) }

    /// The instant of the next pass that time alone calls for, not after another; nil when there is none.
    ///
    /// A verdict that asks to be looked at again at once is not: only a later instant can change it.
    package func nextWake(through end: Timestamp) -> Timestamp? {
        guard let reviewAgainAt, let last, reviewAgainAt > last, reviewAgainAt <= end else { return nil }
        return reviewAgainAt
    }

    /// Remakes the verdict and reconciles it.
    package mutating func pass(at now: Timestamp) -> [AlertChange] {
        let record = rows.record
        let verdict = assess(record, under: study.studyProtocol, at: study.moment(now))
        passes += 1
        last = now
        summary = verdict.summary
        reviewAgainAt = verdict.reviewAgainAt
        return book.reconcile(
            verdict.episodes, undecidable: verdict.undecidable,
            in: study.context(.subject(subject), site: verdict.summary.site, at: now), reading: record.reading(of:))
    }
}
