// SPDX-License-Identifier: Apache-2.0

// Source of every number: NCI CTCAE v4.03 (2010-06-14), v5.0 (2017-11-27) and v6.0 (2025-07-10, errata 2026-01-20).
// A line for each cut; grades that only a clinician can give are left out.
extension Criterion {
    /// Enzymes and proteins that leave damaged tissue, those of the liver apart.
    static let enzymes: [Criterion] = [
        Criterion(
            term: .lactateDehydrogenaseIncreased, versions: .v5_0AndV6_0, analytes: [.lactateDehydrogenase],
            cuts: [.grade(1, above: .upperLimit)]),
        Criterion(
            term: .cpkIncreased, versions: .v4_03AndV5_0, analytes: [.creatineKinase],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 2.5)),
                .grade(3, above: .upperLimit(times: 5)),
                .grade(4, above: .upperLimit(times: 10)),
            ]),
        // Which level means infarction is for the maker of the assay to say.
        Criterion(
            term: .cardiacTroponinIIncreased, versions: .v4_03AndV5_0, analytes: [.troponinI],
            cuts: [.grade(1, orWorse: 3, above: .upperLimit)]),
        Criterion(
            term: .cardiacTroponinTIncreased, versions: .v4_03AndV5_0, analytes: [.troponinT],
            cuts: [.grade(1, orWorse: 3, above: .upperLimit)]),
        pancreatic(.lipaseIncreased, .lipase, versions: .v4_03, cuts: pancreaticV4),
        pancreatic(.serumAmylaseIncreased, .amylase, versions: .v4_03, cuts: pancreaticV4),
        pancreatic(.lipaseIncreased, .lipase, versions: .v5_0, cuts: pancreaticV5),
        pancreatic(.serumAmylaseIncreased, .amylase, versions: .v5_0AndV6_0, cuts: pancreaticV5),
        pancreatic(
            .lipaseIncreased, .lipase, versions: .v6_0,
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 1.5)),
                .grade(2, orWorse: 3, above: .upperLimit(times: 3.0)),
                .grade(3, orWorse: 4, above: .upperLimit(times: 5.0)),
            ]),
    ]

    private static func pancreatic(
        _ term: LabTerm, _ analyte: Analyte, versions: Versions, cuts: [Cut]
    ) -> Criterion {
        Criterion(term: term, versions: versions, analytes: [analyte], cuts: cuts)
    }

    /// Lipase and amylase of v4.03.
    private static let pancreaticV4: [Cut] = [
        .grade(1, above: .upperLimit),
        .grade(2, above: .upperLimit(times: 1.5)),
        .grade(3, above: .upperLimit(times: 2.0)),
        .grade(4, above: .upperLimit(times: 5.0)),
    ]

    /// Lipase of v5.0 and amylase of v5.0 and v6.0: symptoms make each of the two higher steps a grade worse.
    private static let pancreaticV5: [Cut] = [
        .grade(1, above: .upperLimit),
        .grade(2, above: .upperLimit(times: 1.5)),
        .grade(2, orWorse: 3, above: .upperLimit(times: 2.0)),
        .grade(3, orWorse: 4, above: .upperLimit(times: 5.0)),
    ]
}
