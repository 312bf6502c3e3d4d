// SPDX-License-Identifier: Apache-2.0

import Trial

/// The study drugs of one subject: dose levels, holds and stops.
struct Regimen: Sendable {
    private struct Line: Sendable {
        let drug: Drug
        /// The last day at the level before each step down.
        var steps: [CalendarDay] = []
        var stopped: CalendarDay?
        var holds: [ClosedRange<CalendarDay>] = []

        func dose(on day: CalendarDay) -> String { drug.levels[steps.filter { $0 < day }.count] }
    }

    private var lines: [Line]
    private var steps = 0
    private var heldSince: CalendarDay?

    /// The regimen of an arm at full dose.
    init(_ arm: SimulatedArm) {
        lines = arm.drugs.map { Line(drug: $0) }
    }

    /// The drugs that are not stopped.
    var current: [Drug] { lines.filter { $0.stopped == nil }.map(\.drug) }

    /// Whether every drug is stopped.
    var isStopped: Bool { current.isEmpty }

    /// Whether a drug may be taken on a day.
    func isGiven(_ drug: Drug, on day: CalendarDay) -> Bool {
        guard day < (heldSince ?? day + 1) else { return false }
        return lines.contains { line in
            line.drug == drug && day <= (line.stopped ?? day) && !line.holds.contains { $0.contains(day) }
        }
    }

    /// The dose of a drug on a day in mg, as text.
    func dose(of drug: Drug, on day: CalendarDay) -> String {
        lines.first { $0.drug == drug }?.dose(on: day) ?? drug.levels[0]
    }

    /// The dose of a drug on a day as a part of its full dose.
    func share(of drug: Drug, on day: CalendarDay) -> Double {
        (Double(dose(of: drug, on: day)) ?? 0) / (Double(drug.levels[0]) ?? 1)
    }

    /// Holds a drug from one day through another.
    mutating func hold(_ drug: Drug, from first: CalendarDay, through last: CalendarDay) {
        guard first <= last else { return }
        change(drug) { $0.holds.append(first...last) }
    }

    /// Holds every drug from a day until `resume`.
    mutating func holdAll(from first: CalendarDay) {
        heldSince = min(first, heldSince ?? first)
    }

    /// Ends a hold of every drug.
    mutating func resume() {
        heldSince = nil
    }

    /// Lowers one drug by a level, lenalidomide first and then in turn (ixazomib's prescribing information); a drug
    /// at its lowest level is stopped.
    mutating func stepDown(on day: CalendarDay) {
        let candidates: [Drug] = steps.isMultiple(of: 2) ? [.lenalidomide, .ixazomib] : [.ixazomib, .lenalidomide]
        steps += 1
        if let drug = candidates.first(where: current.contains) { stepDown(drug, on: day) }
    }

    /// Lowers a drug by a level after a day, or stops it at its lowest.
    mutating func stepDown(_ drug: Drug, on day: CalendarDay) {
        change(drug) { line in
            if line.steps.count + 1 < drug.levels.count {
                line.steps.append(day)
            } else {
                line.stopped = line.stopped ?? day
            }
        }
    }

    /// Stops a drug for good; its last possible dose is on the day.
    mutating func stop(_ drug: Drug, on day: CalendarDay) {
        change(drug) { $0.stopped = $0.stopped ?? day }
    }

    private mutating func change(_ drug: Drug, _ body: (inout Line) -> Void) {
        if let index = lines.firstIndex(where: { $0.drug == drug }) { body(&lines[index]) }
    }
}
