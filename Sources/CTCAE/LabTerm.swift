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

    /// The side of normal the term speaks of.
    package var direction: Direction {
        switch self {
        case .hemoglobinIncreased, .leukocytosis, .lymphocyteCountIncreased, .alanineAminotransferaseIncreased,
            .aspartateAminotransferaseIncreased, .alkalinePhosphataseIncreased, .bloodBilirubinIncreased,
            .creatinineIncreased, .hyperkalemia, .hypernatremia, .hypercalcemia:
            .high
        case .anemia, .whiteBloodCellDecreased, .neutrophilCountDecreased, .lymphocyteCountDecreased,
            .plateletCountDecreased, .hypokalemia, .hyponatremia, .hypocalcemia, .hypoalbuminemia, .hypoglycemia:
            .low
        }
    }

    /// Whether some grade of the term depends on a symptom that no number shows.
    ///
    /// For such a term a clinician's grade may overrule the laboratory's; for all others the worse of the two counts.
    package func needsSymptom(in version: CTCAEVersion) -> Bool {
        version.criteria.contains { $0.term == self && $0.cuts.contains { $0.worst > $0.grade } }
    }
}
