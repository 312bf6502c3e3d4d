// SPDX-License-Identifier: Apache-2.0

package import Rules
package import Storage
package import Trial

/// One study under surveillance: its protocol and the store its rows arrive in.
package struct StudyWatch: Sendable {
    /// The protocol in force.
    package var studyProtocol: StudyProtocol
    /// The store that is polled.
    package var store: any FollowUpStore
    /// Seconds east of UTC of the study's time zone at an instant.
    package var secondsFromUTC: @Sendable (Timestamp) -> Int

    /// A study to watch.
    package init(
        studyProtocol: StudyProtocol, store: any FollowUpStore, secondsFromUTC: @escaping @Sendable (Timestamp) -> Int
    ) {
        self.studyProtocol = studyProtocol
        self.store = store
        self.secondsFromUTC = secondsFromUTC
    }

    /// SDTM STUDYID.
    package var study: String { studyProtocol.study }

    func moment(_ now: Timestamp) -> ReviewMoment {
        ReviewMoment(now: now, secondsFromUTC: secondsFromUTC(now))
    }
}

/// What one pass over a study did.
package struct PassReport: Hashable, Sendable {
    /// Subjects whose verdict was remade.
    package var subjectsReviewed = 0
    /// Alert changes committed.
    package var changes = 0
    /// Messages that became owed.
    package var messages = 0
    /// Retractions held back because there were too many at once.
    package var retractionsHeld = 0
    /// Subjects left alone because they brought the process down.
    package var quarantined: [String] = []
    /// Whether the pass was told to stop before it was done; the next one takes up the rest.
    package var wasInterrupted = false
    /// Why every subject was reviewed; nil when only what changed was.
    package var fullReviewReason: FullReviewReason?

    /// A report of a pass that did nothing.
    package init() {}
}

/// Why a pass reviews every subject instead of those that changed.
package enum FullReviewReason: String, Hashable, Sendable {
    /// The ledger has never seen the study.
    case firstPass
    /// Identity, epoch or the feed at the watermark are not those the ledger followed.
    case storeReplaced
    /// The protocol, a rule or the grader changed.
    case protocolChanged
    /// An operator asked for it.
    case requested
}
