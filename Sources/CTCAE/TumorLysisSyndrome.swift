// SPDX-License-Identifier: Apache-2.0

import Trial

/// Grades tumour lysis syndrome around the start of therapy.
///
/// CTCAE v6.0 defines laboratory tumour lysis, two of four abnormalities within 3 days before or 7 days after the
/// start, and grades it by creatinine over its upper limit of normal, or by arrhythmia and seizure, which no number
/// shows: the worst is therefore 4 wherever laboratory lysis is proven, and 0 where it is refuted. v4.03 and v5.0 know
/// only a grade 3 "Present", which no number proves.
func tumorLysisSyndrome(
    from results: [LabResult], derived: [DerivedResult], of subject: DerivationSubject, version: CTCAEVersion,
    therapyStart: ClinicalDate, windows: JoinWindows
) -> JoinedGrade {
    var joined = JoinedGrade(
        term: .tumorLysisSyndrome, outcome: .ungradable(.versionWithoutCriterion), began: therapyStart, rows: [])
    guard version == .v6_0 else { return joined }
    let draws = Draws(results)
    let window = LysisWindow(
        start: therapyStart, daysBefore: windows.lysisDaysBefore, daysAfter: windows.lysisDaysAfter)
    let ages = subject.ages(on: therapyStart)
    var abnormal = 0
    var unknown: [UngradableReason] = []
    for marker in LysisMarker.allCases {
        let samples = LysisSample.all(marker, draws: draws, derived: derived)
        switch marker.verdict(on: samples, in: window, ages: ages) {
        case .normal: continue
        case .unknown(let reason): unknown.append(reason)
        case .abnormal(let rows):
            abnormal += 1
            joined.rows = (joined.rows + rows).sorted()
            let deciding = samples.filter { $0.reading.map { !Set($0.rows).isDisjoint(with: rows) } ?? false }
            joined.remarks = deciding.reduce(into: joined.remarks) { $0.formUnion($1.remarks) }
        }
    }
    guard abnormal >= 2 else {
        let isRefuted = abnormal + unknown.count < 2
        joined.outcome = isRefuted ? .graded(grade: 0, worst: 0) : .ungradable(unknown.first ?? .valueMissing)
        return joined
    }
    let creatinine = draws.results(of: .creatinine).filter { $0.collected.map(window.holds) ?? false }
        .compactMap { result in creatinineGrade(of: result).map { (grade: $0, row: result.key) } }
    guard let highest = creatinine.max(by: { $0.grade < $1.grade }) else {
        joined.remarks.insert(.creatinineUnknown)
        joined.outcome = .graded(grade: 0, worst: 4)
        return joined
    }
    joined.rows = Array(Set(joined.rows + [highest.row])).sorted()
    joined.outcome = .graded(grade: highest.grade, worst: 4)
    return joined
}

/// The grade that creatinine proves beside laboratory tumour lysis; nil without a number or its upper limit.
private func creatinineGrade(of result: LabResult) -> Int? {
    guard let upperLimit = result.upperLimit, upperLimit > 0,
        let measurement = try? LabMeasurement(result, analyte: .creatinine)
    else { return nil }
    // A result below a bound proves no more than the lowest grade; one above it proves that it exceeds the bound.
    let relation: Relation = measurement.bound == .above ? .atLeast : .above
    guard !measurement.bound.isFromAbove else {
        return Relation.above.holds(measurement.value, upperLimit) ? nil : 0
    }
    let cuts: [(grade: Int, times: Double)] = [(4, 6), (3, 3), (2, 1.5), (1, 1)]
    return cuts.first { relation.holds(measurement.value, $0.times * upperLimit) }?.grade ?? 0
}
