// SPDX-License-Identifier: Apache-2.0

package import Alerting
package import Channels
import Rules
package import Storage
package import Trial

/// Follows studies: reads what changed, remakes verdicts, reconciles, and commits.
///
/// Every method blocks; run it where blocking is allowed.
package struct Reviewer: Sendable {
    let ledger: any ReviewLedger
    let marker: any ReviewMarker
    let composer: MessageComposer
    let names: any NameMinting
    let continues: @Sendable () -> Bool
    let announce: @Sendable () -> Void

    /// Feed entries read at a time.
    static let changesMax = 10_000
    /// Reviews of a subject that may bring the process down before the subject is left alone.
    package static let strikesMax = 2
    /// How often a commit is tried again because an officer answered an alert in between.
    static let commitAttemptsMax = 5

    /// A reviewer over a ledger.
    ///
    /// - Parameters:
    ///   - marker: where the subject under review is noted.
    ///   - composer: makes the messages that are owed for changes.
    ///   - names: mints ids of alerts and messages.
    ///   - continues: asked before each subject; a pass that is told not to stops with what it has committed.
    ///   - announce: told after each commit that made messages owed, so that none waits for the end of the pass.
    package init(
        ledger: any ReviewLedger, marker: any ReviewMarker, composer: MessageComposer, names: any NameMinting,
        continues: @escaping @Sendable () -> Bool = { true }, announce: @escaping @Sendable () -> Void = {}
    ) {
        self.ledger = ledger
        self.marker = marker
        self.composer = composer
        self.names = names
        self.continues = continues
        self.announce = announce
    }

    /// One pass over one study.
    ///
    /// 1. Find out what to review: what the feed says changed, what is due, or everybody when the store, the protocol
    ///    or the ledger is new to the other.
    /// 2. Remake each subject's verdict and commit it alone, with the watermark at the lowest unfinished position.
    ///    Subjects with retractions wait until the pass knows how many there are.
    /// 3. Refold the arms if any subject changed or a window ended.
    /// 4. Tell in one summary what is not told alert by alert.
    ///
    /// Repeating a pass at the same `now` changes nothing.
    /// - Parameter now: the instant of the verdicts; an earlier one than the last committed is raised to it.
    package func reviewOnce(
        _ watch: StudyWatch, now: Timestamp, options: ReviewOptions = ReviewOptions()
    ) throws -> PassReport {
        var pass = try Pass(watch, ledger: ledger, now: now, options: options)
        try reviewSubjects(&pass)
        guard !pass.report.wasInterrupted else { return pass.report }
        try reviewDeferred(&pass)
        guard !pass.report.wasInterrupted else { return pass.report }
        try reviewArms(&pass)
        if pass.hasWork || pass.areArmsDue { try tellHeldRetractions(&pass) }
        try tellSummaries(&pass)
        return pass.report
    }

    private func reviewSubjects(_ pass: inout Pass) throws {
        if pass.hasWork { try endWhatIsOver(&pass) }
        if pass.report.fullReviewReason == .storeReplaced {
            try raiseStoreReplaced(&pass)
        }
        try raiseQuarantined(&pass)
        while let subject = pass.nextSubject() {
            guard continues() else {
                pass.report.wasInterrupted = true
                return
            }
            let accepts = pass.options.acceptsRetractions
            try review(subject, in: &pass, retractions: accepts ? .release : .allow, mayDefer: !accepts)
        }
    }

    /// Retractions are committed only when the pass knows that there are not too many of them.
    ///
    /// A store that took the place of another takes nothing back by itself, and neither does any pass while
    /// retractions held earlier wait for an operator.
    private func reviewDeferred(_ pass: inout Pass) throws {
        let isTooMany = pass.retractions > pass.watch.studyProtocol.retractionsMax
        let held =
            try pass.retractions > 0
            && (isTooMany || pass.report.fullReviewReason == .storeReplaced || holdsRetractions(pass))
        if held {
            pass.report.retractionsHeld = pass.retractions
            try announceHeldRetractions(&pass)
        }
        for subject in pass.takeDeferred() {
            guard continues() else {
                pass.report.wasInterrupted = true
                return
            }
            try review(subject, in: &pass, retractions: held ? .hold : .allow, mayDefer: false)
        }
    }

    /// Remakes one subject's verdict and commits what it changes, or puts the subject off if it retracts.
    private func review(
        _ subject: String, in pass: inout Pass, retractions policy: RetractionPolicy, mayDefer: Bool
    ) throws {
        for attempt in 1... {
            let (verdict, changes) = try judge(subject, in: pass, retractions: policy)
            let retractions = changes.filter { $0.kinds.contains(.retracted) }.count
            if retractions > 0, mayDefer {
                pass.putOff(subject, retractions: retractions)
                return
            }
            let former = try ledger.summary(study: pass.study, subject: subject)
            let concernsArms = former.map { !$0.countsLike(verdict.summary) } ?? true
            let assessment = Review.Assessment.subject(
                verdict.summary, qualityFlags: verdict.qualityFlags, reviewAgainAt: verdict.reviewAgainAt,
                concernsArms: concernsArms)
            // The pass moves on with the commit: a subject that is looked at again may yet have to wait.
            var next = pass
            next.finish(subject, concernsArms: concernsArms)
            do {
                try commit(changes, assessment, progress: try next.progressAfterSubject(), in: &next)
                next.report.subjectsReviewed += 1
                pass = next
                return
            } catch is AlertMoved where attempt < Reviewer.commitAttemptsMax {
                // An officer answered one of these alerts while the verdict was made: look again.
                continue
            }
        }
    }

    /// Reads and judges a subject, and says what changes; the note of it stays behind only when the process dies
    /// meanwhile.
    private func judge(
        _ subject: String, in pass: Pass, retractions policy: RetractionPolicy
    ) throws -> (verdict: SubjectVerdict, changes: [AlertChange]) {
        let standing = try ledger.reconciledAlerts(study: pass.study, scope: .subject(subject))
        try marker.mark(study: pass.study, subject: subject)
        let record: SubjectRecord
        do {
            record = try pass.watch.store.record(study: pass.study, subject: subject)
        } catch {
            // A store that cannot be read is not this subject's doing, whenever the process ends.
            try marker.clear()
            throw error
        }
        let judgement = Judgement(of: record, under: pass.watch.studyProtocol, at: pass.moment)
        let verdict = judgement.verdict
        let changes = reconcile(
            verdict.episodes, undecidable: verdict.undecidable, with: standing,
            in: pass.context(scope: .subject(subject), site: verdict.summary.site, retractions: policy),
            reading: record.reading(of:), mintID: names.mintAlertID
        ).map { $0.recalling(judgement) }
        try marker.clear()
        return (verdict, changes)
    }

    func commit(
        _ changes: [AlertChange], _ assessment: Review.Assessment, progress: StudyProgress?, in pass: inout Pass
    ) throws {
        let messages = changes.flatMap { composer.messages(for: $0, at: pass.moment) }
            .map { owed($0, study: pass.study, at: pass.now) }
        let review = Review(
            study: pass.study, now: pass.now, assessment: assessment, changes: changes, messages: messages,
            progress: progress)
        try commit(review)
        pass.report.changes += changes.count
        pass.report.messages += messages.count
    }

    /// Commits a review, and lets delivery know at once when it owes messages.
    func commit(_ review: Review, tellingSummaries: Bool = false) throws {
        try ledger.commit(review, tellingSummaries: tellingSummaries)
        if !review.messages.isEmpty { announce() }
    }

    /// A composed message with its `webhook-id`, ready for the ledger.
    func owed(_ message: ComposedMessage, study: String, at now: Timestamp) -> OwedMessage {
        OwedMessage(
            webhookID: names.mintWebhookID(), receiver: message.receiver, study: study, alert: message.alert,
            alertVersion: message.alertVersion, severity: message.severity, body: message.body, createdAt: now)
    }
}

extension AlertChange {
    /// The change with what stands around its episode; one that is taken back keeps what was told of it, and history,
    /// which nobody is told, has none.
    fileprivate func recalling(_ judgement: Judgement) -> AlertChange {
        switch alert.closure {
        case .retracted, .superseded, .merged: return self
        case nil, .resolved: break
        }
        guard !alert.isHistoric else { return self }
        var change = self
        change.alert.circumstances = judgement.circumstances(of: alert.episode)
        return change
    }
}

/// Mints names that never repeat.
package protocol NameMinting: Sendable {
    /// An id for a new alert.
    func mintAlertID() -> AlertID
    /// A `webhook-id` for a new message.
    func mintWebhookID() -> String
}
