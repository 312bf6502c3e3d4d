// SPDX-License-Identifier: Apache-2.0

package import Alerting
package import Rules
package import Trial

/// How far the ledger has followed one study.
package struct StudyProgress: Hashable, Sendable, Codable {
    /// The follow-up store the positions below belong to.
    package var store: StoreIdentity
    /// Every feed entry up to here has been reviewed and committed.
    package var watermark: Int64
    /// Hash of the feed entry at the watermark, by which a restored store is told; nil while the watermark is 0.
    package var watermarkFingerprint: String?
    /// Version of the protocol the verdicts were made by; a change asks for a full review.
    package var protocolVersion: String
    /// The last instant a verdict was made for; `now` never precedes it.
    package var reviewedAt: Timestamp
    /// Whether the study's first pass is complete and its summary of open episodes is owed no more.
    package var isFirstPassDone: Bool
    /// Whether subjects changed since the arms were last assessed.
    package var areArmsDue: Bool
    /// When an arm's verdict may change without any row changing; nil when never.
    package var armsReviewAgainAt: Timestamp?

    /// Progress; see each property.
    package init(
        store: StoreIdentity, watermark: Int64, watermarkFingerprint: String?, protocolVersion: String,
        reviewedAt: Timestamp, isFirstPassDone: Bool, areArmsDue: Bool, armsReviewAgainAt: Timestamp?
    ) {
        self.store = store
        self.watermark = watermark
        self.watermarkFingerprint = watermarkFingerprint
        self.protocolVersion = protocolVersion
        self.reviewedAt = reviewedAt
        self.isFirstPassDone = isFirstPassDone
        self.areArmsDue = areArmsDue
        self.armsReviewAgainAt = armsReviewAgainAt
    }
}

/// One verdict with all its consequences, committed as a whole or not at all.
package struct Review: Sendable {
    /// What a verdict leaves behind besides alerts.
    package enum Assessment: Sendable {
        /// A subject's summary, quality flags and next due instant, and whether the arms count the subject anew.
        case subject(
            SubjectSummary, qualityFlags: [RowDefect], reviewAgainAt: Timestamp?, concernsArms: Bool = true)
        /// The arms' standing and next due instant; they are no longer due.
        ///
        /// With what the stopping rules declare where that may have changed: what differs from the declarations that
        /// stand is an audit entry that shows both.
        case arms(reviewAgainAt: Timestamp?, declarations: [ArmDeclaration]? = nil)
        /// A change of system alerts, or the study's summaries; nothing was assessed.
        case none
    }

    /// SDTM STUDYID.
    package var study: String
    /// The instant the verdict was made for.
    package var now: Timestamp
    /// What it leaves behind; a subject's review makes the arms due if it concerns them.
    package var assessment: Assessment
    /// Changes of alerts, each of which becomes an alert version and an audit entry.
    package var changes: [AlertChange]
    /// Messages owed for them.
    package var messages: [OwedMessage]
    /// The study's progress after this review; nil leaves it as it is.
    package var progress: StudyProgress?

    /// A review; see each property.
    package init(
        study: String, now: Timestamp, assessment: Assessment, changes: [AlertChange], messages: [OwedMessage],
        progress: StudyProgress?
    ) {
        self.study = study
        self.now = now
        self.assessment = assessment
        self.changes = changes
        self.messages = messages
        self.progress = progress
    }
}

/// A message that is owed to a receiver: content and id persist, timestamp and signature are made per attempt.
package struct OwedMessage: Hashable, Sendable {
    /// The `webhook-id`, the same on every attempt.
    package var webhookID: String
    /// The receiver's name in the configuration.
    package var receiver: String
    /// SDTM STUDYID.
    package var study: String
    /// The alert it tells of; nil for a summary.
    package var alert: AlertID?
    /// The version it tells; 0 for a summary.
    package var alertVersion: Int
    /// Its severity, by which retries are paced.
    package var severity: Severity
    /// The exact bytes to send, UTF-8 JSON.
    package var body: String
    /// When it was made.
    package var createdAt: Timestamp
    /// How often it was attempted.
    package var attempts: Int

    /// A message; see each property.
    package init(
        webhookID: String, receiver: String, study: String, alert: AlertID?, alertVersion: Int, severity: Severity,
        body: String, createdAt: Timestamp, attempts: Int = 0
    ) {
        self.webhookID = webhookID
        self.receiver = receiver
        self.study = study
        self.alert = alert
        self.alertVersion = alertVersion
        self.severity = severity
        self.body = body
        self.createdAt = createdAt
        self.attempts = attempts
    }
}

/// The reviewer's side of the ledger.
///
/// Every method blocks.
package protocol ReviewLedger: Sendable {
    /// How far a study has been followed, or nil when it never was.
    func progress(study: String) throws -> StudyProgress?
    /// Alerts of a scope that reconciliation compares: open, acknowledged and resolved, oldest first.
    func reconciledAlerts(study: String, scope: Scope) throws -> [Alert]
    /// Subjects whose due instant has come, in order.
    func dueSubjects(study: String, at now: Timestamp) throws -> [String]
    /// Every subject that has an assessment or an alert in a study, in order.
    func knownSubjects(study: String) throws -> [String]
    /// A subject's summary, or nil before its first review.
    func summary(study: String, subject: String) throws -> SubjectSummary?
    /// One summary a subject, in order of subject.
    func summaries(study: String) throws -> [SubjectSummary]
    /// How many alerts of a study the record no longer supports and are held until an operator agrees.
    func heldRetractions(study: String) throws -> Int
    /// Changes to be told in a summary that is not yet owed to anybody, in order of commit.
    func changesForSummary(study: String) throws -> [AlertChange]
    /// Commits a review in one durable transaction: alerts, versions, messages, audit entries, assessment, progress.
    ///
    /// With `tellingSummaries`, changes waiting for a summary are marked as told by the review's messages.
    func commit(_ review: Review, tellingSummaries: Bool) throws
    /// Counts that the process died while it reviewed a subject, and gives how often in a row it has.
    func recordStrike(study: String, subject: String, at now: Timestamp) throws -> Int
    /// Subjects that brought the process down so often that they are left alone, in order.
    func quarantinedSubjects(study: String, strikesMax: Int) throws -> [String]
}

/// An alert was changed by somebody else since the reviewer read it; read again and decide anew.
package struct AlertMoved: Error, Hashable, Sendable {
    /// The alert.
    package var alert: AlertID

    /// The alert that moved.
    package init(alert: AlertID) {
        self.alert = alert
    }
}
