// SPDX-License-Identifier: Apache-2.0

import Trial

extension SubjectLook {
    /// Makes the story of the doses from the episodes found so far, and tells each of them what it means for the doses.
    func followDoses() {
        guard let dosing = studyProtocol.dosing else { return }
        let drugs = dosing.drugs(of: enrolment.arm, in: studyProtocol.arms, record)
        guard !drugs.isEmpty else { return }
        let regimen = Regimen(
            drugs: drugs, toxicities: dosing.toxicities, cycleDays: dosing.cycleDays,
            cycleStartToleranceDays: dosing.cycleStartToleranceDays, silenceDaysMax: dosing.silenceDaysMax)
        let found = toxicities
        let story = doseStory(of: record, under: regimen, toxicities: found.map(\.toxicity), on: today)
        for (index, toxicity, rule) in found {
            let answers = story.answers[toxicity.id] ?? [:]
            let advice = DoseAdviser(drugs: drugs, answers: answers, isVerified: rule.verified)
            episodes[index].proposal = advice.proposal(for: toxicity, beside: episodes[index].proposal)
        }
        toxicityRows = Dictionary(found.map { ($0.toxicity.id, $0.toxicity.evidence) }) { $0 + $1 }
        let causes = found.compactMap { found in
            DoseReport.Cause(of: episodes[found.episode]).map { (found.toxicity.id, $0) }
        }
        toxicityCauses = Dictionary(causes) { first, _ in first }
        doses = story
    }

    /// The toxicities that the episodes are, each with the episode's index and rule.
    private var toxicities: [(episode: Int, toxicity: ToxicityEpisode, rule: SubjectRule)] {
        let byRule = Dictionary(grouping: episodes.indices) { episodes[$0].rule }
        return studyProtocol.subjectRules.flatMap { rule in
            let indices = byRule[rule.id] ?? []
            guard let name = rule.toxicity, !indices.isEmpty else {
                return [(episode: Int, toxicity: ToxicityEpisode, rule: SubjectRule)]()
            }
            let own = indices.map { episodes[$0] }
            let found: [ToxicityEpisode?]
            switch rule.condition {
            case .count(let condition):
                guard let action = rule.levels.compactMap(\.doseAction).max() else { return [] }
                let toxicity = CountToxicity(toxicity: name, condition: condition, action: action)
                found = toxicity.episodes(
                    from: own, results: laboratory.results(of: condition.analyte),
                    standIns: condition.substitute.map { laboratory.results(of: $0.analyte) } ?? [],
                    provesRecovery: { provesRecovery($0, for: condition) })
            case .event(let condition):
                let toxicity = EventToxicity(
                    toxicity: name, steps: rule.steps(atLeast: condition.atLeast, groups: studyProtocol.termGroups),
                    causality: condition.causality)
                found = toxicity.episodesInPlace(from: own, in: record)
            case .grade, .signal, .dose, .cover, .clearance, .mismatch, .clock, .testing:
                return []
            }
            return zip(indices, found).compactMap { index, toxicity in toxicity.map { (index, $0, rule) } }
        }
    }
}

extension DoseReport.Cause {
    /// An episode of a rule over counts or events; nil for what no toxicity is made of.
    fileprivate init?(of episode: Episode) {
        let found: DoseReport.Obstacle
        switch episode.finding {
        case .laboratory(let finding): found = .count(test: finding.test, reading: finding.reading)
        case .event(let finding): found = .event(term: finding.term, isCoded: finding.isCoded, grade: finding.grade)
        default: return nil
        }
        self.init(rule: episode.rule, onset: episode.onset?.earliest, found: found)
    }
}

extension SubjectRule {
    /// What each level asks for of a report; days since onset change who is told, and no dose.
    fileprivate func steps(atLeast floor: Int, groups: [TermGroup]) -> [EventToxicity.Step] {
        levels.map { level in
            EventToxicity.Step(
                atLeast: level.test.gradeAtLeast ?? floor, pain: level.test.pain, related: level.test.related,
                disseminated: level.test.disseminated,
                group: level.test.group.flatMap { id in groups.first { $0.id == id } }, action: level.doseAction)
        }
    }
}

extension Dosing {
    /// The drugs of an arm, and those recorded besides; where the arm cannot be told, those recorded alone.
    func drugs(of code: String?, in arms: [Arm], _ record: SubjectRecord) -> [Drug] {
        let planned = arms.first { $0.code == code }?.treatments ?? []
        var recorded: Set<String> = []
        for index in record.exposures.indices where record.exposures[index].dose != 0 {
            recorded.insert(record.exposures[index].treatment)
        }
        return drugs.filter { !$0.treatments.isDisjoint(with: planned) || !$0.treatments.isDisjoint(with: recorded) }
    }
}

/// Puts what an occurrence means for each drug into a proposal.
private struct DoseAdviser {
    let drugs: [Drug]
    /// By the drug's id.
    let answers: [String: DoseAnswer]
    /// Whether the rule's numbers are verified.
    let isVerified: Bool

    func proposal(for toxicity: ToxicityEpisode, beside proposal: Proposal?) -> Proposal? {
        let concerned = drugs.filter { answers[$0.id] != nil }
        guard !concerned.isEmpty else { return proposal }
        let isWithheld = !isVerified || concerned.contains { !$0.verified }
        let doses = concerned.compactMap { drug in
            answers[drug.id].map { advice(on: drug, $0, toxicity, isWithheld: isWithheld) }
        }
        // The words of the rule are for where nothing can be computed.
        return Proposal(action: proposal?.action, dose: nil, doseWithheld: isWithheld, doses: doses)
    }

    private func advice(
        on drug: Drug, _ answer: DoseAnswer, _ toxicity: ToxicityEpisode, isWithheld: Bool
    ) -> DoseAdvice {
        let isHeld: Answer = toxicity.isCertain || answer.isHeld == .no ? answer.isHeld : .unknown
        let isOver = toxicity.spans.last?.resumeEligible
        return DoseAdvice(
            drug: drug.name, isHeld: isHeld,
            heldSince: isHeld == .no ? nil : toxicity.onset.map { $0.latest + 1 },
            resumeEligible: isHeld == .no ? nil : isOver?.latest,
            next: isWithheld ? nil : next(of: drug, answer))
    }

    private func next(of drug: Drug, _ answer: DoseAnswer) -> DoseAdvice.Next {
        let (before, after) = (answer.before, answer.after)
        let doses = (after.highest...max(after.highest, after.lowest)).map { drug.dose(at: $0) }
        guard after.isCertain, let first = doses.first else { return .oneOf(doses, doubts: after.doubts.sorted()) }
        guard let dose = first else { return .stop }
        guard before.isCertain, let last = drug.dose(at: before.highest) else { return .unchanged(dose) }
        if after.highest > before.highest { return .lower(dose, from: last) }
        let isFloor = drug.ladder.atFloor == .stay && after.highest == drug.ladder.bottom && answer.isStep
        return isFloor ? .stayAtFloor(dose) : .unchanged(dose)
    }
}

extension Drug {
    fileprivate func dose(at position: Int) -> DoseAdvice.Dose? {
        ladder.level(at: position).map {
            DoseAdvice.Dose(amount: $0.amount, unit: ladder.unit.name, days: $0.schedule.doseDays)
        }
    }
}
