// SPDX-License-Identifier: Apache-2.0

import Trial

/// Two instants between which something lies, equal where it is known to the minute.
struct InstantRange: Hashable {
    var earliest: Timestamp
    var latest: Timestamp

    /// The instants a collected date may mean in a zone; a day without a time may be any instant of it.
    init(_ date: ClinicalDate, in zone: UTCOffsets) {
        if let minute = date.minuteOfDay {
            earliest = zone.start(of: date.earliest, minuteOfDay: minute)
            latest = earliest
        } else {
            earliest = zone.start(of: date.earliest)
            latest = zone.start(of: date.latest + 1)
        }
    }
}

/// The time a clock gives: when it started, when it warns, when it is due.
struct ClockWindow {
    /// From this instant on its time is spent, where the start is not known to the minute.
    let start: Timestamp
    /// When it is due at the earliest.
    let due: Timestamp
    /// When it is certainly due.
    let certainlyDue: Timestamp
    /// Every warning, in order of time.
    let warnings: [ClockReport.Warning]

    /// The time that a condition gives from a date on.
    init(from date: ClinicalDate, by condition: ClockCondition) {
        let range = InstantRange(date, in: condition.zone)
        let zone = condition.zone
        let start = range.earliest
        self.start = start
        switch condition.limit {
        case .hours(let hours):
            due = range.earliest + Double(hours) * 3_600
            certainlyDue = range.latest + Double(hours) * 3_600
        case .days(let days):
            // The day it starts is day 0, and the last day is given to its end.
            due = zone.start(of: date.earliest + (days + 1))
            certainlyDue = zone.start(of: date.latest + (days + 1))
        }
        let (length, due) = (self.due - start, self.due)
        var warnings = condition.warnsAt.map { warning in
            ClockReport.Warning(state: warning.state, at: start + length * warning.share)
        }
        if let hours = condition.warnsHoursBefore {
            warnings.append(ClockReport.Warning(state: .lastDay, at: due + -Double(hours) * 3_600))
        }
        self.warnings =
            warnings.sorted { ($0.at, $0.state.rawValue) < ($1.at, $1.state.rawValue) }
            + [ClockReport.Warning(state: .breached, at: certainlyDue)]
    }

    /// What the clock is at an instant while nothing is reported.
    func state(at now: Timestamp) -> ClockReport.State {
        warnings.last { $0.at <= now }?.state ?? .running
    }

    /// The next instant at which it is something else; nil when it has been due.
    func next(after now: Timestamp) -> Timestamp? {
        warnings.first { $0.at > now }?.at
    }

    /// Whether a report certainly came too late.
    func isLate(_ report: ClinicalDate, in zone: UTCOffsets) -> Bool {
        let reported = InstantRange(report, in: zone).earliest
        // What is reported in the very minute it is due is in time.
        return report.minuteOfDay == nil ? reported >= certainlyDue : reported > certainlyDue
    }

    /// Whether a report certainly came in time.
    func isInTime(_ report: ClinicalDate, in zone: UTCOffsets) -> Bool {
        InstantRange(report, in: zone).latest <= due
    }
}

extension ClockCondition.Warning {
    fileprivate var state: ClockReport.State {
        switch self {
        case .half: .half
        case .fourFifths: .fourFifths
        }
    }

    fileprivate var share: Double {
        switch self {
        case .half: 0.5
        case .fourFifths: 0.8
        }
    }
}
