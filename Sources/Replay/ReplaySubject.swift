// SPDX-License-Identifier: Apache-2.0

package import Alerting
package import Rules
package import Storage
package import Trial

/// A change of an alert in a replay, as far as somebody would have heard or read of it.
package struct ReplayedChange: Hashable, Sendable {
    /// When.
    package var at: Timestamp
    /// The permanent name of the rule.
    package var rule: String
    /// The alert's severity after the change.
    package var severity: Severity
    /// What happened.
    package var kinds: [AlertChange.Kind]
    /// Whether the alert newly stands at its severity: it was raised, or became graver.
    package var isNewAtSeverity: Bool
    /// The severity it is told at; nil where nobody is told alert by alert.
    package var told: Severity?

    init(_ change: AlertChange, at: Timestamp) {
        self.at = at
        rule = change.alert.episode.rule
        severity = change.alert.episode.severity
        kinds = change.kinds
        isNewAtSeverity =
            !change.alert.isHistoric
            && (change.kinds.contains(.raised) || change.reasons.contains(.severityRose))
        if case .notify(let severity) = change.notification { told = severity }
    }
}

/// What became of one subject in a replay.
package struct SubjectOutcome: Hashable, Sendable {
    /// Every change of an alert, in order of time.
    package var changes: [ReplayedChange]
    /// Every alert that was raised, as it stands at the end.
    package var alerts: [Alert]
    /// What the arms count of the subject, each time that changed.
    package var summaries: [DatedSummary]
    /// How many verdicts were made.
    package var passes: Int
}

/// A subject's summary from an instant on.
package struct DatedSummary: Hashable, Sendable {
    /// From when.
    package var at: Timestamp
    /// What the arms count.
    package var summary: SubjectSummary
}

/// Replays a subject's history.
///
/// Rows that become known within a quarter of an hour are judged together, as those of one form that a site enters.
/// - Parameter end: the last instant that is replayed.
package func replay(
    _ history: SubjectHistory, by basis: ReplayBasis, in study: ReplayedStudy, through end: Timestamp
) -> SubjectOutcome {
    var run = SubjectRun(history.subject, in: study)
    var known = history.known(by: basis, in: study).prefix { $0.at <= end }
    while let first = known.first {
        let form = known.prefix { $0.at - first.at <= formSeconds }
        guard let last = form.last else { break }
        run.wake(before: first.at)
        run.take(form, at: last.at)
        known = known.dropFirst(form.count)
    }
    run.wake(before: end + 0.001)
    return run.outcome
}

/// How close together rows are entered that are judged together.
private let formSeconds = 900.0

/// The state of one subject's replay.
private struct SubjectRun {
    private var replay: SubjectReplay
    private var changes: [ReplayedChange] = []
    private var summaries: [DatedSummary] = []

    init(_ subject: String, in study: ReplayedStudy) {
        replay = SubjectReplay(subject, in: study)
    }

    var outcome: SubjectOutcome {
        SubjectOutcome(changes: changes, alerts: replay.alerts, summaries: summaries, passes: replay.passes)
    }

    mutating func take(_ rows: ArraySlice<KnownRow>, at instant: Timestamp) {
        for known in rows {
            if let row = known.row { replay.put(row) } else { replay.remove(known.key) }
        }
        pass(at: instant)
    }

    /// Makes the passes that time alone calls for before an instant.
    mutating func wake(before instant: Timestamp) {
        while let wake = replay.nextWake(through: instant), wake < instant { pass(at: wake) }
    }

    private mutating func pass(at instant: Timestamp) {
        changes += replay.pass(at: instant).map { ReplayedChange($0, at: instant) }
        guard let summary = replay.summary else { return }
        if summaries.last.map({ !$0.summary.countsLike(summary) }) ?? true {
            summaries.append(DatedSummary(at: instant, summary: summary))
        } else {
            // The last dose moves with every row, and counts for no arm.
            summaries[summaries.count - 1].summary = summary
        }
    }
}
