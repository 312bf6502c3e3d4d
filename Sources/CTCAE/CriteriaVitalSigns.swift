// SPDX-License-Identifier: Apache-2.0

// Source of every number: NCI CTCAE v4.03 (2010-06-14), v5.0 (2017-11-27) and v6.0 (2025-07-10, errata 2026-01-20).
// A line for each cut; grades that only a clinician can give are left out.
extension Criterion {
    /// Temperature, weight, blood pressure, oxygen and the QT interval.
    static let vitalSigns: [Criterion] = temperature + weight + bloodPressure + oxygen + qtInterval

    private static let temperature: [Criterion] = [
        // More than 24 hours above 40 is grade 4.
        Criterion(
            term: .fever, versions: .all, analytes: [.bodyTemperature],
            cuts: [
                .grade(1, atLeast: .published(.celsius(38.0), .fahrenheit(100.4))),
                .grade(2, above: .published(.celsius(39.0), .fahrenheit(102.2))),
                .grade(3, orWorse: 4, above: .published(.celsius(40.0), .fahrenheit(104.0))),
            ]),
        Criterion(
            term: .hypothermia, versions: .all, analytes: [.bodyTemperature],
            cuts: [
                .grade(2, atMost: .published(.celsius(35), .fahrenheit(95))),
                .grade(3, atMost: .published(.celsius(32), .fahrenheit(89.6))),
                .grade(4, atMost: .published(.celsius(28), .fahrenheit(82.4))),
            ]),
    ]

    /// A loss of 5 % is a weight of 0.95 times baseline.
    private static let weight: [Criterion] = [
        Criterion(
            term: .weightLoss, versions: .all, analytes: [.bodyWeight],
            cuts: [
                .grade(1, atMost: .baseline(times: 0.95)),
                .grade(2, atMost: .baseline(times: 0.90)),
                .grade(3, atMost: .baseline(times: 0.80)),
            ]),
        Criterion(
            term: .weightGain, versions: .all, analytes: [.bodyWeight],
            cuts: [
                .grade(1, atLeast: .baseline(times: 1.05)),
                .grade(2, atLeast: .baseline(times: 1.10)),
                .grade(3, atLeast: .baseline(times: 1.20)),
            ]),
    ]

    private static let bloodPressure: [Criterion] = [
        Criterion(
            term: .hypertension, versions: .v4_03AndV5_0, analytes: [.systolicPressure], isForAdults: true,
            cuts: [
                .grade(1, atLeast: .published(.millimetresOfMercury(120))),
                .grade(2, atLeast: .published(.millimetresOfMercury(140))),
                .grade(3, atLeast: .published(.millimetresOfMercury(160))),
            ]),
        Criterion(
            term: .hypertension, versions: .v4_03AndV5_0, analytes: [.diastolicPressure], isForAdults: true,
            cuts: [
                .grade(1, atLeast: .published(.millimetresOfMercury(80))),
                .grade(2, atLeast: .published(.millimetresOfMercury(90))),
                .grade(3, atLeast: .published(.millimetresOfMercury(100))),
            ]),
        // v6.0 asks that grades 3 and 4 persist for more than an hour, which one reading does not show; not so of
        // the rise above baseline.
        Criterion(
            term: .hypertension, versions: .v6_0, analytes: [.systolicPressure], isForAdults: true,
            cuts: [
                .grade(2, atLeast: .published(.millimetresOfMercury(140))),
                .grade(
                    3, above: .baselinePlus(.millimetresOfMercury(20)),
                    and: .above(.published(.millimetresOfMercury(140)))),
                .grade(2, orWorse: 3, atLeast: .published(.millimetresOfMercury(160))),
                .grade(2, orWorse: 4, atLeast: .published(.millimetresOfMercury(180))),
            ]),
        Criterion(
            term: .hypertension, versions: .v6_0, analytes: [.diastolicPressure], isForAdults: true,
            cuts: [
                .grade(2, atLeast: .published(.millimetresOfMercury(90))),
                .grade(2, orWorse: 3, atLeast: .published(.millimetresOfMercury(100))),
                .grade(2, orWorse: 4, atLeast: .published(.millimetresOfMercury(110))),
            ]),
    ]

    /// Below 88 % is grade 2 with exercise and grade 3 at rest.
    private static let oxygen: [Criterion] = [
        Criterion(
            term: .hypoxia, versions: .v4_03AndV5_0, analytes: [.oxygenSaturation],
            cuts: [.grade(2, orWorse: 3, below: .published(.percent(88)))]),
        Criterion(
            term: .hypoxia, versions: .v6_0, analytes: [.oxygenSaturation],
            cuts: [
                .grade(1, below: .lowerLimit),
                .grade(2, orWorse: 3, below: .published(.percent(88))),
            ]),
        Criterion(
            term: .hypoxia, versions: .all, analytes: [.oxygenPressure],
            cuts: [.grade(3, atMost: .published(.millimetresOfMercury(55)))]),
    ]

    private static let qtInterval: [Criterion] = [
        // Grade 3 of v4.03 needs a second ECG; grade 4 is either number with a serious arrhythmia.
        Criterion(
            term: .qtIntervalProlonged, versions: .v4_03, analytes: [.correctedQTInterval],
            cuts: [
                .grade(1, atLeast: .published(.milliseconds(450))),
                .grade(2, above: .published(.milliseconds(480))),
                .grade(2, orWorse: 4, above: .published(.milliseconds(500))),
                .possibly(4, above: .baselinePlus(.milliseconds(60))),
            ]),
        // v5.0 prints 481-500 and >=501, v6.0 >500: a value between printed integers belongs to the worse step.
        Criterion(
            term: .qtIntervalProlonged, versions: .v5_0AndV6_0, analytes: [.correctedQTInterval],
            cuts: [
                .grade(1, atLeast: .published(.milliseconds(450))),
                .grade(2, above: .published(.milliseconds(480))),
                .grade(3, above: .published(.milliseconds(500))),
                .grade(3, above: .baselinePlus(.milliseconds(60))),
            ]),
    ]
}
