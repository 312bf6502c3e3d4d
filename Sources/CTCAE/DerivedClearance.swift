// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trial

extension Draws {
    /// Creatinine clearance by Cockcroft and Gault for every creatinine whose draw has no clearance reported.
    func creatinineClearance(of subject: DerivationSubject, weights: Weights) -> [DerivedResult] {
        estimates(.creatinineClearance, unit: .millilitresPerMinute) { creatinine, derived throws(UngradableReason) in
            let person = try Adult(subject, on: creatinine.collected, into: &derived)
            guard let collected = creatinine.collected, let weight = weights.nearest(to: collected) else {
                throw .weightMissing
            }
            derived.remarks.formUnion(weight.remarks)
            derived.rows = (derived.rows + weight.rows).sorted()
            let level = try Reading(creatinine, as: .creatinine).milligramsPerDecilitre()
            return ValueRange(
                between: cockcroftGault(
                    creatinine: level.highest, age: person.ages.highest, weight: weight.range.lowest, sex: person.sex),
                and: cockcroftGault(
                    creatinine: level.lowest, age: person.ages.lowest, weight: weight.range.highest, sex: person.sex))
        }
    }

    /// eGFR by CKD-EPI 2021 for every creatinine whose draw has no eGFR reported.
    func filtrationRate(of subject: DerivationSubject) -> [DerivedResult] {
        estimates(.estimatedGlomerularFiltrationRate, unit: .millilitresPerMinutePerSurface) {
            creatinine, derived throws(UngradableReason) in
            let person = try Adult(subject, on: creatinine.collected, into: &derived)
            let level = try Reading(creatinine, as: .creatinine).milligramsPerDecilitre()
            return ValueRange(
                between: ckdEPI2021(creatinine: level.highest, age: person.ages.highest, sex: person.sex),
                and: ckdEPI2021(creatinine: level.lowest, age: person.ages.lowest, sex: person.sex))
        }
    }

    private func estimates(
        _ derivation: Derivation, unit: LabUnit,
        by equation: (LabResult, inout DerivedResult) throws(UngradableReason) -> ValueRange
    ) -> [DerivedResult] {
        var reported = reported(derivation.analyte)
        return results(of: .creatinine).compactMap { creatinine in
            guard reported.companion(of: creatinine)?.meaning != true else { return nil }
            var derived = DerivedResult(
                derivation: derivation, outcome: .underivable(.valueMissing), collected: creatinine.collected,
                rows: [creatinine.key], origin: creatinine.key)
            do throws(UngradableReason) {
                // What is wrong with the creatinine itself is told before what the subject lacks.
                _ = try Reading(creatinine, as: .creatinine)
                let range = try equation(creatinine, &derived)
                derived.outcome = try DerivedResult.Outcome(
                    range, of: derivation.analyte, unit: unit, doubt: derived.doubt)
            } catch {
                derived.outcome = .underivable(error)
            }
            return derived
        }
    }
}

/// mL/min; see `Derivation.creatinineClearance`.
func cockcroftGault(creatinine: Double, age: Double, weight: Double, sex: DerivationSubject.Sex) -> Double {
    let ofMen = (140 - age) * weight / (72 * creatinine)
    return SignificantDigits.rounded(sex == .female ? ofMen * 0.85 : ofMen)
}

/// mL/min for 1.73 m2; see `Derivation.estimatedGlomerularFiltrationRate`.
func ckdEPI2021(creatinine: Double, age: Double, sex: DerivationSubject.Sex) -> Double {
    let (kappa, alpha, factor) = sex == .female ? (0.7, -0.241, 1.012) : (0.9, -0.302, 1.0)
    let ratio = creatinine / kappa
    return SignificantDigits.rounded(
        142 * pow(min(ratio, 1), alpha) * pow(max(ratio, 1), -1.2) * pow(0.9938, age) * factor)
}

/// A subject for whom the equations were made.
private struct Adult {
    var sex: DerivationSubject.Sex
    var ages: ValueRange

    init(
        _ subject: DerivationSubject, on date: ClinicalDate?, into derived: inout DerivedResult
    ) throws(UngradableReason) {
        guard let ages = subject.ages(on: date) else { throw .ageMissing }
        guard ages.lowest >= 18 else { throw .criterionForAdults }
        guard let sex = subject.sex else { throw .sexMissing }
        if ages.single == nil { derived.remarks.insert(.ageRange) }
        self.sex = sex
        // Nobody reaches 130; beyond it the clearance would turn negative.
        guard ages.highest < 130 else { throw .ageMissing }
        self.ages = ages
    }
}

extension Reading {
    fileprivate func milligramsPerDecilitre() throws(UngradableReason) -> ValueRange {
        try converted(to: .milligramsPerDecilitre, of: .creatinine).range
    }
}

extension DerivedResult {
    /// Why the value is a range: the weight first, because a new one settles it.
    fileprivate var doubt: UngradableReason {
        if remarks.contains(.weightOlder) { return .weightTooOld }
        return remarks.contains(.ageRange) ? .ageMissing : .valueCensored
    }
}
