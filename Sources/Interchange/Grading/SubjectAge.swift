// SPDX-License-Identifier: Apache-2.0

import Trial

/// Whether a criterion for adults applies to a subject.
enum AgeGroup {
    case adult
    case minor
    /// Neither the age nor the dates decide, or there are none.
    case uncertain

    /// The group of whoever has completed some number of years within a range.
    init(_ years: ClosedRange<Int>?) {
        let adultYears = 18
        guard let years else {
            self = .uncertain
            return
        }
        self = years.lowerBound >= adultYears ? .adult : years.upperBound < adultYears ? .minor : .uncertain
    }
}

extension ClinicalDate {
    /// The completed years between a birth and this date, either of which may be partial; nil where this is earlier.
    func completedYears(since birth: ClinicalDate) -> ClosedRange<Int>? {
        let youngest = max(years(from: birth.latest, to: earliest), 0)
        let oldest = years(from: birth.earliest, to: latest)
        return oldest >= youngest ? youngest...oldest : nil
    }
}

extension ResultRows {
    /// Whether the subject was an adult when the result was collected.
    ///
    /// The dates tell it; where they do not decide, the recorded age.
    var ageGroup: AgeGroup {
        if let born = ClinicalDate(sdtm: bytes(columns.born)), let years = collected?.completedYears(since: born) {
            let group = AgeGroup(years)
            if group != .uncertain { return group }
        }
        return AgeGroup(statedAge)
    }

    /// AGE in completed years, which for an age in days may be one of two; nil where it says nothing.
    var statedAge: ClosedRange<Int>? {
        guard let age = number(columns.age), (0..<2_000_000).contains(age) else { return nil }
        let unit = bytes(columns.ageUnit)
        switch isMissing(unit) ? "YEARS" : String(decoding: unit, as: UTF8.self).uppercased() {
        case "YEARS", "YEAR", "YRS", "YR", "Y": return Int(age)...Int(age)
        case "MONTHS", "MONTH": return Int(age / 12)...Int(age / 12)
        case "WEEKS", "WEEK": return years(days: age * 7)
        case "DAYS", "DAY": return years(days: age)
        case "HOURS", "HOUR": return years(days: age / 24)
        default: return nil
        }
    }
}

/// The completed years that some days may be: 366 of them always make one, 364 never do.
private func years(days: Double) -> ClosedRange<Int> { Int(days / 366)...Int(days / 365) }

private func years(from birth: CalendarDay, to day: CalendarDay) -> Int {
    let (birth, day) = (birth.components, day.components)
    let hadBirthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (hadBirthday ? 0 : 1)
}
