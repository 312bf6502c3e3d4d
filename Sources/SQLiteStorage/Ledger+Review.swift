// SPDX-License-Identifier: Apache-2.0

package import Alerting
import GRDB
package import Rules
package import Storage
package import Trial

extension SQLiteLedger: ReviewLedger {
    package func progress(study: String) throws -> StudyProgress? {
        try read { transaction in
            try transaction.value(LedgerSQL.progress, [study]) { row in
                StudyProgress(
                    store: StoreIdentity(identity: row[0], epoch: row[1]), watermark: row[2],
                    watermarkFingerprint: row[3], protocolVersion: row[4],
                    reviewedAt: Timestamp(milliseconds: row[5]), isFirstPassDone: row[6], areArmsDue: row[7],
                    armsReviewAgainAt: (row[8] as Int64?).map(Timestamp.init(milliseconds:)))
            }
        }
    }

    package func reconciledAlerts(study: String, scope: Scope) throws -> [Alert] {
        try read { transaction in
            try transaction.values(LedgerSQL.reconciledAlerts, [study, scope.kind, scope.name]) {
                try transaction.alert(from: $0[0])
            }
        }
    }

    package func heldRetractions(study: String) throws -> Int {
        try read { try $0.value(LedgerSQL.heldRetractions, [study]) { $0[0] } ?? 0 }
    }

    package func dueSubjects(study: String, at now: Timestamp) throws -> [String] {
        try read { try $0.texts(LedgerSQL.dueSubjects, [study, now.milliseconds]) }
    }

    package func knownSubjects(study: String) throws -> [String] {
        try read { try $0.texts(LedgerSQL.knownSubjects, [study]) }
    }

    package func summary(study: String, subject: String) throws -> SubjectSummary? {
        try read { transaction in
            try transaction.value(LedgerSQL.summary, [study, subject]) {
                try LedgerJSON.value(from: $0[0], "a subject's summary", in: path)
            }
        }
    }

    package func summaries(study: String) throws -> [SubjectSummary] {
        try read { transaction in
            try transaction.values(LedgerSQL.summaries, [study]) {
                try LedgerJSON.value(from: $0[0], "a subject's summary", in: path)
            }
        }
    }

    package func changesForSummary(study: String) throws -> [AlertChange] {
        try read { transaction in
            try transaction.values(LedgerSQL.changesForSummary, [study]) {
                try LedgerJSON.value(from: $0[0], "a version of an alert", in: path)
            }
        }
    }

    /// Commits a review in one durable transaction.
    ///
    /// The arms become due by a subject's assessment or by the progress, and cease to be due by the arms' assessment
    /// alone; a progress that says they are not due leaves them as they are.
    /// - Throws: `AlertMoved` when an alert is not as the review's change supposes, for example because an officer
    ///   answered it in between; `LedgerError` otherwise. Nothing is committed then.
    package func commit(_ review: Review, tellingSummaries: Bool) throws {
        try write { transaction in
            // Before the changes: those of this very review cannot be in the summary that it tells.
            if tellingSummaries { try transaction.run(LedgerSQL.writeSummariesTold, [review.study]) }
            for change in review.changes { try transaction.apply(change, study: review.study, at: review.now) }
            for message in review.messages { try transaction.owe(message) }
            if let progress = review.progress { try transaction.write(progress, study: review.study) }
            try transaction.write(review.assessment, study: review.study, at: review.now)
        }
    }

    package func recordStrike(study: String, subject: String, at now: Timestamp) throws -> Int {
        try write { transaction in
            let counted = try transaction.values(LedgerSQL.countStrike, [study, subject, now.milliseconds]) { row in
                row[0] as Int
            }
            guard let strikes = counted.first else { preconditionFailure("a strike that was counted has a count") }
            let detail = StrikeDetail(study: study, strikes: strikes)
            try transaction.audit(
                actor: AuditActor.vigil, action: "struck", subject: subject, detail: LedgerJSON.text(detail), at: now)
            return strikes
        }
    }

    package func quarantinedSubjects(study: String, strikesMax: Int) throws -> [String] {
        try read { try $0.texts(LedgerSQL.struckSubjects, [study, strikesMax]) }
    }
}

private struct StrikeDetail: Encodable {
    var study: String
    var strikes: Int
}
