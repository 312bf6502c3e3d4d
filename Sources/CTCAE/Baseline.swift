// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A subject's baseline of one test, which some criteria multiply.
package struct Baseline: Hashable, Sendable {
    /// Where the baseline stood in its own normal range (SDTM BNRIND).
    package enum Range: String, Hashable, Sendable, Codable {
        /// Below its lower limit.
        case low
        /// Within its limits.
        case normal
        /// Above its upper limit.
        case high
        /// Neither an indicator nor limits tell; such a baseline counts as not high.
        case unknown
    }

    /// The value in `unit`; nil when the baseline row has no number.
    package var value: Double?
    /// The unit as the laboratory spells it.
    package var unit: String
    /// Where it stood in its own range: hospitals differ, so a later row's limits do not tell.
    package var range: Range
    /// Its own upper limit of normal in `unit`; nil when not known.
    package var upperLimit: Double?
    /// When the specimen was collected (SDTM LBDTC).
    package var collected: ClinicalDate?

    /// A baseline; see each property.
    package init(
        value: Double?, unit: String, range: Range, upperLimit: Double? = nil, collected: ClinicalDate? = nil
    ) {
        self.value = value
        self.unit = unit
        self.range = range
        self.upperLimit = upperLimit
        self.collected = collected
    }

    /// The baseline a result makes: its range indicator (SDTM LBNRIND), or its own limits where that is not given.
    package init(_ result: LabResult) {
        var value: Double?
        if case .number(let number) = result.value, number.isFinite { value = number }
        self.init(
            value: value, unit: result.unit,
            range: Range(
                indicator: result.rangeIndicator, value: value, lower: result.lowerLimit, upper: result.upperLimit),
            upperLimit: result.upperLimit, collected: result.collected)
    }

    /// Whether a result is this baseline or was collected before it; a result of unknown date was not.
    func isAtOrAfter(_ result: LabResult) -> Bool {
        isAtOrAfter(isBaseline: result.isBaseline, collected: result.collected)
    }

    /// Whether a result is this baseline, or was collected before it; one of unknown date was not.
    package func isAtOrAfter(isBaseline: Bool, collected other: ClinicalDate?) -> Bool {
        guard !isBaseline else { return true }
        guard let collected, let other else { return false }
        guard other.latest == collected.earliest, let minute = collected.minuteOfDay, let earlier = other.minuteOfDay
        else { return other.latest < collected.earliest }
        return earlier <= minute
    }
}

extension Baseline.Range {
    /// Reads SDTM LBNRIND as laboratories write it, and compares with the limits where it says nothing.
    package init(indicator: String, value: Double?, lower: Double?, upper: Double?) {
        switch indicator {
        case "NORMAL", "N", "Normal": self = .normal
        case "HIGH", "H", "HH", "HIGH HIGH", "High": self = .high
        case "LOW", "L", "LL", "LOW LOW", "Low": self = .low
        default:
            if let read = Baseline.Range(reading: indicator) {
                self = read
                return
            }
            guard let value else {
                self = .unknown
                return
            }
            if let upper, SignificantDigits.isAbove(value, upper) {
                self = .high
            } else if let lower, SignificantDigits.isBelow(value, lower) {
                self = .low
            } else {
                self = upper == nil ? .unknown : .normal
            }
        }
    }
}

extension Baseline.Range {
    /// Reads an indicator in other letters: `high`, `ABNORMAL HIGH`, `H*`, `↑`, `偏高`; nil when it says nothing.
    private init?(reading indicator: String) {
        guard !indicator.isEmpty else { return nil }
        let text = indicator.uppercased()
        let words = Set(text.split { !$0.isLetter })
        let isHigh = !words.isDisjoint(with: ["H", "HH", "HIGH"]) || text.contains("↑") || text.contains("高")
        let isLow = !words.isDisjoint(with: ["L", "LL", "LOW"]) || text.contains("↓") || text.contains("低")
        switch (isHigh, isLow) {
        case (true, false): self = .high
        case (false, true): self = .low
        case (true, true): return nil
        case (false, false):
            guard !words.isDisjoint(with: ["N", "NORMAL", "WNL"]) || text.contains("正常") else { return nil }
            self = .normal
        }
    }
}

/// How a result at or before baseline is graded.
package enum AtBaseline: String, CaseIterable, Hashable, Sendable, Codable {
    /// By the normal range alone.
    case range
    /// Against the baseline, itself included: a high baseline then grades 0 by the baseline criteria of v5.0.
    case relative
}
