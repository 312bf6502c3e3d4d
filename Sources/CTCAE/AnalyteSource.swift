// SPDX-License-Identifier: Apache-2.0

/// What an analyte is measured in, which the specimen and category of its row must not contradict.
enum AnalyteSource: Sendable {
    /// Blood, serum or plasma; a row that names no specimen is taken for blood unless its category says urine.
    case blood
    /// Blood that the row names: the code is as usual for urine, and a guess could go either way.
    case namedBlood
    /// Urine that the row or its category names.
    case namedUrine
    /// Urine; the code says so itself.
    case urine
    /// The body: no specimen is taken.
    case body

    /// Whether a row's specimen and category (SDTM LBSPEC, LBCAT) allow the source.
    func accepts(specimen: String, category: String) -> Bool {
        switch self {
        case .blood: AnalyteSource.isBlood(specimen) || (specimen.isEmpty && !AnalyteSource.isUrine(category))
        case .namedBlood: AnalyteSource.isBlood(specimen)
        case .namedUrine: AnalyteSource.isUrine(specimen) || (specimen.isEmpty && AnalyteSource.isUrine(category))
        case .urine: specimen.isEmpty || AnalyteSource.isUrine(specimen)
        case .body: true
        }
    }

    private static func isBlood(_ specimen: String) -> Bool {
        switch specimen {
        case "BLOOD", "SERUM", "PLASMA", "SERUM OR PLASMA": return true
        case "", "URINE": return false
        default:
            let name = specimen.uppercased()
            return ["BLOOD", "SERUM", "PLASMA"].contains { name.contains($0) }
        }
    }

    private static func isUrine(_ text: String) -> Bool {
        !text.isEmpty && text.uppercased().contains("URIN")
    }
}

extension Analyte {
    /// Where the analyte is measured.
    var source: AnalyteSource {
        switch self {
        case .bloodPH: .namedBlood
        case .urineProteinDipstick: .namedUrine
        case .urineProteinExcretion, .urineProteinCreatinineRatio: .urine
        case .bodyTemperature, .bodyWeight, .systolicPressure, .diastolicPressure, .oxygenSaturation,
            .correctedQTInterval:
            .body
        default: .blood
        }
    }
}
