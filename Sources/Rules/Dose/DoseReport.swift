// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A dose or a cycle that is not as it was due.
package struct DoseReport: Hashable, Sendable, Codable {
    /// What stood against the beginning of a cycle, or left it open.
    package enum Obstacle: Hashable, Sendable, Codable {
        /// A count that was too low, by its SDTM LBTESTCD, as people read it.
        case count(test: String, reading: String)
        /// No count, by its SDTM LBTESTCD, in the days before.
        case countMissing(test: String)
        /// A count that cannot be compared.
        case countUndecided(test: String, reading: String)
        /// A reported event that was too grave; a term that is not coded is free text, which stays out of messages.
        case event(term: String, isCoded: Bool, grade: Int?)
        /// A reported event that may be too grave.
        case eventUndecided(term: String, isCoded: Bool, grade: Int?)
    }

    /// What holds a drug, or asked for the lower level.
    package struct Cause: Hashable, Sendable, Codable {
        /// The id of the rule.
        package var rule: String
        /// The first day of its episode; nil when it has no date.
        package var onset: CalendarDay?
        /// What the rule found, as it is worst.
        package var found: Obstacle

        /// A cause.
        package init(rule: String, onset: CalendarDay?, found: Obstacle) {
            self.rule = rule
            self.onset = onset
            self.found = found
        }
    }

    /// An amount of a drug.
    package struct Amount: Hashable, Sendable, Codable {
        /// The number in `unit`.
        package var number: Double
        /// The unit as the protocol writes it.
        package var unit: String

        /// An amount.
        package init(_ number: Double, _ unit: String) {
            self.number = number
            self.unit = unit
        }
    }

    /// The permanent name of the kind of finding, for example `against-hold` or `gate-failed`.
    package var kind: String
    /// The drug's name; nil for a cycle as a whole.
    package var drug: LocalizedText?
    /// The first day it is about; nil when a row has no date.
    package var day: CalendarDay?
    /// Since when the hold, the stop or the level departed from was in force.
    package var since: CalendarDay?
    /// What was given, where amounts matter.
    package var given: Amount?
    /// What was due, where amounts matter.
    package var due: Amount?
    /// Why it only may be so, or what is in doubt of a row; nil when the record proves it.
    package var doubt: DoseDoubt?
    /// The cycle begun last against its gate.
    package var cycle: Int?
    /// How many cycles were begun against their gate.
    package var cycles: Int?
    /// What stood against the cycle begun last, worst first.
    package var obstacles: [Obstacle]
    /// The toxicities that the hold, stop or step is for; nil when it has none, or an older version wrote the report.
    package var causes: [Cause]?

    /// A report; what is not given does not apply.
    package init(
        kind: String, drug: LocalizedText? = nil, day: CalendarDay? = nil, since: CalendarDay? = nil,
        given: Amount? = nil, due: Amount? = nil, doubt: DoseDoubt? = nil, cycle: Int? = nil, cycles: Int? = nil,
        obstacles: [Obstacle] = [], causes: [Cause]? = nil
    ) {
        self.kind = kind
        self.drug = drug
        self.day = day
        self.since = since
        self.given = given
        self.due = due
        self.doubt = doubt
        self.cycle = cycle
        self.cycles = cycles
        self.obstacles = obstacles
        self.causes = causes
    }
}
