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

    /// What a row's specimen and category (SDTM LBSPEC, LBCAT) say against the source; nil when nothing does.
    func refusal(specimen: String, category: String) -> UngradableReason? {
        guard self != .body else { return nil }
        var named = Specimen(specimen)
        if named == .unnamed { named = Specimen(category: category) }
        guard named != .unknown else { return .specimenUnknown }
        return allows(named) ? nil : .specimenNotGradable
    }

    /// Whether the source may be read in a specimen.
    private func allows(_ specimen: Specimen) -> Bool {
        switch specimen {
        case .blood: self != .arterialBlood && !isUrine
        case .venousBlood: self != .arterialBlood && self != .notVenous && !isUrine
        case .arterialBlood: !isUrine
        case .urine: isUrine || self == .bloodOrUrine
        case .unnamed: self != .namedBlood && self != .namedUrine && self != .arterialBlood
        case .other, .unknown: false
        }
    }

    private var isUrine: Bool { self == .urine || self == .namedUrine }

    /// Whether a row's specimen and category allow the source.
    func accepts(specimen: String, category: String) -> Bool {
        refusal(specimen: specimen, category: category) == nil
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
