// SPDX-License-Identifier: Apache-2.0

/// A laboratory result of one subject (SDTM LB).
package struct LabResult: Hashable, Sendable {
    /// What was reported as the result.
    package enum Value: Hashable, Sendable {
        /// A number (SDTM LBSTRESN, or LBORRES where it is one).
        case number(Double)
        /// Below a bound of quantification, as in `<40`.
        case below(Double)
        /// Above a bound of quantification, as in `>500`.
        case above(Double)
        /// The bound itself or below it, as in `<=40`.
        case atMost(Double)
        /// The bound itself or above it, as in `>=500`.
        case atLeast(Double)
        /// A result that is not a number, as in `NEGATIVE`.
        case text(String)
        /// No result was reported.
        case missing
    }

    /// The row's natural key.
    package var key: RowKey
    /// SDTM LBSEQ, which only locates the row in the latest export.
    package var sequence: Int?
    /// SDTM LBTESTCD, upper case, for example `PLAT`.
    package var test: String
    /// SDTM LBCAT.
    package var category: String
    /// SDTM LBSPEC.
    package var specimen: String
    /// SDTM LBDTC, when the specimen was collected; nil when it was not reported.
    package var collected: ClinicalDate?
    /// The result, in `unit`.
    package var value: Value
    /// The unit the result and its limits are in (SDTM LBSTRESU), as the laboratory spells it.
    package var unit: String
    /// Lower limit of the reference range (SDTM LBSTNRLO), in `unit`.
    package var lowerLimit: Double?
    /// Upper limit of the reference range (SDTM LBSTNRHI), in `unit`.
    package var upperLimit: Double?
    /// SDTM LBNRIND: `LOW`, `NORMAL`, `HIGH` or as the laboratory wrote it.
    package var rangeIndicator: String
    /// Whether the row is the subject's baseline for the test (SDTM LBLOBXFL or LBBLFL).
    package var isBaseline: Bool
    /// Whether the subject had fasted (SDTM LBFAST); nil when it was not recorded.
    package var isFasting: Bool?
    /// SDTM VISIT.
    package var visit: String

    /// A result; see each property for its SDTM variable.
    package init(
        key: RowKey, sequence: Int? = nil, test: String, category: String = "", specimen: String = "",
        collected: ClinicalDate? = nil, value: Value, unit: String, lowerLimit: Double? = nil,
        upperLimit: Double? = nil, rangeIndicator: String = "", isBaseline: Bool = false,
        isFasting: Bool? = nil, visit: String = ""
    ) {
        self.key = key
        self.sequence = sequence
        self.test = test
        self.category = category
        self.specimen = specimen
        self.collected = collected
        self.value = value
        self.unit = unit
        self.lowerLimit = lowerLimit
        self.upperLimit = upperLimit
        self.rangeIndicator = rangeIndicator
        self.isBaseline = isBaseline
        self.isFasting = isFasting
        self.visit = visit
    }
}

extension LabResult.Value {
    /// Reads a reported result: a number, a bound such as `<40`, `≤40` or `>= 500`, or else text.
    package init(reported text: some StringProtocol) {
        let trimmed = text.drop { $0 == " " }
        guard let first = trimmed.first else {
            self = .missing
            return
        }
        let rest = trimmed.dropFirst().drop { $0 == " " }
        let isInclusive = first == "≤" || first == "≥" || rest.first == "="
        let bound = decimal(rest.drop { $0 == "=" || $0 == " " })
        switch first {
        case "<", "≤":
            self = bound.map(isInclusive ? Self.atMost : Self.below) ?? .text(String(trimmed))
        case ">", "≥":
            self = bound.map(isInclusive ? Self.atLeast : Self.above) ?? .text(String(trimmed))
        default:
            self = decimal(trimmed).map(Self.number) ?? .text(String(trimmed))
        }
    }
}

/// A number as laboratories write it.
///
/// A unit or a flag may follow it (`24 H`); `0x20` is none, nor is the range `5 - 10`.
private func decimal(_ text: some StringProtocol) -> Double? {
    var written = String(text.prefix { $0 != " " })
    let rest = text.drop { $0 != " " }.drop { $0 == " " }
    if let next = rest.first, next == "-" || next == "–" || next.isNumber { return nil }
    return written.withUTF8 { Double(decimal: $0) }
}
