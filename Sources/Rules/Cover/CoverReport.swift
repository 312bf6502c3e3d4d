// SPDX-License-Identifier: Apache-2.0

package import Trial

/// How a prophylactic was taken.
package struct CoverReport: Hashable, Sendable, Codable {
    /// What is wrong with it; the raw value is its permanent name.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Taken before, and not for too long.
        case gap
        /// Never taken though required.
        case neverStarted = "never-started"
        /// Required, and too long not known whether it is taken.
        case unknown
        /// Taken though something speaks against it.
        case conflict
    }

    /// What is wrong with it.
    package var kind: Kind
    /// The medication's name for readers.
    package var medication: LocalizedText
    /// The first day of it.
    package var since: CalendarDay
    /// How many days it lasted; nil while it goes on, so that an alert does not change from day to day.
    package var days: Int?
    /// The treatments (SDTM EXTRT) that require it, in order; empty for a conflict.
    package var treatments: [String]
    /// What speaks against it, at its worst; empty unless it is a conflict.
    package var opponents: [SignalPart]

    /// A report; see each property.
    package init(
        kind: Kind, medication: LocalizedText, since: CalendarDay, days: Int? = nil, treatments: [String] = [],
        opponents: [SignalPart] = []
    ) {
        self.kind = kind
        self.medication = medication
        self.since = since
        self.days = days
        self.treatments = treatments
        self.opponents = opponents
    }
}
