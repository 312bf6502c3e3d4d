// SPDX-License-Identifier: Apache-2.0

// Source of every number: NCI CTCAE v4.03 (2010-06-14), v5.0 (2017-11-27) and v6.0 (2025-07-10, errata 2026-01-20).
// A line for each cut; grades that only a clinician can give are left out.
extension Criterion {
    /// Every criterion of every version.
    static let table: [Criterion] =
        haematology + coagulation + liver + kidney + electrolytes + metabolism + enzymes + vitalSigns

    /// Blood cells and haemoglobin; the standard prints each count both per mm3 and as 10^9/L.
    static let haematology: [Criterion] = redCells + whiteCells + neutrophilsAndPlatelets

    private static let redCells: [Criterion] = [
        Criterion(
            term: .anemia, versions: .all, analytes: [.haemoglobin],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(.gramsPerLitre(100), .gramsPerDecilitre(10.0), .millimolesPerLitre(6.2))),
                .grade(3, below: .published(.gramsPerLitre(80), .gramsPerDecilitre(8.0), .millimolesPerLitre(4.9))),
            ]),
        Criterion(
            term: .hemoglobinIncreased, versions: .v4_03, analytes: [.haemoglobin],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimitPlus(.gramsPerDecilitre(2))),
                .grade(3, above: .upperLimitPlus(.gramsPerDecilitre(4))),
            ],
            cutsIfBaselineHigh: [
                .grade(1, above: .baseline),
                .grade(2, above: .baselinePlus(.gramsPerDecilitre(2))),
                .grade(3, above: .baselinePlus(.gramsPerDecilitre(4))),
            ]),
        // v5.0 prints "increase in >0-2 g/dL"; v6.0 makes plain that the increase counts from the upper limit.
        Criterion(
            term: .hemoglobinIncreased, versions: .v5_0AndV6_0, analytes: [.haemoglobin],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimitPlus(.gramsPerDecilitre(2))),
                .grade(3, above: .upperLimitPlus(.gramsPerDecilitre(4))),
            ]),
        Criterion(
            term: .methemoglobinemia, versions: .v5_0AndV6_0, analytes: [.methaemoglobin],
            cuts: [.grade(2, above: .upperLimit)]),
    ]

    private static let whiteCells: [Criterion] = [
        Criterion(
            term: .whiteBloodCellDecreased, versions: .all, analytes: [.whiteBloodCells],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(.gigaPerLitre(3.0))),
                .grade(3, below: .published(.gigaPerLitre(2.0))),
                .grade(4, below: .published(.gigaPerLitre(1.0))),
            ]),
        Criterion(
            term: .leukocytosis, versions: .all, analytes: [.whiteBloodCells],
            cuts: [.grade(3, above: .published(.gigaPerLitre(100)))]),
        Criterion(
            term: .lymphocyteCountDecreased, versions: .v4_03AndV5_0, analytes: [.lymphocytes],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(.gigaPerLitre(0.8))),
                .grade(3, below: .published(.gigaPerLitre(0.5))),
                .grade(4, below: .published(.gigaPerLitre(0.2))),
            ]),
        // v6.0 prints "Present" and no number: a count below normal is taken for present.
        Criterion(
            term: .lymphocyteCountDecreased, versions: .v6_0, analytes: [.lymphocytes], needsUnit: true,
            cuts: [.grade(1, below: .lowerLimit)]),
        Criterion(
            term: .lymphocyteCountIncreased, versions: .all, analytes: [.lymphocytes],
            cuts: [
                .grade(2, above: .published(.gigaPerLitre(4))),
                .grade(3, above: .published(.gigaPerLitre(20))),
            ]),
        Criterion(
            term: .cd4LymphocytesDecreased, versions: .all, analytes: [.cd4Lymphocytes],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(.gigaPerLitre(0.5))),
                .grade(3, below: .published(.gigaPerLitre(0.2))),
                .grade(4, below: .published(.gigaPerLitre(0.05))),
            ]),
        Criterion(
            term: .eosinophilia, versions: .v5_0AndV6_0, analytes: [.eosinophils], needsUnit: true,
            cuts: [.grade(1, above: .upperLimit, and: .above(.baseline))]),
    ]

    private static let neutrophilsAndPlatelets: [Criterion] = [
        Criterion(
            term: .neutrophilCountDecreased, versions: .v4_03AndV5_0, analytes: [.neutrophils],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(.gigaPerLitre(1.5))),
                .grade(3, below: .published(.gigaPerLitre(1.0))),
                .grade(4, below: .published(.gigaPerLitre(0.5))),
            ]),
        Criterion(
            term: .neutrophilCountDecreased, versions: .v6_0, analytes: [.neutrophils],
            cuts: [
                .grade(1, below: .published(.gigaPerLitre(1.5))),
                .grade(2, below: .published(.gigaPerLitre(1.0))),
                .grade(3, below: .published(.gigaPerLitre(0.5))),
                .grade(4, below: .published(.gigaPerLitre(0.1))),
            ]),
        // v6.0 prints "Present" and no number for too many neutrophils or platelets: above normal is taken for present.
        Criterion(
            term: .neutrophilCountIncreased, versions: .v6_0, analytes: [.neutrophils], needsUnit: true,
            cuts: [.grade(1, above: .upperLimit)]),
        Criterion(
            term: .plateletCountDecreased, versions: .v4_03AndV5_0, analytes: [.platelets],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(.gigaPerLitre(75))),
                .grade(3, below: .published(.gigaPerLitre(50))),
                .grade(4, below: .published(.gigaPerLitre(25))),
            ]),
        Criterion(
            term: .plateletCountDecreased, versions: .v6_0, analytes: [.platelets],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(.gigaPerLitre(75))),
                .grade(3, below: .published(.gigaPerLitre(50))),
                .grade(4, below: .published(.gigaPerLitre(10))),
            ]),
        Criterion(
            term: .thrombocytosis, versions: .v6_0, analytes: [.platelets], needsUnit: true,
            cuts: [.grade(1, above: .upperLimit)]),
    ]
}
