// SPDX-License-Identifier: Apache-2.0

package import Trial

/// How a prophylactic, or an alternative of its class, stood on one day.
package enum CoverState: Hashable, Sendable {
    /// Taken for certain.
    case covered
    /// Certainly not taken, though it was before.
    case gap
    /// Never taken up to this day.
    case neverStarted
    /// Not taken, and documented not to be given.
    case contraindicated
    /// May have been taken, and what is not known; never empty.
    case unknown(Set<CoverDoubt>)

    /// Whether it cannot be told.
    var isUnknown: Bool { if case .unknown = self { true } else { false } }
}

/// Why it cannot be told whether a prophylactic was taken.
package enum CoverDoubt: String, CaseIterable, Hashable, Sendable, Codable, Comparable {
    /// A start or an end is partial or missing (SDTM CMSTDTC, CMENDTC).
    case dateUnknown
    /// There is no end, and nothing of the subject was seen within so many days.
    case endNotConfirmed
    /// A course ends before it starts, so that either date may be wrong.
    case datesContradict
    /// A course, or the event, is dated after the day on which it is read.
    case dateInFuture
    /// The day on which the event began is not known well enough.
    case onsetUnknown

    package static func < (first: CoverDoubt, second: CoverDoubt) -> Bool {
        first.rawValue < second.rawValue
    }
}

/// Days in a row on which a prophylactic stood alike.
package struct CoverPeriod: Hashable, Sendable {
    /// The days, both ends included.
    package var days: ClosedRange<CalendarDay>
    /// How it stood on each of them.
    package var state: CoverState
    /// The rows of CM whose start or end made it so, in order of key; empty where nothing had been recorded.
    package var rows: [RowKey]

    /// A period.
    package init(days: ClosedRange<CalendarDay>, state: CoverState, rows: [RowKey] = []) {
        self.days = days
        self.state = state
        self.rows = rows
    }
}
