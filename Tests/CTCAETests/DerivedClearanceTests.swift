// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

@Suite struct DerivedClearanceTests {
    private let creatinine = drawn("CREAT", .number(1.2), "mg/dL")
    private let weight = sign("WEIGHT", 80, "kg", at: "2024-01-01")

    @Test(arguments: [
        // superglobalcalculator.com, "Creatinine Clearance (Cockcroft-Gault)": both of its examples.
        (DerivationSubject.Sex.male, 60.0, 80.0, 1.2, 74.07), (.female, 45, 65, 0.9, 81.0),
        // The same site, pharmacology page.
        (.male, 65, 70, 1.4, 52.08), (.female, 45, 60, 0.9, 74.77),
    ])
    func `published examples of Cockcroft and Gault are met`(
        sex: DerivationSubject.Sex, age: Double, weight: Double, creatinine: Double, clearance: Double
    ) throws {
        let rows = [drawn("CREAT", .number(creatinine), "mg/dL")]
        let signs = [sign("WEIGHT", weight, "kg", at: "2024-01-08")]
        let result = try #require(derived(.creatinineClearance, from: rows, signs, of: person(sex, age: age)))
        #expect(result.rounded == clearance)
        #expect(result.value?.unit == .millilitresPerMinute)
        #expect(result.rows == [rows[0].key, signs[0].key].sorted())
        #expect(result.remarks == [])
    }

    @Test(arguments: [
        // The National Kidney Foundation's calculator: a man of 55 with 1.2 mg/dL has 71.
        (DerivationSubject.Sex.male, 55.0, 1.2, 71.0),
        // creatinineclearancecalculator.net: a woman of 55 with 0.9 mg/dL has about 76.
        (.female, 55, 0.9, 75.5),
    ])
    func `published examples of CKD-EPI 2021 are met`(
        sex: DerivationSubject.Sex, age: Double, creatinine: Double, rate: Double
    ) throws {
        let rows = [drawn("CREAT", .number(creatinine), "mg/dL")]
        let result = try #require(
            derived(.estimatedGlomerularFiltrationRate, from: rows, of: person(sex, age: age)))
        #expect(abs(try #require(result.value?.number) - rate) <= 0.5)
        #expect(result.value?.unit == .millilitresPerMinutePerSurface)
    }

    @Test(arguments: [
        // At kappa both powers are 1, so that 142 x 0.9938^age (x 1.012) remains: it pins the constants apart.
        (DerivationSubject.Sex.male, 0.9, 142.0), (.female, 0.7, 142 * 1.012),
        // Twice kappa leaves 2^-1.2, half of it 2^0.302 and 2^0.241.
        (.male, 1.8, 142 * 0.435275), (.female, 1.4, 142 * 1.012 * 0.435275), (.male, 0.45, 142 * 1.232852),
        (.female, 0.35, 142 * 1.012 * 1.181812),
    ])
    func `each constant of CKD-EPI 2021 is the published one`(
        sex: DerivationSubject.Sex, creatinine: Double, atBirth: Double
    ) throws {
        let result = try #require(
            derived(
                .estimatedGlomerularFiltrationRate, from: [drawn("CREAT", .number(creatinine), "mg/dL")],
                of: person(sex, age: 20)))
        // 0.9938 to the 20th power.
        let rate = atBirth * 0.883044
        #expect(abs(try #require(result.value?.number) - rate) < rate * 1e-5)
    }

    @Test func `creatinine in umol per litre is the same creatinine`() throws {
        for derivation in [Derivation.creatinineClearance, .estimatedGlomerularFiltrationRate] {
            let usual = try #require(derived(derivation, from: [creatinine], [weight])?.value?.number)
            let si = drawn("CREAT", .number(1.2 * 88.4), "umol/L")
            let converted = try #require(derived(derivation, from: [si], [weight])?.value?.number)
            #expect(abs(usual - converted) < 1e-9)
        }
    }

    @Test(arguments: [
        (DerivationSubject.Sex?.none, Double?.some(60), UngradableReason.sexMissing),
        (.male, nil, .ageMissing), (.male, 17.9, .criterionForAdults), (.male, .infinity, .ageMissing),
    ])
    func `a subject who is not known well enough gives the reason`(
        sex: DerivationSubject.Sex?, age: Double?, reason: UngradableReason
    ) {
        let subject = person(sex, age: age)
        for derivation in [Derivation.creatinineClearance, .estimatedGlomerularFiltrationRate] {
            #expect(derived(derivation, from: [creatinine], [weight], of: subject)?.refusal == reason)
        }
    }

    @Test func `eighteen years are enough`() {
        #expect(derived(.creatinineClearance, from: [creatinine], [weight], of: person(age: 18))?.value != nil)
    }

    @Test(arguments: [
        (LabResult.Value.number(1.2), "?", UngradableReason.unitUnknown), (.missing, "mg/dL", .valueMissing),
        (.text("high"), "mg/dL", .valueNotNumeric), (.number(1.2), "umol/L", .valueImplausible),
    ])
    func `a creatinine that cannot be read gives its reason before the subject's`(
        value: LabResult.Value, unit: String, reason: UngradableReason
    ) {
        let rows = [drawn("CREAT", value, unit)]
        #expect(derived(.creatinineClearance, from: rows, of: person(nil, age: nil))?.refusal == reason)
    }

    @Test(arguments: [
        // Below 0.5 mg/dL a man of 60 filters more than 110, below 3.0 anything from 23.
        (LabResult.Value.below(0.5), LabComparison.fails), (.below(3), .undecided(.valueCensored)),
        (.above(3), .holds), (.above(0.5), .undecided(.valueCensored)),
    ])
    func `a censored creatinine decides a band where all it leaves lies on one side`(
        value: LabResult.Value, below60: LabComparison
    ) throws {
        let rate = try #require(
            derived(.estimatedGlomerularFiltrationRate, from: [drawn("CREAT", value, "mg/dL")]))
        #expect(rate.value == nil)
        #expect(rate.compare(.below, 60, in: .millilitresPerMinutePerSurface) == below60)
    }

    @Test func `a clearance that no body has is implausible`() {
        // 400 kg and less than 0.1 mg/dL, the smallest creatinine there is, are more than 4,000 mL/min.
        let heavy = sign("WEIGHT", 400, "kg", at: "2024-01-08")
        let rows = [drawn("CREAT", .below(0.1), "mg/dL")]
        #expect(derived(.creatinineClearance, from: rows, [heavy])?.refusal == .valueImplausible)
    }

    @Test func `a clearance or rate reported with the draw is never derived`() {
        let clearance = drawn("CREATCLR", .number(70), "mL/min", specimen: "URINE")
        #expect(derived(.creatinineClearance, from: [creatinine, clearance], [weight]) == nil)
        #expect(derived(.estimatedGlomerularFiltrationRate, from: [creatinine, clearance]) != nil)
        let rate = drawn("GFRE", .number(70), "mL/min/1.73m2")
        #expect(derived(.estimatedGlomerularFiltrationRate, from: [creatinine, rate]) == nil)
    }

    @Test func `creatinine of urine gives nothing`() {
        let urine = drawn("CREAT", .number(120), "mg/dL", specimen: "URINE")
        #expect(derive(from: [urine], vitalSigns: [weight], of: person()).isEmpty)
    }

    @Test func `a partial date makes the age a range, and a missing one hides it`() throws {
        let subject = DerivationSubject(sex: .male) { day in day.components.month == 1 ? 59 : 60 }
        let partial = drawn("CREAT", .number(1.2), "mg/dL", at: "2024")
        let rate = try #require(derived(.estimatedGlomerularFiltrationRate, from: [partial], of: subject))
        #expect(rate.remarks == .ageRange)
        #expect(try #require(rate.ends)[0] < #require(rate.ends)[1])
        let undated = drawn("CREAT", .number(1.2), "mg/dL", at: nil)
        #expect(derived(.estimatedGlomerularFiltrationRate, from: [undated])?.refusal == .ageMissing)
    }

    @Test func `clearance falls with creatinine and age and rises with weight, and eGFR falls with both`() throws {
        let levels = stride(from: 0.3, through: 9, by: 0.3)
        for sex in [DerivationSubject.Sex.male, .female] {
            var previous: (Double, Double)?
            for level in levels {
                let rows = [drawn("CREAT", .number(level), "mg/dL")]
                let younger = try ends(rows, age: 40, sex: sex)
                let older = try ends(rows, age: 70, sex: sex)
                #expect(older.clearance < younger.clearance && older.rate < younger.rate)
                let heavier = try ends(rows, age: 40, sex: sex, kilograms: 100)
                #expect(heavier.clearance > younger.clearance && heavier.rate == younger.rate)
                if let previous { #expect(younger.clearance < previous.0 && younger.rate < previous.1) }
                previous = (younger.clearance, younger.rate)
            }
        }
    }

    private func ends(
        _ rows: [LabResult], age: Double, sex: DerivationSubject.Sex, kilograms: Double = 80
    ) throws -> (clearance: Double, rate: Double) {
        let subject = person(sex, age: age)
        let signs = [sign("WEIGHT", kilograms, "kg", at: "2024-01-08")]
        return (
            try #require(derived(.creatinineClearance, from: rows, signs, of: subject)?.value?.number),
            try #require(derived(.estimatedGlomerularFiltrationRate, from: rows, of: subject)?.value?.number)
        )
    }
}
