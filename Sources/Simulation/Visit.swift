// SPDX-License-Identifier: Apache-2.0

import Trial

/// An occasion on which a subject is seen.
struct Visit: Sendable {
    /// SDTM VISITNUM.
    let number: String
    /// SDTM VISIT.
    let name: String
    /// The day.
    let day: CalendarDay
    /// The minute of the day at which blood is drawn.
    let minute: Int

    /// Day and time as SDTM writes them.
    var dateTime: String { "\(day)T\(padded(minute / 60, 2)):\(padded(minute % 60, 2))" }
}
