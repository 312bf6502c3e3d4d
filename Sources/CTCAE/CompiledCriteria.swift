// SPDX-License-Identifier: Apache-2.0

/// A version's criteria with every cut worked out for every unit, so that grading only compares numbers.
struct CompiledCriteria: Sendable {
    /// A comparison: met when the value stands in `relation` to `limit * times + plus`.
    struct Test: Sendable {
        enum Limit: UInt8, Sendable {
            case none, lower, upper, baseline
        }

        var relation: Relation
        var limit: Limit
        var times: Double
        var plus: Double
    }

    /// One cut.
    struct Cut: Sendable {
        var grade: UInt8
        var worst: UInt8
        var condition: Criterion.Condition
        /// Whether no cut of the ladder leads to a milder grade: without its limit nothing tells grade 0.
        var isMildest: Bool
        var test: Test
        var second: Test?
    }

    /// The cuts of one term in one unit, worst grade first, as ranges of `cuts`.
    struct Ladder: Sendable {
        var term: LabTerm
        var cuts: Range<Int>
        /// The cuts for a baseline that was high; empty where the standard has none.
        var cutsIfBaselineHigh: Range<Int>
        var comparesWithBaseline: Bool
        var isForAdults: Bool
        /// Why the term cannot be graded in this unit at all.
        var refusal: UngradableReason?
    }

    /// What grades an analyte in a unit.
    struct Slot: Sendable {
        var low: Ladder?
        var high: Ladder?
        /// The plausible values; nil for an unknown unit.
        var plausible: PlausibleRange?
    }

    private(set) var cuts: [Cut] = []
    private var slots: [Slot] = []
    private static let slotsPerAnalyte = LabUnit.allCases.count + 1

    /// Works out the criteria of a version.
    init(_ version: CTCAEVersion) {
        let criteria = version.criteria
        for analyte in Analyte.allCases {
            let own = criteria.filter { $0.analytes.contains(analyte) }
            for unit in LabUnit.allCases.map(Optional.some) + [nil] {
                var slot = Slot()
                slot.plausible = unit.flatMap(analyte.scale(of:)).map(analyte.plausible.scaled(to:))
                for criterion in own where criterion.applies(in: unit) {
                    let ladder = compile(criterion, analyte: analyte, unit: unit)
                    switch criterion.term.direction {
                    case .low: slot.low = slot.low ?? ladder
                    case .high: slot.high = slot.high ?? ladder
                    }
                }
                slots.append(slot)
            }
        }
    }

    /// What grades an analyte in a unit; nil is any unit that is not known for it.
    func slot(_ analyte: Analyte, _ unit: LabUnit?) -> Slot {
        let offset = unit.map { Int($0.rawValue) } ?? Self.slotsPerAnalyte - 1
        return slots[Int(analyte.rawValue) * Self.slotsPerAnalyte + offset]
    }

    private mutating func compile(_ criterion: Criterion, analyte: Analyte, unit: LabUnit?) -> Ladder {
        let bounds = (criterion.cuts + criterion.cutsIfBaselineHigh).flatMap(\.bounds)
        var ladder = Ladder(
            term: criterion.term, cuts: 0..<0, cutsIfBaselineHigh: 0..<0,
            comparesWithBaseline: bounds.contains(where: \.isBaseline), isForAdults: criterion.isForAdults)
        let unitIsKnown = unit.map { analyte.scale(of: $0) != nil } ?? false
        // Multiples of the result's own limits need no unit; the amounts the standard prints do.
        if !unitIsKnown, criterion.needsUnit || bounds.contains(where: \.hasUnit) {
            ladder.refusal = .unitUnknown
            return ladder
        }
        ladder.cuts = append(criterion.cuts, analyte: analyte, unit: unit)
        ladder.cutsIfBaselineHigh = append(criterion.cutsIfBaselineHigh, analyte: analyte, unit: unit)
        return ladder
    }

    private mutating func append(_ printed: [Criterion.Cut], analyte: Analyte, unit: LabUnit?) -> Range<Int> {
        let start = cuts.count
        let mildest = printed.map(\.worst).min()
        // The worst grade is tried first, so that a missing limit spoils only the grades that need it.
        for cut in printed.sorted(by: { ($0.worst, $0.grade) > ($1.worst, $1.grade) }) {
            cuts.append(
                Cut(
                    grade: UInt8(cut.grade), worst: UInt8(cut.worst), condition: cut.condition,
                    isMildest: cut.worst == mildest, test: Test(cut.test, of: analyte, in: unit),
                    second: cut.second.map { Test($0, of: analyte, in: unit) }))
        }
        return start..<cuts.count
    }
}

extension CompiledCriteria.Test {
    /// A printed comparison in the unit of the results.
    init(_ printed: Criterion.Test, of analyte: Analyte, in unit: LabUnit?) {
        relation = printed.relation
        (limit, times, plus) =
            switch printed.bound {
            case .absolute(let numbers): (.none, 0, analyte.number(of: numbers, in: unit))
            case .lowerLimit(let times): (.lower, times, 0)
            case .upperLimit(let times): (.upper, times, 0)
            case .upperLimitPlus(let amount): (.upper, 1, analyte.difference(of: amount, in: unit))
            case .baseline(let times): (.baseline, times, 0)
            case .baselinePlus(let amount): (.baseline, 1, analyte.difference(of: amount, in: unit))
            }
    }
}

extension Criterion {
    /// Whether the criterion grades results in a unit; one that is not known is left to the first criterion.
    func applies(in unit: LabUnit?) -> Bool {
        guard let units, let unit else { return true }
        return units.contains(unit)
    }
}

extension Criterion.Cut {
    /// What the cut compares with.
    var bounds: [Criterion.Bound] { [test.bound] + [second?.bound].compactMap { $0 } }
}

extension Criterion.Bound {
    var isBaseline: Bool {
        switch self {
        case .baseline, .baselinePlus: true
        case .absolute, .lowerLimit, .upperLimit, .upperLimitPlus: false
        }
    }

    var hasUnit: Bool {
        switch self {
        case .absolute, .upperLimitPlus, .baselinePlus: true
        case .lowerLimit, .upperLimit, .baseline: false
        }
    }
}

extension Analyte {
    /// The number printed for a unit, else a printed one converted to it; NaN, which meets no cut, for a pair the
    /// analyte does not have.
    ///
    /// A mass in g/L follows from the printed mg/dL rather than from mmol/L, whose twin was rounded apart.
    func number(of printed: [Criterion.Quantity], in unit: LabUnit?) -> Double {
        guard let unit else { return .nan }
        let nearest = printed.first { $0.unit == unit } ?? printed.first { isPowerOfTen(from: $0.unit, to: unit) }
        return (nearest ?? printed.first).flatMap { convert($0.number, from: $0.unit, to: unit) } ?? .nan
    }

    private func isPowerOfTen(from: LabUnit, to: LabUnit) -> Bool {
        guard let ratio = convert(1, from: from, to: to), ratio > 0, scale(of: to)?.offset == 0 else { return false }
        return (-9...9).contains { exponent in
            let power = (0..<abs(exponent)).reduce(1.0) { product, _ in product * 10 }
            return SignificantDigits.rounded(exponent < 0 ? 1 / power : power) == ratio
        }
    }

    /// A printed difference of two values in a unit, which a unit's own zero does not shift.
    func difference(of printed: Criterion.Quantity, in unit: LabUnit?) -> Double {
        guard let unit, let zero = convert(0, from: printed.unit, to: unit) else { return .nan }
        return number(of: [printed], in: unit) - zero
    }
}
