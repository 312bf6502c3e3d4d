// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
package import Trial

/// What becomes of the arms as their subjects' summaries change.
package struct ArmsOutcome: Hashable, Sendable {
    /// Every change of an alert, in order of time.
    package var changes: [ReplayedChange]
    /// How often the arms were counted.
    package var passes: Int
}

/// Replays the arms from what became of the subjects: one count for each day on which something moved.
///
/// - Throws: `DesignError` if counts do not fit each other, which would be an error of this program.
package func replayArms(
    _ summaries: [DatedSummary], in study: ReplayedStudy, through end: Timestamp
) throws -> ArmsOutcome {
    var run = ArmsRun(study)
    let ordered = summaries.filter { $0.at <= end }.sorted { ($0.at, $0.summary.subject) < ($1.at, $1.summary.subject) }
    var rest = ordered[...]
    while let first = rest.first {
        let day = study.moment(first.at).today
        let sameDay = rest.prefix { study.moment($0.at).today == day }
        try run.wake(before: first.at)
        try run.take(sameDay)
        rest = rest.dropFirst(sameDay.count)
    }
    try run.wake(before: end + 0.001)
    return run.outcome
}

private struct ArmsRun {
    private let study: ReplayedStudy
    private var summaries: [String: SubjectSummary] = [:]
    private var books: [String: ReplayedAlerts] = [:]
    private var reviewAgainAt: Timestamp?
    private var last: Timestamp?
    private(set) var outcome = ArmsOutcome(changes: [], passes: 0)

    init(_ study: ReplayedStudy) {
        self.study = study
    }

    mutating func take(_ dated: ArraySlice<DatedSummary>) throws {
        for one in dated { summaries[one.summary.subject] = one.summary }
        if let at = dated.last?.at { try pass(at: at) }
    }

    mutating func wake(before instant: Timestamp) throws {
        while let wake = reviewAgainAt, wake < instant, last.map({ $0 < wake }) ?? true { try pass(at: wake) }
    }

    private mutating func pass(at instant: Timestamp) throws {
        let all = summaries.sorted { $0.key < $1.key }.map(\.value)
        let verdict = try assessArms(all, under: study.studyProtocol, at: study.moment(instant))
        outcome.passes += 1
        last = instant
        reviewAgainAt = verdict.reviewAgainAt
        for arm in study.studyProtocol.arms.map(\.code) {
            let changes = books[arm, default: ReplayedAlerts()].reconcile(
                verdict.episodes(of: arm), undecidable: verdict.undecidable,
                in: study.context(.arm(arm), site: "", at: instant), reading: verdict.reading(of:))
            outcome.changes += changes.map { ReplayedChange($0, at: instant) }
        }
    }
}
