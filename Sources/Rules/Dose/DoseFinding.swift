// SPDX-License-Identifier: Apache-2.0

package import Trial

/// Something about the doses of one drug that somebody should know.
package struct DoseFinding: Hashable, Sendable {
    /// What it is.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A dose was taken on a day of a hold.
        case doseAgainstHold
        /// A dose was taken after the drug was stopped.
        case doseAfterStop
        /// A single dose was higher than the one due.
        case doseAboveDue
        /// A cycle's doses came to more than the level due comes to.
        case cycleAboveDue
        /// A hold is over, and no dose has been recorded for longer than the protocol allows.
        case notResumed
        /// A row cannot be used as it stands; nothing else is said of it.
        case rowInDoubt

        /// The permanent name in protocol files and reports, for example `against-hold`.
        package var name: String {
            switch self {
            case .doseAgainstHold: "against-hold"
            case .doseAfterStop: "after-stop"
            case .doseAboveDue: "above-due"
            case .cycleAboveDue: "cycle-above-due"
            case .notResumed: "not-resumed"
            case .rowInDoubt: "row-in-doubt"
            }
        }
    }

    /// What it is.
    package var kind: Kind
    /// The drug's id.
    package var drug: String
    /// The first day it is about; nil when a row has no date.
    package var day: CalendarDay?
    /// The rows that show it, in order of time.
    package var rows: [RowKey]
    /// Ids of the toxicity episodes it refers to.
    package var episodes: [String]
    /// Why it only may be so, which makes it a query; nil when the record proves it.
    package var doubt: DoseDoubt?
    /// Since when the hold, the stop or the level departed from was in force; nil where there is none.
    package var since: CalendarDay?
    /// The day on which it was over; nil while it is not.
    package var until: CalendarDay?
    /// What was given, a single dose or a cycle's, in the ladder's unit; nil where the amount does not matter.
    package var given: Double?
    /// What was due; nil where nothing was, or where the amount does not matter.
    package var due: Double?

    /// A finding; the rest is filled in by whoever knows it.
    package init(
        kind: Kind, drug: String, day: CalendarDay?, rows: [RowKey], episodes: [String] = [], doubt: DoseDoubt? = nil
    ) {
        self.kind = kind
        self.drug = drug
        self.day = day
        self.rows = rows
        self.episodes = episodes
        self.doubt = doubt
    }
}
