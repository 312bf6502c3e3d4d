// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

/// An analyte with limits as laboratories print them in its canonical unit, and a span of values that crosses every
/// cut of every version.
private struct Span: Sendable, CustomTestStringConvertible {
    var analyte: Analyte
    var lower: Double
    var upper: Double
    var values: ClosedRange<Double>

    var testDescription: String { "\(analyte)" }

    init(_ analyte: Analyte, _ lower: Double, _ upper: Double, _ values: ClosedRange<Double>) {
        (self.analyte, self.lower, self.upper, self.values) = (analyte, lower, upper, values)
    }

    static let all: [Span] = [
        Span(.haemoglobin, 120, 160, 30...290), Span(.whiteBloodCells, 4, 10, 0.1...140),
        Span(.neutrophils, 1.8, 7, 0.02...20), Span(.lymphocytes, 1, 3.6, 0.1...30),
        Span(.platelets, 150, 400, 1...900), Span(.alanineAminotransferase, 6, 40, 2...1_200),
        Span(.aspartateAminotransferase, 6, 40, 2...1_200), Span(.alkalinePhosphatase, 30, 120, 2...3_000),
        Span(.bilirubin, 3, 20, 2...400), Span(.creatinine, 60, 110, 20...900), Span(.potassium, 3.5, 5.1, 1.5...9),
        Span(.sodium, 135, 145, 105...175), Span(.calcium, 2.1, 2.6, 1...5), Span(.correctedCalcium, 2.1, 2.6, 1...5),
        Span(.albumin, 35, 50, 8...70), Span(.glucose, 3.9, 6.1, 0.8...30), Span(.fastingGlucose, 3.9, 6.1, 0.8...30),
        Span(.nonFastingGlucose, 3.9, 7.8, 0.8...30), Span(.activatedPartialThromboplastinTime, 25, 37, 20...120),
        Span(.lactateDehydrogenase, 120, 250, 50...900), Span(.cd4Lymphocytes, 0.6, 1.4, 0.01...2),
        Span(.cholesterol, 3, 5.2, 1...15), Span(.highDensityLipoprotein, 1, 2, 0.3...3),
        Span(.lowDensityLipoprotein, 1, 3.4, 0.5...8), Span(.triglycerides, 0.4, 1.7, 0.3...13),
        Span(.creatineKinase, 30, 200, 10...2_500), Span(.creatinineClearance, 90, 140, 3...160),
        Span(.estimatedGlomerularFiltrationRate, 90, 140, 3...160), Span(.fibrinogen, 2, 4, 0.1...6),
        Span(.gammaGlutamylTransferase, 8, 60, 5...1_500), Span(.haptoglobin, 0.3, 2, 0.05...3),
        Span(.ionisedCalcium, 1.15, 1.32, 0.6...2.2), Span(.magnesium, 0.7, 1, 0.2...4),
        Span(.phosphate, 0.85, 1.5, 0.1...3), Span(.urate, 150, 420, 50...900), Span(.bicarbonate, 22, 29, 8...40),
        Span(.internationalNormalisedRatio, 0.8, 1.1, 0.6...5), Span(.lipase, 10, 60, 5...500),
        Span(.amylase, 30, 110, 10...900), Span(.bloodPH, 7.35, 7.45, 6.9...7.7),
        Span(.oxygenPressure, 75, 100, 30...110),
        Span(.eosinophils, 0.02, 0.5, 0.01...5), Span(.methaemoglobin, 0, 1.5, 0.1...20),
        Span(.thyrotropin, 0.4, 4.5, 0.05...30), Span(.troponinI, 0, 26, 1...200), Span(.troponinT, 0, 14, 1...200),
        Span(.vitaminD, 50, 150, 10...200), Span(.urineProteinDipstick, 0, 0, 0...4),
        Span(.urineProteinExcretion, 0, 0.15, 0.01...6), Span(.urineProteinCreatinineRatio, 0, 0.2, 0.01...6),
        Span(.bodyTemperature, 36, 37.3, 26...42), Span(.bodyWeight, 40, 100, 45...110),
        Span(.systolicPressure, 90, 119, 80...210), Span(.diastolicPressure, 50, 79, 40...130),
        Span(.oxygenSaturation, 95, 100, 70...100), Span(.correctedQTInterval, 350, 450, 340...560),
    ]
}

@Suite struct GradePropertiesTests {
    private func grades(
        _ span: Span, _ value: Double, unit: LabUnit, baseline: Double?, range: Baseline.Range,
        version: CTCAEVersion
    ) -> LabGrades {
        let convert = { span.analyte.convert($0, from: span.analyte.canonicalUnit, to: unit) ?? .nan }
        return LabGrader.shared(version).grades(
            of: LabMeasurement(
                analyte: span.analyte, unit: unit, value: convert(value), lowerLimit: convert(span.lower),
                upperLimit: convert(span.upper),
                baseline: baseline.map { .value(convert($0), range: range, multiple: nil) } ?? .none))
    }

    /// How bad a grade is: what a version sends to another term is worse than what it grades; what cannot be graded,
    /// such as a weight without a baseline, is no step of its own.
    private func ranks(_ grade: LabGrade?) -> (grade: Int, worst: Int) {
        switch grade?.outcome {
        case .graded(let grade, let worst): (grade, worst)
        case .ungradable(.reportedAsOtherTerm): (5, 5)
        case .ungradable, nil: (0, 0)
        }
    }

    @Test func `every analyte has a span`() {
        #expect(Set(Span.all.map(\.analyte)) == Set(Analyte.allCases))
    }

    @Test(arguments: Span.all, CTCAEVersion.allCases)
    private func `a grade never falls as the value moves away from normal`(span: Span, version: CTCAEVersion) {
        let step = (span.values.upperBound - span.values.lowerBound) / 1_000
        let middle = (span.lower + span.upper) / 2
        let baselines: [(Double?, Baseline.Range)] = [
            (nil, .unknown), (middle, .normal), (span.upper * 1.4, .high), (span.upper * 6, .high),
            (span.lower * 0.8, .low),
        ]
        for (baseline, range) in baselines {
            var previous: LabGrades?
            for value in stride(from: span.values.lowerBound, through: span.values.upperBound, by: step) {
                let current = grades(
                    span, value, unit: span.analyte.canonicalUnit, baseline: baseline, range: range, version: version)
                if let previous {
                    #expect(ranks(current.low).grade <= ranks(previous.low).grade, "\(value)")
                    #expect(ranks(current.low).worst <= ranks(previous.low).worst, "\(value)")
                    #expect(ranks(current.high).grade >= ranks(previous.high).grade, "\(value)")
                    #expect(ranks(current.high).worst >= ranks(previous.high).worst, "\(value)")
                }
                for grade in current.array where grade.grade != nil {
                    #expect((grade.worst ?? -1) >= (grade.grade ?? 0), "\(value)")
                }
                previous = current
            }
        }
    }

    /// The standard prints rounded twins of some cuts (55 mg/dL beside 3.0 mmol/L): between twins the grades differ,
    /// and nowhere else.
    @Test(arguments: Span.all.indices, CTCAEVersion.allCases)
    func `the unit does not change the grade but between the printed twins of a cut`(
        index: Int, version: CTCAEVersion
    ) {
        let span = Span.all[index]
        let canonical = span.analyte.canonicalUnit
        let withTwins: Set<Analyte> = [
            .haemoglobin, .calcium, .correctedCalcium, .glucose, .fastingGlucose, .nonFastingGlucose, .cholesterol,
            .triglycerides, .magnesium, .phosphate, .urate,
        ]
        var random = Seeded(state: UInt64(index) + 1)
        for unit in LabUnit.allCases where span.analyte.convert(1, from: canonical, to: unit) != nil {
            // Each of the two units of clearance belongs to a term of its own.
            if version == .v6_0, span.analyte == .creatinineClearance, unit == .millilitresPerMinutePerSurface {
                continue
            }
            var (compared, differing) = (0, 0)
            for _ in 0..<1_000 {
                let value = Double.random(in: span.values, using: &random)
                let reference = grades(span, value, unit: canonical, baseline: nil, range: .unknown, version: version)
                let converted = grades(span, value, unit: unit, baseline: nil, range: .unknown, version: version)
                #expect(reference.array.map(\.term) == converted.array.map(\.term))
                for (first, second) in zip(reference.array, converted.array) {
                    compared += 1
                    guard first.outcome != second.outcome else { continue }
                    differing += 1
                    let around = [0.9, 1.1].map { factor in
                        grades(
                            span, value * factor, unit: canonical, baseline: nil, range: .unknown, version: version
                        ).array.first { $0.term == first.term }?.outcome
                    }
                    #expect(around[0] != around[1], "\(value) \(unit.symbol) is near no cut")
                }
            }
            let hasTwins = withTwins.contains(span.analyte)
            #expect(hasTwins ? differing * 20 < max(compared, 1) : differing == 0, "\(unit.symbol) \(differing)")
        }
    }

    @Test(arguments: CTCAEVersion.allCases)
    func `grading again and in any order gives the same grades`(version: CTCAEVersion) {
        var random = Seeded(state: 7)
        let measurements = (0..<2_000).map { index in
            let span = Span.all[index % Span.all.count]
            return (span, Double.random(in: span.values, using: &random))
        }
        let grade = { (span: Span, value: Double) in
            grades(
                span, value, unit: span.analyte.canonicalUnit, baseline: span.upper, range: .normal, version: version)
        }
        let first = measurements.map(grade)
        let shuffled = measurements.indices.shuffled(using: &random)
        for index in shuffled {
            #expect(grade(measurements[index].0, measurements[index].1) == first[index])
        }
    }
}
