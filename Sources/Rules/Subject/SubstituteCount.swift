// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// What another count says where the one that a rule looks at was not reported: the low ones of draws that lack it.
///
/// Only a low substitute speaks; another shows nothing of the missing count. A count of the same draw that decides
/// settles the question, whatever it says.
func observe(
    _ substitute: CountSubstitute, for condition: CountCondition, beside observations: [Observation],
    in laboratory: GradedLaboratory
) -> (observations: [Observation], undecidable: Set<RowKey>) {
    let decided = observations.filter { $0.standing != .undecided && !$0.isSuspect }
    let draws = Dictionary(grouping: decided.compactMap(\.collected)) { $0.earliest }
    var low: [Observation] = []
    var undecidable: Set<RowKey> = []
    for index in laboratory.positions(of: substitute.analyte) {
        let sample = laboratory.samples[index]
        let result = laboratory.rows[sample.row]
        let comparison = substitute.analyte.compare(result, .below, substitute.below, in: condition.unit)
        guard comparison != .fails else { continue }
        if let collected = result.collected,
            (draws[collected.earliest] ?? []).contains(where: { $0.isSameDraw(as: collected) })
        {
            continue
        }
        guard comparison == .holds else {
            undecidable.insert(result.key)
            continue
        }
        // Taken to be just below the cut: how low the missing count is, nothing tells.
        var observation = Observation(
            sample: index, key: result.key, collected: result.collected,
            standing: .meets(gravity: -condition.below.nextDown))
        observation.uncertainties = result.isCensored ? [.countMissing, .valueCensored] : [.countMissing]
        low.append(observation)
    }
    return (low, undecidable)
}

extension ClinicalDate {
    /// Whether two samples may be of one draw: of the same day, or month, and of the same time where both have one.
    fileprivate func isSameDraw(as other: ClinicalDate) -> Bool {
        guard earliest == other.earliest, latest == other.latest else { return false }
        return minuteOfDay == nil || other.minuteOfDay == nil || minuteOfDay == other.minuteOfDay
    }
}
