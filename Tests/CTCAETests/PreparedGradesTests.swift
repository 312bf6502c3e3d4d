// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CTCAE

struct PreparedGradesTests {
    private static let references: [LabMeasurement.Reference] = [
        .none, .notUsed, .value(90, range: .high, multiple: 2.5), .value(90, range: .high, multiple: 6),
        .value(2, range: .low, multiple: nil), .value(4, range: .normal, multiple: nil),
        .unusable(range: .high, .baselineUnitUnknown), .unusable(range: .unknown, .baselineMissing),
    ]

    private static let limits: [(lower: Double?, upper: Double?)] = [
        (3.5, 5.1), (40, 80), (nil, 80), (40, nil), (nil, nil), (80, 40), (0, 0),
    ]

    private static let values: [Double] =
        [-1, 0, 0.004, 0.1, 0.5, 1, 2, 3, 3.3, 3.5, 4, 5.1, 6, 7, 40, 79.999_999_9, 80, 90, 120, 135, 180, 240, 1_600]
        // Numbers that binary arithmetic blurs at a cut of 1.5, 2.5 and 3 times the limit.
        + [1.1 * 3, 80 * 1.5, 5.1 * 1.5, 0.3 * 3, 90 * 2.5, 1e9]

    @Test(arguments: CTCAEVersion.allCases)
    func `prepared grades are those of the measurement`(version: CTCAEVersion) {
        let grader = LabGrader(version: version)
        var prepared = PreparedGrades(grader: grader)
        var reached: Set<Int> = []
        for measurement in Self.measurements {
            for isAdult in [true, false] {
                var measurement = measurement
                measurement.isAdult = isAdult
                let number = prepared.add(measurement)
                for value in Self.values {
                    measurement.value = value
                    let wanted = grader.grades(of: measurement)
                    let grades = prepared.grades(number, of: value)
                    if grades != wanted { Issue.record("\(measurement): \(grades) is not \(wanted)") }
                    reached.formUnion(wanted.array.compactMap(\.worst))
                }
            }
        }
        #expect(reached == [0, 1, 2, 3, 4])
    }

    @Test func `numbers begin again after all is forgotten`() {
        var prepared = PreparedGrades(grader: .shared(.v5_0))
        let potassium = LabMeasurement(
            analyte: .potassium, unit: .millimolesPerLitre, value: 0, lowerLimit: 3.5, upperLimit: 5.1)
        #expect(prepared.add(potassium) == 0 && prepared.add(potassium) == 1)
        prepared.removeAll()
        #expect(prepared.add(potassium) == 0 && prepared.count == 1)
        #expect(prepared.grades(0, of: 6.4).high?.grade == 3)
    }

    /// Every analyte in every one of its units and an unknown one, with every kind of limits and baseline.
    private static var measurements: [LabMeasurement] {
        Analyte.allCases.flatMap { analyte in
            (analyte.units.map { Optional($0.unit) } + [nil]).flatMap { unit in
                limits.flatMap { lower, upper in
                    references.map {
                        LabMeasurement(
                            analyte: analyte, unit: unit, value: .nan, lowerLimit: lower, upperLimit: upper,
                            baseline: $0)
                    }
                }
            }
        }
    }
}
