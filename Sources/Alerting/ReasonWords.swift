// SPDX-License-Identifier: Apache-2.0

extension AlertChange.Reason {
    /// Why an alert changed, in words.
    package var words: String {
        switch self {
        case .newEpisode: "newly found"
        case .seenAfterItEnded: "seen only after it ended"
        case .severityRose: "more severe than before"
        case .severityFell: "less severe than before"
        case .gradeMoved: "another grade"
        case .intervalMoved: "other dates"
        case .evidenceCorrected: "a row was corrected"
        case .evidenceMoved: "other rows support it"
        case .certaintyMoved: "what is certain"
        case .reopened: "open again"
        case .ruleChanged: "the rule changed"
        case .recovered: "recovered"
        case .sourceCorrected: "the row was corrected"
        case .sourceDeleted: "the row was deleted"
        case .recordChanged: "the rest of the record changed"
        case .ruleWithdrawn: "the rule was changed or removed"
        case .mergedIntoOlder: "one episode with an older alert"
        case .retractionHeld: "its retraction is held"
        }
    }
}
