// SPDX-License-Identifier: Apache-2.0

/// A day of the proleptic Gregorian calendar in the study's time zone.
///
/// Kept as a count of days since 1970-01-01, so that differences and windows are integer arithmetic
/// and no calendar library is needed in the core.
package struct CalendarDay: Hashable, Comparable, Sendable, Codable {
    /// Days since 1970-01-01, negative before it.
    package let daysSince1970: Int

    /// The day a number of days after 1970-01-01.
    package init(daysSince1970: Int) {
        self.daysSince1970 = daysSince1970
    }

    /// The day with this year, month and day of month, or nil when the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        guard (1...CalendarDay.length(ofMonth: month, year: year)).contains(day) else { return nil }
        // Years counted from March put the leap day last, which makes the month lengths a linear formula.
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        daysSince1970 = era * 146_097 + dayOfEra - 719_468
    }

    /// The year, month and day of month of this day.
    package var components: (year: Int, month: Int, day: Int) {
        let shifted = daysSince1970 + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The number of days in a month, leap years included.
    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The day so many days later, or earlier when negative.
    package static func + (day: CalendarDay, days: Int) -> CalendarDay {
        CalendarDay(daysSince1970: day.daysSince1970 + days)
    }

    /// The day so many days earlier.
    package static func - (day: CalendarDay, days: Int) -> CalendarDay {
        CalendarDay(daysSince1970: day.daysSince1970 - days)
    }

    /// The whole days from the second day to the first.
    package static func - (later: CalendarDay, earlier: CalendarDay) -> Int {
        later.daysSince1970 - earlier.daysSince1970
    }

    package static func < (earlier: CalendarDay, later: CalendarDay) -> Bool {
        earlier.daysSince1970 < later.daysSince1970
    }

    package init(from decoder: any Decoder) throws {
        daysSince1970 = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(daysSince1970)
    }
}

extension CalendarDay: CustomStringConvertible {
    /// The day as ISO 8601, for example `2024-06-30`.
    package var description: String {
        let (year, month, day) = components
        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
    }
}

/// A whole number padded with zeros to a width, as dates are written.
func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}
