// SPDX-License-Identifier: Apache-2.0

package import CTCAE

/// How many results in a row must meet a condition before it holds.
///
/// A result that does not meet it begins the row anew; one that cannot be judged neither counts nor breaks the row, and
/// leaves it in doubt. Results of one draw count once.
package struct Confirmation: Hashable, Sendable {
    /// The results in a row, at least 1.
    package var results: Int
    /// The most days from the first of them to the last; nil when any time may lie between them.
    package var withinDays: Int?

    /// So many results in a row.
    package init(results: Int, withinDays: Int? = nil) {
        self.results = results
        self.withinDays = withinDays
    }

    /// One result is enough.
    package static let none = Confirmation(results: 1)
}

/// A grade that has risen within some days.
package struct GradeRise: Hashable, Sendable {
    /// The grades between the lowest of the days before and now, at least so many.
    package var grades: Int
    /// The days looked back.
    package var withinDays: Int

    /// A rise.
    package init(grades: Int, withinDays: Int) {
        self.grades = grades
        self.withinDays = withinDays
    }
}

/// A medication after which a count proves no recovery, because it may stand for what was given.
package struct RecoveryBar: Hashable, Sendable {
    /// The id of the list of medications.
    package var list: String
    /// A result from the first day it was given to so many days after the last proves nothing.
    package var days: Int

    /// A bar.
    package init(list: String, days: Int) {
        self.list = list
        self.days = days
    }
}

/// Another count of the same draw by which a count that is missing is known to be low.
package struct CountSubstitute: Hashable, Sendable {
    /// The other count, of which the missing one is a part.
    package var analyte: Analyte
    /// Below this, in the rule's unit, the missing count is taken to be below the rule's cut.
    package var below: Double

    /// A substitute.
    package init(analyte: Analyte, below: Double) {
        self.analyte = analyte
        self.below = below
    }
}
