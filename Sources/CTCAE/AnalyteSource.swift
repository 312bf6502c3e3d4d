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
    /// Blood or urine, or both: a clearance is made of the two.
    case bloodOrUrine
    /// Blood of an artery, which the row names: in a vein oxygen is low in health.
    case arterialBlood
    /// The body, or blood of an artery: whatever is not named a vein's.
    case notVenous
    /// The body: no specimen is taken.
    case body

    /// Whether a row's specimen and category (SDTM LBSPEC, LBCAT) allow the source.
    func accepts(specimen: String, category: String) -> Bool {
        switch self {
        case .blood: AnalyteSource.isBlood(specimen) || (specimen.isEmpty && !AnalyteSource.isUrine(category))
        case .namedBlood: AnalyteSource.isBlood(specimen)
        case .namedUrine: AnalyteSource.isUrine(specimen) || (specimen.isEmpty && AnalyteSource.isUrine(category))
        case .urine: specimen.isEmpty || AnalyteSource.isUrine(specimen)
        case .bloodOrUrine:
            specimen.isEmpty || AnalyteSource.isBlood(specimen) || AnalyteSource.isUrine(specimen)
        case .arterialBlood: specimen.uppercased().contains("ARTER")
        case .notVenous: !["VENOUS", "VEIN"].contains { specimen.uppercased().contains($0) }
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
        case .creatinineClearance, .estimatedGlomerularFiltrationRate: .bloodOrUrine
        case .oxygenPressure: .arterialBlood
        case .oxygenSaturation: .notVenous
        case .bodyTemperature, .bodyWeight, .systolicPressure, .diastolicPressure, .correctedQTInterval:
            .body
        default: .blood
        }
    }
}
