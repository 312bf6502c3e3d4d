// SPDX-License-Identifier: Apache-2.0

import Alerting
import Reporting
import Rules
import SQLiteStorage
import Settings
import Storage
import Trial

/// Gathers what a digest is made from out of a ledger, from the last committed review.
struct DigestDesk {
    let ledger: SQLiteLedger
    let settings: StudySettings
    /// Whether the configuration lets anybody be told.
    let delivers: Bool

    /// Days of corrections that a digest lists when nobody says since when.
    private static let correctionDays = 28
    /// Corrections read at most; the digest says how many it leaves out.
    private static let changesMax = 5_000

    /// The digest as of the last review.
    ///
    /// - Throws: `NothingReviewed` when the ledger has never followed the study.
    func digest(preparedAt: Timestamp, since: CalendarDay?) throws -> Digest {
        let studyProtocol = settings.protocol
        let study = studyProtocol.study
        guard let progress = try ledger.progress(study: study) else { throw NothingReviewed(study: study) }
        let zone = try StudyTimeZone(studyProtocol.timeZone)
        let moment = ReviewMoment(
            now: progress.reviewedAt, secondsFromUTC: zone.secondsFromUTC(at: progress.reviewedAt))
        let from = moment.start(of: since ?? moment.today - DigestDesk.correctionDays)
        let summaries = try ledger.summaries(study: study)
        let outbox = try ledger.outboxStatus()
        let source = DigestSource(
            studyProtocol: studyProtocol, summaries: summaries,
            armStatuses: try assessArms(summaries, under: studyProtocol, at: moment).statuses,
            openAlerts: try ledger.alerts(AlertFilter(study: study)) + ledger.resolvedUnanswered(study: study),
            changes: try ledger.changes(
                study: study, from: from, through: progress.reviewedAt, limit: DigestDesk.changesMax
            ).map { DatedChange(at: $0.at, change: $0.change) },
            since: from,
            qualityFlags: try ledger.qualityFlags(study: study).map {
                SubjectFlag(subject: $0.subject, defect: $0.flag)
            },
            delivery: DeliveryStanding(
                pending: outbox.pending, oldestPending: outbox.oldestPending, isOn: delivers),
            cutOff: progress.reviewedAt,
            zone: StudyZone(name: studyProtocol.timeZone, secondsFromUTC: moment.secondsFromUTC),
            feed: FeedStanding(
                store: "\(progress.store.identity)/\(progress.store.epoch)", position: String(progress.watermark)),
            auditHead: try ledger.auditHead(), preparedAt: preparedAt,
            declarations: try ledger.declarationChanges(study: study))
        return Digest(source)
    }
}

/// A ledger that has no review of the study yet.
struct NothingReviewed: Error, CustomStringConvertible {
    var study: String

    var description: String { "\(study) has not been reviewed yet; start the daemon or run `vigil review` once" }
}

extension OfficerDesk {
    /// Critical alerts that resolved before anybody answered them: nobody may have seen them, so they stay listed.
    func resolvedUnanswered(study: String?) throws -> [Alert] {
        try alerts(AlertFilter(study: study, states: [.closed], severityMin: .critical)).filter {
            $0.closure == .resolved && $0.acknowledgement == nil
        }
    }
}
