// SPDX-License-Identifier: Apache-2.0

/// Which side of normal a criterion speaks of; the two sides of a test are graded apart.
package enum Direction: String, Hashable, Sendable, Codable {
    /// Too little, as in anemia.
    case low
    /// Too much, as in hyperkalemia.
    case high
}

/// A CTCAE term that a laboratory value grades; the raw value is its name in CTCAE v5.0.
package enum LabTerm: String, CaseIterable, Hashable, Sendable, Codable {
    /// Haemoglobin below normal.
    case anemia = "Anemia"
    /// Haemoglobin above normal.
    case hemoglobinIncreased = "Hemoglobin increased"
    /// White blood cells below normal.
    case whiteBloodCellDecreased = "White blood cell decreased"
    /// White blood cells far above normal.
    case leukocytosis = "Leukocytosis"
    /// Neutrophils below normal.
    case neutrophilCountDecreased = "Neutrophil count decreased"
    /// Lymphocytes below normal.
    case lymphocyteCountDecreased = "Lymphocyte count decreased"
    /// Lymphocytes above normal.
    case lymphocyteCountIncreased = "Lymphocyte count increased"
    /// Platelets below normal.
    case plateletCountDecreased = "Platelet count decreased"
    /// ALT above normal, or above a high baseline.
    case alanineAminotransferaseIncreased = "Alanine aminotransferase increased"
    /// AST above normal, or above a high baseline.
    case aspartateAminotransferaseIncreased = "Aspartate aminotransferase increased"
    /// ALP above normal, or above a high baseline.
    case alkalinePhosphataseIncreased = "Alkaline phosphatase increased"
    /// Bilirubin above normal, or above a high baseline.
    case bloodBilirubinIncreased = "Blood bilirubin increased"
    /// Creatinine above normal or above baseline.
    case creatinineIncreased = "Creatinine increased"
    /// Potassium above normal.
    case hyperkalemia = "Hyperkalemia"
    /// Potassium below normal.
    case hypokalemia = "Hypokalemia"
    /// Sodium above normal.
    case hypernatremia = "Hypernatremia"
    /// Sodium below normal.
    case hyponatremia = "Hyponatremia"
    /// Calcium above normal.
    case hypercalcemia = "Hypercalcemia"
    /// Calcium below normal.
    case hypocalcemia = "Hypocalcemia"
    /// Albumin below normal.
    case hypoalbuminemia = "Hypoalbuminemia"
    /// Glucose below normal.
    case hypoglycemia = "Hypoglycemia"
    /// aPTT above normal.
    case activatedPartialThromboplastinTimeProlonged = "Activated partial thromboplastin time prolonged"
    /// LDH above normal.
    case lactateDehydrogenaseIncreased = "Blood lactate dehydrogenase increased"
    /// CD4 lymphocytes below normal.
    case cd4LymphocytesDecreased = "CD4 lymphocytes decreased"
    /// Cholesterol above normal.
    case cholesterolHigh = "Cholesterol high"
    /// HDL cholesterol below normal.
    case hdlDecreased = "HDL decreased"
    /// LDL cholesterol above normal.
    case ldlIncreased = "LDL increased"
    /// Triglycerides above fixed cuts.
    case hypertriglyceridemia = "Hypertriglyceridemia"
    /// Creatine kinase above normal.
    case cpkIncreased = "CPK increased"
    /// Creatinine clearance below fixed cuts.
    case creatinineClearanceDecreased = "Creatinine clearance decreased"
    /// Filtration or clearance below normal; that it is chronic is for the clinician to say.
    case chronicKidneyDisease = "Chronic kidney disease"
    /// Fibrinogen below normal or below baseline.
    case fibrinogenDecreased = "Fibrinogen decreased"
    /// GGT above normal, or above a high baseline.
    case ggtIncreased = "GGT increased"
    /// Haptoglobin below normal.
    case haptoglobinDecreased = "Haptoglobin decreased"
    /// Magnesium above normal.
    case hypermagnesemia = "Hypermagnesemia"
    /// Magnesium below normal.
    case hypomagnesemia = "Hypomagnesemia"
    /// Phosphate below normal.
    case hypophosphatemia = "Hypophosphatemia"
    /// Urate above normal.
    case hyperuricemia = "Hyperuricemia"
    /// Glucose above normal or above fixed cuts.
    case hyperglycemia = "Hyperglycemia"
    /// Bicarbonate below normal.
    case bloodBicarbonateDecreased = "Blood bicarbonate decreased"
    /// INR above fixed cuts, normal or baseline.
    case inrIncreased = "INR increased"
    /// Lipase above normal.
    case lipaseIncreased = "Lipase increased"
    /// Amylase above normal.
    case serumAmylaseIncreased = "Serum amylase increased"
    /// pH of blood below normal.
    case acidosis = "Acidosis"
    /// pH of blood above normal.
    case alkalosis = "Alkalosis"
    /// Eosinophils above normal and above baseline.
    case eosinophilia = "Eosinophilia"
    /// Neutrophils above normal.
    case neutrophilCountIncreased = "Neutrophil count increased"
    /// Platelets above normal.
    case thrombocytosis = "Thrombocytosis"
    /// Methaemoglobin above normal.
    case methemoglobinemia = "Methemoglobinemia"
    /// TSH above normal.
    case thyroidStimulatingHormoneIncreased = "Thyroid stimulating hormone increased"
    /// Troponin I above normal.
    case cardiacTroponinIIncreased = "Cardiac troponin I increased"
    /// Troponin T above normal.
    case cardiacTroponinTIncreased = "Cardiac troponin T increased"
    /// 25-hydroxyvitamin D below normal.
    case vitaminDDecreased = "Vitamin D decreased"
    /// Protein in urine.
    case proteinuria = "Proteinuria"
    /// Body temperature above fixed cuts.
    case fever = "Fever"
    /// Body temperature below fixed cuts.
    case hypothermia = "Hypothermia"
    /// Weight above baseline.
    case weightGain = "Weight gain"
    /// Weight below baseline.
    case weightLoss = "Weight loss"
    /// Blood pressure above fixed cuts.
    case hypertension = "Hypertension"
    /// Oxygen in blood below normal or below fixed cuts.
    case hypoxia = "Hypoxia"
    /// QTc above fixed cuts or above baseline.
    case qtIntervalProlonged = "Electrocardiogram QT corrected interval prolonged"

    /// The side of normal the term speaks of.
    package var direction: Direction {
        switch self {
        case .anemia, .whiteBloodCellDecreased, .neutrophilCountDecreased, .lymphocyteCountDecreased,
            .plateletCountDecreased, .hypokalemia, .hyponatremia, .hypocalcemia, .hypoalbuminemia, .hypoglycemia,
            .cd4LymphocytesDecreased, .hdlDecreased, .creatinineClearanceDecreased, .chronicKidneyDisease,
            .fibrinogenDecreased, .haptoglobinDecreased, .hypomagnesemia, .hypophosphatemia,
            .bloodBicarbonateDecreased, .acidosis, .vitaminDDecreased, .hypothermia, .weightLoss, .hypoxia:
            .low
        default:
            .high
        }
    }

    /// The name the version prints; v6.0 renamed three terms.
    package func name(in version: CTCAEVersion) -> String {
        switch (self, version) {
        case (.plateletCountDecreased, .v6_0): "Thrombocytopenia"
        case (.lymphocyteCountDecreased, .v6_0): "Lymphopenia"
        case (.proteinuria, .v6_0): "Urinary protein increased"
        default: rawValue
        }
    }

    /// The term a version calls by a name, whether or not numbers grade it there.
    package init?(named name: String, in version: CTCAEVersion) {
        guard let term = LabTerm.allCases.first(where: { $0.name(in: version) == name }) else { return nil }
        self = term
    }

    /// Whether some grade of the term depends on more than the number, a symptom or its duration.
    ///
    /// For such a term a clinician's grade may overrule the laboratory's; for all others the worse of the two counts.
    package func needsSymptom(in version: CTCAEVersion) -> Bool {
        version.criteria.contains { $0.term == self && $0.cuts.contains { $0.worst > $0.grade } }
    }
}
