// SPDX-License-Identifier: Apache-2.0

/// How a time zone stands to UTC over the years, as a value: the core has no zone tables of its own.
package struct UTCOffsets: Hashable, Sendable {
    /// From an instant on, so many seconds east of UTC.
    package struct Change: Hashable, Sendable {
        /// The first instant of the new offset.
        package var from: Timestamp
        /// Seconds east of UTC from then on.
        package var seconds: Int

        /// A change.
        package init(from: Timestamp, seconds: Int) {
            self.from = from
            self.seconds = seconds
        }
    }

    /// Seconds east of UTC before the first change.
    package var first: Int
    /// The changes, in order of time.
    package var changes: [Change]

    /// Offsets; a zone without summer time has no changes.
    package init(_ first: Int, changes: [Change] = []) {
        self.first = first
        self.changes = changes
    }

    /// Seconds east of UTC at an instant.
    package func seconds(at instant: Timestamp) -> Int {
        changes.last { $0.from <= instant }?.seconds ?? first
    }

    /// The day of an instant.
    package func day(of instant: Timestamp) -> CalendarDay {
        instant.day(secondsFromUTC: seconds(at: instant))
    }

    /// The first instant of a day, or of a minute of it.
    ///
    /// Of a time that comes twice, as clocks are put back, the first is meant; one that clocks skip lies as long after
    /// the skip as it was written after its begin.
    package func start(of day: CalendarDay, minuteOfDay minute: Int = 0) -> Timestamp {
        let local = Timestamp(milliseconds: Int64(day.daysSince1970) * 86_400_000 + Int64(minute) * 60_000)
        let before = seconds(at: local + -86_400)
        let after = seconds(at: local + 86_400)
        let valid = [before, after].filter { seconds(at: local + -Double($0)) == $0 }.map { local + -Double($0) }
        return valid.min() ?? local + -Double(before)
    }
}
