// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// Episodes of a rule over laboratory and reported events that contradict each other.
func mismatchOutcome(_ rule: SubjectRule, _ condition: MismatchCondition, _ look: SubjectLook) -> RuleOutcome {
    let judge = MismatchJudge(rule: rule, condition: condition, look: look)
    var outcome = RuleOutcome()
    if let rows = look.mismatchRows {
        outcome.formUnion(judge.laboratoryWithoutEvent(rows))
        outcome.formUnion(judge.contradictedEvents(rows))
        outcome.undecidable[EpisodeKind(rule: rule.id), default: []].formUnion(look.laboratory.unnamed)
    }
    outcome.formUnion(judge.contradictoryEvents())
    return outcome
}

/// Makes episodes of what one rule finds.
struct MismatchJudge {
    let rule: SubjectRule
    let condition: MismatchCondition
    let look: SubjectLook

    var version: CTCAEVersion { look.laboratory.version }

    /// What is asked, or answered, about some rows.
    struct Question {
        var report: MismatchReport
        var facet: String
        var onset: ClinicalDate?
        /// The day on which it is asked; nil where no date tells, and then it is asked at once.
        var dueOn: CalendarDay?
        var evidence: [Evidence]
        var uncertainties: Set<Uncertainty> = []
        /// The row that answers it.
        var answer: Evidence?
        /// The day the answer speaks of.
        var answeredOn: ClinicalDate?
    }

    /// The episode of a question that is due, and when one that is not comes to be.
    func outcome(of question: Question) -> RuleOutcome {
        if question.answer == nil, let dueOn = question.dueOn, dueOn > look.today {
            return RuleOutcome(reviewAgainAt: look.moment.start(of: dueOn))
        }
        let certain = question.uncertainties.isDisjoint(with: [.onlyPossible])
        let facts = LevelFacts(
            grade: question.report.grade, onset: question.onset?.earliest, isCertain: certain,
            kind: question.report.kind.rawValue)
        let groups = look.studyProtocol.termGroups
        let next = question.answer == nil ? rule.nextLevelDay(for: facts, groups: groups, today: look.today) : nil
        var outcome = RuleOutcome(reviewAgainAt: next.map(look.moment.start(of:)))
        guard let level = rule.level(for: facts, groups: groups, today: look.today) else { return outcome }
        guard let answer = question.answer else {
            outcome.episodes = [episode(question, level, end: nil, closing: [])]
            return outcome
        }
        // An answer without a day cannot end anything: the query is then taken back.
        guard let onset = question.onset, let day = question.answeredOn else { return outcome }
        let end = day.latest < onset.earliest ? onset : day
        outcome.episodes = [episode(question, level, end: end, closing: [answer])]
        return outcome
    }

    private func episode(
        _ question: Question, _ level: SeverityLevel, end: ClinicalDate?, closing: [Evidence]
    ) -> Episode {
        var report = question.report
        report.isAnswered = end != nil
        return Episode(
            rule: rule.id, ruleVersion: rule.version, facet: question.facet, onset: question.onset, end: end,
            severity: level.severity, finding: .mismatch(report), evidence: question.evidence, closing: closing,
            uncertainties: question.uncertainties, proposal: rule.proposal(at: level))
    }

    /// A result as a finding names it.
    func finding(_ sample: Int, of term: LabTerm) -> LaboratoryFinding {
        let graded = look.laboratory.samples[sample]
        let result = look.laboratory.rows[graded.row]
        return LaboratoryFinding(
            test: result.test, reading: result.reading, term: term.name(in: version),
            grade: graded.grades[term]?.grade, collected: result.collected)
    }
}
