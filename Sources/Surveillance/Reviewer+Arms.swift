// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
import Rules
import Storage
import Trial

extension Reviewer {
    /// Refolds the arms from one summary a subject, and moves the watermark to the end of what the pass has read.
    func reviewArms(_ pass: inout Pass) throws {
        guard pass.areArmsDue else {
            guard pass.isBehindHead else { return }
            let progress = try pass.finalProgress(armsReviewAgainAt: pass.armsReviewAgainAt)
            return try commit([], .none, progress: progress, in: &pass)
        }
        let policy: RetractionPolicy =
            pass.options.acceptsRetractions ? .release : pass.report.retractionsHeld > 0 ? .hold : .allow
        for attempt in 1... {
            let summaries = try ledger.summaries(study: pass.study)
            let verdict = try assessArms(summaries, under: pass.watch.studyProtocol, at: pass.moment)
            var changes: [AlertChange] = []
            for arm in pass.watch.studyProtocol.arms.map(\.code) {
                changes += reconcile(
                    verdict.episodes(of: arm), undecidable: verdict.undecidable,
                    with: try ledger.reconciledAlerts(study: pass.study, scope: .arm(arm)),
                    in: pass.context(scope: .arm(arm), site: "", retractions: policy),
                    reading: verdict.reading(of:), mintID: names.mintAlertID)
            }
            do {
                let progress = try pass.finalProgress(armsReviewAgainAt: verdict.reviewAgainAt)
                let isDeclared = pass.report.fullReviewReason != nil
                let arms = Review.Assessment.arms(
                    reviewAgainAt: verdict.reviewAgainAt,
                    declarations: isDeclared ? pass.watch.studyProtocol.armRules.map { ArmDeclaration($0) } : nil)
                try commit(changes, arms, progress: progress, in: &pass)
                return
            } catch is AlertMoved where attempt < Reviewer.commitAttemptsMax {
                continue
            }
        }
    }

    /// Tells in one summary for each receiver what is not told alert by alert: the first day, and changed rules.
    func tellSummaries(_ pass: inout Pass) throws {
        let changes = try ledger.changesForSummary(study: pass.study)
        guard pass.isFirstPass || !changes.isEmpty else { return }
        let messages = composer.summaries(of: changes, study: pass.study, at: pass.moment)
            .map { owed($0, study: pass.study, at: pass.now) }
        let review = Review(
            study: pass.study, now: pass.now, assessment: .none, changes: [], messages: messages,
            progress: pass.progressAfterSummary())
        try commit(review, tellingSummaries: true)
        pass.report.messages += messages.count
    }
}
