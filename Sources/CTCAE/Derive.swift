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
/// - Returns: The derived results by kind, then in the order of the rows they follow from.
package func derive(
    from results: [LabResult], vitalSigns: [VitalSign], of subject: DerivationSubject,
    weightAge: WeightAge = .standard
) -> [DerivedResult] {
    let draws = Draws(results)
    let weights = Weights(vitalSigns, weightAge: weightAge)
    return draws.neutrophils() + draws.correctedCalcium()
        + draws.creatinineClearance(of: subject, weights: weights) + draws.filtrationRate(of: subject)
}
