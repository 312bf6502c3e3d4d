// SPDX-License-Identifier: Apache-2.0

import CTCAE
package import Trial

/// A verdict together with the record it was made of, which is asked about those findings alone that are told.
package struct Judgement {
    /// The verdict, as `assess` makes it.
    package let verdict: SubjectVerdict
    private let look: SubjectLook
    /// Nobody who is told of a masked trial learns the arm.
    private let tellsArm: Bool

    /// Judges one subject; see `assess`.
    package init(of record: SubjectRecord, under studyProtocol: StudyProtocol, at moment: ReviewMoment) {
        (verdict, look) = judge(record, under: studyProtocol, at: moment)
        tellsArm = !studyProtocol.isBlinded
    }

    /// What stood around an episode.
    package func circumstances(of episode: Episode) -> Circumstances {
        var circumstances = Circumstances(
            arm: tellsArm ? verdict.summary.arm : nil, place: episode.onset.flatMap(look.place),
            covers: look.covers(around: episode))
        if episode.severity > .query { circumstances.drugs = look.drugStandings }
        if episode.finding.bearsCoFactors, let onset = episode.onset {
            circumstances.coFactors = look.coFactors(around: onset).map { look.confirmed($0, around: onset) }
        }
        if let finding = episode.finding.onlyResult, let worst = look.sample(of: finding, in: episode) {
            let row = look.laboratory.rows[worst.row]
            circumstances.normal = NormalRange(lower: row.lowerLimit, upper: row.upperLimit)
            circumstances.before = episode.onset.flatMap { look.result(before: $0, like: worst, term: finding.term) }
        }
        return circumstances
    }
}

extension Finding {
    /// Whether a medication that was given may explain it.
    fileprivate var bearsCoFactors: Bool {
        switch self {
        case .laboratory, .event, .signal, .clearance: true
        case .dose, .cover, .mismatch, .clock, .testing, .boundary, .system: false
        }
    }
}

extension Finding {
    /// The result that the finding is, where it is one alone.
    fileprivate var onlyResult: LaboratoryFinding? {
        switch self {
        case .laboratory(let finding): return finding
        case .signal(let signal):
            guard signal.parts.count == 1, let part = signal.parts.first,
                case .result(let test, let reading) = part.kind
            else { return nil }
            return LaboratoryFinding(test: test, reading: reading, term: nil, grade: nil, collected: part.collected)
        default: return nil
        }
    }
}

// MARK: Doses

extension SubjectLook {
    /// Where a day lies in the treatment; nil where no cycle is known.
    fileprivate func place(of onset: ClinicalDate) -> TreatmentPlace? {
        guard let doses, let dosing = studyProtocol.dosing, !doses.cycles.isEmpty else { return nil }
        guard let (cycle, day) = doses.cycle(on: onset.earliest) else {
            let isBefore = doses.cycles[0].isCertain && doses.cycle(on: onset.latest) == nil
            return isBefore ? .beforeTreatment : .perhapsBeforeTreatment
        }
        guard day <= dosing.cycleDays + dosing.silenceDaysMax else { return .afterTreatment }
        return .cycle(number: cycle.number, day: day, isCertain: cycle.isCertain && onset.isComplete)
    }

    /// How each drug of the subject stands today.
    fileprivate var drugStandings: [DrugStanding] {
        (doses?.drugs ?? []).compactMap { story in
            guard let drug = studyProtocol.dosing?.drugs.first(where: { $0.id == story.drug }) else { return nil }
            return DrugStanding(
                drug: drug.name, state: DrugStanding.State(story.now), lastDay: story.lastGiven.map(lastDay),
                lastAmount: story.lastGiven?.amount, unit: drug.ladder.unit.name,
                openSince: story.lastGiven.flatMap(firstDayIfOpen))
        }
    }
}

extension SubjectLook {
    /// The last day of the dose last given: its row may be of several days.
    private func lastDay(of dose: LastDose) -> CalendarDay {
        let row = record.exposures.first { $0.key == dose.key }
        return max(dose.day, min(today, (row?.end ?? row?.start)?.latest ?? dose.day))
    }

    /// The first day of the dose last given, where its row has no end and may go on.
    private func firstDayIfOpen(of dose: LastDose) -> CalendarDay? {
        guard let row = record.exposures.first(where: { $0.key == dose.key }), row.isOpen else { return nil }
        return row.start?.latest
    }
}

extension DrugStanding.State {
    fileprivate init(_ state: DoseState) {
        switch state {
        case .notStarted: self = .notStarted
        case .on, .offSchedule: self = .taken
        case .held(let hold): self = .held(since: hold.since)
        case .resumeEligible: self = .resumable
        case .stopped(.disposition): self = .ended
        case .stopped: self = .stopped
        case .unknown(let doubt): self = .unknown(doubt)
        }
    }
}

// MARK: Prophylaxis

extension SubjectLook {
    /// How prophylaxis stood before an episode.
    ///
    /// Of an event the prophylactic that its rule names counts, else each; of a result those that were, or may have
    /// been, taken, because they may have to be stopped.
    fileprivate func covers(around episode: Episode) -> [CoverStanding] {
        let condition = studyProtocol.subjectRules.first { $0.id == episode.rule }?.condition
        switch episode.finding {
        case .event:
            let named: String? = if case .event(let event) = condition { event.cover } else { nil }
            return named.map { id in standings(before: episode) { $0.id == id } } ?? standings(before: episode)
        case .signal(let finding) where finding.parts.contains(where: \.isEvent):
            return standings(before: episode)
        case .laboratory:
            return standings(before: episode).filter { $0.cover == .covered || $0.cover == .unknown }
        default: return []
        }
    }

    /// How each prophylactic stood, but for those of which another holds every medication.
    private func standings(before episode: Episode) -> [CoverStanding] {
        standings(before: episode) { prophylactic in
            !studyProtocol.prophylactics.contains { $0.medications.isStrictSuperset(of: prophylactic.medications) }
        }
    }

    private func standings(before episode: Episode, of isMeant: (Prophylactic) -> Bool) -> [CoverStanding] {
        studyProtocol.prophylactics.filter(isMeant).map { prophylactic in
            let history = CoverHistory(
                of: prophylactic, in: record, contacts: contacts(for: prophylactic), today: today)
            let cover = history.cover(before: episode.onset, withinDays: prophylactic.beforeOnsetDays)
            return CoverStanding(prophylactic: prophylactic.name, cover: Cover(cover))
        }
    }

    /// A co-factor that is certain where a later visit confirms that a course without an end went on.
    fileprivate func confirmed(_ factor: CoFactor, around onset: ClinicalDate) -> CoFactor {
        guard !factor.isCertain, onset.isComplete,
            let list = studyProtocol.medicationLists.first(where: { $0.id == factor.list }), !list.isOfOneDay,
            onset.earliest <= today
        else { return factor }
        let medication = Prophylactic(id: list.id, medications: Array(list.medications))
        let history = CoverHistory(of: medication, in: record, contacts: contacts(for: medication), today: today)
        let days = (onset.earliest - (list.coFactorDays ?? 0))...onset.earliest
        var confirmed = factor
        confirmed.isCertain = history.periods(in: days).contains { $0.state == .covered }
        return confirmed
    }
}

extension SignalPart {
    fileprivate var isEvent: Bool { if case .event = kind { true } else { false } }
}

// MARK: Laboratory

extension SubjectLook {
    /// The worst sample of an episode.
    fileprivate func sample(of finding: LaboratoryFinding, in episode: Episode) -> GradedLaboratory.Sample? {
        let keys = episode.evidenceKeys
        return laboratory.samples.first { sample in
            let row = laboratory.rows[sample.row]
            return row.test == finding.test && row.collected == finding.collected && row.reading == finding.reading
                && laboratory.evidence(sample).contains { keys.contains($0.key) }
        }
    }

    /// The last result certainly collected on a day before; a row without a number tells nothing of the course.
    fileprivate func result(
        before onset: ClinicalDate, like sample: GradedLaboratory.Sample, term: String?
    ) -> EarlierResult? {
        var last: (sample: GradedLaboratory.Sample, collected: ClinicalDate)?
        for position in laboratory.positions(of: sample.analyte) {
            let other = laboratory.samples[position]
            guard laboratory.rows[other.row].number != nil,
                let collected = laboratory.rows[other.row].collected, collected.latest < onset.earliest,
                last.map({ isLater(collected, than: $0.collected) }) ?? true
            else { continue }
            last = (other, collected)
        }
        return last.map { last in
            let grade = last.sample.grades.array.first { $0.term.name(in: laboratory.version) == term }
            return EarlierResult(
                reading: laboratory.rows[last.sample.row].reading, grade: grade?.grade, collected: last.collected)
        }
    }

    private func isLater(_ date: ClinicalDate, than other: ClinicalDate) -> Bool {
        (date.latest, date.minuteOfDay ?? 0) > (other.latest, other.minuteOfDay ?? 0)
    }
}
