// SPDX-License-Identifier: Apache-2.0

// Source of every number: NCI CTCAE v4.03 (2010-06-14), v5.0 (2017-11-27) and v6.0 (2025-07-10, errata 2026-01-20).
// A line for each cut; grades that only a clinician can give are left out.
extension Criterion {
    /// Enzymes of the liver and bilirubin.
    static let liver: [Criterion] =
        [
            aminotransferaseV4(.alanineAminotransferaseIncreased, .alanineAminotransferase),
            aminotransferaseV5(.alanineAminotransferaseIncreased, .alanineAminotransferase),
            aminotransferaseV6(.alanineAminotransferaseIncreased, .alanineAminotransferase),
            aminotransferaseV4(.aspartateAminotransferaseIncreased, .aspartateAminotransferase),
            aminotransferaseV5(.aspartateAminotransferaseIncreased, .aspartateAminotransferase),
            aminotransferaseV6(.aspartateAminotransferaseIncreased, .aspartateAminotransferase),
        ] + alkalinePhosphatase + gammaGlutamylTransferase + bilirubin

    /// ALT and AST share their numbers.
    private static let aminotransferaseMultiplesOfUpperLimit: [Cut] = [
        .grade(1, above: .upperLimit),
        .grade(2, above: .upperLimit(times: 3.0)),
        .grade(3, above: .upperLimit(times: 5.0)),
        .grade(4, above: .upperLimit(times: 20.0)),
    ]

    private static func aminotransferaseV4(_ term: LabTerm, _ analyte: Analyte) -> Criterion {
        Criterion(term: term, versions: .v4_03, analytes: [analyte], cuts: aminotransferaseMultiplesOfUpperLimit)
    }

    private static func aminotransferaseV5(_ term: LabTerm, _ analyte: Analyte) -> Criterion {
        Criterion(
            term: term, versions: .v5_0, analytes: [analyte], cuts: aminotransferaseMultiplesOfUpperLimit,
            cutsIfBaselineHigh: [
                .grade(1, atLeast: .baseline(times: 1.5)),
                .grade(2, above: .baseline(times: 3.0)),
                .grade(3, above: .baseline(times: 5.0)),
                .grade(4, above: .baseline(times: 20.0)),
            ])
    }

    private static func aminotransferaseV6(_ term: LabTerm, _ analyte: Analyte) -> Criterion {
        Criterion(
            term: term, versions: .v6_0, analytes: [analyte], cuts: aminotransferaseMultiplesOfUpperLimit,
            cutsIfBaselineHigh: [
                .grade(1, atLeast: .baseline(times: 1.0)),
                .grade(2, above: .baseline(times: 1.5)),
                .grade(3, above: .baseline(times: 2.0), provided: .baselineUpToFiveTimesUpperLimit),
                // For a higher baseline the standard has no grade between 2 and 4.
                .possibly(3, above: .baseline(times: 2.0)),
                .grade(4, above: .baseline(times: 4.0)),
            ])
    }

    private static let alkalinePhosphatase: [Criterion] = [
        Criterion(
            term: .alkalinePhosphataseIncreased, versions: .v4_03, analytes: [.alkalinePhosphatase],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 2.5)),
                .grade(3, above: .upperLimit(times: 5.0)),
                .grade(4, above: .upperLimit(times: 20.0)),
            ]),
        Criterion(
            term: .alkalinePhosphataseIncreased, versions: .v5_0, analytes: [.alkalinePhosphatase],
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
            term: .alkalinePhosphataseIncreased, versions: .v6_0, analytes: [.alkalinePhosphatase],
            cuts: [.grade(1, above: .upperLimit, and: .above(.baseline))]),
    ]

    private static let gammaGlutamylTransferase: [Criterion] = [
        Criterion(
            term: .ggtIncreased, versions: .v4_03, analytes: [.gammaGlutamylTransferase],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 2.5)),
                .grade(3, above: .upperLimit(times: 5.0)),
                .grade(4, above: .upperLimit(times: 20.0)),
            ]),
        Criterion(
            term: .ggtIncreased, versions: .v5_0, analytes: [.gammaGlutamylTransferase],
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
            term: .ggtIncreased, versions: .v6_0, analytes: [.gammaGlutamylTransferase],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 2.5)),
                .grade(3, above: .upperLimit(times: 5.0)),
                .grade(4, above: .upperLimit(times: 20.0)),
            ],
            cutsIfBaselineHigh: [
                .grade(1, atLeast: .baseline(times: 1.0)),
                .grade(2, above: .baseline(times: 1.5)),
                .grade(3, above: .baseline(times: 3.0)),
                .grade(4, above: .baseline(times: 10.0)),
            ]),
    ]

    private static let bilirubin: [Criterion] = [
        Criterion(
            term: .bloodBilirubinIncreased, versions: .v4_03, analytes: [.bilirubin],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 1.5)),
                .grade(3, above: .upperLimit(times: 3.0)),
                .grade(4, above: .upperLimit(times: 10.0)),
            ]),
        Criterion(
            term: .bloodBilirubinIncreased, versions: .v5_0, analytes: [.bilirubin],
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
            term: .bloodBilirubinIncreased, versions: .v6_0, analytes: [.bilirubin],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 1.5)),
                .grade(3, above: .upperLimit(times: 3.0)),
                .grade(4, above: .upperLimit(times: 10.0)),
            ],
            cutsIfBaselineHigh: [
                .grade(1, atLeast: .baseline(times: 1.0)),
                .grade(2, above: .baseline(times: 1.5)),
                .grade(3, above: .baseline(times: 2.5)),
                .grade(4, above: .baseline(times: 10.0)),
            ]),
    ]
}
