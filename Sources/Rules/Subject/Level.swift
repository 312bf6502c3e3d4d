// SPDX-License-Identifier: Apache-2.0

import Trial

/// What an episode shows for choosing its severity level.
struct LevelFacts {
    /// The lowest count in the rule's unit, where the rule is about a count.
    var count: Double?
    var grade: Int?
    var pain: Answer = .unknown
    var related: Answer = .unknown
    var disseminated: Answer = .unknown
    /// The reported event, for tests that ask for a further term group.
    var event: AdverseEvent?
    var onset: CalendarDay?
    /// Whether the finding certainly holds.
    var isCertain = true
    /// What kind of finding it is, where a condition tells several.
    var kind: String?
    /// The reported events that last on a day of the episode, for tests that ask for a group of them.
    var concurrent: ConcurrentEvents?
}

extension SubjectRule {
    /// The first level whose test holds, or nil when the finding is below every level.
    func level(
        for facts: LevelFacts, groups: [TermGroup], today: CalendarDay
    ) -> SeverityLevel? {
        levels.first { $0.test.holds(for: facts, groups: groups, today: today) }
    }

    /// When a level that waits for days since onset may come to apply, next after today; nil when none does.
    func nextLevelDay(for facts: LevelFacts, groups: [TermGroup], today: CalendarDay) -> CalendarDay? {
        guard let onset = facts.onset else { return nil }
        return levels.compactMap { level -> CalendarDay? in
            guard let days = level.test.daysSinceOnset, onset + days > today else { return nil }
            return level.test.holds(for: facts, groups: groups, today: onset + days) ? onset + days : nil
        }.min()
    }

    /// The proposal of a level; a dose is withheld while the rule rests on unverified numbers.
    ///
    /// What doses are due is added once every episode is known.
    func proposal(at level: SeverityLevel) -> Proposal? {
        guard level.action != nil || level.doseProposal != nil else { return nil }
        return Proposal(
            action: level.action,
            dose: verified ? level.doseProposal : nil,
            doseWithheld: !verified && level.doseProposal != nil
        )
    }
}

extension SeverityTest {
    /// Whether the test holds once enough days have passed.
    func mayHold(for facts: LevelFacts, groups: [TermGroup]) -> Bool {
        var timeless = self
        timeless.daysSinceOnset = nil
        return timeless.holds(for: facts, groups: groups, today: CalendarDay(daysSince1970: 0))
    }

    func holds(for facts: LevelFacts, groups: [TermGroup], today: CalendarDay) -> Bool {
        if let below {
            guard let count = facts.count, count < below else { return false }
        }
        if let gradeAtLeast {
            guard let grade = facts.grade, grade >= gradeAtLeast else { return false }
        }
        if let pain, facts.pain != pain { return false }
        if let related, facts.related != related { return false }
        if let isCertain, facts.isCertain != isCertain { return false }
        if let kinds {
            guard let kind = facts.kind, kinds.contains(kind) else { return false }
        }
        if let disseminated, facts.disseminated != disseminated { return false }
        if let group {
            guard let event = facts.event else { return false }
            guard groups.contains(where: { $0.id == group && $0.contains(event) }) else { return false }
        }
        if let during, facts.concurrent?.isReported(during, groups: groups) != true { return false }
        if let daysSinceOnset {
            guard let onset = facts.onset, today - onset >= daysSinceOnset else { return false }
        }
        return true
    }
}
