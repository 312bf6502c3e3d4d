// SPDX-License-Identifier: Apache-2.0

/// How subjects still under observation count towards a boundary.
package enum Counting: String, Hashable, Sendable, CaseIterable {
    /// A subject without the event counts by the share of the window observed; the one to choose unless there is a
    /// reason for another.
    case tite
    /// Events count against the total time under observation.
    case survival
    /// A subject counts at the end of the window, with or without the event.
    case binary
    /// Events count against a number expected at the acceptable rate.
    case poisson

    /// The way of counting with a name.
    ///
    /// - Throws: `DesignError` naming `counting`; for naive counting it gives the reason for which that is refused.
    package init(name: String) throws(DesignError) {
        if let known = Counting(rawValue: name) {
            self = known
            return
        }
        let known = Counting.allCases.map(\.rawValue).joined(separator: ", ")
        // The type I errors are those of `CountingComparison` at N = 70, p0 = 0.1 and 730 days of accrual.
        let reason =
            name.hasPrefix("naive")
            ? "; counting an event at once and a subject without one only at the end of the window raises a type I "
                + "error of .05 to about .16 with a window of 180 days and .38 with one of 365"
            : ""
        throw DesignError(argument: .counting, found: "\"\(name)\"", allowed: known + reason)
    }
}
