// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

/// The crossing that an arm must be known for.
struct ExpectedCrossing: Hashable, Sendable {
    var onset: CalendarDay
    /// In the order in which the subjects' windows passed, each row named with its subject.
    var evidence: [RowKey]
}

/// Counts an arm subject by subject, in a plain way of its own.
struct ArmOracle {
    var today: CalendarDay
    /// The fewest events that cross, after two subjects and after each further one.
    static let bounds = [2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4]
    static let windowDays = 10

    private struct Member {
        var subject: String
        var countsFrom: CalendarDay
        var event: RowKey?
    }

    /// The crossing of an arm, or nil when there is none or some row leaves it open whether there is one.
    func crossing(of arm: String, in subjects: [String: TruthBook.Rows]) -> ExpectedCrossing? {
        let members = subjects.compactMap { subject, rows -> Member? in
            guard SurveillanceTests.arm(of: subject) == arm, rows.values.contains(.demographics) else { return nil }
            guard let entry = entry(rows) else { return nil }
            return Member(
                subject: subject, countsFrom: entry + ArmOracle.windowDays, event: firstEvent(rows, from: entry))
        }
        let counted = members.filter { $0.countsFrom <= today }
            .sorted { ($0.countsFrom, $0.subject) < ($1.countsFrom, $1.subject) }
        for look in counted.indices.dropFirst() where look - 1 < ArmOracle.bounds.count {
            // Windows that pass on one day are known together: of them, those without an event come first.
            let day = counted[look].countsFrom
            let sameDay = counted.filter { $0.countsFrom == day }
            let before = counted.filter { $0.countsFrom < day }
            let toCome = sameDay.count - (look + 1 - before.count)
            let known = sameDay.filter { $0.event != nil }.count
            let events = before.filter { $0.event != nil }.count + max(0, known - toCome)
            guard events >= ArmOracle.bounds[look - 1] else { continue }
            let evidence = counted.filter { $0.countsFrom <= day }.compactMap { member in
                member.event.map { RowKey(domain: .ae, text: "[\"\(member.subject)\",\($0.text.dropFirst())") }
            }
            return ExpectedCrossing(onset: day, evidence: evidence)
        }
        return nil
    }

    /// Whether a row leaves it open what the arms count.
    func isOpen(_ subjects: [String: TruthBook.Rows]) -> Bool {
        subjects.values.contains { rows in
            guard let entry = entry(rows) else { return false }
            let candidates = neuropathies(rows).filter { inWindow($0, entry) }
            if !rows.values.contains(.demographics) { return !candidates.isEmpty }
            return candidates.contains { $0.grade == nil || ($0.grade == 2 && $0.pain == .unknown) }
        }
    }

    private func entry(_ rows: TruthBook.Rows) -> CalendarDay? {
        rows.values.compactMap { row in
            if case .dose(let day) = row { day } else { nil }
        }.min()
    }

    private func neuropathies(_ rows: TruthBook.Rows) -> [EventRow] {
        rows.values.compactMap { row in
            guard case .event(let event) = row, Oracle.neuropathies.contains(event.term) else { return nil }
            return event
        }
    }

    private func inWindow(_ event: EventRow, _ entry: CalendarDay) -> Bool {
        event.day >= entry && event.day <= entry + ArmOracle.windowDays
    }

    private func counts(_ event: EventRow) -> Bool {
        (event.grade ?? 0) >= 3 || (event.grade == 2 && event.pain == .yes)
    }

    /// The first event above what there was when treatment began.
    private func firstEvent(_ rows: TruthBook.Rows, from entry: CalendarDay) -> RowKey? {
        let events = neuropathies(rows).filter(counts)
        let baseline =
            events.filter { $0.day < entry && ($0.end.map { $0 >= entry } ?? true) }
            .compactMap(\.grade).max() ?? 0
        return events.filter { inWindow($0, entry) && ($0.grade ?? 0) > baseline }
            .min { ($0.day, $0.key) < ($1.day, $1.key) }?.key
    }
}
