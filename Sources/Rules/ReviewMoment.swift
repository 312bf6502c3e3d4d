// SPDX-License-Identifier: Apache-2.0

package import Trial

/// The moment a verdict is made for: the core never reads a clock.
package struct ReviewMoment: Hashable, Sendable {
    /// The instant, never before the last committed one.
    package var now: Timestamp
    /// Seconds east of UTC of the study's time zone at that instant.
    package var secondsFromUTC: Int

    /// A moment in a zone.
    package init(now: Timestamp, secondsFromUTC: Int) {
        self.now = now
        self.secondsFromUTC = secondsFromUTC
    }

    /// The study's calendar day.
    package var today: CalendarDay { now.day(secondsFromUTC: secondsFromUTC) }

    /// The instant at which a study day begins.
    package func start(of day: CalendarDay) -> Timestamp {
        Timestamp(milliseconds: (Int64(day.daysSince1970) * 86_400 - Int64(secondsFromUTC)) * 1_000)
    }
}
