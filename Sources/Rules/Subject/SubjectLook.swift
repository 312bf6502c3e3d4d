// SPDX-License-Identifier: Apache-2.0

import Trial

/// What the rules share in one look at a subject, made once.
///
/// A class because every rule and every judge holds it: copying a dozen collections for each would cost more than what
/// they look for. It lives for one look, in which it is written by `judge` alone.
final class SubjectLook {
    let record: SubjectRecord
    let studyProtocol: StudyProtocol
    let moment: ReviewMoment
    let laboratory: GradedLaboratory
    let enrolment: Enrolment
    /// Rows as the leaves of signals look for them; nil where no rule looks for them.
    let signalRows: SignalRows?
    /// Laboratory and events by term; nil where no rule compares them.
    let mismatchRows: MismatchRows?
    /// What specimens say of the organs that rules compare doses with, by the question: an estimate from years of
    /// specimens serves every drug.
    private let organFunctions: [FunctionQuestion: [OrganFunction]]
    private let recoveryProof: RecoveryProof
    /// Episodes of the rules over counts, grades, events and signals, on which the other rules build.
    var episodes: [Episode] = []
    /// For each kind of those episodes, the rows about which nothing certain can be said.
    var undecidable: [EpisodeKind: Set<RowKey>] = [:]
    /// The days on which the subject was seen, by how far each confirms an open end; of the prophylactics that rules
    /// about cover name.
    private let contacts: [Int: ContactDays]
    /// What became of the doses; nil where the protocol does not say what is due.
    var doses: DoseStory?
    /// The rows that toxicities rest on, by the id of the toxicity's episode.
    var toxicityRows: [String: [RowKey]] = [:]
    /// The toxicities as reports name them, by the same ids.
    var toxicityCauses: [String: DoseReport.Cause] = [:]

    var today: CalendarDay { moment.today }

    init(_ record: SubjectRecord, under studyProtocol: StudyProtocol, at moment: ReviewMoment) {
        self.record = record
        self.studyProtocol = studyProtocol
        self.moment = moment
        laboratory = GradedLaboratory(record.labResults, version: studyProtocol.ctcae)
        enrolment = Enrolment(record, arms: studyProtocol.arms, today: moment.today)
        let coverDays = studyProtocol.subjectRules.compactMap { rule in
            if case .cover(let cover) = rule.condition { studyProtocol.confirmedWithinDays(of: cover) } else { nil }
        }
        contacts = Dictionary(
            uniqueKeysWithValues: Set(coverDays).map {
                ($0, ContactDays(record, today: moment.today, withinDays: $0))
            })
        mismatchRows =
            studyProtocol.comparesLaboratory ? MismatchRows(record, laboratory: laboratory, studyProtocol) : nil
        let organs = OrganFunctions(record: record, laboratory: laboratory)
        let questions = studyProtocol.subjectRules.compactMap { rule in
            if case .clearance(let condition) = rule.condition { FunctionQuestion(condition) } else { nil }
        }
        organFunctions = Dictionary(
            uniqueKeysWithValues: Set(questions).map { ($0, organs.found(by: $0.measure, $0.instability)) })
        recoveryProof = RecoveryProof(record, studyProtocol)
        signalRows =
            studyProtocol.subjectRules.contains(where: \.looksForRows)
            ? SignalRows(
                record, laboratory: laboratory, enrolment: enrolment, studyProtocol: studyProtocol,
                today: moment.today)
            : nil
    }

    /// Whether a result may be taken for recovery; soon after what its rule names, such as a transfusion, it may not.
    ///
    /// A result that may not ends no episode, is none of two that would, and lets no drug be resumed.
    func provesRecovery(_ result: LabResult, for condition: CountCondition) -> Bool {
        recoveryProof.provesRecovery(result, for: condition)
    }
}

extension SubjectLook {
    /// What each dated specimen says of the organ that a condition compares doses with, in order of time.
    func functions(for condition: ClearanceCondition) -> [OrganFunction] {
        organFunctions[FunctionQuestion(condition)] ?? []
    }

    /// The days of contact that confirm open ends of a prophylactic.
    func contacts(for prophylactic: Prophylactic) -> ContactDays {
        let days = prophylactic.confirmedWithinDays
        return contacts[days] ?? ContactDays(record, today: today, withinDays: days)
    }
}

/// What rules ask of an organ's function.
private struct FunctionQuestion: Hashable {
    let measure: ClearanceCondition.Measure
    let instability: Instability?

    init(_ condition: ClearanceCondition) {
        (measure, instability) = (condition.measure, condition.instability)
    }
}

extension StudyProtocol {
    /// How near a contact confirms an open end of what a condition names; nil where it names a list of medications.
    fileprivate func confirmedWithinDays(of cover: CoverCondition) -> Int? {
        prophylactics.first { $0.id == cover.medication }?.confirmedWithinDays
    }
}

extension SubjectRule {
    /// Whether the rule looks for rows as signals do.
    fileprivate var looksForRows: Bool {
        switch condition {
        case .signal, .testing: true
        default: false
        }
    }
}
