// SPDX-License-Identifier: Apache-2.0

// Source of every number: NCI CTCAE v4.03 (2010-06-14), v5.0 (2017-11-27) and v6.0 (2025-07-10, errata 2026-01-20).
// A line for each cut; grades that only a clinician can give are left out.
extension Criterion {
    /// Creatinine, filtration and protein in urine.
    static let kidney: [Criterion] = creatinine + filtration + urineProtein

    private static let creatinine: [Criterion] = [
        Criterion(
            term: .creatinineIncreased, versions: .v4_03, analytes: [.creatinine],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(1, above: .baseline(times: 1)),
                .grade(2, above: .upperLimit(times: 1.5)),
                .grade(2, above: .baseline(times: 1.5)),
                .grade(3, above: .upperLimit(times: 3.0)),
                .grade(3, above: .baseline(times: 3.0)),
                .grade(4, above: .upperLimit(times: 6.0)),
            ]),
        Criterion(
            term: .creatinineIncreased, versions: .v5_0, analytes: [.creatinine],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 1.5)),
                .grade(2, above: .baseline(times: 1.5)),
                .grade(3, above: .upperLimit(times: 3.0)),
                .grade(3, above: .baseline(times: 3.0)),
                .grade(4, above: .upperLimit(times: 6.0)),
            ]),
        Criterion(
            term: .creatinineIncreased, versions: .v6_0, analytes: [.creatinine],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 1.5)),
                .grade(2, above: .baseline(times: 1.5), provided: .baselineLow),
                .grade(3, above: .upperLimit(times: 3.0)),
                .grade(3, above: .baseline(times: 3.0), provided: .baselineLow),
                .grade(4, above: .upperLimit(times: 6.0)),
            ]),
    ]

    private static let filtration: [Criterion] = [
        // Printed as 26-49 and 10-25 mL/min; a clearance below 10 is reported as kidney injury or disease.
        Criterion(
            term: .creatinineClearanceDecreased, versions: .v6_0, analytes: [.creatinineClearance],
            units: [.millilitresPerMinute, .millilitresPerSecond],
            cuts: [
                .grade(2, atMost: .published(.millilitresPerMinute(49))),
                .grade(3, atMost: .published(.millilitresPerMinute(25))),
                .reportedElsewhere(below: .published(.millilitresPerMinute(10))),
            ]),
        // v4.03 and v5.0 print 59-30 and 29-15; a value between the printed integers belongs to the worse step.
        Criterion(
            term: .chronicKidneyDisease, versions: .all,
            analytes: [.estimatedGlomerularFiltrationRate, .creatinineClearance],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .published(.millilitresPerMinutePerSurface(60))),
                .grade(3, below: .published(.millilitresPerMinutePerSurface(30))),
                .grade(4, below: .published(.millilitresPerMinutePerSurface(15))),
            ]),
    ]

    private static let urineProtein: [Criterion] = [
        Criterion(
            term: .proteinuria, versions: .v4_03, analytes: [.urineProteinDipstick], isForAdults: true,
            cuts: [
                .grade(1, atLeast: .published(.plusSigns(1))),
                .grade(2, atLeast: .published(.plusSigns(2))),
            ]),
        Criterion(
            term: .proteinuria, versions: .v5_0AndV6_0, analytes: [.urineProteinDipstick], isForAdults: true,
            cuts: [
                .grade(1, atLeast: .published(.plusSigns(1))),
                .grade(2, atLeast: .published(.plusSigns(2))),
                .grade(3, atLeast: .published(.plusSigns(4))),
            ]),
        // v4.03 prints "<1.0 g/24 hrs" for grade 1, which must mean more than normal, as later versions say.
        Criterion(
            term: .proteinuria, versions: .all, analytes: [.urineProteinExcretion], isForAdults: true,
            cuts: [
                .grade(1, atLeast: .upperLimit),
                .grade(2, atLeast: .published(.gramsPerDay(1.0))),
                .grade(3, atLeast: .published(.gramsPerDay(3.5))),
            ]),
        // v6.0 prints "P/C <1" for grade 1, taken from the upper limit of normal as for 24 hours. Earlier versions
        // have ratios for children only.
        Criterion(
            term: .proteinuria, versions: .v6_0, analytes: [.urineProteinCreatinineRatio], isForAdults: true,
            cuts: [
                .grade(1, atLeast: .upperLimit),
                .grade(2, atLeast: .published(.gramsPerGram(1))),
                .grade(3, above: .published(.gramsPerGram(3.5))),
            ]),
    ]
}
