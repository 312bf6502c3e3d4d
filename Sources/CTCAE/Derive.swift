// SPDX-License-Identifier: Apache-2.0

package import Trial

/// Derives what one subject's rows allow: neutrophils, corrected calcium, creatinine clearance and eGFR.
///
/// Nothing is derived where the same draw has the quantity itself as a readable number. A piece that was never
/// reported, a differential or an albumin, gives no result; a piece that is there and cannot be used, or a subject's
/// missing sex, age or weight, gives `underivable` with the reason.
///
/// - Parameters:
///   - results: One subject's laboratory results, in any order.
///   - vitalSigns: The same subject's vital signs; of them only the weights are used.
///   - subject: Whose they are.
///   - weightAge: How old a weight may be.
/// - Returns: The derived results by kind, then in order of time.
package func derive(
    from results: [LabResult], vitalSigns: [VitalSign], of subject: DerivationSubject,
    weightAge: WeightAge = .standard
) -> [DerivedResult] {
    let days = Draws.daily(results)
    let weights = Weights(vitalSigns, weightAge: weightAge)
    return days.flatMap { $0.neutrophils() } + days.flatMap { $0.correctedCalcium() }
        + days.flatMap { $0.creatinineClearance(of: subject, weights: weights) }
        + days.flatMap { $0.filtrationRate(of: subject) }
}
