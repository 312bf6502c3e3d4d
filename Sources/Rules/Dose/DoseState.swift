// SPDX-License-Identifier: Apache-2.0

package import Trial

/// Why something about a dose is not known; the raw value is the permanent name in reports.
package enum DoseDoubt: String, Hashable, Sendable, Comparable, Codable, CaseIterable {
    /// SDTM EXDOSE is not recorded.
    case doseMissing
    /// SDTM EXDOSU is not recorded, or cannot be converted to the ladder's unit.
    case unitUnknown
    /// A date is partial or missing, so that the order of doses and holds may differ.
    case dateUnknown
    /// A row ends before it starts.
    case endsBeforeStart
    /// Rows overlap, so that what was taken on a day cannot be told.
    case overlappingDoses
    /// One row runs through a hold: it does not say whether the hold was kept.
    case intervalSpansHold
    /// How often a dose was taken within a row's interval is not recorded, or is no frequency that is known.
    case frequencyUnknown
    /// No exposure has been recorded for longer than the protocol allows.
    case exposureSilent
    /// Whether the toxicity that would hold or step the drug is one cannot be told.
    case toxicityUncertain
    /// A drug was withdrawn for an adverse event, and which one is not recorded.
    case withdrawnDrugNotNamed
    /// A row of exposure exists and could not be read.
    case rowUnreadable

    package static func < (first: DoseDoubt, second: DoseDoubt) -> Bool {
        first.rawValue < second.rawValue
    }
}

/// Why a drug was stopped.
package enum StopCause: Hashable, Sendable {
    /// A toxicity that asks to stop, by the id of its episode.
    case toxicity(String)
    /// A step below the lowest level, by the id of the episode.
    case floor(String)
    /// The subject left treatment or died, by SDTM DSDECOD.
    case disposition(String)
    /// Withdrawn for an adverse event (SDTM AEACN).
    case withdrawn(RowKey)
}

/// A hold of a drug.
package struct Hold: Hashable, Sendable {
    /// Ids of the episodes that cause it, in order.
    package var causes: [String]
    /// The first day on which no dose may be taken: the day after collection.
    package var since: CalendarDay
    /// The first day on which the drug may be resumed; nil while the hold is in force.
    package var until: CalendarDay?

    /// A hold.
    package init(causes: [String], since: CalendarDay, until: CalendarDay?) {
        self.causes = causes
        self.since = since
        self.until = until
    }
}

/// The dose that is due, as far as it can be told: one level, or the levels it may be.
package struct DueDose: Hashable, Sendable {
    /// The position in the ladder if nothing that is doubtful counts; `ladder.stop` means none is due any more.
    package var highest: Int
    /// The position if everything that is doubtful counts, never above `highest` in the ladder.
    package var lowest: Int
    /// What is not known about it.
    package var doubts: Set<DoseDoubt>

    /// A dose that is due.
    package init(highest: Int, lowest: Int, doubts: Set<DoseDoubt> = []) {
        self.highest = highest
        self.lowest = lowest
        self.doubts = doubts
    }

    /// Whether the level is known.
    package var isCertain: Bool { highest == lowest && doubts.isEmpty }
}

/// How it stands with one drug.
package enum DoseState: Hashable, Sendable {
    /// No dose has been taken.
    case notStarted
    /// Doses are taken at a level, by its position in the ladder.
    case on(level: Int)
    /// No dose may be taken.
    case held(Hold)
    /// The hold is over and no dose has been taken since; the level to resume at.
    case resumeEligible(DueDose)
    /// The dose last taken is no level of the ladder; in the ladder's unit.
    case offSchedule(amount: Double)
    /// Stopped for good.
    case stopped(StopCause)
    /// It cannot be told.
    case unknown(DoseDoubt)
}

/// A state and the day it began.
package struct DatedDoseState: Hashable, Sendable {
    /// The first day.
    package var since: CalendarDay
    /// The state from then on, until the next.
    package var state: DoseState

    /// A state from a day on.
    package init(since: CalendarDay, state: DoseState) {
        self.since = since
        self.state = state
    }
}
