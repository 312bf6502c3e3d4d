// SPDX-License-Identifier: Apache-2.0

import Storage
import Trial

/// A row and each state it passes through as more becomes known of it, before anybody mistypes it.
struct RowHistory: Sendable {
    /// How soon a site enters a form.
    enum Promptness: Sendable {
        /// On the day: registration, without which nothing else can be entered.
        case registration
        /// Within a day or two: serious events.
        case serious
        /// Within days, at times weeks.
        case ordinary
    }

    /// What is known of the row from a moment on.
    struct Version: Sendable {
        /// The day it became known.
        let known: CalendarDay
        /// The minute of that day.
        let minute: Int
        /// The row as it then stood.
        let row: SDTMRow
    }

    /// The form the row is on; the rows of a form are entered together.
    let form: Int
    /// How soon the site enters it.
    let promptness: Promptness
    /// The states in order, at least one.
    var versions: [Version]

    /// Adds to what is known; variables that are not named stay as they were.
    mutating func update(known: CalendarDay, minute: Int = 17 * 60, _ values: KeyValuePairs<String, String>) {
        guard let last = versions.last else { return }
        var row = last.row
        for (variable, value) in values { row.values[variable] = value }
        versions.append(Version(known: max(known, last.known), minute: minute, row: row))
    }
}
