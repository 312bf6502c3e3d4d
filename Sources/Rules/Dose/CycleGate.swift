// SPDX-License-Identifier: Apache-2.0

package import CTCAE
package import Trial

/// What a cycle may not begin without.
package struct CycleGate: Hashable, Sendable {
    /// A blood count that must be reached.
    package struct Count: Hashable, Sendable {
        /// What is counted.
        package var analyte: Analyte
        /// The unit of the number.
        package var unit: LabUnit
        /// The least count.
        package var atLeast: Double

        /// A count.
        package init(analyte: Analyte, unit: LabUnit, atLeast: Double) {
            self.analyte = analyte
            self.unit = unit
            self.atLeast = atLeast
        }
    }

    /// The counts, for example neutrophils of 1.0 and platelets of 75 x 10^9/L.
    package var counts: [Count]
    /// Days before day 1, and day 1 itself, of which a count is taken.
    package var daysBeforeMax: Int
    /// The highest grade of other toxicity, unless it was so before treatment.
    package var gradeMax: Int
    /// Terms that the counts judge, which no grade is asked of.
    package var countedTerms: TermGroup

    /// A gate.
    package init(counts: [Count], daysBeforeMax: Int, gradeMax: Int, countedTerms: TermGroup) {
        self.counts = counts
        self.daysBeforeMax = daysBeforeMax
        self.gradeMax = gradeMax
        self.countedTerms = countedTerms
    }
}

/// What stands against the beginning of a cycle, or leaves it open.
package enum GateReason: Hashable, Sendable {
    /// A count is lower than it must be.
    case countTooLow(RowKey)
    /// There is no count of an analyte, by its SDTM LBTESTCD, in the days before.
    case countMissing(String)
    /// A count cannot be compared, or may not be of these days.
    case countUndecided(RowKey)
    /// An event is graver than it may be.
    case event(RowKey)
    /// An event may be: its grade or a date is not known.
    case eventUndecided(RowKey)
}

/// Whether a cycle may begin on a day.
package enum GateVerdict: Hashable, Sendable {
    /// Nothing stands against it.
    case met
    /// Something does for certain; what is open is named too.
    case failed([GateReason])
    /// It cannot be told.
    case indeterminate([GateReason])
}

extension CycleGate {
    /// Whether cycles may begin, or might have begun, on days.
    ///
    /// - Parameters:
    ///   - results: Every result of an analyte, reported or derived, in any order.
    ///   - firstDose: The subject's first dose; what was there before it is the baseline.
    package func verdicts(
        on days: [CalendarDay], of record: SubjectRecord, results: (Analyte) -> [LabResult], firstDose: CalendarDay?
    ) -> [GateVerdict] {
        let samples = counts.map { GateSamples(of: $0, results($0.analyte)) }
        let events = GateEvents(self, of: record, firstDose: firstDose)
        return days.map { day in
            let judged = samples.map { $0.judge(day, daysBeforeMax: daysBeforeMax) } + [events.judge(day)]
            let failed = judged.flatMap(\.failed)
            let open = judged.flatMap(\.open)
            guard failed.isEmpty else { return .failed(failed + open) }
            return open.isEmpty ? .met : .indeterminate(open)
        }
    }
}

/// What stands against a cycle, and what is open.
private struct GateJudgement {
    var failed: [GateReason] = []
    var open: [GateReason] = []
}

/// The samples of one analyte, in order of time.
private struct GateSamples {
    private let count: CycleGate.Count
    private let samples: [(collected: ClinicalDate, key: RowKey, comparison: LabComparison)]

    init(of count: CycleGate.Count, _ results: [LabResult]) {
        self.count = count
        var cut = LabCut(count.analyte, .atLeast, count.atLeast, in: count.unit)
        samples = results.compactMap { result in
            guard let collected = result.collected else { return nil }
            return (collected, result.key, cut.compare(result))
        }.sorted { ($0.collected.latest, $0.key) < ($1.collected.latest, $1.key) }
    }

    func judge(_ day: CalendarDay, daysBeforeMax: Int) -> GateJudgement {
        let first = samples.partitioningIndex { $0.collected.latest >= day - daysBeforeMax }
        // A partial date reaches on to the end of its month or year: all that may be of these days are looked at.
        let near = samples[first...].prefix { $0.collected.latest <= day + 366 }.filter { $0.collected.earliest <= day }
        let dated = near.filter(\.collected.isComplete)
        guard let last = dated.last?.collected.latest else {
            let open = near.map { GateReason.countUndecided($0.key) }
            return GateJudgement(open: open.isEmpty ? [.countMissing(count.analyte.testCodes.first ?? "")] : open)
        }
        var latest = dated.filter { $0.collected.latest == last }
        let times = latest.compactMap(\.collected.minuteOfDay)
        // Without times the worst of the day decides.
        if times.count == latest.count, let time = times.max() {
            latest = latest.filter { $0.collected.minuteOfDay == time }
        }
        var judgement = GateJudgement()
        for sample in latest {
            switch sample.comparison {
            case .holds: break
            case .fails: judgement.failed.append(.countTooLow(sample.key))
            case .undecided: judgement.open.append(.countUndecided(sample.key))
            }
        }
        return judgement
    }
}

/// Events that may be graver than a gate lets through.
private struct GateEvents {
    private let events: [AdverseEvent]

    init(_ gate: CycleGate, of record: SubjectRecord, firstDose: CalendarDay?) {
        let counted = record.adverseEvents.filter { !gate.countedTerms.contains($0) }
        var baseline: [String: Int] = [:]
        if let firstDose {
            for report in counted where report.start.map({ $0.latest < firstDose }) ?? false {
                baseline[report.term.lowercased()] = max(report.grade ?? 0, baseline[report.term.lowercased()] ?? 0)
            }
        }
        events = counted.filter { report in
            report.grade.map { $0 > max(gate.gradeMax, baseline[report.term.lowercased()] ?? 0) } ?? true
        }.sorted { $0.key < $1.key }
    }

    func judge(_ day: CalendarDay) -> GateJudgement {
        var judgement = GateJudgement()
        for report in events {
            let end = report.credibleEnd
            guard report.start.map({ $0.earliest <= day }) ?? true, end.map({ $0.latest > day }) ?? true else {
                continue
            }
            let hasBegun = report.start.map { $0.latest <= day } ?? false
            // Recovered without a date of the end: it may have been before.
            let goesOn = end.map { $0.earliest > day } ?? !report.outcome.uppercased().hasPrefix("RECOVERED")
            if hasBegun, goesOn, report.grade != nil {
                judgement.failed.append(.event(report.key))
            } else {
                judgement.open.append(.eventUndecided(report.key))
            }
        }
        return judgement
    }
}
