// SPDX-License-Identifier: Apache-2.0

/// A laboratory result as a site writes it down.
struct ReportedResult: Sendable {
    /// The number, with the decimals the laboratory gives.
    var text: String
    /// Whether the number is only a bound, written with `<`.
    var isCensored: Bool
    /// The unit.
    var unit: String
    /// The lower limit of the reference range; empty when none is given.
    var low: String
    /// The upper limit of the reference range; empty when none is given.
    var high: String

    /// The result as SDTM variables; nothing is converted, so original and standard results are alike.
    var variables: [String: String] {
        let characters = isCensored ? "<\(text)" : text
        return [
            "LBORRES": characters, "LBORRESU": unit, "LBORNRLO": low, "LBORNRHI": high, "LBSTRESC": characters,
            "LBSTRESN": isCensored ? "" : text, "LBSTRESU": unit, "LBSTNRLO": low, "LBSTNRHI": high,
            "LBNRIND": rangeIndicator,
        ]
    }

    private var rangeIndicator: String {
        guard let value = Double(text), let low = Double(low), let high = Double(high) else { return "" }
        return value < low ? "LOW" : value > high ? "HIGH" : "NORMAL"
    }
}
