// SPDX-License-Identifier: Apache-2.0

package import Statistics
package import Trial

/// Where an arm stands against one stopping rule.
package struct ArmStatus: Hashable, Sendable {
    /// The rule's permanent name.
    package var rule: String
    /// SDTM ARMCD.
    package var arm: String
    /// Subjects with a first dose.
    package var entered: Int
    /// Subjects whose window has passed: the n the boundary counts.
    package var evaluable: Int
    /// Confirmed events among the evaluable: the k the boundary counts.
    package var events: Int
    /// Events among the evaluable if every unknown counted.
    package var eventsWorstCase: Int
    /// Confirmed events of subjects whose window is still running; they count when it has passed.
    package var pendingEvents: Int
    /// The bound at the current number of evaluable subjects; nil before the first look and past the horizon.
    package var bound: Int?
    /// How far the boundary is.
    package var distance: EventsToBoundary
    /// The boundary's exact type I error.
    package var attainedAlpha: Double
    /// Whether the boundary's last look has come: it decides nothing on subjects evaluable later.
    package var horizonReached: Bool
    /// The crossing, if the path of the arm as now known has one.
    package var crossing: Episode?
    /// The crossing that the path would have if every unknown counted; nil when the boundary is crossed anyway.
    package var possibleCrossing: Episode?

    /// Subjects whose window is still running.
    package var pending: Int { entered - evaluable }
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

    /// The crossings and possible crossings among the statuses of an arm.
    package func episodes(of arm: String) -> [Episode] {
        statuses.filter { $0.arm == arm }.compactMap { $0.crossing ?? $0.possibleCrossing }
    }

    /// What a row that an arm's alert rests on says now, or nil when it is no subject's first event any more.
    package func reading(of key: RowKey) -> String? { readings[key] }
}
