// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

extension SignalRows {
    /// What the rows say of a leaf, in order of time.
    ///
    /// - Parameter onlyHolding: Whether rows that show that the leaf fails may be left out.
    func sightings(of leaf: Signal, onlyHolding: Bool) -> [Sighting] {
        let found: [Sighting] =
            switch leaf {
            case .result(let signal): sightings(of: signal, onlyHolding: onlyHolding)
            case .finding(let signal): sightings(of: signal)
            case .grade(let term, let atLeast): sightings(of: term, atLeast: atLeast)
            case .event(let signal): sightings(of: signal)
            case .death: sightingsOfDeath()
            case .medication(let list): sightings(ofMedication: list)
            case .on(let signal): sightings(of: signal)
            case .overdue(let signal): sightings(of: signal)
            case .all, .any, .not, .possibly: []
            }
        return found.sorted { $0.place < $1.place }
    }

    private func sightings(of signal: FindingSignal) -> [Sighting] {
        results(ofTests: signal.tests).map { row in
            let result = row.result
            let answer = result.answer(to: signal.kind)
            var sighting = Sighting(
                answer == .yes ? .holds : answer == .no ? .recovered : .undecided, at: result.collected,
                key: result.key,
                rows: [Evidence(key: result.key, reading: result.reading)],
                part: SignalPart(
                    kind: answer == .yes && result.isWord
                        ? .positive(test: result.test) : .result(test: result.test, reading: result.reading),
                    collected: result.collected))
            sighting.extremity = result.number ?? 0
            guard signal.isHistory else { return sighting }
            sighting.isHistory = true
            sighting.days = sighting.days.lowerBound ... .distantFuture
            return sighting
        }
    }

    private func sightings(of term: LabTerm, atLeast: Int) -> [Sighting] {
        laboratory.samples.compactMap { sample in
            guard let grade = sample.grades[term] else { return nil }
            let result = laboratory.rows[sample.row]
            let possible = laboratory.gradesPossible(grade, of: sample)
            let standing: Sighting.Standing =
                possible.map { range in
                    range.lowerBound >= atLeast ? .holds : range.upperBound < atLeast ? .recovered : .suspect
                } ?? .undecided
            var sighting = Sighting(
                standing, at: result.collected, key: result.key, rows: laboratory.evidence(sample),
                part: SignalPart(kind: .result(test: result.test, reading: result.reading), collected: result.collected)
            )
            if standing == .suspect { sighting.doubts = [.valueCensored] }
            sighting.extremity = laboratory.extremity(of: sample, towards: term)
            return sighting
        }
    }

    private func sightings(of signal: EventSignal) -> [Sighting] {
        let group = signal.group.flatMap { id in studyProtocol.termGroups.first { $0.id == id } }
        return record.adverseEvents.compactMap { report in
            guard group.map({ $0.contains(report) }) ?? report.preferredTerm.isEmpty else { return nil }
            let isSerious = report.serious == .yes && (signal.orSerious || report.grade == nil)
            let standing: Sighting.Standing? =
                (report.grade ?? 0) >= signal.atLeast || isSerious ? .holds : report.grade == nil ? .undecided : nil
            guard let standing else { return nil }
            var sighting = Sighting(
                standing, from: report.start, through: report.credibleEnd?.latest, key: report.key,
                rows: [report.evidence],
                part: SignalPart(
                    kind: .event(term: report.term, isCoded: !report.preferredTerm.isEmpty, grade: report.grade),
                    collected: report.start))
            sighting.extremity = Double(report.grade ?? 0)
            sighting.facet = report.term.lowercased()
            return sighting
        }
    }

    /// One sighting for all sources: DM before DS before adverse events tells the day.
    private func sightingsOfDeath() -> [Sighting] {
        var sources: [(key: RowKey, reading: String, date: ClinicalDate?)] = []
        if let demographics = record.demographics, let died = demographics.died {
            sources.append((demographics.key, demographics.reading, died))
        }
        for row in record.dispositions.sorted(by: { $0.key < $1.key }) where row.event == "DEATH" {
            sources.append((row.key, row.event, row.start))
        }
        for event in record.adverseEvents.sorted(by: { $0.place < $1.place })
        where event.grade == 5 || event.fatal == .yes {
            sources.append((event.key, event.reading, event.credibleEnd ?? event.start))
        }
        guard let first = sources.first else { return [] }
        let date = sources.compactMap(\.date).first
        var sighting = Sighting(
            .holds, from: date, through: nil, key: first.key,
            rows: sources.map { Evidence(key: $0.key, reading: $0.reading) },
            part: SignalPart(
                kind: .death(sources: Array(Set(sources.map(\.key.domain.code))).sorted()), collected: date))
        // Sources that name different days leave the day in doubt, and the death certain.
        if Set(sources.compactMap(\.date).map(\.earliest)).count > 1 { sighting.doubts = [.dateUnknown] }
        return [sighting]
    }

    private func sightings(ofMedication list: String) -> [Sighting] {
        let names =
            studyProtocol.medicationLists.first { $0.id == list }?.medications
            ?? studyProtocol.prophylactics.first { $0.id == list }?.medications
        guard let names else { return [] }
        let isOfOneDay = studyProtocol.medicationLists.contains { $0.id == list && $0.isOfOneDay }
        return record.medications.filter { $0.isCourse && names.contains($0.name) }.map { course in
            let end = (course.end ?? (isOfOneDay ? course.start : nil))?.latest
            // An end that has not come is only planned.
            return Sighting(
                .holds, from: course.start, through: end.flatMap { $0 > today ? nil : $0 }, key: course.key,
                rows: [Evidence(key: course.key, reading: course.reading)],
                part: SignalPart(kind: .medication(list: list), collected: course.start))
        }
    }

    /// The stretches in which a treatment was taken, each resting on its first dose: later doses change no alert.
    private func sightings(of signal: TreatmentSignal) -> [Sighting] {
        let doses = record.exposures.filter { $0.treatment == signal.treatment && $0.dose != 0 }
        let dated = doses.compactMap { dose in dose.start.map { (start: $0, dose: dose) } }.sorted {
            ($0.start.earliest, $0.start.latest, $0.dose.key) < ($1.start.earliest, $1.start.latest, $1.dose.key)
        }
        var stretches: [(first: Exposure, through: CalendarDay)] = []
        for (start, dose) in dated {
            let end = dose.isOpen ? CalendarDay.distantFuture : (dose.end ?? start).latest + signal.daysAfter
            if let last = stretches.last, start.earliest <= last.through {
                stretches[stretches.count - 1].through = max(last.through, end)
            } else {
                stretches.append((dose, end))
            }
        }
        return stretches.map { first, through in
            // What may yet be taken again, or has not ended, goes on.
            Sighting(
                .holds, from: first.start, through: through < today ? through : nil, key: first.key,
                rows: [Evidence(key: first.key, reading: first.reading)],
                part: SignalPart(kind: .treatment(name: signal.treatment), collected: first.start))
        }
    }

    /// The stretches in which a test was due and not done, from the first dose to as long after the last.
    private func sightings(of signal: OverdueSignal) -> [Sighting] {
        gaps(of: signal).gaps.flatMap { gap in
            let end = gap.next?.collected?.latest ?? (gap.isPast(on: today) ? gap.watchEnd : nil)
            let missed = overdue(signal, gap, through: end)
            guard let result = gap.next?.result else { return [missed] }
            let done = Sighting(
                .recovered, at: result.collected, key: result.key,
                rows: [Evidence(key: result.key, reading: result.reading)],
                part: SignalPart(kind: .overdue(test: result.test, days: signal.days)))
            return [missed, done]
        }
    }

    private func gaps(of signal: OverdueSignal) -> (gaps: [TestingGap], nextDay: CalendarDay?) {
        guard let entry = enrolment.entry else { return ([], nil) }
        let plan = TestingPlan(
            start: entry, phases: [TestingPhase(everyDays: signal.days)],
            through: enrolment.isDosingOpen ? max(today, entry) : max(entry, enrolment.lastDose ?? entry))
        let done = results(ofTests: signal.tests).filter { $0.result.value != .missing && $0.collected != nil }
        return plan.gaps(between: done, today: today)
    }

    private func overdue(_ signal: OverdueSignal, _ gap: TestingGap, through end: CalendarDay?) -> Sighting {
        let due = ClinicalDate(gap.due)
        return Sighting(
            .holds, from: due, through: end, key: gap.last?.key ?? RowKey(domain: .lb, text: "[]"),
            rows: gap.last?.evidence ?? [],
            part: SignalPart(kind: .overdue(test: signal.tests.min() ?? "", days: signal.days), collected: due))
    }

    /// When time alone ends a treatment or a medication, next after today; nil when it does not.
    func nextEndDay(of leaf: Signal) -> CalendarDay? {
        switch leaf {
        case .on(let signal):
            let last = record.exposures.filter { $0.treatment == signal.treatment && $0.dose != 0 && !$0.isOpen }
                .compactMap { ($0.end ?? $0.start)?.latest }.max()
            return last.map { $0 + (signal.daysAfter + 1) }.flatMap { $0 > today ? $0 : nil }
        case .medication(let list):
            let names =
                studyProtocol.medicationLists.first { $0.id == list }?.medications
                ?? studyProtocol.prophylactics.first { $0.id == list }?.medications ?? []
            return record.medications.filter { $0.isCourse && names.contains($0.name) }.compactMap { $0.end?.latest }
                .filter { $0 > today }.min()
        default:
            return nil
        }
    }

    /// When time alone changes what is overdue of a test; nil when it does not.
    func nextOverdueDay(of signal: OverdueSignal) -> CalendarDay? { gaps(of: signal).nextDay }
}

extension Exposure {
    /// Whether it has no end and is none of a single dose, so that it may go on.
    var isOpen: Bool { end == nil && !["", "ONCE"].contains(frequency.uppercased()) }
}

extension LabResult {
    /// Whether the result is given in words.
    fileprivate var isWord: Bool {
        if case .text = value { true } else { false }
    }

    /// Whether the result is positive or detected; unknown where neither words nor numbers tell.
    fileprivate func answer(to kind: FindingSignal.Kind) -> Answer {
        switch value {
        case .text(let text): Answer(resultInWords: text)
        case .missing: .unknown
        case .number(let number): kind == .detected ? (number > 0 ? .yes : .no) : answer(above: number)
        case .above(let bound), .atLeast(let bound):
            kind == .detected ? .yes : (upperLimit.map { bound >= $0 } ?? false) ? .yes : .unknown
        case .below(let bound), .atMost(let bound):
            kind == .detected ? .no : (upperLimit.map { bound <= $0 } ?? false) ? .no : .unknown
        }
    }

    private func answer(above number: Double) -> Answer {
        if let upperLimit { return Relation.above.holds(number, upperLimit) ? .yes : .no }
        switch rangeIndicator.uppercased() {
        case "HIGH", "H", "ABNORMAL": return .yes
        case "NORMAL", "N": return .no
        default: return .unknown
        }
    }
}

extension Answer {
    private static let positive = ["POS", "POSITIVE", "REACTIVE", "DETECTED", "+", "阳性", "检出"]
    private static let negative = [
        "NEG", "NEGATIVE", "NON-REACTIVE", "NONREACTIVE", "NON REACTIVE", "NOT DETECTED", "UNDETECTED", "UNDETECTABLE",
        "TARGET NOT DETECTED", "-", "阴性", "未检出",
    ]

    /// Reads a qualitative result as laboratories word it; everything else is unknown.
    fileprivate init(resultInWords text: String) {
        let word = text.uppercased()
        self = Answer.positive.contains(word) ? .yes : Answer.negative.contains(word) ? .no : .unknown
    }
}
