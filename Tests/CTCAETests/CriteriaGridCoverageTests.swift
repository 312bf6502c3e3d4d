// SPDX-License-Identifier: Apache-2.0

import Testing
import Trial

@testable import CTCAE

/// One comparison of a version's tables.
private struct NamedTest: Hashable, CustomStringConvertible {
    var analyte: Analyte
    var term: LabTerm
    var isForHighBaseline: Bool
    /// The place in the ladder, worst grade first.
    var place: Int
    var isSecond: Bool

    var description: String {
        "\(analyte) \(term.rawValue)\(isForHighBaseline ? ", baseline high," : "") "
            + "cut \(place)\(isSecond ? ", second comparison" : "")"
    }
}

/// A comparison, its name and its cut.
private struct NamedCut {
    var name: NamedTest
    var test: CompiledCriteria.Test
    var cut: CompiledCriteria.Cut
}

/// A measurement of the grid, and what it was graded.
private struct Graded {
    var row: GridRow
    var measurement: LabMeasurement
    var outcome: LabGrade.Outcome?

    init?(_ row: GridRow) {
        guard case .success(let analyte) = Analyte.measured(row.result),
            var measurement = try? LabMeasurement(row.result, analyte: analyte)
        else { return nil }
        if let baseline = row.baseline {
            measurement.baseline =
                row.result.isBaseline && row.atBaseline == .range
                ? .notUsed
                : LabMeasurement.Reference(
                    baseline, analyte: analyte, unit: measurement.unit, spelled: row.result.unit)
        }
        (self.row, self.measurement, outcome) = (row, measurement, row.actual)
    }

    /// What a comparison compares with; nil where it is not known.
    func limit(of test: CompiledCriteria.Test) -> Double? {
        let limit: Double? =
            switch (test.limit, measurement.baseline) {
            case (.none, _): 0
            case (.lower, _): measurement.lowerLimit
            case (.upper, _): measurement.upperLimit
            case (.baseline, .value(let value, _, _)): value
            case (.baseline, _): nil
            }
        return limit.map { $0 * test.times + test.plus }
    }
}

@Suite struct CriteriaGridCoverageTests {
    /// The comparisons that the version's tables hold, whatever the unit.
    private func tests(_ version: CTCAEVersion) -> Set<NamedTest> {
        let criteria = LabGrader.shared(version).criteria
        var names: Set<NamedTest> = []
        for analyte in Analyte.allCases {
            for unit in LabUnit.allCases where analyte.scale(of: unit) != nil {
                let slot = criteria.slot(analyte, unit)
                for ladder in [slot.low, slot.high].compactMap({ $0 }) where ladder.refusal == nil {
                    names.formUnion(named(ladder, analyte, criteria).map(\.name))
                }
            }
        }
        return names
    }

    private func named(
        _ ladder: CompiledCriteria.Ladder, _ analyte: Analyte, _ criteria: CompiledCriteria
    ) -> [NamedCut] {
        var named: [NamedCut] = []
        for (range, isHigh) in [(ladder.cuts, false), (ladder.cutsIfBaselineHigh, true)] {
            for (place, index) in range.enumerated() {
                let cut = criteria.cuts[index]
                for (test, isSecond) in [(cut.test, false), (cut.second, true)] {
                    guard let test else { continue }
                    let name = NamedTest(
                        analyte: analyte, term: ladder.term, isForHighBaseline: isHigh, place: place,
                        isSecond: isSecond)
                    named.append(NamedCut(name: name, test: test, cut: cut))
                }
            }
        }
        return named
    }

    /// The comparisons between two results that differ in a value, by a millionth at most, and in their grade, here and
    /// by the words: one result just meets the comparison and has its cut's grade, the other just fails it.
    private func reached(_ lower: Graded, _ higher: Graded, by criteria: CompiledCriteria) -> [NamedTest] {
        let (low, high) = (lower.measurement.value, higher.measurement.value)
        let measurement = lower.measurement
        // A dipstick knows whole steps only.
        let apart = measurement.analyte == .urineProteinDipstick ? 1 : 1e-6 * high
        guard lower.outcome != higher.outcome, lower.row.expected != higher.row.expected, high - low <= apart
        else { return [] }
        let slot = criteria.slot(measurement.analyte, measurement.unit)
        guard let ladder = lower.row.direction == .low ? slot.low : slot.high else { return [] }
        let isHigh = measurement.baseline.isHigh && !ladder.cutsIfBaselineHigh.isEmpty
        return named(ladder, measurement.analyte, criteria).compactMap { named in
            guard named.name.isForHighBaseline == isHigh, let limit = lower.limit(of: named.test) else { return nil }
            let relation = named.test.relation
            let isMet = (low: relation.holds(low, limit), high: relation.holds(high, limit))
            guard isMet.low != isMet.high else { return nil }
            guard case .graded(let grade, let worst) = isMet.low ? lower.outcome : higher.outcome else {
                // What a version sends to another term has no grade.
                return ladder.term == .creatinineClearanceDecreased ? named.name : nil
            }
            return grade == Int(named.cut.grade) || worst == Int(named.cut.worst) ? named.name : nil
        }
    }

    @Test(arguments: CriteriaGridTests.versions)
    func `every cut decides one row of the grid and is just missed by its neighbour`(version: CTCAEVersion) throws {
        let criteria = LabGrader.shared(version).criteria
        let rows = try CriteriaGrid.rows(version).compactMap(Graded.init)
        let groups = Dictionary(grouping: rows, by: \.row.circumstances)
        var reached: Set<NamedTest> = []
        for group in groups.values {
            let sorted = group.sorted { $0.measurement.value < $1.measurement.value }
            for (lower, higher) in zip(sorted, sorted.dropFirst()) {
                reached.formUnion(self.reached(lower, higher, by: criteria))
            }
        }
        let all = tests(version)
        #expect(all.count > 100)
        let missed = all.subtracting(reached).map(\.description).sorted()
        #expect(missed.isEmpty, "\(missed.count) of \(all.count) not reached: \(missed.joined(separator: "; "))")
    }
}
