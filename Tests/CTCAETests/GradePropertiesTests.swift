// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

/// An analyte with limits as laboratories print them in its canonical unit, and a span of values that crosses every
/// cut.
private let spans: [(analyte: Analyte, lower: Double, upper: Double, values: ClosedRange<Double>)] = [
    (.haemoglobin, 120, 160, 30...290), (.whiteBloodCells, 4, 10, 0.1...140), (.neutrophils, 1.8, 7, 0.1...20),
    (.lymphocytes, 1, 3.6, 0.1...30), (.platelets, 150, 400, 1...900),
    (.alanineAminotransferase, 6, 40, 2...1_200), (.aspartateAminotransferase, 6, 40, 2...1_200),
    (.alkalinePhosphatase, 30, 120, 2...3_000), (.bilirubin, 3, 20, 2...400), (.creatinine, 60, 110, 20...900),
    (.potassium, 3.5, 5.1, 1.5...9), (.sodium, 135, 145, 105...175), (.calcium, 2.1, 2.6, 1...5),
    (.correctedCalcium, 2.1, 2.6, 1...5), (.albumin, 35, 50, 8...70), (.glucose, 3.9, 6.1, 0.8...30),
]

@Suite struct GradePropertiesTests {
    private let grader = LabGrader(version: .v5_0)

    private func grades(
        _ span: (analyte: Analyte, lower: Double, upper: Double, values: ClosedRange<Double>), _ value: Double,
        unit: LabUnit, baseline: LabMeasurement.Reference = .none
    ) -> LabGrades {
        let convert = { span.analyte.convert($0, from: span.analyte.canonicalUnit, to: unit) ?? .nan }
        return grader.grades(
            of: LabMeasurement(
                analyte: span.analyte, unit: unit, value: convert(value), lowerLimit: convert(span.lower),
                upperLimit: convert(span.upper), baseline: baseline))
    }

    @Test func `every analyte has a span`() {
        #expect(Set(spans.map(\.analyte)) == Set(Analyte.allCases))
    }

    @Test(arguments: spans.indices)
    func `a grade never falls as the value moves away from normal`(index: Int) {
        let span = spans[index]
        let step = (span.values.upperBound - span.values.lowerBound) / 2_000
        let middle = (span.lower + span.upper) / 2
        let baselines: [LabMeasurement.Reference] = [
            .none, .value(middle, isHigh: false), .value(span.upper * 1.4, isHigh: true),
        ]
        for baseline in baselines {
            var previous: LabGrades?
            for value in stride(from: span.values.lowerBound, through: span.values.upperBound, by: step) {
                let current = grades(span, value, unit: span.analyte.canonicalUnit, baseline: baseline)
                if let previous {
                    #expect((current.low?.grade ?? 0) <= (previous.low?.grade ?? 0), "\(value)")
                    #expect((current.low?.worst ?? 0) <= (previous.low?.worst ?? 0), "\(value)")
                    #expect((current.high?.grade ?? 0) >= (previous.high?.grade ?? 0), "\(value)")
                    #expect((current.high?.worst ?? 0) >= (previous.high?.worst ?? 0), "\(value)")
                }
                for grade in current.array {
                    #expect((grade.grade ?? -1) >= 0 && (grade.worst ?? -1) >= (grade.grade ?? 0), "\(value)")
                }
                previous = current
            }
            #expect((previous?.high ?? previous?.low) != nil)
        }
    }

    /// The standard prints rounded twins of some cuts (55 mg/dL beside 3.0 mmol/L): between twins the grades differ by
    /// one step, and nowhere else.
    @Test(arguments: spans.indices)
    func `the unit does not change the grade but between the printed twins of a cut`(index: Int) {
        let span = spans[index]
        let canonical = span.analyte.canonicalUnit
        var random = Seeded(state: UInt64(index) + 1)
        for unit in LabUnit.allCases where span.analyte.convert(1, from: canonical, to: unit) != nil {
            var compared = 0
            var differing = 0
            for _ in 0..<4_000 {
                let value = Double.random(in: span.values, using: &random)
                let reference = grades(span, value, unit: canonical).array
                let converted = grades(span, value, unit: unit).array
                #expect(reference.count == converted.count)
                for (first, second) in zip(reference, converted) {
                    compared += 1
                    guard first.outcome != second.outcome else { continue }
                    differing += 1
                    let step = abs((first.grade ?? -9) - (second.grade ?? 9))
                    #expect(step <= 1, "\(value) \(unit.symbol)")
                }
            }
            let hasTwins = [.haemoglobin, .calcium, .correctedCalcium, .glucose].contains(span.analyte)
            #expect(hasTwins ? differing * 50 < compared : differing == 0, "\(span.analyte) \(unit.symbol)")
        }
    }
}
