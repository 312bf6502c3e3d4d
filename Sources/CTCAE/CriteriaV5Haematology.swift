// SPDX-License-Identifier: Apache-2.0

// Source of every number: NCI CTCAE v5.0, 2017-11-27. Grades that only a clinician can give are left out.
extension Criterion {
    /// The blood counts of v5.0; the standard prints each count both per mm3 and as 10^9/L.
    static let v5Haematology: [Criterion] = [
        Criterion(
            term: .anemia, analytes: [.haemoglobin],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(gramsPerDecilitre: 10.0, gramsPerLitre: 100, millimolesPerLitre: 6.2)),
                .grade(3, below: .published(gramsPerDecilitre: 8.0, gramsPerLitre: 80, millimolesPerLitre: 4.9)),
            ]),
        // v5.0 prints "increase in >0-2 g/dL"; v6.0 makes plain that the increase counts from the upper limit.
        Criterion(
            term: .hemoglobinIncreased, analytes: [.haemoglobin],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimitPlus(Quantity(number: 2, unit: .gramsPerDecilitre))),
                .grade(3, above: .upperLimitPlus(Quantity(number: 4, unit: .gramsPerDecilitre))),
            ]),
        Criterion(
            term: .whiteBloodCellDecreased, analytes: [.whiteBloodCells],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(gigaPerLitre: 3.0)),
                .grade(3, below: .published(gigaPerLitre: 2.0)),
                .grade(4, below: .published(gigaPerLitre: 1.0)),
            ]),
        Criterion(
            term: .leukocytosis, analytes: [.whiteBloodCells],
            cuts: [
                .grade(3, above: .published(gigaPerLitre: 100))
            ]),
        Criterion(
            term: .neutrophilCountDecreased, analytes: [.neutrophils],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(gigaPerLitre: 1.5)),
                .grade(3, below: .published(gigaPerLitre: 1.0)),
                .grade(4, below: .published(gigaPerLitre: 0.5)),
            ]),
        Criterion(
            term: .lymphocyteCountDecreased, analytes: [.lymphocytes],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(gigaPerLitre: 0.8)),
                .grade(3, below: .published(gigaPerLitre: 0.5)),
                .grade(4, below: .published(gigaPerLitre: 0.2)),
            ]),
        Criterion(
            term: .lymphocyteCountIncreased, analytes: [.lymphocytes],
            cuts: [
                .grade(2, above: .published(gigaPerLitre: 4)),
                .grade(3, above: .published(gigaPerLitre: 20)),
            ]),
        Criterion(
            term: .plateletCountDecreased, analytes: [.platelets],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(gigaPerLitre: 75)),
                .grade(3, below: .published(gigaPerLitre: 50)),
                .grade(4, below: .published(gigaPerLitre: 25)),
            ]),
    ]
}
