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
    let draws = Draws(results)
    let weights = Weights(vitalSigns, weightAge: weightAge)
    return draws.neutrophils() + draws.correctedCalcium()
        + draws.creatinineClearance(of: subject, weights: weights) + draws.filtrationRate(of: subject)
}

/// Derives creatinine clearance alone; see `derive(from:vitalSigns:of:weightAge:)`.
///
/// - Parameter results: One subject's laboratory results, in any order; creatinine and its clearance are looked at.
package func deriveClearance(
    from results: [LabResult], vitalSigns: [VitalSign], of subject: DerivationSubject,
    weightAge: WeightAge = .standard
) -> [DerivedResult] {
    let positions = results.indices.filter { clearanceCodes.contains(results[$0].test) }
    guard !positions.isEmpty else { return [] }
    return Draws(positions.map { results[$0] })
        .creatinineClearance(of: subject, weights: Weights(vitalSigns, weightAge: weightAge))
}

/// Derives what blood alone allows: neutrophils and corrected calcium; see `derive(from:vitalSigns:of:weightAge:)`.
///
/// The cost follows the number of rows, whatever their dates: who sends the rows does not choose how long this takes.
///
/// - Parameter results: One subject's laboratory results, in any order.
package func deriveBloodValues(from results: [LabResult]) -> [DerivedResult] {
    let tests = results.testRuns
    let hasDifferential = tests.contains { run in
        (Differential.parts.contains(run.test) || countCodes.contains(run.test))
            && results[run.positions].contains(where: Differential.isPart)
    }
    var days: [CalendarDay: [Int]] = [:]
    for run in tests where calciumCodes.contains(run.test) || (hasDifferential && countCodes.contains(run.test)) {
        for position in run.positions {
            guard let collected = results[position].collected, collected.isComplete else { continue }
            days[collected.earliest, default: []].append(position)
        }
    }
    // One row alone is corrected by nothing, but segmented neutrophils may stand for all.
    let positions = days.values.filter { $0.count > 1 || hasDifferential }.joined()
    guard !positions.isEmpty else { return [] }
    let draws = Draws(positions.map { results[$0] })
    return ((hasDifferential ? draws.neutrophils() : []) + draws.correctedCalcium())
        .sorted { ($0.derivation.rawValue, $0.origin) < ($1.derivation.rawValue, $1.origin) }
}

extension TestRun {
    /// Whether blood values may be derived from the rows.
    package var isDerivedFrom: Bool { calciumCodes.contains(test) || countCodes.contains(test) }
}

private let clearanceCodes = Set([Analyte.creatinine, .creatinineClearance].flatMap(\.testCodes))
private let calciumCodes = Set(
    [Analyte.calcium, .correctedCalcium, .albumin].flatMap(\.testCodes))
private let countCodes = Set([Analyte.whiteBloodCells, .neutrophils].flatMap(\.testCodes))
    .union(Differential.parts)
