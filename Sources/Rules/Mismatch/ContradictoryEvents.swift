// SPDX-License-Identifier: Apache-2.0

import Trial

/// What stands for a causality that nobody has stated.
private let unstated: Set<String> = [
    "", "UNKNOWN", "UNK", "U", "NOT ASSESSED", "NOT APPLICABLE", "NA", "N/A", "不详", "未知", "未评估",
]

extension MismatchJudge {
    /// Events that contradict themselves, or leave out what a serious event must say.
    func contradictoryEvents() -> RuleOutcome {
        var outcome = RuleOutcome()
        for event in look.record.adverseEvents {
            if condition.finds.contains(.seriousnessConflict), let sign = event.sign {
                let isConsistent = event.statedSerious != .no
                let report = MismatchReport(
                    kind: .seriousnessConflict, term: event.term, isCoded: event.isCodedTerm,
                    reportedGrade: event.grade, reportedStart: event.start, sign: sign)
                outcome.formUnion(self.outcome(of: question(report, event, isAnswered: isConsistent)))
            }
            if condition.finds.contains(.causalityMissing), event.serious == .yes || event.sign != nil {
                let isStated = !unstated.contains(event.causality.trimmed.uppercased())
                let report = MismatchReport(
                    kind: .causalityMissing, term: event.term, isCoded: event.isCodedTerm,
                    reportedGrade: event.grade, reportedStart: event.start)
                outcome.formUnion(self.outcome(of: question(report, event, isAnswered: isStated)))
            }
        }
        return outcome
    }

    private func question(_ report: MismatchReport, _ event: AdverseEvent, isAnswered: Bool) -> Question {
        var question = Question(
            report: report, facet: event.term.lowercased(), onset: event.start,
            dueOn: event.start.map { $0.latest + condition.waitDays }, evidence: [event.evidence])
        if event.start?.isComplete != true { question.uncertainties.insert(.dateUnknown) }
        guard isAnswered else { return question }
        question.answer = event.evidence
        question.answeredOn = event.start
        return question
    }
}

extension AdverseEvent {
    /// What says that it is serious besides AESER; nil where nothing does.
    fileprivate var sign: SeriousnessSign? {
        if fatal == .yes { return .fatal }
        if grade == 5 { return .grade5 }
        return serious == .yes ? .flag : nil
    }

    fileprivate var isCodedTerm: Bool { !(preferredTerm.isEmpty && lowestLevelTerm.isEmpty) }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
