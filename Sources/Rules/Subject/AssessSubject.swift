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
    let enrolment = Enrolment(record, arms: studyProtocol.arms)
    var episodes: [Episode] = []
    var undecidable: [String: Set<RowKey>] = [:]
    var reviewAgainAt: Timestamp?
    for rule in studyProtocol.subjectRules {
        let outcome = outcome(of: rule, record: record, laboratory: laboratory, studyProtocol, moment)
        episodes += outcome.episodes
        undecidable[rule.id] = outcome.undecidable
        reviewAgainAt = earliest(reviewAgainAt, outcome.reviewAgainAt)
    }
    if record.demographics == nil {
        for index in episodes.indices { episodes[index].uncertainties.insert(.subjectNotInDemographics) }
    }
    return SubjectVerdict(
        episodes: episodes.sorted(by: precedes),
        undecidable: undecidable,
        qualityFlags: qualityFlags(record, laboratory: laboratory, enrolment: enrolment, studyProtocol),
        summary: summarize(record, laboratory: laboratory, enrolment: enrolment, studyProtocol),
        reviewAgainAt: reviewAgainAt
    )
}

/// What one rule makes of one record.
struct RuleOutcome {
    var episodes: [Episode] = []
    /// Rows the rule looks at and can say neither yes nor no about.
    var undecidable: Set<RowKey> = []
    var reviewAgainAt: Timestamp?
}

private func outcome(
    of rule: SubjectRule, record: SubjectRecord, laboratory: GradedLaboratory, _ studyProtocol: StudyProtocol,
    _ moment: ReviewMoment
) -> RuleOutcome {
    switch rule.condition {
    case .count(let condition):
        countOutcome(rule, condition, laboratory, studyProtocol, moment)
    case .grade(let condition):
        gradeOutcome(rule, condition, laboratory, studyProtocol, moment)
    case .event(let condition):
        eventOutcome(rule, condition, record, studyProtocol, moment)
    }
}

private func precedes(_ first: Episode, _ second: Episode) -> Bool {
    (first.rule, first.facet, first.onset?.earliest.daysSince1970 ?? .min, first.evidence.first?.key.text ?? "")
        < (second.rule, second.facet, second.onset?.earliest.daysSince1970 ?? .min, second.evidence.first?.key.text ?? "")
}

/// The earlier of two instants, of which either may be absent.
func earliest(_ first: Timestamp?, _ second: Timestamp?) -> Timestamp? {
    guard let first, let second else { return first ?? second }
    return min(first, second)
}
