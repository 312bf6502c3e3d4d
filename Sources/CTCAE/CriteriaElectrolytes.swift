// SPDX-License-Identifier: Apache-2.0

// Source of every number: NCI CTCAE v4.03 (2010-06-14), v5.0 (2017-11-27) and v6.0 (2025-07-10, errata 2026-01-20).
// A line for each cut; grades that only a clinician can give are left out.
extension Criterion {
    /// Electrolytes and the blood's acidity.
    static let electrolytes: [Criterion] = potassiumAndSodium + calcium + magnesiumAndPhosphate + acidity

    private static let potassiumAndSodium: [Criterion] = [
        Criterion(
            term: .hyperkalemia, versions: .all, analytes: [.potassium],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .published(.millimolesPerLitre(5.5))),
                .grade(3, above: .published(.millimolesPerLitre(6.0))),
                .grade(4, above: .published(.millimolesPerLitre(7.0))),
            ]),
        // Grade 2 is grade 1 with symptoms.
        Criterion(
            term: .hypokalemia, versions: .all, analytes: [.potassium],
            cuts: [
                .grade(1, orWorse: 2, below: .lowerLimit),
                .grade(3, below: .published(.millimolesPerLitre(3.0))),
                .grade(4, below: .published(.millimolesPerLitre(2.5))),
            ]),
        Criterion(
            term: .hypernatremia, versions: .all, analytes: [.sodium],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .published(.millimolesPerLitre(150))),
                .grade(3, above: .published(.millimolesPerLitre(155))),
                .grade(4, above: .published(.millimolesPerLitre(160))),
            ]),
        Criterion(
            term: .hyponatremia, versions: .v4_03, analytes: [.sodium],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(3, below: .published(.millimolesPerLitre(130))),
                .grade(4, below: .published(.millimolesPerLitre(120))),
            ]),
        // v5.0 prints 125-129 and 120-124, v6.0 closes the gaps; below 130 is grade 3 with symptoms.
        Criterion(
            term: .hyponatremia, versions: .v5_0AndV6_0, analytes: [.sodium],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, orWorse: 3, below: .published(.millimolesPerLitre(130))),
                .grade(3, below: .published(.millimolesPerLitre(125))),
                .grade(4, below: .published(.millimolesPerLitre(120))),
            ]),
    ]

    private static let calcium: [Criterion] = [
        Criterion(
            term: .hypercalcemia, versions: .all, analytes: [.correctedCalcium, .calcium],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .published(.millimolesPerLitre(2.9), .milligramsPerDecilitre(11.5))),
                .grade(3, above: .published(.millimolesPerLitre(3.1), .milligramsPerDecilitre(12.5))),
                .grade(4, above: .published(.millimolesPerLitre(3.4), .milligramsPerDecilitre(13.5))),
            ]),
        Criterion(
            term: .hypercalcemia, versions: .all, analytes: [.ionisedCalcium],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .published(.millimolesPerLitre(1.5))),
                .grade(3, above: .published(.millimolesPerLitre(1.6))),
                .grade(4, above: .published(.millimolesPerLitre(1.8))),
            ]),
        Criterion(
            term: .hypocalcemia, versions: .all, analytes: [.correctedCalcium, .calcium],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(.millimolesPerLitre(2.0), .milligramsPerDecilitre(8.0))),
                .grade(3, below: .published(.millimolesPerLitre(1.75), .milligramsPerDecilitre(7.0))),
                .grade(4, below: .published(.millimolesPerLitre(1.5), .milligramsPerDecilitre(6.0))),
            ]),
        Criterion(
            term: .hypocalcemia, versions: .all, analytes: [.ionisedCalcium],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(.millimolesPerLitre(1.0))),
                .grade(3, below: .published(.millimolesPerLitre(0.9))),
                .grade(4, below: .published(.millimolesPerLitre(0.8))),
            ]),
    ]

    private static let magnesiumAndPhosphate: [Criterion] = [
        Criterion(
            term: .hypermagnesemia, versions: .all, analytes: [.magnesium],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(3, above: .published(.millimolesPerLitre(1.23), .milligramsPerDecilitre(3.0))),
                .grade(4, above: .published(.millimolesPerLitre(3.30), .milligramsPerDecilitre(8.0))),
            ]),
        Criterion(
            term: .hypomagnesemia, versions: .all, analytes: [.magnesium],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(.millimolesPerLitre(0.5), .milligramsPerDecilitre(1.2))),
                .grade(3, below: .published(.millimolesPerLitre(0.4), .milligramsPerDecilitre(0.9))),
                .grade(4, below: .published(.millimolesPerLitre(0.3), .milligramsPerDecilitre(0.7))),
            ]),
        // Without numbers since v5.0.
        Criterion(
            term: .hypophosphatemia, versions: .v4_03, analytes: [.phosphate],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(.millimolesPerLitre(0.8), .milligramsPerDecilitre(2.5))),
                .grade(3, below: .published(.millimolesPerLitre(0.6), .milligramsPerDecilitre(2.0))),
                .grade(4, below: .published(.millimolesPerLitre(0.3), .milligramsPerDecilitre(1.0))),
            ]),
    ]

    private static let acidity: [Criterion] = [
        Criterion(
            term: .acidosis, versions: .all, analytes: [.bloodPH],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(3, below: .published(.number(7.3))),
            ]),
        Criterion(
            term: .alkalosis, versions: .all, analytes: [.bloodPH],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(3, above: .published(.number(7.5))),
            ]),
        Criterion(
            term: .bloodBicarbonateDecreased, versions: .v5_0AndV6_0, analytes: [.bicarbonate],
            cuts: [.grade(1, below: .lowerLimit)]),
    ]
}
