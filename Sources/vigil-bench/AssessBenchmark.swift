// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rules
import SQLiteStorage
import Simulation
import Trial

/// How long the rules of the shipped protocol take for a subject with ten years of weekly rows, and for a whole trial.
///
/// Reading is excluded; one thread works from memory, so processor time tells what a quiet machine would take.
struct AssessBenchmark: Benchmark {
    let name = "assess"

    private static let weeks = 520
    private static let firstDay = CalendarDay(daysSince1970: 17_000)

    func prepare(in folder: URL) throws { _ = try SimulatedStore.shared(in: folder) }

    func measure(in folder: URL) async throws -> [Figure] {
        let studyProtocol = try ShippedProtocol.load()
        let subject = Self.tenYears()
        let rows = subject.labResults.count + subject.vitalSigns.count + subject.exposures.count
        let assessing = milliseconds(21) { _ = assess(subject, under: studyProtocol, at: Self.moment) }
        let scanning = milliseconds(21) { precondition(Self.scan(subject) > 0, "the rows hold numbers") }
        let store = try SQLiteFollowUpStore(path: try SimulatedStore.shared(in: folder))
        let trial = try store.subjects(study: SimulatedTrial.study).map {
            try store.record(study: SimulatedTrial.study, subject: $0)
        }
        let last = ReviewMoment(
            now: ReviewMoment(now: Timestamp(milliseconds: 0), secondsFromUTC: 0).start(of: SimulatedTrial.lastDay),
            secondsFromUTC: 28_800)
        let whole = milliseconds(3) { for record in trial { _ = assess(record, under: studyProtocol, at: last) } }
        return [
            Figure(
                name: "ten years of weekly rows assessed (\(rows))", value: assessing, unit: "ms", reference: 5,
                referenceName: "the design's limit", goal: .atMost(1)),
            Figure(
                name: "the same beside a look at every row", value: assessing, unit: "ms", reference: scanning,
                referenceName: "a scan of the rows", goal: nil),
            Figure(
                name: "\(trial.count) simulated subjects assessed", value: whole, unit: "ms", reference: 1_000,
                referenceName: "the design's limit", goal: .atMost(1)),
        ]
    }

    private static var moment: ReviewMoment {
        let start = ReviewMoment(now: Timestamp(milliseconds: 0), secondsFromUTC: 28_800)
        return ReviewMoment(now: start.start(of: firstDay + weeks * 7), secondsFromUTC: 28_800)
    }

    /// The least processor time of some repetitions would flatter; the middle one is told.
    private func milliseconds(_ repetitions: Int, _ step: () -> Void) -> Double {
        median((0..<repetitions).map { _ in processorSeconds(of: RUSAGE_SELF, step) }) * 1_000
    }

    private static func scan(_ record: SubjectRecord) -> Double {
        var highest = 0.0
        for index in record.labResults.indices {
            guard case .number(let value) = record.labResults[index].value,
                (record.labResults[index].collected?.earliest ?? firstDay) >= firstDay
            else { continue }
            highest = max(highest, value)
        }
        return highest
    }

    /// Both drugs, a full panel and a temperature every week, with two weeks of low counts and fever each half year.
    private static func tenYears() -> SubjectRecord {
        var record = SubjectRecord(subject: "S")
        record.demographics = Demographics(
            key: RowKey(domain: .dm, text: "[]"), site: "01", arm: "IXA-LEN", sex: "F", age: 60)
        for week in 0..<weeks {
            let date = ClinicalDate(firstDay + week * 7)
            let isLow = week % 26 < 2
            for (test, unit, low, high) in GradingBenchmark.panel {
                let usual = (low + high) / 2
                let value = isLow && ["PLAT", "NEUT"].contains(test) ? low / 5 : usual
                record.labResults.append(
                    LabResult(
                        key: RowKey(domain: .lb, text: "[\"\(test)\",\"\(date)\"]"), test: test, specimen: "BLOOD",
                        collected: date, value: .number((value * 10).rounded() / 10), unit: unit, lowerLimit: low,
                        upperLimit: high, isBaseline: week == 0))
            }
            record.vitalSigns.append(
                VitalSign(
                    key: RowKey(domain: .vs, text: "[\"TEMP\",\"\(date)\"]"), test: "TEMP", value: isLow ? 38.6 : 36.6,
                    unit: "C", collected: date))
            record.exposures += doses(in: week, on: date)
        }
        record.labResults.sort { $0.key < $1.key }
        record.exposures.sort { $0.key < $1.key }
        return record
    }

    /// Ixazomib on days 1, 8 and 15, lenalidomide as one row a cycle.
    private static func doses(in week: Int, on date: ClinicalDate) -> [Exposure] {
        let key = { (drug: String) in RowKey(domain: .ex, text: "[\"\(drug)\",\"\(date)\"]") }
        var doses: [Exposure] = []
        if week % 4 < 3 {
            doses.append(
                Exposure(
                    key: key("IXAZOMIB"), treatment: "IXAZOMIB", dose: 4, unit: "mg", frequency: "ONCE", start: date))
        }
        if week % 4 == 0 {
            doses.append(
                Exposure(
                    key: key("LENALIDOMIDE"), treatment: "LENALIDOMIDE", dose: 25, unit: "mg", frequency: "QOD",
                    start: date, end: ClinicalDate(date.earliest + 20)))
        }
        return doses
    }
}
