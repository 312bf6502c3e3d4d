// SPDX-License-Identifier: Apache-2.0

// Source of every number: NCI CTCAE v4.03 (2010-06-14), v5.0 (2017-11-27) and v6.0 (2025-07-10, errata 2026-01-20).
// A line for each cut; grades that only a clinician can give are left out.
extension Criterion {
    /// Proteins, glucose, lipids, urate, hormones and vitamins.
    static let metabolism: [Criterion] = glucose + lipids + otherSubstrates

    private static let glucose: [Criterion] = [
        Criterion(
            term: .hypoglycemia, versions: .all, analytes: [.glucose, .fastingGlucose, .nonFastingGlucose],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(.millimolesPerLitre(3.0), .milligramsPerDecilitre(55))),
                .grade(3, below: .published(.millimolesPerLitre(2.2), .milligramsPerDecilitre(40))),
                .grade(4, below: .published(.millimolesPerLitre(1.7), .milligramsPerDecilitre(30))),
            ]),
        // v5.0 grades hyperglycemia by its treatment alone. Grades 1 and 2 of the others speak of fasting glucose.
        Criterion(
            term: .hyperglycemia, versions: .v4_03, analytes: [.fastingGlucose], cuts: fastingHyperglycemia),
        Criterion(
            term: .hyperglycemia, versions: .v6_0, analytes: [.fastingGlucose], cuts: fastingHyperglycemia),
        Criterion(
            term: .hyperglycemia, versions: .v4_03, analytes: [.nonFastingGlucose], cuts: anyHyperglycemia),
        Criterion(
            term: .hyperglycemia, versions: .v6_0, analytes: [.nonFastingGlucose], cuts: anyHyperglycemia),
        Criterion(
            term: .hyperglycemia, versions: .v4_03, analytes: [.glucose],
            cuts: anyHyperglycemia + possiblyFastingHyperglycemia),
        Criterion(
            term: .hyperglycemia, versions: .v6_0, analytes: [.glucose],
            cuts: anyHyperglycemia + possiblyFastingHyperglycemia),
    ]

    private static let anyHyperglycemia: [Cut] = [
        .grade(3, above: .published(.millimolesPerLitre(13.9), .milligramsPerDecilitre(250))),
        .grade(4, above: .published(.millimolesPerLitre(27.8), .milligramsPerDecilitre(500))),
    ]

    private static let fastingHyperglycemia: [Cut] =
        [
            .grade(1, above: .upperLimit),
            .grade(2, above: .published(.millimolesPerLitre(8.9), .milligramsPerDecilitre(160))),
        ] + anyHyperglycemia

    private static let possiblyFastingHyperglycemia: [Cut] = [
        .possibly(1, above: .upperLimit),
        .possibly(2, above: .published(.millimolesPerLitre(8.9), .milligramsPerDecilitre(160))),
    ]

    private static let lipids: [Criterion] = [
        Criterion(
            term: .cholesterolHigh, versions: .all, analytes: [.cholesterol],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .published(.millimolesPerLitre(7.75), .milligramsPerDecilitre(300))),
                .grade(3, above: .published(.millimolesPerLitre(10.34), .milligramsPerDecilitre(400))),
                .grade(4, above: .published(.millimolesPerLitre(12.92), .milligramsPerDecilitre(500))),
            ]),
        Criterion(
            term: .hypertriglyceridemia, versions: .all, analytes: [.triglycerides],
            cuts: [
                .grade(1, atLeast: .published(.millimolesPerLitre(1.71), .milligramsPerDecilitre(150))),
                .grade(2, above: .published(.millimolesPerLitre(3.42), .milligramsPerDecilitre(300))),
                .grade(3, above: .published(.millimolesPerLitre(5.7), .milligramsPerDecilitre(500))),
                .grade(4, above: .published(.millimolesPerLitre(11.4), .milligramsPerDecilitre(1000))),
            ]),
        Criterion(
            term: .hdlDecreased, versions: .v6_0, analytes: [.highDensityLipoprotein],
            cuts: [.grade(1, below: .lowerLimit)]),
        Criterion(
            term: .ldlIncreased, versions: .v6_0, analytes: [.lowDensityLipoprotein],
            cuts: [.grade(1, above: .upperLimit)]),
    ]

    private static let otherSubstrates: [Criterion] = [
        Criterion(
            term: .hypoalbuminemia, versions: .all, analytes: [.albumin],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(.gramsPerLitre(30), .gramsPerDecilitre(3))),
                .grade(3, below: .published(.gramsPerLitre(20), .gramsPerDecilitre(2))),
            ]),
        // Grade 3 is grade 1 with physiologic consequences.
        Criterion(
            term: .hyperuricemia, versions: .v4_03, analytes: [.urate],
            cuts: [
                .grade(1, orWorse: 3, above: .upperLimit),
                .grade(4, above: .published(.millimolesPerLitre(0.59), .milligramsPerDecilitre(10))),
            ]),
        Criterion(
            term: .hyperuricemia, versions: .v5_0AndV6_0, analytes: [.urate],
            cuts: [.grade(1, orWorse: 3, above: .upperLimit)]),
        Criterion(
            term: .thyroidStimulatingHormoneIncreased, versions: .v5_0AndV6_0, analytes: [.thyrotropin],
            cuts: [.grade(1, above: .upperLimit)]),
        Criterion(
            term: .vitaminDDecreased, versions: .v6_0, analytes: [.vitaminD],
            cuts: [.grade(1, below: .lowerLimit)]),
    ]
}
