// SPDX-License-Identifier: Apache-2.0

package import Statistics
package import Trial

/// Where an arm stands against one stopping rule.
package struct ArmStatus: Hashable, Sendable {
    /// The rule's permanent name.
    package var rule: String
    /// SDTM ARMCD.
    package var arm: String
    /// How subjects still under observation are counted.
    package var counting: Counting
    /// Subjects with a first dose.
    package var entered: Int
    /// Subjects who count whole: by the event, or because the window has passed or no event can come.
    ///
    /// Where only ended windows count, those alone.
    package var evaluable: Int
    /// What the boundary holds the events against: effective subjects, days under observation, or `evaluable`.
    package var size: Double
    /// Confirmed events: the k the boundary counts.
    package var events: Int
    /// The events if every unknown counted.
    package var eventsWorstCase: Int
    /// Confirmed events that do not count yet, because their subjects' windows are still running; 0 where an event
    /// counts at once.
    package var pendingEvents: Int
    /// Subjects whose follow-up broke off within the window, by the reason: they count by what was seen of them.
    package var frozen: [FollowUpEnd.Reason: Int]
    /// The bound at the current size; nil before the first look and past the horizon.
    package var bound: Int?
    /// How far the boundary is.
    package var distance: ArmDistance
    /// The boundary's type I error.
    package var attainedAlpha: Double
    /// Whether the size has reached the boundary's horizon: it decides nothing on what comes later.
    package var horizonReached: Bool
    /// What is believed of the event probability by now; nil where the rule states no prior.
    package var belief: ArmBelief?
    /// The evidence that needs no horizon; nil where the rule states no prior.
    package var evidence: ArmEvidence?
    /// The crossing, if the path of the arm as now known has one.
    package var crossing: Episode?
    /// The crossing that the path would have if every unknown counted; nil when the boundary is crossed anyway.
    package var possibleCrossing: Episode?
    /// When the arm was as near to its boundary as the rule warns of, in order; the last may still last.
    package var warnings: [Episode] = []

    /// Whether the arm is now as near to its boundary as the rule warns of.
    package var isWarned: Bool { warnings.last.map { $0.end == nil } ?? false }

    /// Subjects still under observation within their window.
    package var pending: Int { entered - evaluable - frozen.values.reduce(0, +) }
}

/// How far an arm is from its boundary, counted in events.
package enum ArmDistance: Hashable, Sendable {
    /// The arm's present count crosses.
    case crossed
    /// So many further events cross at a size of up to `size`; where looks are at ended windows, at that very size.
    case further(events: Int, size: Double)
    /// Looks are left, but no number of events crosses at them.
    case outOfReach
    /// No look is left.
    case horizonReached
}

/// What is believed of an arm's event probability by its prior and what was counted.
package struct ArmBelief: Hashable, Sendable {
    /// The posterior probability that p is above p0.
    package var probabilityAboveAcceptable: Double
    /// The probability of ever crossing by the horizon, if the arm goes on to it; nil where the method has none.
    package var probabilityOfCrossing: Double?
}

/// The e-process of an arm over the subjects whose window has passed, in the order in which it did.
package struct ArmEvidence: Hashable, Sendable {
    /// The e-value now.
    package var value: Double
    /// The e-value 1/α that rejects p0.
    package var threshold: Double
    /// When the path of the arm as now known reached it; nil when it never did.
    package var reachedOn: CalendarDay?
}

/// What the stopping rules say about the arms.
package struct ArmVerdict: Hashable, Sendable {
    /// One status for each rule and arm, in the order of the protocol.
    package var statuses: [ArmStatus]
    /// For each rule, the rows of which it is not known that they are events, or of which arm.
    package var undecidable: [EpisodeKind: Set<RowKey>]
    /// When a window ends next, or a possible crossing grows urgent; nil when nothing is to come.
    package var reviewAgainAt: Timestamp?
    /// What each counted row says now.
    private(set) var readings: [RowKey: String]

    init(_ summaries: [SubjectSummary]) {
        statuses = []
        undecidable = [:]
        readings = [:]
        for summary in summaries {
            for (rule, event) in summary.events {
                let key = event.evidence.key.qualified(by: summary.subject)
                readings[key] = event.evidence.reading
                guard event.confirmed == nil || summary.arm == nil else { continue }
                undecidable[EpisodeKind(rule: rule), default: []].insert(key)
            }
        }
    }

    /// The crossings, possible crossings and warnings among the statuses of an arm.
    package func episodes(of arm: String) -> [Episode] {
        statuses.filter { $0.arm == arm }.flatMap { status in
            [status.crossing ?? status.possibleCrossing].compactMap { $0 } + status.warnings
        }
    }

    /// What a row that an arm's alert rests on says now, or nil when it is no subject's first event any more.
    package func reading(of key: RowKey) -> String? { readings[key] }
}
