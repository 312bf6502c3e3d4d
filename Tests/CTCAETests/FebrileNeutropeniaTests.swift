// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

/// Febrile neutropenia of CTCAE v5.0 and v6.0.
///
/// Grade 3: ANC < 1000/mm3 with a single temperature of > 38.3 degrees C (101 degrees F) or a sustained temperature of
/// >= 38 degrees C (100.4 degrees F) for more than one hour.
@Suite struct FebrileNeutropeniaTests {
    private static let proven = LabGrade.Outcome.graded(grade: 3, worst: 4)
    private static let possible = LabGrade.Outcome.graded(grade: 0, worst: 4)
    private static let refuted = LabGrade.Outcome.graded(grade: 0, worst: 0)

    private let low = drawn("NEUT", .number(0.9), "10^9/L", at: "2024-01-10T08:00")

    private func grades(
        _ results: [LabResult], _ signs: [VitalSign], version: CTCAEVersion = .v5_0, windows: JoinWindows = .standard
    ) -> [JoinedGrade] {
        let derived = derive(from: results, vitalSigns: signs, of: person())
        return joinedGrades(
            from: results, vitalSigns: signs, derived: derived, of: person(), version: version, therapyStart: nil,
            windows: windows)
    }

    @Test(arguments: CTCAEVersion.allCases)
    func `one temperature above 38.3 with neutrophils below 1.0 is grade 3 in every version`(version: CTCAEVersion) {
        let fever = sign("TEMP", 38.4, "C", at: "2024-01-10T09:00")
        let joined = grades([low], [fever], version: version)
        #expect(joined.map(\.outcome) == [FebrileNeutropeniaTests.proven])
        #expect(joined.first?.term.rawValue == "Febrile neutropenia")
        #expect(joined.first?.rows == [low.key, fever.key].sorted())
        #expect(joined.first?.began == fever.collected)
        #expect(joined.first?.remarks == [])
    }

    @Test(arguments: [
        (38.31, "C", proven), (38.3, "C", possible), (38.0, "C", possible),
        // 101 degrees F, printed beside 38.3 degrees C, are 38.33; 100.9 are 38.28.
        (38.33, "C", proven), (101.1, "F", proven), (101, "F", proven), (100.9, "F", possible), (100.4, "F", possible),
        // Exactly 38.3 and just above it.
        (100.94, "F", possible), (100.95, "F", proven),
    ])
    func `a single reading up to 38.3 alone only makes it possible`(
        value: Double, unit: String, outcome: LabGrade.Outcome
    ) {
        let joined = grades([low], [sign("TEMP", value, unit, at: "2024-01-10T09:00")])
        #expect(joined.map(\.outcome) == [outcome])
        #expect(joined.first?.remarks.contains(.durationUnknown) == (outcome == FebrileNeutropeniaTests.possible))
    }

    @Test(arguments: [(37.99, "C"), (100.39, "F"), (36.6, ""), (98, ""), (60, ""), (120, "F")])
    func `no fever gives no grade`(value: Double, unit: String) {
        #expect(grades([low], [sign("TEMP", value, unit, at: "2024-01-10T09:00")]).isEmpty)
    }

    @Test(
        arguments: [
            ([(38.0, "T09:00"), (38.0, "T10:01")], proven), ([(38.0, "T09:00"), (38.0, "T10:00")], possible),
            ([(38.0, "T09:00"), (38.2, "T09:30"), (38.0, "T10:01")], proven),
            // A reading below 38.0 between breaks the run: two possible fevers.
            ([(38.0, "T09:00"), (37.9, "T09:30"), (38.0, "T10:01")], possible),
            // Before or after the run it does not.
            ([(37.9, "T08:00"), (38.0, "T09:00"), (38.0, "T10:01"), (37.9, "T11:00")], proven),
            // At the same minute as a feverish one it breaks what follows.
            ([(38.0, "T09:00"), (37.9, "T09:00"), (38.0, "T10:01")], possible),
            // A day without a time may lie between.
            ([(38.0, "T09:00"), (37.9, ""), (38.0, "T10:01")], possible), ([(38.0, ""), (38.1, "")], possible),
        ] as [([(Double, String)], LabGrade.Outcome)])
    func `two readings more than an hour apart with none below between are sustained`(
        readings: [(Double, String)], outcome: LabGrade.Outcome
    ) {
        let signs = readings.map { sign("TEMP", $0.0, "C", at: "2024-01-10" + $0.1) }
        let joined = grades([low], signs)
        #expect(!joined.isEmpty)
        #expect(Set(joined.map(\.outcome)) == [outcome])
        #expect(grades([low], signs.reversed()) == joined)
    }

    @Test(
        arguments: [
            (["T09:00", "T13:00"], proven), (["T09:00", "T13:01"], possible), (["T00:00", "T22:00"], possible),
            // Two close readings within a fever of long gaps prove it, if they are more than an hour apart.
            (["T00:00", "T10:00", "T11:01", "T22:00"], proven), (["T00:00", "T10:00", "T11:00", "T22:00"], possible),
            (["T00:00", "T04:00", "T08:00"], proven),
        ] as [([String], LabGrade.Outcome)])
    func `only readings close to each other show that a fever lasted`(times: [String], outcome: LabGrade.Outcome) {
        let joined = grades([low], times.map { sign("TEMP", 38, "C", at: "2024-01-10" + $0) })
        #expect(joined.map(\.outcome) == [outcome])
        #expect(joined.first?.remarks.contains(.durationUnknown) == (outcome == FebrileNeutropeniaTests.possible))
    }

    @Test func `how close they must be is a parameter`() {
        let signs = [sign("TEMP", 38, "C", at: "2024-01-10T00:00"), sign("TEMP", 38, "C", at: "2024-01-10T22:00")]
        var windows = JoinWindows.standard
        windows.sustainedGapHoursMax = 22
        #expect(grades([low], signs, windows: windows).map(\.outcome) == [FebrileNeutropeniaTests.proven])
    }

    @Test func `readings more than a day apart are two fevers`() {
        let signs = [sign("TEMP", 38, "C", at: "2024-01-10T09:00"), sign("TEMP", 38, "C", at: "2024-01-11T09:00")]
        #expect(grades([low], signs).map(\.outcome) == [FebrileNeutropeniaTests.possible])
        let later = [signs[0], sign("TEMP", 38, "C", at: "2024-01-11T09:01")]
        #expect(grades([low], later).map(\.outcome) == [.graded(grade: 0, worst: 4), .graded(grade: 0, worst: 4)])
    }

    @Test(
        arguments: [
            // Three days before it is low; what a nearer count says decides.
            ([("2024-01-07", 0.5)], proven, false), ([("2024-01-07", 0.5), ("2024-01-08", 2.0)], possible, true),
            ([("2024-01-07", 0.5), ("2024-01-09", 2.0)], possible, true),
            ([("2024-01-07", 0.5), ("2024-01-11", 2.0)], possible, true),
            ([("2024-01-09", 0.5), ("2024-01-10", 2.0)], possible, true),
            ([("2024-01-07", 2.0), ("2024-01-09", 0.5)], proven, false),
            ([("2024-01-09", 2.0), ("2024-01-10", 0.5)], proven, false),
            // The day before wins over the day after, and over every older one.
            ([("2024-01-09", 0.5), ("2024-01-11", 2.0)], proven, false),
            ([("2024-01-09", 2.0), ("2024-01-11", 0.5)], possible, true),
            // On the fever's own day the minutes decide, and without them neither.
            ([("2024-01-10T08:00", 0.5), ("2024-01-10T20:00", 2.0)], proven, false),
            ([("2024-01-10T08:00", 2.0), ("2024-01-10T20:00", 0.5)], possible, true),
            ([("2024-01-10T08:00", 0.5), ("2024-01-10", 2.0)], possible, true),
            ([("2024-01-10T08:00", 0.5), ("2024-01-10T08:00", 2.0)], possible, true),
            // A count whose day is not known, and one that decides nothing, contradict nothing.
            ([("2024-01-10", 0.5), ("2024-01", 2.0)], proven, false),
        ] as [([(day: String, count: Double)], LabGrade.Outcome, Bool)])
    func `the count nearest to the fever decides`(
        counts: [(day: String, count: Double)], outcome: LabGrade.Outcome, isDisputed: Bool
    ) {
        let rows = counts.map { drawn("NEUT", .number($0.count), "10^9/L", at: $0.day) }
        let fever = sign("TEMP", 39, "C", at: "2024-01-10T09:00")
        let joined = grades(rows, [fever])
        #expect(joined.map(\.outcome) == [outcome])
        #expect(joined.first?.remarks.contains(.countsDisagree) == isDisputed)
        #expect(joined.first?.rows.count == (isDisputed ? 3 : 2))
        #expect(grades(rows.reversed(), [fever]) == joined)
    }

    @Test(arguments: [(LabResult.Value.missing, "10^9/L"), (.below(1.5), "10^9/L"), (.number(4.2), "?")])
    func `a nearer count that decides nothing contradicts nothing`(value: LabResult.Value, unit: String) {
        let older = drawn("NEUT", .number(0.5), "10^9/L", at: "2024-01-07")
        let nearer = drawn("NEUT", value, unit, at: "2024-01-10T08:00")
        let joined = grades([older, nearer], [sign("TEMP", 39, "C", at: "2024-01-10T09:00")])
        #expect(joined.map(\.outcome) == [FebrileNeutropeniaTests.proven])
    }

    @Test func `a neutrophil count outweighs what white blood cells of its draw say`() {
        let cells = drawn("WBC", .number(0.9), "10^9/L", at: "2024-01-10T08:00")
        let fever = sign("TEMP", 39, "C", at: "2024-01-10T09:00")
        let joined = grades([cells, drawn("NEUT", .number(1.2), "10^9/L", at: "2024-01-10T08:00")], [fever])
        #expect(joined.map(\.outcome) == [FebrileNeutropeniaTests.possible])
        #expect(joined.first?.remarks == [.fromWhiteBloodCells, .countsDisagree])
        #expect(grades([cells, low], [fever]).first?.remarks == [])
    }

    @Test(arguments: [
        (0.999, "10^9/L", proven), (1.0, "10^9/L", refuted), (999, "/uL", proven), (1_000, "/uL", refuted),
    ])
    func `neutrophils of exactly 1.0 refute it`(value: Double, unit: String, outcome: LabGrade.Outcome) {
        let count = drawn("NEUT", .number(value), unit, at: "2024-01-10T08:00")
        #expect(grades([count], [sign("TEMP", 39, "C", at: "2024-01-10T09:00")]).map(\.outcome) == [outcome])
    }

    @Test(arguments: [
        ("2024-01-13", proven), ("2024-01-14", LabGrade.Outcome.ungradable(.valueMissing)), ("2024-01-09", proven),
        ("2024-01-08", .ungradable(.valueMissing)), ("2024-01-10", proven),
    ])
    func `neutrophils count from three days before to one day after`(day: String, outcome: LabGrade.Outcome) {
        #expect(grades([low], [sign("TEMP", 39, "C", at: "\(day)T09:00")]).map(\.outcome) == [outcome])
        #expect(grades([low], [sign("TEMP", 39, "C", at: day)]).map(\.outcome) == [outcome])
    }

    @Test func `the window is a parameter`() {
        let fever = sign("TEMP", 39, "C", at: "2024-01-14T09:00")
        var windows = JoinWindows.standard
        windows.neutrophilDaysBefore = 4
        #expect(grades([low], [fever], windows: windows).map(\.outcome) == [FebrileNeutropeniaTests.proven])
    }

    @Test func `a count whose day is not known only makes it possible`() {
        let fever = sign("TEMP", 39, "C", at: "2024-01-10T09:00")
        let month = drawn("NEUT", .number(0.9), "10^9/L", at: "2024-01")
        #expect(grades([month], [fever]).map(\.outcome) == [FebrileNeutropeniaTests.possible])
    }

    @Test(arguments: [
        (LabResult.Value.below(1), "10^9/L", proven), (.below(1.5), "10^9/L", possible),
        (.above(1), "10^9/L", refuted), (.above(0.5), "10^9/L", possible), (.number(0.5), "", possible),
        // 4.2 without a unit is 4.2 x10^9/L or nothing a patient has.
        (.number(4.2), "", LabGrade.Outcome.ungradable(.unitUnknown)), (.missing, "10^9/L", .ungradable(.valueMissing)),
        (.text("few"), "10^9/L", .ungradable(.valueNotNumeric)),
        // 800 "10^9/L" is absurd, and 0.8 x10^9/L if it was counted per uL.
        (.number(800), "10^9/L", possible),
    ])
    func `a count that does not decide leaves it possible or ungradable`(
        value: LabResult.Value, unit: String, outcome: LabGrade.Outcome
    ) {
        let count = drawn("NEUT", value, unit, at: "2024-01-10T08:00")
        #expect(grades([count], [sign("TEMP", 39, "C", at: "2024-01-10T09:00")]).map(\.outcome) == [outcome])
    }

    @Test func `a fever without any count is ungradable`() {
        let joined = grades([], [sign("TEMP", 39, "C", at: "2024-01-10T09:00")])
        #expect(joined.map(\.outcome) == [.ungradable(.valueMissing)])
    }

    @Test(arguments: [(0.9, proven), (1.0, LabGrade.Outcome.ungradable(.valueMissing))])
    func `white blood cells below the cut prove neutrophils below it`(cells: Double, outcome: LabGrade.Outcome) {
        let count = drawn("WBC", .number(cells), "10^9/L", at: "2024-01-10T08:00")
        let joined = grades([count], [sign("TEMP", 39, "C", at: "2024-01-10T09:00")])
        #expect(joined.map(\.outcome) == [outcome])
        #expect(joined.first?.remarks.contains(.fromWhiteBloodCells) == (outcome == FebrileNeutropeniaTests.proven))
    }

    @Test func `neutrophils of a differential count, and are marked`() {
        let rows = [
            drawn("WBC", .number(2), "10^9/L", at: "2024-01-10T08:00"),
            drawn("NEUTLE", .number(40), "%", at: "2024-01-10T08:00"),
        ]
        let joined = grades(rows, [sign("TEMP", 39, "C", at: "2024-01-10T09:00")])
        #expect(joined.map(\.outcome) == [FebrileNeutropeniaTests.proven])
        #expect(joined.first?.remarks == .derivedValue)
        #expect(joined.first?.rows.count == 3)
    }

    @Test(arguments: [
        (39.0, "", proven, JoinedGrade.Remarks.unitAssumed), (103, "?", proven, .unitAssumed),
        (103, "C", possible, .unitSuspect), (39, "F", possible, .unitSuspect),
    ])
    func `a unit is read only where one reading is possible, and never against its own word`(
        value: Double, unit: String, outcome: LabGrade.Outcome, remark: JoinedGrade.Remarks
    ) {
        let joined = grades([low], [sign("TEMP", value, unit, at: "2024-01-10T09:00")])
        #expect(joined.map(\.outcome) == [outcome])
        #expect(joined.first?.remarks == remark)
    }

    @Test func `a lower count or a higher temperature never lowers what is proven or possible`() throws {
        let counts = [3.0, 1.0, 0.99, 0.4, 0.05]
        let temperatures = [38.0, 38.3, 38.4, 41]
        let table = try counts.map { count in
            try temperatures.map { temperature in
                let outcome = grades(
                    [drawn("NEUT", .number(count), "10^9/L", at: "2024-01-10T08:00")],
                    [sign("TEMP", temperature, "C", at: "2024-01-10T09:00")]
                ).first?.outcome
                guard case .graded(let grade, let worst) = try #require(outcome) else { return [-1, -1] }
                return [grade, worst]
            }
        }
        for row in table { #expect(zip(row, row.dropFirst()).allSatisfy { $0[0] <= $1[0] && $0[1] <= $1[1] }) }
        for (few, fewer) in zip(table, table.dropFirst()) {
            #expect(zip(few, fewer).allSatisfy { $0[0] <= $1[0] && $0[1] <= $1[1] })
        }
        #expect(table.first?.last == [0, 0])
        #expect(table.last?.last == [3, 4])
    }
}
