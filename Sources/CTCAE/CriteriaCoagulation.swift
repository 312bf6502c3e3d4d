// SPDX-License-Identifier: Apache-2.0

// Source of every number: NCI CTCAE v4.03 (2010-06-14), v5.0 (2017-11-27) and v6.0 (2025-07-10, errata 2026-01-20).
// A line for each cut; grades that only a clinician can give are left out.
extension Criterion {
    /// Clotting.
    static let coagulation: [Criterion] = [
        Criterion(
            term: .activatedPartialThromboplastinTimeProlonged, versions: .all,
            analytes: [.activatedPartialThromboplastinTime],
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 1.5)),
                .grade(3, above: .upperLimit(times: 2.5)),
            ]),
        // Multiples of baseline count only for a subject on anticoagulation, which no number shows.
        Criterion(
            term: .inrIncreased, versions: .v4_03, analytes: [.internationalNormalisedRatio], needsUnit: true,
            cuts: [
                .grade(1, above: .upperLimit),
                .grade(2, above: .upperLimit(times: 1.5)),
                .grade(3, above: .upperLimit(times: 2.5)),
                .possibly(1, above: .baseline),
                .possibly(2, above: .baseline(times: 1.5)),
                .possibly(3, above: .baseline(times: 2.5)),
            ]),
        Criterion(
            term: .inrIncreased, versions: .v5_0AndV6_0, analytes: [.internationalNormalisedRatio],
            cuts: [
                .grade(1, above: .published(.number(1.2))),
                .grade(2, above: .published(.number(1.5))),
                .grade(3, above: .published(.number(2.5))),
                .possibly(1, above: .baseline),
                .possibly(2, above: .baseline(times: 1.5)),
                .possibly(3, above: .baseline(times: 2.5)),
            ]),
        // A decrease of 25 % from baseline is a value of 0.75 times baseline.
        Criterion(
            term: .fibrinogenDecreased, versions: .v4_03, analytes: [.fibrinogen],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(1, below: .baseline),
                .grade(2, below: .lowerLimit(times: 0.75)),
                .grade(2, atMost: .baseline(times: 0.75)),
                .grade(3, below: .lowerLimit(times: 0.5)),
                .grade(3, atMost: .baseline(times: 0.5)),
                .grade(4, below: .lowerLimit(times: 0.25)),
                .grade(4, atMost: .baseline(times: 0.25)),
                .grade(4, below: .published(.milligramsPerDecilitre(50), .gramsPerLitre(0.5))),
            ]),
        // Since v5.0 the decrease from baseline counts "if abnormal", that is below normal.
        Criterion(
            term: .fibrinogenDecreased, versions: .v5_0AndV6_0, analytes: [.fibrinogen],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, below: .lowerLimit(times: 0.75)),
                .grade(2, atMost: .baseline(times: 0.75), and: .below(.lowerLimit)),
                .grade(3, below: .lowerLimit(times: 0.5)),
                .grade(3, atMost: .baseline(times: 0.5), and: .below(.lowerLimit)),
                .grade(4, below: .lowerLimit(times: 0.25)),
                .grade(4, atMost: .baseline(times: 0.25), and: .below(.lowerLimit)),
                .grade(4, below: .published(.milligramsPerDecilitre(50), .gramsPerLitre(0.5))),
            ]),
        Criterion(
            term: .haptoglobinDecreased, versions: .all, analytes: [.haptoglobin],
            cuts: [.grade(1, below: .lowerLimit)]),
    ]
}
