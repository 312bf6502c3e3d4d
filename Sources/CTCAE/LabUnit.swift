// SPDX-License-Identifier: Apache-2.0

/// A unit of measurement that laboratories report graded analytes in.
package enum LabUnit: UInt8, CaseIterable, Hashable, Sendable {
    /// 10^9/L, the same number as 10^3/uL.
    case gigaPerLitre
    /// Cells per microlitre or mm3.
    case perMicrolitre
    /// g/dL.
    case gramsPerDecilitre
    /// g/L.
    case gramsPerLitre
    /// mg/dL.
    case milligramsPerDecilitre
    /// mg/L.
    case milligramsPerLitre
    /// mmol/L; of haemoglobin, of the monomer.
    case millimolesPerLitre
    /// umol/L.
    case micromolesPerLitre
    /// mEq/L.
    case milliequivalentsPerLitre
    /// U/L or IU/L of an enzyme.
    case unitsPerLitre
    /// ukat/L.
    case microkatalsPerLitre
    /// nkat/L.
    case nanokatalsPerLitre

    /// The unit as this project prints it.
    package var symbol: String {
        switch self {
        case .gigaPerLitre: "10^9/L"
        case .perMicrolitre: "/uL"
        case .gramsPerDecilitre: "g/dL"
        case .gramsPerLitre: "g/L"
        case .milligramsPerDecilitre: "mg/dL"
        case .milligramsPerLitre: "mg/L"
        case .millimolesPerLitre: "mmol/L"
        case .micromolesPerLitre: "umol/L"
        case .milliequivalentsPerLitre: "mEq/L"
        case .unitsPerLitre: "U/L"
        case .microkatalsPerLitre: "ukat/L"
        case .nanokatalsPerLitre: "nkat/L"
        }
    }
}

extension Analyte {
    /// The unit whose factor is 1 in the analyte's table.
    package var canonicalUnit: LabUnit { units[0].unit }

    /// How many of a unit make one of the analyte's canonical unit; nil for a pair no laboratory uses.
    func factor(of unit: LabUnit) -> Double? {
        units.first { $0.unit == unit }?.factor
    }

    /// The units of the analyte: a result of 1 in the first unit is `factor` in the unit.
    ///
    /// Amounts of substance rest on molar masses: haemoglobin monomer 16,114 g/mol, bilirubin 584.66, creatinine
    /// 113.12,
    /// glucose 180.156, calcium 40.078, potassium 39.098, sodium 22.990 (IUPAC atomic weights); 1 ukat = 60 U by
    /// definition.
    var units: [(unit: LabUnit, factor: Double)] {
        switch self {
        case .haemoglobin: [(.gramsPerLitre, 1), (.gramsPerDecilitre, 0.1), (.millimolesPerLitre, 0.06206)]
        case .whiteBloodCells, .neutrophils, .lymphocytes, .platelets: [(.gigaPerLitre, 1), (.perMicrolitre, 1_000)]
        case .alanineAminotransferase, .aspartateAminotransferase, .alkalinePhosphatase:
            [(.unitsPerLitre, 1), (.microkatalsPerLitre, 1.0 / 60), (.nanokatalsPerLitre, 1_000.0 / 60)]
        case .bilirubin:
            [(.micromolesPerLitre, 1), (.milligramsPerDecilitre, 0.058466), (.milligramsPerLitre, 0.58466)]
        case .creatinine:
            [
                (.micromolesPerLitre, 1), (.milligramsPerDecilitre, 1 / 88.4), (.milligramsPerLitre, 10 / 88.4),
                (.millimolesPerLitre, 0.001),
            ]
        case .potassium:
            [(.millimolesPerLitre, 1), (.milliequivalentsPerLitre, 1), (.milligramsPerDecilitre, 3.9098)]
        case .sodium: [(.millimolesPerLitre, 1), (.milliequivalentsPerLitre, 1), (.milligramsPerDecilitre, 2.2990)]
        case .calcium, .correctedCalcium:
            [
                (.millimolesPerLitre, 1), (.milligramsPerDecilitre, 4.0078), (.milligramsPerLitre, 40.078),
                (.milliequivalentsPerLitre, 2),
            ]
        case .albumin: [(.gramsPerLitre, 1), (.gramsPerDecilitre, 0.1), (.milligramsPerDecilitre, 100)]
        case .glucose:
            [(.millimolesPerLitre, 1), (.milligramsPerDecilitre, 18.0156), (.gramsPerLitre, 0.180156)]
        }
    }
}
