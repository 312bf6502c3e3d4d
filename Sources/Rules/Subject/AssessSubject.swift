// SPDX-License-Identifier: Apache-2.0

package import Trial

/// Remakes the verdict on one subject from the whole record.
///
/// Pure: the same record, protocol and moment give the same verdict, whatever the order in which the rows arrived.
/// A subject without demographics is assessed like any other, and every episode says so.
package func assess(
    _ record: SubjectRecord, under studyProtocol: StudyProtocol, at moment: ReviewMoment
) -> SubjectVerdict {
    let laboratory = GradedLaboratory(record.labResults, version: studyProtocol.ctcae)
    let enrolment = Enrolment(record, arms: studyProtocol.arms, today: moment.today)
    let unreadable = unreadableRows(of: record)
    let signalRows =
        studyProtocol.subjectRules.contains(where: \.isSignal)
        ? SignalRows(
            record, laboratory: laboratory, enrolment: enrolment, studyProtocol: studyProtocol, today: moment.today)
        : nil
    var whole = RuleOutcome(reviewAgainAt: enrolment.settledOn.map(moment.start(of:)))
    for rule in studyProtocol.subjectRules {
        whole.formUnion(
            outcome(of: rule, record: record, laboratory: laboratory, signalRows, studyProtocol, moment))
        whole.undecidable[EpisodeKind(rule: rule.id), default: []].formUnion(unreadable)
    }
    let future = FutureRows(record, today: moment.today)
    for index in whole.episodes.indices where future.support(whole.episodes[index]) {
        whole.episodes[index].uncertainties.insert(.dateInFuture)
    }
    whole.reviewAgainAt = earliest(whole.reviewAgainAt, future.settledOn.map(moment.start(of:)))
    if record.demographics == nil {
        for index in whole.episodes.indices { whole.episodes[index].uncertainties.insert(.subjectNotInDemographics) }
    }
    return SubjectVerdict(
        episodes: whole.episodes.sorted(by: precedes),
        undecidable: whole.undecidable.filter { !$0.value.isEmpty },
        qualityFlags: qualityFlags(
            record, laboratory: laboratory, enrolment: enrolment, future: future, studyProtocol),
        summary: summarize(record, laboratory: laboratory, enrolment: enrolment, studyProtocol),
        reviewAgainAt: whole.reviewAgainAt
    )
}

/// What one rule, or several, make of one record.
struct RuleOutcome {
    var episodes: [Episode] = []
    /// Rows that are looked at and about which nothing certain can be said.
    var undecidable: [EpisodeKind: Set<RowKey>] = [:]
    var reviewAgainAt: Timestamp?

    mutating func formUnion(_ other: RuleOutcome) {
        episodes += other.episodes
        undecidable.merge(other.undecidable) { $0.union($1) }
        reviewAgainAt = earliest(reviewAgainAt, other.reviewAgainAt)
    }
}

/// Rows that exist but were not read at all: they are not gone, and no rule can say anything about them.
private func unreadableRows(of record: SubjectRecord) -> Set<RowKey> {
    Set(record.defects.compactMap(\.key).filter { record.reading(of: $0) == nil })
}

private func outcome(
    of rule: SubjectRule, record: SubjectRecord, laboratory: GradedLaboratory, _ signalRows: SignalRows?,
    _ studyProtocol: StudyProtocol, _ moment: ReviewMoment
) -> RuleOutcome {
    switch rule.condition {
    case .count(let condition):
        countOutcome(rule, condition, laboratory, studyProtocol, moment)
    case .grade(let condition):
        gradeOutcome(rule, condition, laboratory, studyProtocol, moment)
    case .event(let condition):
        eventOutcome(rule, condition, record, studyProtocol, moment)
    case .signal(let condition):
        signalRows.map { signalOutcome(rule, condition, $0, moment) } ?? RuleOutcome()
    }
}

extension SubjectRule {
    fileprivate var isSignal: Bool {
        if case .signal = condition { true } else { false }
    }
}

private func precedes(_ first: Episode, _ second: Episode) -> Bool {
    let place = { (episode: Episode) in
        let onset = episode.onset?.earliest.daysSince1970 ?? .min
        return (episode.rule, episode.facet, onset, episode.evidence.first?.key.text ?? "")
    }
    return place(first) < place(second)
}

/// The earlier of two instants, of which either may be absent.
func earliest(_ first: Timestamp?, _ second: Timestamp?) -> Timestamp? {
    guard let first, let second else { return first ?? second }
    return min(first, second)
}
