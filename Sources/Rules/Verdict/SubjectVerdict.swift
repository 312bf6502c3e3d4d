// SPDX-License-Identifier: Apache-2.0

package import Trial

/// What the record of one subject supports, all of it, past episodes included.
package struct SubjectVerdict: Hashable, Sendable {
    /// Every episode the record supports, ordered by rule, facet and onset.
    package var episodes: [Episode]
    /// For each kind of episode, the rows that are looked at and about which nothing certain can be said.
    package var undecidable: [EpisodeKind: Set<RowKey>]
    /// What the data manager should mend.
    package var qualityFlags: [RowDefect]
    /// What the arm rules and the digest need to know of the subject.
    package var summary: SubjectSummary
    /// When the verdict may change without any row changing; nil when never.
    package var reviewAgainAt: Timestamp?

    /// A verdict.
    package init(
        episodes: [Episode], undecidable: [EpisodeKind: Set<RowKey>], qualityFlags: [RowDefect],
        summary: SubjectSummary, reviewAgainAt: Timestamp?
    ) {
        self.episodes = episodes
        self.undecidable = undecidable
        self.qualityFlags = qualityFlags
        self.summary = summary
        self.reviewAgainAt = reviewAgainAt
    }
}

/// One subject as the arm rules and the digest count them: one row a subject, whatever the record's size.
package struct SubjectSummary: Hashable, Sendable, Codable {
    /// SDTM USUBJID.
    package var subject: String
    /// SDTM SITEID.
    package var site: String
    /// The arm by what was actually started in the first cycle; nil when it cannot be told.
    package var arm: String?
    /// First dose of any study drug: entry into every stopping rule.
    package var entry: CalendarDay?
    /// Last day of any study drug known so far.
    package var lastDose: CalendarDay?
    /// The day of death, if it is known to have happened and when.
    package var died: CalendarDay?
    /// The last day anything was recorded of the subject.
    package var lastContact: CalendarDay?
    /// What ended follow-up under the stopping rules, in order of the day.
    package var followUpEnds: [FollowUpEnd]
    /// For each stopping rule that concerns the arm, or any arm while it cannot be told, the subject's first event.
    package var events: [String: ArmRuleEvent]
    /// Worst grade by reported term, treatment-emergent.
    package var reportedGrades: [String: Int]
    /// Worst grade by laboratory term, treatment-emergent.
    package var laboratoryGrades: [String: Int]

    /// A summary; see each property.
    package init(
        subject: String, site: String, arm: String?, entry: CalendarDay?, lastDose: CalendarDay?,
        died: CalendarDay?, lastContact: CalendarDay?, events: [String: ArmRuleEvent],
        reportedGrades: [String: Int], laboratoryGrades: [String: Int], followUpEnds: [FollowUpEnd] = []
    ) {
        self.subject = subject
        self.site = site
        self.arm = arm
        self.entry = entry
        self.lastDose = lastDose
        self.died = died
        self.lastContact = lastContact
        self.events = events
        self.reportedGrades = reportedGrades
        self.laboratoryGrades = laboratoryGrades
        self.followUpEnds = followUpEnds
    }

    /// Whether the arm rules count the subject by another summary as they do by this one.
    ///
    /// They look at the arm, the entry, the events and the end of follow-up alone, so that most new rows of a subject
    /// move no arm.
    package func countsLike(_ other: SubjectSummary) -> Bool {
        arm == other.arm && entry == other.entry && events == other.events && followUpEnds == other.followUpEnds
    }

    /// Days on study treatment, from first to last dose; 0 before the first.
    package var exposureDays: Int {
        guard let entry, let lastDose else { return 0 }
        return lastDose - entry + 1
    }
}

extension SubjectSummary {
    private enum CodingKeys: String, CodingKey {
        case subject, site, arm, entry, lastDose, died, lastContact, events, reportedGrades, laboratoryGrades
        case followUpEnds
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        subject = try container.decode(String.self, forKey: .subject)
        site = try container.decode(String.self, forKey: .site)
        arm = try container.decodeIfPresent(String.self, forKey: .arm)
        entry = try container.decodeIfPresent(CalendarDay.self, forKey: .entry)
        lastDose = try container.decodeIfPresent(CalendarDay.self, forKey: .lastDose)
        died = try container.decodeIfPresent(CalendarDay.self, forKey: .died)
        lastContact = try container.decodeIfPresent(CalendarDay.self, forKey: .lastContact)
        events = try container.decode([String: ArmRuleEvent].self, forKey: .events)
        reportedGrades = try container.decode([String: Int].self, forKey: .reportedGrades)
        laboratoryGrades = try container.decode([String: Int].self, forKey: .laboratoryGrades)
        // An older version summed up none; its summaries are remade.
        followUpEnds = try container.decodeIfPresent([FollowUpEnd].self, forKey: .followUpEnds) ?? []
    }
}

/// A subject's first event in a stopping rule.
package struct ArmRuleEvent: Hashable, Sendable, Codable {
    /// The first day it certainly is an event; nil when it only may be one.
    package var confirmed: CalendarDay?
    /// The first day it may be an event: unknown pain, grade or window membership counted.
    package var possible: CalendarDay
    /// The row of the confirmed event, or of the possible one.
    package var evidence: Evidence
    /// Why it is not confirmed, in order of name; empty when it is.
    package var doubts: [Uncertainty]
    /// Whether it counts although no baseline tells that it is above it.
    package var isWithoutBaseline: Bool

    /// An event.
    package init(
        confirmed: CalendarDay?, possible: CalendarDay, evidence: Evidence, doubts: [Uncertainty] = [],
        isWithoutBaseline: Bool = false
    ) {
        self.confirmed = confirmed
        self.possible = possible
        self.evidence = evidence
        self.doubts = doubts
        self.isWithoutBaseline = isWithoutBaseline
    }
}
