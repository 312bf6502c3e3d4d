// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A time in which something must be reported.
package struct ClockReport: Hashable, Sendable, Codable {
    /// How a clock stands.
    package enum State: String, CaseIterable, Hashable, Sendable, Codable {
        /// It runs, and no warning is due.
        case running
        /// Half of the time is gone.
        case half
        /// Four fifths of the time are gone.
        case fourFifths = "four-fifths"
        /// It is due within the hours the rule names.
        case lastDay = "last-day"
        /// It was due and nothing was reported by then; whether it has been since, `reported` says.
        case breached
        /// Nobody is named who must report.
        case notStarted = "not-started"
        /// When it started is not recorded.
        case startUnknown = "start-unknown"
        /// It started before the first day of monitoring, and is not judged.
        case beforeMonitoring = "before-monitoring"
        /// It was reported, and not certainly late.
        case stopped
    }

    /// Which date a clock counts from.
    package enum Source: String, Hashable, Sendable, Codable {
        /// AEAWDTC.
        case awareness
        /// AEDTC, because awareness is not recorded.
        case collection
        /// AERPDTC.
        case firstReport
    }

    /// A time at which more is to be told.
    package struct Warning: Hashable, Sendable, Codable {
        /// What it then is.
        package var state: State
        /// When.
        package var at: Timestamp

        /// A warning.
        package init(state: State, at: Timestamp) {
            self.state = state
            self.at = at
        }
    }

    /// The event it is about.
    package struct Subject: Hashable, Sendable, Codable {
        /// The coded term, else the best there is; empty where only DM or DS tells of a death.
        package var term: String
        /// Whether `term` is coded; as reported it is free text, which stays out of messages.
        package var isCoded: Bool
        /// The investigator's CTCAE grade.
        package var grade: Int?
        /// Whether the subject died.
        package var isFatal: Bool

        /// An event.
        package init(term: String, isCoded: Bool, grade: Int?, isFatal: Bool) {
            self.term = term
            self.isCoded = isCoded
            self.grade = grade
            self.isFatal = isFatal
        }
    }

    /// The event.
    package var subject: Subject
    /// What has to be reported.
    package var event: ClockCondition.Event
    /// How much time there is.
    package var limit: ClockCondition.Limit
    /// Who has to report; nil when nobody is named.
    package var owner: LocalizedText?
    /// How it stands.
    package var state: State
    /// When it started, as far as known.
    package var start: ClinicalDate?
    /// Which date that is.
    package var startSource: Source?
    /// When it is due, at the earliest where the start is not known to the minute or day; nil while it does not run.
    package var due: Timestamp?
    /// When it is certainly due; equal to `due` where the start is known well enough.
    package var certainlyDue: Timestamp?
    /// Seconds east of UTC of the clock's zone at `due`.
    package var secondsFromUTC: Int
    /// Every warning, in order of time, past ones too.
    package var warnings: [Warning]
    /// When it was reported.
    package var reported: ClinicalDate?
    /// Days from the day it was due to the day of the report; nil unless that is certainly late by a day or more.
    package var daysLate: Int?
    /// What the record says of causality, where that decides.
    package var causality: Causality?
    /// Whether the reference safety information lists the event, where that decides.
    package var expected: Answer?
    /// Whether one AEREL speaks for several drugs, so that causality by drug cannot be told.
    package var isCausalityShared: Bool

    /// A report; see each property.
    package init(
        subject: Subject, event: ClockCondition.Event, limit: ClockCondition.Limit, owner: LocalizedText? = nil,
        state: State, start: ClinicalDate? = nil, startSource: Source? = nil, due: Timestamp? = nil,
        certainlyDue: Timestamp? = nil, secondsFromUTC: Int = 0, warnings: [Warning] = [],
        reported: ClinicalDate? = nil, daysLate: Int? = nil, causality: Causality? = nil, expected: Answer? = nil,
        isCausalityShared: Bool = false
    ) {
        self.subject = subject
        self.event = event
        self.limit = limit
        self.owner = owner
        self.state = state
        self.start = start
        self.startSource = startSource
        self.due = due
        self.certainlyDue = certainlyDue
        self.secondsFromUTC = secondsFromUTC
        self.warnings = warnings
        self.reported = reported
        self.daysLate = daysLate
        self.causality = causality
        self.expected = expected
        self.isCausalityShared = isCausalityShared
    }
}
