// SPDX-License-Identifier: Apache-2.0

/// The grading of results that differ in their value alone: every cut stands ready as a number.
///
/// A laboratory reports a test with the same unit and limits in thousands of rows, for which limits and baseline are
/// looked at once. The rules are those of `LabGrader.grades(of:)`, which climbs the same ladders.
package struct PreparedGrades: ~Copyable {
    /// A direction: what is settled of its term, and which of `cuts` are its own.
    private struct Side {
        var settled: SettledTerm
        var cuts: Range<Int>
    }

    private struct Entry {
        var plausible: PlausibleRange?
        var lowerLimit: Double?
        var upperLimit: Double?
        var low: Side?
        var high: Side?
    }

    /// What grades them.
    package let grader: LabGrader
    private var entries: [Entry] = []
    private var cuts: [ReadyCut] = []

    /// How many are prepared.
    package var count: Int { entries.count }

    /// Nothing is prepared yet.
    package init(grader: LabGrader) {
        self.grader = grader
    }

    /// Prepares all of a measurement but its value, which is not looked at.
    ///
    /// - Returns: The number by which its values are graded: 0 for the first, and so on.
    package mutating func add(_ measurement: LabMeasurement) -> Int {
        let slot = grader.criteria.slot(measurement.analyte, measurement.unit)
        let standards = Standards(measurement)
        let low = slot.low.map { side($0, measurement, standards) }
        let high = slot.high.map { side($0, measurement, standards) }
        entries.append(
            Entry(
                plausible: slot.plausible, lowerLimit: measurement.lowerLimit, upperLimit: measurement.upperLimit,
                low: low, high: high))
        return entries.count - 1
    }

    /// Forgets all that is prepared.
    package mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        cuts.removeAll(keepingCapacity: true)
    }

    /// The grades of a value that is no bound.
    ///
    /// - Parameter number: What `add(_:)` returned for its analyte, unit, limits and baseline.
    package func grades(_ number: Int, of value: Double) -> LabGrades {
        LabGrades(
            low: entries[number].low.map { grade(value, by: $0, of: number) },
            high: entries[number].high.map { grade(value, by: $0, of: number) })
    }

    @inline(__always)
    private func grade(_ value: Double, by side: Side, of number: Int) -> LabGrade {
        side.settled.grade(
            isPlausible: LabMeasurement.isPlausible(value, .exact, in: entries[number].plausible),
            isWithinOwnLimits: LabMeasurement.isWithin(entries[number].lowerLimit, entries[number].upperLimit, value)
        ) {
            var climb = Climb(value: value)
            for index in side.cuts where climb.isEnded(by: cuts[index]) { break }
            return climb.outcome
        }
    }

    private mutating func side(
        _ ladder: CompiledCriteria.Ladder, _ measurement: LabMeasurement, _ standards: Standards
    ) -> Side {
        let settled = grader.settle(ladder, measurement, standards)
        let start = cuts.count
        for index in settled.cuts {
            if let cut = standards.ready(grader.criteria.cuts[index]) { cuts.append(cut) }
        }
        return Side(settled: settled, cuts: start..<cuts.count)
    }
}
