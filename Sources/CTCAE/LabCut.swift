// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A protocol's cut of an analyte, such as "platelets < 30 x10^9/L", that many results are compared with in turn.
///
/// It says what `Analyte.compare(_:_:_:in:)` says. What depends on how a row is written, and not on its number, is
/// worked out once for rows that follow each other and are written alike, as years of one test are.
package struct LabCut {
    private let analyte: Analyte
    private let relation: Relation
    private let cut: Double
    private let unit: LabUnit
    private var scale: WrittenScale
    /// The cut in the unit of rows so written; nil where the full comparison must tell.
    private var threshold: Double?

    /// A cut; see `Analyte.compare(_:_:_:in:)`.
    package init(_ analyte: Analyte, _ relation: Relation, _ cut: Double, in unit: LabUnit) {
        (self.analyte, self.relation, self.cut, self.unit) = (analyte, relation, cut, unit)
        scale = WrittenScale(analyte)
    }

    /// Compares a result with the cut.
    package mutating func compare(_ result: LabResult) -> LabComparison {
        if scale.follow(result) { threshold = scale.unit.flatMap { analyte.convert(cut, from: unit, to: $0) } }
        guard let threshold, let number = scale.believed(result) else {
            return analyte.compare(result, relation, cut, in: unit)
        }
        return relation.holds(number, threshold) ? .holds : .fails
    }
}

/// The numbers of an analyte's results in its own unit, for many results in turn.
package struct CanonicalNumbers {
    private let analyte: Analyte
    private var scale: WrittenScale

    /// The numbers of an analyte.
    package init(_ analyte: Analyte) {
        self.analyte = analyte
        scale = WrittenScale(analyte)
    }

    /// A result's number in the analyte's own unit; nil for a bound, and where unit or value cannot be true.
    package mutating func number(of result: LabResult) -> Double? {
        _ = scale.follow(result)
        guard let unit = scale.unit, let number = scale.believed(result) else { return nil }
        return analyte.convert(number, from: unit, to: analyte.canonicalUnit)
    }
}

/// The unit that rows written like one are in, and the numbers that can be believed in it.
private struct WrittenScale {
    private let analyte: Analyte
    private var test: String?
    private var specimen = ""
    private var category = ""
    private var spelling = ""
    private var isFasting: Bool?
    private var plausible = PlausibleRange(lowest: 0, highest: 0, orZero: false)
    /// Nil where a row so written measures something else, or its unit is not known.
    private(set) var unit: LabUnit?

    init(_ analyte: Analyte) { self.analyte = analyte }

    /// Reads how a row is written, unless the row before was written alike; says whether it did.
    mutating func follow(_ result: LabResult) -> Bool {
        guard
            test != result.test || spelling != result.unit || specimen != result.specimen
                || category != result.category || isFasting != result.isFasting
        else { return false }
        (test, specimen, category, spelling) = (result.test, result.specimen, result.category, result.unit)
        isFasting = result.isFasting
        unit = nil
        guard case .success(analyte) = Analyte.measured(result), let own = analyte.unit(spelled: result.unit),
            let scale = analyte.scale(of: own)
        else { return true }
        unit = own
        plausible = analyte.plausible.scaled(to: scale)
        return true
    }

    /// The number of such a row, where it is one that can be true.
    func believed(_ result: LabResult) -> Double? {
        guard case .number(let number) = result.value, plausible.contains(number) else { return nil }
        return number
    }
}
