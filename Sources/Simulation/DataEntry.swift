// SPDX-License-Identifier: Apache-2.0

import Storage
import Trial

/// A site at its desk: when rows are entered, what is mistyped, and when that is put right.
struct DataEntry {
    private let subject: SimulatedSubject
    private var generator: SeededGenerator
    private var registered: Timestamp?

    /// The entry of one subject's rows.
    init(subject: SimulatedSubject, seed: UInt64) {
        self.subject = subject
        // A stream of its own: what a site mistypes must not change what happens to the subject.
        generator = SeededGenerator(seed: seed, stream: UInt64(subject.position) << 8 | 2)
    }

    /// Everything the site writes about the subject, form by form.
    mutating func writes(of histories: [RowHistory]) -> [SimulatedWrite] {
        var writes: [SimulatedWrite] = []
        writes.reserveCapacity(histories.count + histories.count / 8)
        var rest = histories[...]
        while let first = rest.first {
            let form = rest.prefix { $0.form == first.form }
            rest = rest.dropFirst(form.count)
            writes += enter(form)
        }
        return writes
    }

    private mutating func enter(_ form: ArraySlice<RowHistory>) -> [SimulatedWrite] {
        guard let first = form.first, let version = first.versions.first else { return [] }
        let entered = entryInstant(of: version, first.promptness)
        let panel = noticed(Slip.ofPanel(first, &generator), after: entered)
        let isTwice = generator.chance(first.versions[0].row.domain == .ae ? 0.005 : 0.0012)
        let again = workingTime(after: entered, days: generator.whole(0...20))
        let removed = workingTime(after: again, days: generator.whole(1...40))
        var writes: [SimulatedWrite] = []
        for (line, history) in form.enumerated() {
            let at = entered + Double(line * 6)
            writes += enter(history, at: at, panel ?? noticed(Slip.ofRow(history, &generator), after: at))
            if isTwice, let copy = Slip.copy(of: history.versions[0].row) {
                let isLate = again - moment(of: version) >= lateSeconds
                writes.append(
                    SimulatedWrite(
                        at: again + Double(line * 6), operation: .upsert(copy), kind: isLate ? .late : .routine))
                writes.append(
                    SimulatedWrite(at: removed + Double(line), operation: .delete(copy), kind: .deletion))
            }
        }
        return writes
    }

    /// A slip and the instant at which somebody notices it.
    private struct NoticedSlip {
        let slip: Slip
        let at: Timestamp
    }

    private mutating func noticed(_ slip: Slip?, after entered: Timestamp) -> NoticedSlip? {
        slip.map { NoticedSlip(slip: $0, at: workingTime(after: entered, days: generator.whole($0.daysUnnoticed))) }
    }

    /// The writes of one row: each of its states, and a correction where something was mistyped.
    private mutating func enter(
        _ history: RowHistory, at first: Timestamp, _ noticed: NoticedSlip?
    ) -> [SimulatedWrite] {
        var writes: [SimulatedWrite] = []
        var at = first
        var correct = history.versions[0].row
        var pending = noticed
        for (index, version) in history.versions.enumerated() {
            if index > 0 { at = max(at + 60, entryInstant(of: version, history.promptness)) }
            if let due = pending, due.at < at {
                writes += due.slip.correction(of: correct, at: due.at)
                pending = nil
            }
            correct = version.row
            let isLate = at - moment(of: version) >= lateSeconds
            let row = pending?.slip.spoil(correct) ?? correct
            writes.append(SimulatedWrite(at: at, operation: .upsert(row), kind: isLate ? .late : .routine))
        }
        if let due = pending { writes += due.slip.correction(of: correct, at: max(due.at, at + 60)) }
        return writes
    }

    /// Two weeks, from which an entry counts as late.
    private let lateSeconds = 14.0 * 86_400

    private func moment(of version: RowHistory.Version) -> Timestamp {
        instant(version.known, minute: version.minute)
    }

    private mutating func entryInstant(
        of version: RowHistory.Version, _ promptness: RowHistory.Promptness
    ) -> Timestamp {
        let delay =
            switch promptness {
            case .registration: 0
            case .serious: generator.chance(0.02) ? generator.whole(15...40) : generator.index(weights: [75, 20, 5])
            case .ordinary:
                generator.chance(0.06) ? generator.whole(15...56) : generator.index(weights: [40, 24, 14, 10, 7, 5])
            }
        guard delay > 0 else {
            let entered = moment(of: version) + generator.between(1_500...9_000)
            guard let registered else {
                registered = entered
                return entered
            }
            return max(entered, registered + 1_800)
        }
        let entered = workingTime(on: (version.known + delay).workingDay)
        return max(entered, (registered ?? entered) + 1_800)
    }

    private mutating func workingTime(after entered: Timestamp, days: Int) -> Timestamp {
        let day = entered.day(secondsFromUTC: SimulatedTrial.secondsFromUTC)
        return max(entered + 1_200, workingTime(on: (day + days).workingDay))
    }

    private mutating func workingTime(on day: CalendarDay) -> Timestamp {
        instant(day, minute: 8 * 60) + generator.between(0...36_000)
    }

    private func instant(_ day: CalendarDay, minute: Int) -> Timestamp {
        let seconds = day.daysSince1970 * 86_400 + minute * 60 - SimulatedTrial.secondsFromUTC
        return Timestamp(milliseconds: Int64(seconds) * 1_000)
    }
}
