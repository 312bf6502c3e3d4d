// SPDX-License-Identifier: Apache-2.0

/// What a laboratory test measures, as far as CTCAE grades it.
package enum Analyte: UInt8, CaseIterable, Hashable, Sendable {
    /// Haemoglobin.
    case haemoglobin
    /// White blood cells.
    case whiteBloodCells
    /// The absolute neutrophil count.
    case neutrophils
    /// Lymphocytes, as an absolute count.
    case lymphocytes
    /// Platelets.
    case platelets
    /// Alanine aminotransferase (ALT).
    case alanineAminotransferase
    /// Aspartate aminotransferase (AST).
    case aspartateAminotransferase
    /// Alkaline phosphatase (ALP).
    case alkalinePhosphatase
    /// Total bilirubin.
    case bilirubin
    /// Creatinine.
    case creatinine
    /// Potassium.
    case potassium
    /// Sodium.
    case sodium
    /// Total calcium, not corrected for albumin.
    case calcium
    /// Calcium corrected for albumin, which the criteria speak of.
    case correctedCalcium
    /// Albumin.
    case albumin
    /// Glucose.
    case glucose

    /// The SDTM LBTESTCD codes taken for the analyte; the first is CDISC's, the others are seen in exports.
    package var testCodes: [String] {
        switch self {
        case .haemoglobin: ["HGB", "HB"]
        case .whiteBloodCells: ["WBC", "LEUK"]
        case .neutrophils: ["NEUT", "ANC"]
        case .lymphocytes: ["LYM", "LYMPH"]
        case .platelets: ["PLAT", "PLT"]
        case .alanineAminotransferase: ["ALT", "SGPT"]
        case .aspartateAminotransferase: ["AST", "SGOT"]
        case .alkalinePhosphatase: ["ALP"]
        case .bilirubin: ["BILI", "TBIL"]
        case .creatinine: ["CREAT"]
        case .potassium: ["K"]
        case .sodium: ["SODIUM", "NA"]
        case .calcium: ["CA"]
        case .correctedCalcium: ["CACR"]
        case .albumin: ["ALB"]
        case .glucose: ["GLUC"]
        }
    }

    /// The analyte a test code stands for, or nil when CTCAE has no criterion for it here.
    package init?(testCode: String) {
        guard let analyte = Analyte.byTestCode[testCode] else { return nil }
        self = analyte
    }

    /// The analyte a result measures, or why it cannot be graded: `testUnknown` or `specimenNotGradable`.
    ///
    /// The code alone is not enough, because CREAT, CA or GLUC in urine carry the same code (SDTM LBTESTCD,
    /// LBSPEC, LBCAT). An empty specimen is taken for blood unless the category says urine.
    package static func measured(
        test: String, specimen: String, category: String
    ) -> Result<Analyte, UngradableReason> {
        guard let analyte = byTestCode[test] else { return .failure(.testUnknown) }
        return isBlood(specimen: specimen, category: category) ? .success(analyte) : .failure(.specimenNotGradable)
    }

    static func isBlood(specimen: String, category: String) -> Bool {
        switch specimen {
        case "BLOOD", "SERUM", "PLASMA", "SERUM OR PLASMA":
            return true
        case "":
            return category.isEmpty || !category.uppercased().contains("URIN")
        default:
            let name = specimen.uppercased()
            return ["BLOOD", "SERUM", "PLASMA"].contains { name.contains($0) }
        }
    }

    private static let byTestCode: [String: Analyte] = Dictionary(
        uniqueKeysWithValues: allCases.flatMap { analyte in analyte.testCodes.map { ($0, analyte) } })
}
