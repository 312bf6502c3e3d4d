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
    case anemia = "Anemia"
    case hemoglobinIncreased = "Hemoglobin increased"
    case whiteBloodCellDecreased = "White blood cell decreased"
    case leukocytosis = "Leukocytosis"
    case neutrophilCountDecreased = "Neutrophil count decreased"
    case lymphocyteCountDecreased = "Lymphocyte count decreased"
    case lymphocyteCountIncreased = "Lymphocyte count increased"
    case plateletCountDecreased = "Platelet count decreased"
    case alanineAminotransferaseIncreased = "Alanine aminotransferase increased"
    case aspartateAminotransferaseIncreased = "Aspartate aminotransferase increased"
    case alkalinePhosphataseIncreased = "Alkaline phosphatase increased"
    case bloodBilirubinIncreased = "Blood bilirubin increased"
    case creatinineIncreased = "Creatinine increased"
    case hyperkalemia = "Hyperkalemia"
    case hypokalemia = "Hypokalemia"
    case hypernatremia = "Hypernatremia"
    case hyponatremia = "Hyponatremia"
    case hypercalcemia = "Hypercalcemia"
    case hypocalcemia = "Hypocalcemia"
    case hypoalbuminemia = "Hypoalbuminemia"
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
