// SPDX-License-Identifier: Apache-2.0

import Rules
import Storage
import Trial

extension LedgerTransaction {
    /// Writes what a verdict leaves behind besides alerts, and only where it differs from what stands.
    func write(_ assessment: Review.Assessment, study: String, at now: Timestamp) throws {
        switch assessment {
        case .subject(let summary, let qualityFlags, let reviewAgainAt, let concernsArms):
            try run(
                LedgerSQL.writeAssessment,
                [study, summary.subject, LedgerJSON.text(summary), reviewAgainAt?.milliseconds])
            try write(qualityFlags, study: study, subject: summary.subject)
            try run(LedgerSQL.clearStrikes, [study, summary.subject])
            if concernsArms { try run(LedgerSQL.makeArmsDue, [study]) }
        case .arms(let reviewAgainAt, let declarations):
            try run(LedgerSQL.writeArmsAssessed, [study, reviewAgainAt?.milliseconds])
            if let declarations { try write(declarations, study: study, at: now) }
        case .none:
            break
        }
    }

    /// Writes a study's progress; the arms can become due by it, and cease to be due by their assessment alone.
    func write(_ progress: StudyProgress, study: String) throws {
        try run(
            LedgerSQL.writeProgress,
            [
                study, progress.store.identity, progress.store.epoch, progress.watermark,
                progress.watermarkFingerprint, progress.protocolVersion, progress.reviewedAt.milliseconds,
                progress.isFirstPassDone,
            ])
        try run(LedgerSQL.writeArmsDueAt, [study, progress.armsReviewAgainAt?.milliseconds])
        if progress.areArmsDue { try run(LedgerSQL.makeArmsDue, [study]) }
    }

    private func write(_ flags: [RowDefect], study: String, subject: String) throws {
        let texts = try flags.map { try LedgerJSON.text($0) }
        guard try texts != self.texts(LedgerSQL.subjectQualityFlags, [study, subject]) else { return }
        try run(LedgerSQL.deleteQualityFlags, [study, subject])
        for (place, text) in texts.enumerated() {
            try run(LedgerSQL.insertQualityFlag, [study, subject, place, text])
        }
    }
}
