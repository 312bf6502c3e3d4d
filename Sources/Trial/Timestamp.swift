// SPDX-License-Identifier: Apache-2.0

/// An instant in UTC, to the millisecond.
package struct Timestamp: Hashable, Comparable, Sendable, Codable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let milliseconds: Int64

    /// The instant so many milliseconds after 1970-01-01T00:00:00Z.
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    package var seconds: Int64 {
        Int64((Double(milliseconds) / 1_000).rounded(.down))
    }

    /// The calendar day of this instant in a zone so many seconds east of UTC.
    package func day(secondsFromUTC offset: Int) -> CalendarDay {
        let local = milliseconds + Int64(offset) * 1_000
        return CalendarDay(daysSince1970: Int((Double(local) / 86_400_000).rounded(.down)))
    }

    /// The instant so many seconds later.
    package static func + (instant: Timestamp, seconds: Double) -> Timestamp {
        Timestamp(milliseconds: instant.milliseconds + Int64((seconds * 1_000).rounded()))
    }

    /// The seconds from the second instant to the first.
    package static func - (later: Timestamp, earlier: Timestamp) -> Double {
        Double(later.milliseconds - earlier.milliseconds) / 1_000
    }

    package static func < (earlier: Timestamp, later: Timestamp) -> Bool {
        earlier.milliseconds < later.milliseconds
    }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

extension Timestamp: CustomStringConvertible {
    /// The instant as RFC 3339 in UTC, for example `2024-06-30T08:00:00Z`; milliseconds are left out.
    package var description: String {
        "\(local(secondsFromUTC: 0).replacing(" ", with: "T")):\(digits(Int(second), 2))Z"
    }

    /// Day and minute in a zone so many seconds east of UTC, for example `2024-06-30 16:00`.
    package func local(secondsFromUTC offset: Int) -> String {
        let day = day(secondsFromUTC: offset)
        let secondOfDay = seconds + Int64(offset) - Int64(day.daysSince1970) * 86_400
        return "\(day) \(digits(Int(secondOfDay / 3_600), 2)):\(digits(Int(secondOfDay % 3_600 / 60), 2))"
    }

    private var second: Int64 {
        let remainder = seconds % 60
        return remainder < 0 ? remainder + 60 : remainder
    }
}
