// SPDX-License-Identifier: Apache-2.0

package import Trial

/// What a test measures, as far as CTCAE grades it: a laboratory analyte, a vital sign or an interval of the ECG.
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
    /// Glucose, where nothing says whether the subject had fasted.
    case glucose
    /// Activated partial thromboplastin time (aPTT).
    case activatedPartialThromboplastinTime
    /// Lactate dehydrogenase (LDH).
    case lactateDehydrogenase
    /// CD4-positive lymphocytes, as an absolute count.
    case cd4Lymphocytes
    /// Total cholesterol.
    case cholesterol
    /// Cholesterol in high-density lipoprotein (HDL).
    case highDensityLipoprotein
    /// Cholesterol in low-density lipoprotein (LDL).
    case lowDensityLipoprotein
    /// Triglycerides.
    case triglycerides
    /// Creatine kinase (CK, CPK).
    case creatineKinase
    /// Creatinine clearance, measured or estimated.
    case creatinineClearance
    /// Estimated glomerular filtration rate (eGFR), for 1.73 m2 of body surface.
    case estimatedGlomerularFiltrationRate
    /// Fibrinogen.
    case fibrinogen
    /// Gamma-glutamyl transferase (GGT).
    case gammaGlutamylTransferase
    /// Haptoglobin.
    case haptoglobin
    /// Ionised calcium.
    case ionisedCalcium
    /// Magnesium.
    case magnesium
    /// Inorganic phosphate.
    case phosphate
    /// Urate (uric acid).
    case urate
    /// Bicarbonate.
    case bicarbonate
    /// International normalised ratio of the prothrombin time (INR).
    case internationalNormalisedRatio
    /// Lipase.
    case lipase
    /// Amylase.
    case amylase
    /// pH of blood.
    case bloodPH
    /// Partial pressure of oxygen in arterial blood (PaO2).
    case oxygenPressure
    /// Eosinophils, as an absolute count.
    case eosinophils
    /// Methaemoglobin.
    case methaemoglobin
    /// Thyroid-stimulating hormone (TSH).
    case thyrotropin
    /// Cardiac troponin I.
    case troponinI
    /// Cardiac troponin T.
    case troponinT
    /// 25-hydroxyvitamin D.
    case vitaminD
    /// Protein in urine by dipstick, in plus signs.
    case urineProteinDipstick
    /// Protein excreted in urine in 24 hours.
    case urineProteinExcretion
    /// Protein-to-creatinine ratio of urine.
    case urineProteinCreatinineRatio
    /// Glucose of a subject known to have fasted.
    case fastingGlucose
    /// Glucose of a subject known not to have fasted.
    case nonFastingGlucose
    /// Body temperature (SDTM VS).
    case bodyTemperature
    /// Body weight (SDTM VS).
    case bodyWeight
    /// Systolic blood pressure (SDTM VS).
    case systolicPressure
    /// Diastolic blood pressure (SDTM VS).
    case diastolicPressure
    /// Oxygen saturation by pulse oximeter (SDTM VS).
    case oxygenSaturation
    /// QT interval corrected for heart rate (SDTM EG).
    case correctedQTInterval

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
        case .activatedPartialThromboplastinTime: ["APTT", "PTT"]
        case .lactateDehydrogenase: ["LDH"]
        case .cd4Lymphocytes: ["CD4"]
        case .cholesterol: ["CHOL"]
        case .highDensityLipoprotein: ["HDL"]
        case .lowDensityLipoprotein: ["LDL"]
        case .triglycerides: ["TRIG"]
        case .creatineKinase: ["CK", "CPK"]
        case .creatinineClearance: ["CREATCLR"]
        case .estimatedGlomerularFiltrationRate: ["GFRE", "EGFR", "GFR"]
        case .fibrinogen: ["FIBRINO"]
        case .gammaGlutamylTransferase: ["GGT"]
        case .haptoglobin: ["HAPTOG"]
        case .ionisedCalcium: ["CAION"]
        case .magnesium: ["MG"]
        case .phosphate: ["PHOS"]
        case .urate: ["URATE"]
        case .bicarbonate: ["BICARB"]
        case .internationalNormalisedRatio: ["INR"]
        case .lipase: ["LIPASE", "LIPASET"]
        case .amylase: ["AMYLASE"]
        case .bloodPH: ["PH"]
        case .oxygenPressure: ["PO2"]
        case .eosinophils: ["EOS"]
        case .methaemoglobin: ["METHGB"]
        case .thyrotropin: ["TSH"]
        case .troponinI: ["TROPONI"]
        case .troponinT: ["TROPONT"]
        case .vitaminD: ["VITD25", "VITD25OH", "VITD"]
        case .urineProteinDipstick: ["PROT"]
        case .urineProteinExcretion: ["PROTEXR", "PROT24"]
        case .urineProteinCreatinineRatio: ["PROTCRT", "UPCR"]
        case .fastingGlucose: ["GLUCF", "FBG", "FPG"]
        case .nonFastingGlucose: ["RBG"]
        case .bodyTemperature: ["TEMP"]
        case .bodyWeight: ["WEIGHT"]
        case .systolicPressure: ["SYSBP"]
        case .diastolicPressure: ["DIABP"]
        case .oxygenSaturation: ["OXYSAT", "SPO2"]
        case .correctedQTInterval: ["QTCFAG", "QTCBAG", "QTCF", "QTCB", "QTC"]
        }
    }

    /// The analyte a test code stands for in blood, or nil when CTCAE has no criterion for it here.
    package init?(testCode: String) {
        guard let analyte = Analyte.byTestCode[testCode] else { return nil }
        self = analyte
    }

    /// The analyte a result measures, or why it cannot be graded: `testUnknown`, `specimenNotGradable`
    /// or `specimenUnknown`.
    package static func measured(_ result: LabResult) -> Result<Analyte, UngradableReason> {
        guard let analyte = byTestCode[result.test] else { return .failure(.testUnknown) }
        return analyte.measured(by: result)
    }

    /// The analyte that a row measures, or why it cannot be graded; see `measured(_:)`.
    ///
    /// - Parameter isFasting: SDTM LBFAST; nil when it was not recorded.
    package static func measured(
        test: String, specimen: String, category: String, unit: String, isFasting: Bool?
    ) -> Result<Analyte, UngradableReason> {
        guard let analyte = byTestCode[test] else { return .failure(.testUnknown) }
        return analyte.measured(specimen: specimen, category: category, unit: unit, isFasting: isFasting)
    }

    /// What a result under one of this analyte's test codes measures.
    func measured(by result: LabResult) -> Result<Analyte, UngradableReason> {
        measured(
            specimen: result.specimen, category: result.category, unit: result.unit, isFasting: result.isFasting)
    }

    /// What a row under one of this analyte's test codes measures.
    ///
    /// The code alone is not enough, because CREAT, CA or GLUC in urine carry the same code as in blood (SDTM
    /// LBTESTCD, LBSPEC, LBCAT), and the unit tells 24-hour protein from a dipstick.
    private func measured(
        specimen: String, category: String, unit: String, isFasting: Bool?
    ) -> Result<Analyte, UngradableReason> {
        if let refusal = source.refusal(specimen: specimen, category: category) { return .failure(refusal) }
        switch (self, isFasting) {
        case (.glucose, true): return .success(.fastingGlucose)
        case (.glucose, false): return .success(.nonFastingGlucose)
        case (.urineProteinDipstick, _):
            let others: [Analyte] = [.urineProteinExcretion, .urineProteinCreatinineRatio]
            return .success(others.first { $0.unit(spelled: unit) != nil } ?? self)
        default: return .success(self)
        }
    }

    private static let byTestCode: [String: Analyte] = Dictionary(
        uniqueKeysWithValues: allCases.flatMap { analyte in analyte.testCodes.map { ($0, analyte) } })
}
