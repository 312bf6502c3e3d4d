// SPDX-License-Identifier: Apache-2.0

import Trial

/// One subject's laboratory results, found by what they measure and by the draw they come from.
struct Draws {
    /// The blood results of each analyte, and those of each test code that no analyte has, in row order.
    private let byAnalyte: [Analyte: [LabResult]]
    private let byTest: [String: [LabResult]]

    init(_ results: [LabResult]) {
        let sorted = results.sorted { $0.key < $1.key }
        byTest = Dictionary(grouping: sorted, by: \.test)
        var byAnalyte: [Analyte: [LabResult]] = [:]
        for result in sorted {
            if case .success(let analyte) = Analyte.measured(result) { byAnalyte[analyte, default: []].append(result) }
        }
        self.byAnalyte = byAnalyte
    }

    /// A subject's results day by day, in order of time, and last those whose day is not known.
    ///
    /// No draw spans days, so that the rows of other days need not be searched.
    static func daily(_ results: [LabResult]) -> [Draws] {
        var days: [CalendarDay: [LabResult]] = [:]
        var others: [LabResult] = []
        for result in results {
            if let date = result.collected, date.isComplete {
                days[date.earliest, default: []].append(result)
            } else {
                others.append(result)
            }
        }
        return days.sorted { $0.key < $1.key }.map { Draws($0.value) } + [Draws(others)]
    }

    /// The results of an analyte.
    func results(of analyte: Analyte) -> [LabResult] { byAnalyte[analyte] ?? [] }

    /// The blood results under a test code that CTCAE does not grade.
    func results(ofTest test: String) -> [LabResult] {
        (byTest[test] ?? []).filter { AnalyteSource.blood.accepts(specimen: $0.specimen, category: $0.category) }
    }

    /// The results of the same draw, those of the very minute before those known by their day alone.
    func companions(of result: LabResult, among others: [LabResult]) -> (results: [LabResult], isByDay: Bool) {
        var byDay: [LabResult] = []
        var byMinute: [LabResult] = []
        for other in others {
            switch SameDraw(result.collected, other.collected) {
            case .minute: byMinute.append(other)
            case .day: byDay.append(other)
            case .no: continue
            }
        }
        return byMinute.isEmpty ? (byDay, !byDay.isEmpty) : (byMinute, false)
    }

    /// Whether a laboratory reported the analyte itself in the draw, as a number or bound that can be read.
    ///
    /// Clearance is reported under blood, under urine, or under no specimen; the code alone tells it.
    func isReported(_ analyte: Analyte, with result: LabResult) -> Bool {
        let reported = analyte.testCodes.flatMap { byTest[$0] ?? [] }.filter { row in
            analyte.isClearance || AnalyteSource.blood.accepts(specimen: row.specimen, category: row.category)
        }
        return companions(of: result, among: reported).results.contains { (try? Reading($0, as: analyte)) != nil }
    }
}

/// Whether two specimens were taken together.
private enum SameDraw {
    /// Both have the same time of the same day.
    case minute
    /// The same day, and one or both have no time.
    case day
    /// Neither can be shown.
    case no

    init(_ first: ClinicalDate?, _ second: ClinicalDate?) {
        guard let first, let second, first.isComplete, second.isComplete, first.earliest == second.earliest else {
            self = .no
            return
        }
        guard let minute = first.minuteOfDay, let other = second.minuteOfDay else {
            self = .day
            return
        }
        self = minute == other ? .minute : .no
    }
}

extension Analyte {
    fileprivate var isClearance: Bool {
        self == .creatinineClearance || self == .estimatedGlomerularFiltrationRate
    }
}
