// SPDX-License-Identifier: Apache-2.0

/// A version's criteria with every cut worked out for every unit, so that grading only compares numbers.
struct CompiledCriteria: Sendable {
    /// One cut: met when the value stands in `relation` to `limit * times + plus`.
    struct Cut: Sendable {
        enum Limit: UInt8, Sendable {
            case none, lower, upper, baseline
        }

        var grade: UInt8
        var worst: UInt8
        var relation: Relation
        var limit: Limit
        var times: Double
        var plus: Double
    }

    /// The cuts of one term in one unit, worst grade first, as ranges of `cuts`.
    struct Ladder: Sendable {
        var term: LabTerm
        var cuts: Range<Int>
        /// The cuts for a baseline that was high; empty where the standard has none.
        var cutsIfBaselineHigh: Range<Int>
        var comparesWithBaseline: Bool
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

    /// Works out the criteria of a version; one without tables refuses the terms of v5.0.
    init(_ version: CTCAEVersion) {
        let refusal: UngradableReason? = version.hasLaboratoryCriteria ? nil : .versionWithoutCriterion
        let criteria = refusal == nil ? version.criteria : CTCAEVersion.v5_0.criteria
        for analyte in Analyte.allCases {
            let own = criteria.filter { $0.analytes.contains(analyte) }
            for unit in LabUnit.allCases.map(Optional.some) + [nil] {
                var slot = Slot()
                slot.plausible = unit.flatMap(analyte.factor(of:)).map(analyte.plausible.scaled(by:))
                for criterion in own {
                    let ladder = compile(criterion, analyte: analyte, unit: unit, refusal: refusal)
                    if criterion.term.direction == .low { slot.low = ladder } else { slot.high = ladder }
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

    private mutating func compile(
        _ criterion: Criterion, analyte: Analyte, unit: LabUnit?, refusal: UngradableReason?
    ) -> Ladder {
        let all = criterion.cuts + criterion.cutsIfBaselineHigh
        var ladder = Ladder(
            term: criterion.term, cuts: 0..<0, cutsIfBaselineHigh: 0..<0,
            comparesWithBaseline: all.contains { $0.bound.isBaseline }, refusal: refusal)
        let unitIsKnown = unit.map { analyte.factor(of: $0) != nil } ?? false
        // Multiples of the result's own limits need no unit; the amounts the standard prints do.
        if refusal == nil, !unitIsKnown, all.contains(where: { $0.bound.hasUnit }) {
            ladder.refusal = .unitUnknown
        }
        guard ladder.refusal == nil else { return ladder }
        ladder.cuts = append(criterion.cuts, analyte: analyte, unit: unit)
        ladder.cutsIfBaselineHigh = append(criterion.cutsIfBaselineHigh, analyte: analyte, unit: unit)
        return ladder
    }

    private mutating func append(_ printed: [Criterion.Cut], analyte: Analyte, unit: LabUnit?) -> Range<Int> {
        let start = cuts.count
        // The worst grade is tried first, so that a missing limit spoils only the grades that need it.
        for cut in printed.sorted(by: { $0.grade > $1.grade }) {
            let (limit, times, plus): (Cut.Limit, Double, Double) =
                switch cut.bound {
                case .absolute(let numbers): (.none, 0, analyte.number(of: numbers, in: unit))
                case .lowerLimit: (.lower, 1, 0)
                case .upperLimit(let times): (.upper, times, 0)
                case .upperLimitPlus(let amount): (.upper, 1, analyte.number(of: [amount], in: unit))
                case .baseline(let times): (.baseline, times, 0)
                }
            cuts.append(
                Cut(
                    grade: UInt8(cut.grade), worst: UInt8(cut.worst), relation: cut.relation, limit: limit,
                    times: times, plus: plus))
        }
        return start..<cuts.count
    }
}

extension Criterion.Bound {
    var isBaseline: Bool {
        if case .baseline = self { true } else { false }
    }

    var hasUnit: Bool {
        switch self {
        case .absolute, .upperLimitPlus: true
        case .lowerLimit, .upperLimit, .baseline: false
        }
    }
}

extension Analyte {
    /// The number printed for a unit, else the first printed one converted to it; NaN, which meets no cut, for a pair
    /// the analyte does not have.
    func number(of printed: [Criterion.Quantity], in unit: LabUnit?) -> Double {
        guard let unit else { return .nan }
        if let exact = printed.first(where: { $0.unit == unit }) { return exact.number }
        return printed.first.flatMap { convert($0.number, from: $0.unit, to: unit) } ?? .nan
    }
}
