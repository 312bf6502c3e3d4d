// SPDX-License-Identifier: Apache-2.0

// Source of every number: NCI CTCAE v5.0, 2017-11-27. Grades that only a clinician can give are left out.
extension Criterion {
    /// The clinical chemistry of v5.0.
    static let v5Chemistry: [Criterion] =
        [
            aminotransferase(.alanineAminotransferaseIncreased, .alanineAminotransferase),
            aminotransferase(.aspartateAminotransferaseIncreased, .aspartateAminotransferase),
        ] + v5LiverAndKidney + v5Electrolytes + v5Substrates

    /// ALT and AST share their numbers.
    private static func aminotransferase(_ term: LabTerm, _ analyte: Analyte) -> Criterion {
        Criterion(
            term: term, analytes: [analyte],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 3.0)),
                .grade(3, above: .upperLimit(times: 5.0)),
                .grade(4, above: .upperLimit(times: 20.0)),
            ],
            cutsIfBaselineHigh: [
                .grade(1, atLeast: .baseline(times: 1.5)),
                .grade(2, above: .baseline(times: 3.0)),
                .grade(3, above: .baseline(times: 5.0)),
                .grade(4, above: .baseline(times: 20.0)),
            ])
    }

    private static let v5LiverAndKidney: [Criterion] = [
        Criterion(
            term: .alkalinePhosphataseIncreased, analytes: [.alkalinePhosphatase],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 2.5)),
                .grade(3, above: .upperLimit(times: 5.0)),
                .grade(4, above: .upperLimit(times: 20.0)),
            ],
            cutsIfBaselineHigh: [
                .grade(1, atLeast: .baseline(times: 2.0)),
                .grade(2, above: .baseline(times: 2.5)),
                .grade(3, above: .baseline(times: 5.0)),
                .grade(4, above: .baseline(times: 20.0)),
            ]),
        Criterion(
            term: .bloodBilirubinIncreased, analytes: [.bilirubin],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 1.5)),
                .grade(3, above: .upperLimit(times: 3.0)),
                .grade(4, above: .upperLimit(times: 10.0)),
            ],
            cutsIfBaselineHigh: [
                .grade(1, above: .baseline(times: 1.0)),
                .grade(2, above: .baseline(times: 1.5)),
                .grade(3, above: .baseline(times: 3.0)),
                .grade(4, above: .baseline(times: 10.0)),
            ]),
        Criterion(
            term: .creatinineIncreased, analytes: [.creatinine],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 1.5)),
                .grade(2, above: .baseline(times: 1.5)),
                .grade(3, above: .upperLimit(times: 3.0)),
                .grade(3, above: .baseline(times: 3.0)),
                .grade(4, above: .upperLimit(times: 6.0)),
            ]),
    ]

    private static let v5Electrolytes: [Criterion] = [
        Criterion(
            term: .hyperkalemia, analytes: [.potassium],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .published(millimolesPerLitre: 5.5)),
                .grade(3, above: .published(millimolesPerLitre: 6.0)),
                .grade(4, above: .published(millimolesPerLitre: 7.0)),
            ]),
        Criterion(
            term: .hypokalemia, analytes: [.potassium],
            cuts: [
                .grade(1, orWithSymptoms: 2, below: .lowerLimit),
                .grade(3, below: .published(millimolesPerLitre: 3.0)),
                .grade(4, below: .published(millimolesPerLitre: 2.5)),
            ]),
        Criterion(
            term: .hypernatremia, analytes: [.sodium],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .published(millimolesPerLitre: 150)),
                .grade(3, above: .published(millimolesPerLitre: 155)),
                .grade(4, above: .published(millimolesPerLitre: 160)),
            ]),
        // v5.0 prints 125-129 and 120-124; a value between the printed integers belongs to the worse step.
        Criterion(
            term: .hyponatremia, analytes: [.sodium],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, orWithSymptoms: 3, below: .published(millimolesPerLitre: 130)),
                .grade(3, below: .published(millimolesPerLitre: 125)),
                .grade(4, below: .published(millimolesPerLitre: 120)),
            ]),
        Criterion(
            term: .hypercalcemia, analytes: [.correctedCalcium, .calcium],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .published(milligramsPerDecilitre: 11.5, millimolesPerLitre: 2.9)),
                .grade(3, above: .published(milligramsPerDecilitre: 12.5, millimolesPerLitre: 3.1)),
                .grade(4, above: .published(milligramsPerDecilitre: 13.5, millimolesPerLitre: 3.4)),
            ]),
        Criterion(
            term: .hypocalcemia, analytes: [.correctedCalcium, .calcium],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(milligramsPerDecilitre: 8.0, millimolesPerLitre: 2.0)),
                .grade(3, below: .published(milligramsPerDecilitre: 7.0, millimolesPerLitre: 1.75)),
                .grade(4, below: .published(milligramsPerDecilitre: 6.0, millimolesPerLitre: 1.5)),
            ]),
    ]

    private static let v5Substrates: [Criterion] = [
        Criterion(
            term: .hypoalbuminemia, analytes: [.albumin],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(gramsPerDecilitre: 3, gramsPerLitre: 30)),
                .grade(3, below: .published(gramsPerDecilitre: 2, gramsPerLitre: 20)),
            ]),
        Criterion(
            term: .hypoglycemia, analytes: [.glucose],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(milligramsPerDecilitre: 55, millimolesPerLitre: 3.0)),
                .grade(3, below: .published(milligramsPerDecilitre: 40, millimolesPerLitre: 2.2)),
                .grade(4, below: .published(milligramsPerDecilitre: 30, millimolesPerLitre: 1.7)),
            ]),
    ]
}
