// SPDX-License-Identifier: Apache-2.0

import Trial

/// One subject's laboratory results, found by what they measure and by the draw they come from.
struct Draws {
    /// The blood results of each analyte, and those of each test code that no analyte has, in order of day and row.
    private let byAnalyte: [Analyte: [LabResult]]
    private let byTest: [String: [LabResult]]

    init(_ results: [LabResult]) {
        // What has no day comes last. Positions are sorted, since moving rows costs more than comparing them.
        let days = results.map { $0.collected?.knownDay?.daysSince1970 ?? .max }
        let order = results.indices.sorted { first, second in
            days[first] == days[second] ? results[first].key < results[second].key : days[first] < days[second]
        }
        var byAnalyte: [Analyte: [LabResult]] = [:]
        var byTest: [String: [LabResult]] = [:]
        for position in order {
            byTest[results[position].test, default: []].append(results[position])
            guard case .success(let analyte) = Analyte.measured(results[position]) else { continue }
            byAnalyte[analyte, default: []].append(results[position])
        }
        self.byAnalyte = byAnalyte
        self.byTest = byTest
    }

    /// The results of an analyte.
    func results(of analyte: Analyte) -> [LabResult] { byAnalyte[analyte] ?? [] }

    /// The blood results under a test code that CTCAE does not grade.
    func results(ofTest test: String) -> [LabResult] {
        (byTest[test] ?? []).filter { AnalyteSource.blood.accepts(specimen: $0.specimen, category: $0.category) }
    }

    /// In which draws a laboratory reported the analyte itself, as a number or bound that can be read.
    ///
    /// Clearance is reported under blood, under urine, or under no specimen; the code alone tells it.
    func reported(_ analyte: Analyte) -> ByDraw<Bool> {
        let reported = analyte.testCodes.flatMap { byTest[$0] ?? [] }.filter { row in
            analyte.isClearance || AnalyteSource.blood.accepts(specimen: row.specimen, category: row.category)
        }
        return ByDraw(reported) { rows in rows.contains { (try? Reading($0, as: analyte)) != nil } }
    }
}

/// What the rows of one kind say together in each draw, worked out once for each draw that is asked about.
///
/// Two specimens are of one draw when they have the same minute of the same day, or the same day where one or both
/// have no time; rows of the very minute go before those known by their day alone.
struct ByDraw<Meaning> {
    private struct Moment: Hashable {
        var day: CalendarDay
        var minute: Int?
    }

    private var byMoment: [Moment: [LabResult]] = [:]
    private var byDay: [CalendarDay: [LabResult]] = [:]
    private var knownOfMoments: [Moment: Meaning] = [:]
    private var knownOfDays: [CalendarDay: Meaning] = [:]
    private let meaning: ([LabResult]) -> Meaning

    /// - Parameter meaning: What rows say together; it is never asked of none.
    init(_ rows: [LabResult], meaning: @escaping ([LabResult]) -> Meaning) {
        self.meaning = meaning
        for row in rows {
            guard let day = row.collected?.knownDay else { continue }
            byMoment[Moment(day: day, minute: row.collected?.minuteOfDay), default: []].append(row)
            byDay[day, default: []].append(row)
        }
    }

    /// What the draw of a result has of the kind, and whether the day alone joins the two; nil when it has nothing.
    mutating func companion(of result: LabResult) -> (meaning: Meaning, isByDay: Bool)? {
        guard let day = result.collected?.knownDay else { return nil }
        guard let minute = result.collected?.minuteOfDay else { return ofDay(day).map { ($0, true) } }
        return ofMoment(Moment(day: day, minute: minute)).map { ($0, false) }
            ?? ofMoment(Moment(day: day)).map { ($0, true) }
    }

    private mutating func ofMoment(_ moment: Moment) -> Meaning? {
        if let known = knownOfMoments[moment] { return known }
        guard let found = byMoment[moment].map(meaning) else { return nil }
        knownOfMoments[moment] = found
        return found
    }

    private mutating func ofDay(_ day: CalendarDay) -> Meaning? {
        if let known = knownOfDays[day] { return known }
        guard let found = byDay[day].map(meaning) else { return nil }
        knownOfDays[day] = found
        return found
    }
}

extension ClinicalDate {
    /// The day when it is known; nil for a partial date.
    fileprivate var knownDay: CalendarDay? { isComplete ? earliest : nil }
}

extension Analyte {
    fileprivate var isClearance: Bool {
        self == .creatinineClearance || self == .estimatedGlomerularFiltrationRate
    }
}
