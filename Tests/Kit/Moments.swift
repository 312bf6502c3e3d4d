// SPDX-License-Identifier: Apache-2.0

package import Rules
package import Trial

/// A calendar day from `2024-01-08`; anything else is an error of the test.
package func day(_ text: String) -> CalendarDay {
    guard let date = ClinicalDate(sdtm: text), date.isComplete else { preconditionFailure("no day: \(text)") }
    return date.earliest
}

/// A collected date from `2024`, `2024-01`, `2024-01-08` or `2024-01-08T09:30`; an empty text is no date.
package func date(_ text: String) -> ClinicalDate? {
    guard !text.isEmpty else { return nil }
    guard let date = ClinicalDate(sdtm: text) else { preconditionFailure("no date: \(text)") }
    return date
}

/// The moment at which a day begins in Shanghai, where the trial is run.
package func moment(_ text: String) -> ReviewMoment {
    let shanghai = ReviewMoment(now: Timestamp(milliseconds: 0), secondsFromUTC: 28_800)
    return ReviewMoment(now: shanghai.start(of: day(text)), secondsFromUTC: 28_800)
}
