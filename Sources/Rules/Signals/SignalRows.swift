// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// A subject's rows as the leaves of signals look for them, found once for all rules.
///
/// A class because what is seen of a row names it by its place here: copying rows costs more than looking at them.
final class SignalRows {
    /// A result, by its place.
    struct Row {
        fileprivate let rows: SignalRows
        fileprivate let place: Int

        /// The result.
        var result: LabResult { rows.all[place] }
        /// When it was collected.
        var collected: ClinicalDate? { rows.all[place].collected }
        /// The row's natural key.
        var key: RowKey { rows.all[place].key }

        /// The rows that it rests on.
        var evidence: [Evidence] {
            place < rows.signsFrom
                ? rows.laboratory.evidence(ofRow: place)
                : [Evidence(key: key, reading: rows.all[place].reading)]
        }
    }

    let record: SubjectRecord
    let laboratory: GradedLaboratory
    let enrolment: Enrolment
    let studyProtocol: StudyProtocol
    let today: CalendarDay
    /// Where results stand by what they measure, in order of time: positions among the rows of the laboratory, and
    /// after these among the vital signs.
    private let places: [Analyte: [Int]]
    private let signsFrom: Int
    /// The rows of the laboratory, then the vital signs that rules look for, each at its place.
    let all: [LabResult]
    /// Where the rows of tests stand that rules name by their codes.
    private let named: [String: [Int]]

    /// Finds what the leaves of some signals look for.
    init(
        _ record: SubjectRecord, laboratory: GradedLaboratory, enrolment: Enrolment, studyProtocol: StudyProtocol,
        today: CalendarDay
    ) {
        let leaves = studyProtocol.subjectRules.flatMap { rule -> [Signal] in
            if case .signal(let condition) = rule.condition { condition.signal.leaves } else { [] }
        }
        let analytes = Set(
            leaves.compactMap { leaf -> Analyte? in if case .result(let signal) = leaf { signal.analyte } else { nil } }
        )
        var tests = leaves.reduce(into: Set<String>()) { tests, leaf in
            switch leaf {
            case .finding(let signal): tests.formUnion(signal.tests)
            case .overdue(let signal): tests.formUnion(signal.tests)
            default: break
            }
        }
        for case .testing(let condition) in studyProtocol.subjectRules.map(\.condition) {
            tests.formUnion(condition.tests)
        }
        var places: [Analyte: [Int]] = [:]
        for analyte in analytes {
            places[analyte] = laboratory.positions(of: analyte).map { laboratory.samples[$0].row }
        }
        var signs: [LabResult] = []
        let signsFrom = laboratory.rows.count
        for sign in record.vitalSigns {
            guard let analyte = Analyte(testCode: sign.test), analytes.contains(analyte) else { continue }
            places[analyte, default: []].append(signsFrom + signs.count)
            signs.append(LabResult(sign))
        }
        self.record = record
        self.laboratory = laboratory
        self.enrolment = enrolment
        self.studyProtocol = studyProtocol
        self.today = today
        self.signsFrom = signsFrom
        let all = signs.isEmpty ? laboratory.rows : laboratory.rows + signs
        self.all = all
        self.places = places.mapValues { inOrderOfTime($0, in: all) }
        var named: [String: [Int]] = [:]
        for run in record.labResults.testRuns where tests.contains(run.test) {
            named[run.test, default: []] += run.positions
        }
        self.named = named
    }

    /// Where the results of an analyte stand, in order of time.
    func places(of analyte: Analyte) -> [Int] { places[analyte] ?? [] }

    /// The result at a place, to be kept.
    func row(at place: Int) -> Row { Row(rows: self, place: place) }

    /// The subject's baseline of an analyte; nil when no row is marked as one.
    func baseline(of analyte: Analyte) -> Row? { laboratory.baselineRow(of: analyte).map(row(at:)) }

    /// The results under any of some test codes, in order of time.
    func results(ofTests tests: Set<String>) -> [Row] {
        inOrderOfTime(tests.flatMap { named[$0] ?? [] }, in: all).map(row(at:))
    }
}

/// Positions of results in order of time; most records hold them so already.
private func inOrderOfTime(_ positions: [Int], in rows: [LabResult]) -> [Int] {
    let isInOrder = zip(positions, positions.dropFirst()).allSatisfy { first, second in
        guard let one = rows[first].collected, let other = rows[second].collected, one.isComplete, other.isComplete
        else { return false }
        return one.earliest < other.earliest
    }
    guard !isInOrder else { return positions }
    let places = positions.map { rows[$0].place }
    return positions.indices.sorted { places[$0] < places[$1] }.map { positions[$0] }
}

/// The limits of normal of a subject's rows that are met most easily, by unit: the highest lower and the lowest upper.
struct EasiestLimits {
    private var limits: [String: (lower: Double?, upper: Double?)] = [:]

    /// The limits that rows of one analyte give.
    init(of places: [Int], in rows: SignalRows) {
        for place in places {
            let (lower, upper) = (rows.all[place].lowerLimit ?? 0, rows.all[place].upperLimit ?? 0)
            guard lower > 0 || upper > 0 else { continue }
            var known = limits[rows.all[place].unit] ?? (nil, nil)
            if lower > known.lower ?? 0 { known.lower = lower }
            if upper > 0, upper < known.upper ?? .infinity { known.upper = upper }
            limits[rows.all[place].unit] = known
        }
    }

    /// A result with the limits that it lacks; nil where no row of its unit gives any.
    func completing(_ result: LabResult) -> LabResult? {
        guard let known = limits[result.unit] else { return nil }
        var completed = result
        completed.lowerLimit = result.lowerLimit ?? known.lower
        completed.upperLimit = result.upperLimit ?? known.upper
        return completed
    }
}

extension LabResult {
    /// A vital sign as a result of the laboratory, so that one comparison serves both.
    init(_ sign: VitalSign) {
        self.init(
            key: sign.key, test: sign.test, collected: sign.collected, value: sign.value.map(Value.number) ?? .missing,
            unit: sign.unit)
    }

    /// Where it stands in time; a row without a date comes first.
    var place: Sighting.Place {
        Sighting.Place(
            day: collected?.earliest.daysSince1970 ?? .distantPast, minute: collected?.minuteOfDay ?? 1_440, key: key)
    }
}
