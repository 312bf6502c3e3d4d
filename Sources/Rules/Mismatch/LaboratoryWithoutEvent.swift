// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

extension MismatchJudge {
    /// Grave results that no reported event accounts for, one question a term and episode.
    func laboratoryWithoutEvent(_ rows: MismatchRows) -> RuleOutcome {
        var outcome = RuleOutcome()
        guard let least = condition.leastUnaccountedGrade else { return outcome }
        let actions = condition.withActionGrade == nil ? nil : DoseActions(look)
        for (term, results) in rows.results where condition.covers(term) {
            var undecided: Set<RowKey> = []
            let observed = results.compactMap { result -> Observation? in
                if result.possible.map({ $0.lowerBound < least && $0.upperBound >= least }) ?? true {
                    undecided.formUnion(look.laboratory.keys(look.laboratory.samples[result.sample]))
                }
                return observation(result, atLeast: least)
            }
            outcome.undecidable[EpisodeKind(rule: rule.id, facet: term.rawValue)] = undecided
            for stretch in stretches(of: observed, recoversAfterDays: nil) {
                guard let question = question(about: stretch, of: term, rows, actions) else { continue }
                outcome.formUnion(self.outcome(of: question))
            }
        }
        return outcome
    }

    /// What a result says of the question; nil where it says nothing, or is of a time before treatment.
    private func observation(_ result: MismatchRows.Result, atLeast least: Int) -> Observation? {
        guard let possible = result.possible else { return nil }
        if let entry = look.enrolment.entry, let collected = result.collected, collected.latest < entry { return nil }
        let sample = look.laboratory.samples[result.sample]
        let standing: Observation.Standing =
            possible.lowerBound >= least
            ? .meets(gravity: Double(possible.lowerBound))
            : possible.upperBound <= condition.recoversAt ? .recovered : .between
        return Observation(
            sample: result.sample, key: look.laboratory.rows[sample.row].key, collected: result.collected,
            standing: standing)
    }

    private func question(
        about stretch: Stretch, of term: LabTerm, _ rows: MismatchRows, _ actions: DoseActions?
    ) -> Question? {
        guard let worst = stretch.worst(suspect: false) else { return nil }
        let evidence = stretch.meeting.flatMap { look.laboratory.evidence(look.laboratory.samples[$0.sample]) }
        // The days run from the first result that asks for an event.
        guard let decisive = decisive(in: stretch, evidence, actions) else { return nil }
        var question = Question(
            report: MismatchReport(
                kind: .laboratoryWithoutEvent, term: term.name(in: version),
                laboratory: finding(worst.sample, of: term)),
            facet: term.rawValue, onset: stretch.meeting[0].collected,
            dueOn: decisive.collected.map { $0.latest + condition.waitDays }, evidence: evidence)
        if stretch.meeting.contains(where: { $0.collected?.isComplete != true }) {
            question.uncertainties.insert(.dateUnknown)
        }
        let days = days(of: stretch)
        let reports = look.record.adverseEvents
        let mayAccount = { (index: Int) in days.map(reports[index].possibleDays().overlaps) ?? true }
        if let answer = rows.accounting[term]?.filter(mayAccount).map({ reports[$0] }).min(by: { $0.place < $1.place })
        {
            question.answer = answer.evidence
            question.answeredOn = answer.start ?? question.onset
        } else if rows.uncoded.contains(where: mayAccount) {
            // What nobody has coded may be the very event.
            question.uncertainties.insert(.onlyPossible)
        }
        return question
    }

    /// The days in which an event accounts for a stretch; nil where no date tells.
    private func days(of stretch: Stretch) -> ClosedRange<CalendarDay>? {
        guard let first = stretch.meeting[0].collected?.earliest,
            let last = stretch.meeting.compactMap({ $0.collected?.latest }).max()
        else { return nil }
        return (first - condition.daysBefore)...(last + condition.daysAfter)
    }

    /// The first result that asks for an event: by its grade, or by the dose that was changed for a lower one.
    private func decisive(in stretch: Stretch, _ evidence: [Evidence], _ actions: DoseActions?) -> Observation? {
        var least = condition.gradeAtLeast
        if let milder = condition.withActionGrade, let actions, let days = days(of: stretch),
            actions.concern(
                evidence, from: stretch.meeting[0].collected?.earliest ?? days.lowerBound, to: days.upperBound)
        {
            least = min(least, milder)
        }
        return stretch.meeting.first { $0.gravity ?? 0 >= Double(least) }
    }
}

/// What was done, or is proposed, about the doses of a subject.
private struct DoseActions {
    /// The rows that an episode rests on whose rule proposes a dose or acts on one.
    private var rows: Set<RowKey> = []
    /// The days from which less of a drug was given than before.
    private let loweredOn: [CalendarDay]

    init(_ look: SubjectLook) {
        let proposing = Set(
            look.studyProtocol.subjectRules.filter { rule in
                rule.levels.contains { $0.doseProposal != nil || $0.doseAction != nil }
            }.map(\.id))
        for episode in look.episodes where proposing.contains(episode.rule) { rows.formUnion(episode.evidenceKeys) }
        loweredOn = Dictionary(grouping: look.record.exposures) { [$0.treatment, $0.unit] }.values.flatMap { doses in
            let dated = doses.compactMap { dose in
                dose.start.flatMap { start in dose.dose.map { (day: start.earliest, dose: $0) } }
            }.sorted { ($0.day, $0.dose) < ($1.day, $1.dose) }
            return zip(dated, dated.dropFirst()).filter { $1.dose < $0.dose }.map { $1.day }
        }
    }

    /// Whether a dose rule rests on one of the rows, or a dose was lowered in some days.
    func concern(_ evidence: [Evidence], from first: CalendarDay, to last: CalendarDay) -> Bool {
        evidence.contains { rows.contains($0.key) } || loweredOn.contains { $0 >= first && $0 <= last }
    }
}
