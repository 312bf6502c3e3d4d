// SPDX-License-Identifier: Apache-2.0

/// How many of an arm's evaluable subjects have had the event.
package struct Tally: Hashable, Sendable {
    /// The number of subjects with the event.
    package let events: Int
    /// The number of evaluable subjects.
    package let subjects: Int

    /// A tally whose counts fit each other.
    ///
    /// - Throws: `DesignError` naming `subjects` if negative, or `events` if not within 0 to `subjects`.
    package init(events: Int, subjects: Int) throws(DesignError) {
        guard subjects >= 0 else {
            throw DesignError(argument: .subjects, found: "\(subjects)", allowed: "0 or more")
        }
        guard (0...subjects).contains(events) else {
            throw DesignError(argument: .events, found: "\(events) among \(subjects)", allowed: "0 to \(subjects)")
        }
        self.events = events
        self.subjects = subjects
    }
}
