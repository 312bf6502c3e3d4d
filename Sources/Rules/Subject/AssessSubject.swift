// SPDX-License-Identifier: Apache-2.0

package import Trial

/// Remakes the verdict on one subject from the whole record.
///
/// Pure: the same record, protocol and moment give the same verdict, whatever the order in which the rows arrived.
/// A subject without demographics is assessed like any other, and every episode says so.
package func assess(
    _ record: SubjectRecord, under studyProtocol: StudyProtocol, at moment: ReviewMoment
) -> SubjectVerdict {
    judge(record, under: studyProtocol, at: moment).verdict
}

/// The verdict on one subject, and the look that it was made of.
func judge(
    _ record: SubjectRecord, under studyProtocol: StudyProtocol, at moment: ReviewMoment
) -> (verdict: SubjectVerdict, look: SubjectLook) {
    let look = SubjectLook(record, under: studyProtocol, at: moment)
    let (laboratory, enrolment) = (look.laboratory, look.enrolment)
    let unreadable = unreadableRows(of: record)
    var whole = RuleOutcome(reviewAgainAt: enrolment.settledOn.map(moment.start(of:)))
    let rules = studyProtocol.subjectRules.filter { $0.concerns(enrolment.arm) }
    for rule in rules where !rule.condition.buildsOnEpisodes {
        whole.formUnion(outcome(of: rule, look))
    }
    look.episodes = whole.episodes
    look.undecidable = whole.undecidable
    look.followDoses()
    whole.episodes = look.episodes
    for rule in rules where rule.condition.buildsOnEpisodes {
        whole.formUnion(outcome(of: rule, look))
    }
    for rule in studyProtocol.subjectRules {
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
    let verdict = SubjectVerdict(
        episodes: inOrder(whole.episodes),
        undecidable: whole.undecidable.filter { !$0.value.isEmpty },
        qualityFlags: qualityFlags(
            record, laboratory: laboratory, enrolment: enrolment, future: future, studyProtocol),
        summary: summarize(record, laboratory: laboratory, enrolment: enrolment, studyProtocol),
        reviewAgainAt: whole.reviewAgainAt
    )
    return (verdict, look)
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

private func outcome(of rule: SubjectRule, _ look: SubjectLook) -> RuleOutcome {
    switch rule.condition {
    case .count(let condition): countOutcome(rule, condition, look)
    case .grade(let condition): gradeOutcome(rule, condition, look)
    case .event(let condition): eventOutcome(rule, condition, look.record, look.studyProtocol, look.moment)
    case .signal(let condition):
        look.signalRows.map { signalOutcome(rule, condition, $0, look.moment) } ?? RuleOutcome()
    case .dose(let condition): doseOutcome(rule, condition, look)
    case .cover(let condition): coverOutcome(rule, condition, look)
    case .clearance(let condition): clearanceOutcome(rule, condition, look)
    case .mismatch(let condition): mismatchOutcome(rule, condition, look)
    case .clock(let condition): clockOutcome(rule, condition, look)
    case .testing(let condition): testingOutcome(rule, condition, look)
    }
}

extension Condition {
    /// Whether the condition looks at what other rules found.
    fileprivate var buildsOnEpisodes: Bool {
        switch self {
        case .count, .grade, .event, .signal: false
        case .dose, .cover, .clearance, .mismatch, .clock, .testing: true
        }
    }
}

/// Episodes by rule, facet and onset; positions are sorted, since moving episodes costs more than comparing them.
private func inOrder(_ episodes: [Episode]) -> [Episode] {
    let places = episodes.map { episode in
        let onset = episode.onset?.earliest.daysSince1970 ?? .min
        return (episode.rule, episode.facet, onset, episode.evidence.first?.key.text ?? "")
    }
    return episodes.indices.sorted { places[$0] < places[$1] }.map { episodes[$0] }
}

/// The earlier of two instants, of which either may be absent.
func earliest(_ first: Timestamp?, _ second: Timestamp?) -> Timestamp? {
    guard let first, let second else { return first ?? second }
    return min(first, second)
}
