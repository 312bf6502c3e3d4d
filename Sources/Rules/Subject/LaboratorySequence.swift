// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// The episodes of one laboratory rule, and of one CTCAE term where the rule is about grades.
struct LaboratorySequence {
    let rule: SubjectRule
    /// Empty for a rule about a count.
    let facet: String
    let recoversAfterDays: Int?
    let confirmation: Confirmation
    let laboratory: GradedLaboratory
    let termGroups: [TermGroup]
    let moment: ReviewMoment
    /// The reported events of the subject, for levels that ask for one in the time of the episode.
    let events: [AdverseEvent]
    /// What an observation that meets the rule shows for choosing the level.
    let facts: (Observation) -> LevelFacts
    /// The grade to name in the finding.
    let grade: (LabGrades) -> LabGrade?

    /// The episodes that observations make, and when one of them may grow graver by time alone.
    func outcome(of observations: [Observation]) -> RuleOutcome {
        var outcome = RuleOutcome()
        for stretch in stretches(
            of: observations, recoversAfterDays: recoversAfterDays, confirmation: confirmation)
        {
            let judged = [stretch.worst(suspect: false), stretch.worst(suspect: true)].compactMap { $0 }
            // The closing sample's date may be partial: until its last day, days go on counting.
            let isBeforeEnd = { (day: CalendarDay) in stretch.closing.last?.collected.map { day <= $0.latest } ?? true }
            let days = judged.compactMap { nextLevelDay(of: $0, in: stretch) }.filter(isBeforeEnd)
            outcome.reviewAgainAt = earliest(outcome.reviewAgainAt, days.min().map(moment.start(of:)))
            let levels = judged.compactMap { worst in level(of: worst, in: stretch).map { (worst: worst, level: $0) } }
            // What is certain is named, unless what is suspect is graver.
            let gravest = levels.dropFirst().reduce(levels.first) { gravest, next in
                gravest.map { severity(next) > severity($0) ? next : $0 }
            }
            if let gravest { outcome.episodes.append(episode(stretch, worst: gravest.worst, level: gravest.level)) }
        }
        return outcome
    }

    /// The severity of a finding: a suspicion calls for a look today, not for a page at night.
    private func severity(_ judged: (worst: Observation, level: SeverityLevel)) -> Severity {
        judged.worst.isSuspect ? min(judged.level.severity, .urgent) : judged.level.severity
    }

    private func episode(_ stretch: Stretch, worst: Observation, level: SeverityLevel) -> Episode {
        let sample = laboratory.samples[worst.sample]
        let result = laboratory.rows[sample.row]
        let grade = self.grade(sample.grades)
        var uncertainties = stretch.uncertainties
        var evidence = rows(of: stretch.meeting)
        if let during = level.test.during {
            let concurrent = facts(of: worst, in: stretch).concurrent?.evidence(during, groups: termGroups)
            evidence = evidence.joined(by: concurrent?.rows ?? [])
            if concurrent?.isCertain == false { uncertainties.insert(.dateUnknown) }
        }
        return Episode(
            rule: rule.id, ruleVersion: rule.version, facet: facet,
            onset: stretch.onset,
            end: stretch.closing.last?.collected,
            severity: severity((worst, level)),
            finding: .laboratory(
                LaboratoryFinding(
                    test: result.test, reading: result.reading, term: grade?.term.name(in: laboratory.version),
                    grade: grade?.grade,
                    collected: result.collected)),
            evidence: evidence,
            closing: rows(of: stretch.closing),
            uncertainties: uncertainties,
            proposal: rule.proposal(at: level)
        )
    }

    /// The rows that observations rest on, each once, those they were compared with before them.
    private func rows(of observations: [Observation]) -> [Evidence] {
        guard observations.contains(where: { !$0.references.isEmpty }) else {
            return observations.flatMap { laboratory.evidence(laboratory.samples[$0.sample]) }
        }
        var seen: Set<RowKey> = []
        let positions = observations.flatMap { $0.references + [$0.sample] }
        return positions.flatMap { laboratory.evidence(laboratory.samples[$0]) }
            .filter { seen.insert($0.key).inserted }
    }

    private func facts(of observation: Observation, in stretch: Stretch) -> LevelFacts {
        var facts = self.facts(observation)
        facts.onset = stretch.onset?.earliest
        facts.concurrent = ConcurrentEvents(events, onset: stretch.onset, end: stretch.closing.last?.collected)
        return facts
    }

    private func level(of worst: Observation, in stretch: Stretch) -> SeverityLevel? {
        // Days since onset are counted no further than the end.
        let lastDay = stretch.closing.last?.collected.map { min($0.latest, moment.today) } ?? moment.today
        return rule.level(for: facts(of: worst, in: stretch), groups: termGroups, today: lastDay)
    }

    private func nextLevelDay(of worst: Observation, in stretch: Stretch) -> CalendarDay? {
        rule.nextLevelDay(for: facts(of: worst, in: stretch), groups: termGroups, today: moment.today)
    }
}

extension Analyte {
    /// Whether a result that may be urgent or worse under another unit, or beyond its bound, is told as a suspicion.
    ///
    /// Limited to the four of which a missed value endangers the subject the same day.
    var speaksUpWhenSuspect: Bool {
        switch self {
        case .platelets, .neutrophils, .haemoglobin, .potassium: true
        default: false
        }
    }
}
