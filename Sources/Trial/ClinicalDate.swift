// SPDX-License-Identifier: Apache-2.0

/// A collected date as SDTM writes it (`--DTC`, ISO 8601), which may be partial.
///
/// A partial date is a range of possible days, never a guess: `2014-02` may be any day of that February.
/// Clinical dates are local to the site and carry no zone.
package struct ClinicalDate: Hashable, Sendable, Codable {
    /// The first day it may be.
    package let earliest: CalendarDay
    /// The last day it may be; equal to `earliest` when the day is known.
    package let latest: CalendarDay
    /// The minute of the day, 0...1439, when a time was collected.
    package let minuteOfDay: Int?

    /// A date of known range; the time only makes sense when both ends are the same day.
    package init(earliest: CalendarDay, latest: CalendarDay, minuteOfDay: Int? = nil) {
        self.earliest = earliest
        self.latest = latest
        self.minuteOfDay = minuteOfDay
    }

    /// A known day without a time.
    package init(_ day: CalendarDay) {
        self.init(earliest: day, latest: day)
    }

    /// Whether the day itself is known.
    package var isComplete: Bool { earliest == latest }

    /// Reads `2014`, `2014-02`, `2014-02-03`, `2014-02-03T11`, `2014-02-03T11:30` and `2014-02-03T11:30:59`.
    ///
    /// A zone suffix or fraction after the seconds is accepted and ignored; anything else, and a date the
    /// calendar does not have, is nil: the caller reports it as a defect of the row.
    package init?(sdtm text: some StringProtocol) {
        var text = String(text)
        guard let date = text.withUTF8({ ClinicalDate(sdtm: $0) }) else { return nil }
        self = date
    }

    /// Reads a date from its UTF-8 bytes, of which every row of a store has several.
    package init?(sdtm bytes: UnsafeBufferPointer<UInt8>) {
        var fields = SDTMFields(bytes: bytes)
        guard let year = fields.number(width: 4) else { return nil }
        guard fields.skip("-") else {
            guard fields.isAtEnd, let first = CalendarDay(year: year, month: 1, day: 1) else { return nil }
            self.init(earliest: first, latest: first + (CalendarDay.length(ofMonth: 2, year: year) == 29 ? 365 : 364))
            return
        }
        guard let month = fields.number(width: 2), (1...12).contains(month) else { return nil }
        guard fields.skip("-") else {
            guard fields.isAtEnd, let first = CalendarDay(year: year, month: month, day: 1) else { return nil }
            self.init(earliest: first, latest: first + (CalendarDay.length(ofMonth: month, year: year) - 1))
            return
        }
        guard let dayOfMonth = fields.number(width: 2) else { return nil }
        guard let day = CalendarDay(year: year, month: month, day: dayOfMonth) else { return nil }
        guard !fields.isAtEnd else {
            self.init(day)
            return
        }
        guard let minute = fields.minuteOfDay() else { return nil }
        self.init(earliest: day, latest: day, minuteOfDay: minute)
    }
}

extension ClinicalDate: CustomStringConvertible {
    /// The date as SDTM would write it; a range that is neither a month nor a year is written with a slash.
    package var description: String {
        guard !isComplete else {
            guard let minuteOfDay else { return earliest.description }
            return "\(earliest)T\(digits(minuteOfDay / 60, 2)):\(digits(minuteOfDay % 60, 2))"
        }
        let (year, month, day) = earliest.components
        guard day == 1 else { return "\(earliest)/\(latest)" }
        if latest == earliest + (CalendarDay.length(ofMonth: month, year: year) - 1) {
            return "\(digits(year, 4))-\(digits(month, 2))"
        }
        return month == 1 && latest.components == (year, 12, 31) ? digits(year, 4) : "\(earliest)/\(latest)"
    }
}

/// Reads an ISO 8601 text field by field.
private struct SDTMFields {
    let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func number(width: Int) -> Int? {
        guard bytes.count - position >= width else { return nil }
        var value = 0
        for byte in bytes[position..<position + width] {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        position += width
        return value
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard isNext(character) else { return false }
        position += 1
        return true
    }

    /// The time after the day: hours, then optional minutes, seconds, and an ignored fraction or zone.
    mutating func minuteOfDay() -> Int? {
        guard skip("T") || skip(" "), let hour = number(width: 2), (0...23).contains(hour) else { return nil }
        guard skip(":") else { return isAtEnd ? hour * 60 : nil }
        guard let minute = number(width: 2), (0...59).contains(minute) else { return nil }
        guard skip(":") else { return isAtEnd || isZone ? hour * 60 + minute : nil }
        guard let second = number(width: 2), (0...60).contains(second) else { return nil }
        return isAtEnd || isZone || isNext(".") ? hour * 60 + minute : nil
    }

    private var isZone: Bool { isNext("Z") || isNext("+") || isNext("-") }

    private func isNext(_ character: Unicode.Scalar) -> Bool {
        position < bytes.count && UInt32(bytes[position]) == character.value
    }
}
