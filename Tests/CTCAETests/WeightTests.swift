// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

/// A weight older than 60 days is evaluated at 10 % less and more.
///
/// The renal bands at 60 and 30 mL/min are those of lenalidomide's labels.
@Suite struct WeightTests {
    /// A man of 60 with 1.2 mg/dL on 2024-06-30: clearance is weight x 80 / 86.4.
    private func clearance(_ signs: [VitalSign], limits: WeightAge = .standard) -> DerivedResult? {
        derive(
            from: [drawn("CREAT", .number(1.2), "mg/dL", at: "2024-06-30T08:00")], vitalSigns: signs, of: person(),
            weightAge: limits
        ).first { $0.derivation == .creatinineClearance }
    }

    @Test(
        arguments: [
            // 2024-05-01 lies 60 days before.
            ("2024-06-30", [74.07, 74.07], []), ("2024-05-01", [74.07, 74.07], []),
            ("2024-04-30", [66.67, 81.48], .weightOlder), ("2024-08-29", [74.07, 74.07], .weightAfter),
            ("2024-08-30", [66.67, 81.48], [.weightAfter, .weightOlder]),
            // A month without a day lies as far away as its first day.
            ("2024-05", [74.07, 74.07], []), ("2024-04", [66.67, 81.48], .weightOlder),
        ] as [(String, [Double], DerivedResult.Remarks)])
    func `a weight of more than sixty days is taken ten per cent either way`(
        date: String, ends: [Double], remarks: DerivedResult.Remarks
    ) throws {
        let result = try #require(clearance([sign("WEIGHT", 80, "kg", at: date)]))
        #expect(result.ends == ends)
        #expect(result.remarks == remarks)
    }

    @Test(
        arguments: [
            // 58.5 kg to 71.5 kg give 54.2 to 66.2: neither side of 60 for certain. 80 kg gives 66.7 to 81.5.
            (65, .undecided(.weightTooOld), .fails), (80, .fails, .fails),
            // 72 kg gives 60.0 and more: not below 60, although its lower end touches it.
            (72, .fails, .fails), (71.9, .undecided(.weightTooOld), .fails),
            (36, .holds, .fails), (35.9, .holds, .undecided(.weightTooOld)), (29, .holds, .holds),
        ] as [(Double, LabComparison, LabComparison)])
    func `a band is told only where both ends lie in it`(
        kilograms: Double, below60: LabComparison, below30: LabComparison
    ) throws {
        let result = try #require(clearance([sign("WEIGHT", kilograms, "kg", at: "2024-01-01")]))
        #expect(result.compare(.below, 60, in: .millilitresPerMinute) == below60)
        #expect(result.compare(.below, 30, in: .millilitresPerMinute) == below30)
    }

    @Test func `a weight as recent as wanted tells every band`() throws {
        let result = try #require(clearance([sign("WEIGHT", 65, "kg", at: "2024-06-01")]))
        #expect(result.compare(.below, 60, in: .millilitresPerMinute) == .fails)
        #expect(result.compare(.below, 61, in: .millilitresPerMinute) == .holds)
    }

    @Test(
        arguments: [
            // v6.0: 26 to 49 mL/min is grade 2, 10 to 25 is grade 3.
            (40, .graded(grade: 2, worst: 2)), (29, .graded(grade: 2, worst: 3)),
            (20, .graded(grade: 3, worst: 3)),
            // Above 56 mL/min there is no grade, below 10 no number grades it.
            (56, .ungradable(.weightTooOld)), (11, .ungradable(.weightTooOld)),
        ] as [(Double, LabGrade.Outcome)])
    func `an old weight gives what both ends prove, and nothing where only one has a grade`(
        kilograms: Double, outcome: LabGrade.Outcome
    ) throws {
        let result = try #require(clearance([sign("WEIGHT", kilograms, "kg", at: "2024-01-01")]))
        let grades = LabGrader.shared(.v6_0).grades(of: result, baseline: nil, atBaseline: .range)
        #expect(grades.low?.outcome == outcome)
    }

    @Test(
        arguments: [
            ([], UngradableReason.weightMissing), ([sign("WEIGHT", nil, "kg", at: "2024-06-01")], .weightMissing),
            ([sign("WEIGHT", 80, "stone", at: "2024-06-01")], .weightMissing),
            ([sign("WEIGHT", 800, "kg", at: "2024-06-01")], .weightMissing),
            ([sign("WEIGHT", 80, "kg", at: nil)], .weightMissing),
            ([sign("HEIGHT", 80, "kg", at: "2024-06-01")], .weightMissing),
        ] as [([VitalSign], UngradableReason)])
    func `without a weight that can be read there is no clearance`(signs: [VitalSign], reason: UngradableReason) {
        #expect(clearance(signs)?.refusal == reason)
        #expect(clearance(signs)?.compare(.below, 60, in: .millilitresPerMinute) == .undecided(reason))
    }

    @Test func `a missing weight refuses the grade by its reason`() throws {
        let grades = LabGrader.shared(.v6_0).grades(
            of: try #require(clearance([])), baseline: nil, atBaseline: .range)
        #expect(grades.low?.outcome == .ungradable(.weightMissing))
    }

    @Test func `the nearest weight counts, of two as near the earlier`() throws {
        let before = sign("WEIGHT", 80, "kg", at: "2024-06-20")
        let after = sign("WEIGHT", 90, "kg", at: "2024-07-10")
        let nearer = sign("WEIGHT", 70, "kg", at: "2024-07-05")
        #expect(clearance([after, before])?.rounded == 74.07)
        #expect(clearance([after, before])?.rows.contains(after.key) == false)
        #expect(clearance([after, before, nearer])?.rounded == 64.81)
    }

    @Test func `weights of one day that differ are a range`() throws {
        let signs = [sign("WEIGHT", 80, "kg", at: "2024-06-20"), sign("WEIGHT", 81, "kg", at: "2024-06-20")]
        let result = try #require(clearance(signs))
        #expect(result.ends == [74.07, 75])
        #expect(result.remarks == .rowsDisagree)
        #expect(result.compare(.below, 74.5, in: .millilitresPerMinute) == .undecided(.valueCensored))
    }

    @Test func `pounds are read`() throws {
        let result = try #require(clearance([sign("WEIGHT", 80 / 0.45359237, "LB", at: "2024-06-20")]))
        #expect(result.rounded == 74.07)
    }

    @Test func `a weight of a month lies as far away as the month's farthest day`() throws {
        // Of May the 31st lies 30 days before the specimen, and the 1st 60.
        let limits = WeightAge(daysMax: 59, margin: 0.1)
        #expect(clearance([sign("WEIGHT", 80, "kg", at: "2024-05")], limits: limits)?.remarks == .weightOlder)
        // Of August the 1st lies 32 days after it, and the 31st 62.
        let after = try #require(clearance([sign("WEIGHT", 80, "kg", at: "2024-08")]))
        #expect(after.remarks == [.weightAfter, .weightOlder])
    }

    @Test func `both limits are parameters`() throws {
        let old = [sign("WEIGHT", 80, "kg", at: "2024-06-20")]
        let strict = WeightAge(daysMax: 9, margin: 0.25)
        #expect(clearance(old, limits: strict)?.ends == [55.56, 92.59])
        #expect(clearance(old, limits: WeightAge(daysMax: 10, margin: 0.25))?.rounded == 74.07)
    }
}
