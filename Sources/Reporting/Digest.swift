// SPDX-License-Identifier: Apache-2.0

package import Alerting
package import CTCAE
package import Rules
package import Trial

/// The safety digest of one study at one moment, as values; text and HTML are two renderings of it.
package struct Digest: Hashable, Sendable {
    /// What the digest is of, and from what it was made.
    package var header: DigestHeader
    /// What needs an answer now.
    package var status: DigestStatus
    /// Enrolment, exposure and deaths by arm, in the order of the protocol.
    package var arms: [ArmLine]
    /// Subjects whose arm cannot be told; they appear in no table by arm.
    package var subjectsWithoutArm: Int
    /// Reported terms by maximum grade.
    package var reportedEvents: EventTable
    /// Laboratory terms by maximum grade.
    package var laboratoryEvents: EventTable
    /// Stopping rules, each with the arms it concerns, in the order of the protocol.
    package var boundaries: [BoundaryGroup]
    /// Open alerts, the gravest first; a severity without alerts is left out.
    package var openAlerts: [AlertGroup]
    /// What was taken back or corrected since `header.since`.
    package var corrections: CorrectionList
    /// What the data manager should mend.
    package var quality: QualityList
}

/// What a digest is of, and from what it was made.
package struct DigestHeader: Hashable, Sendable {
    /// SDTM STUDYID.
    package var study: String
    /// The trial's title as people say it.
    package var title: String
    /// The instant up to which the follow-up store was read.
    package var cutOff: Timestamp
    /// The latest day that any row tells of; nil when there is none.
    package var newestRow: CalendarDay?
    /// When the period of the changes begins; nil for the beginning of monitoring.
    package var since: Timestamp?
    /// When the digest was made.
    package var preparedAt: Timestamp
    /// The study's time zone.
    package var zone: StudyZone
    /// Which follow-up store was read, and how far.
    package var feed: FeedStanding
    /// The version every grade is given by.
    package var ctcae: CTCAEVersion
    /// A hash of the protocol file.
    package var protocolVersion: String
    /// Hash of the last entry of the audit chain.
    package var auditHead: String?
    /// Rules in force.
    package var rules: Int
    /// Titles of rules that rest on a number without a published source or the sponsor's sign-off.
    package var unverifiedRules: [LocalizedText]
}

/// What needs an answer now.
package struct DigestStatus: Hashable, Sendable {
    /// Open critical and urgent alerts, the gravest first, up to the limit.
    package var alerts: [AlertLine]
    /// How many more there are.
    package var alertsLeftOut: Int
    /// How many critical alerts are open.
    package var critical: AnsweredCount
    /// How many urgent alerts are open.
    package var urgent: AnsweredCount
    /// Rules and arms whose boundary is crossed, crossed in the worst case, or at most two events away.
    package var boundaries: [BoundaryLine]
    /// How delivery stands.
    package var delivery: DeliveryStanding
    /// How many changes of each kind there were in the period.
    package var changes: [AlertChange.Kind: Int]
}

/// Open alerts, and how many of them an officer has answered.
package struct AnsweredCount: Hashable, Sendable {
    /// Open or acknowledged.
    package var total: Int
    /// Answered by an officer.
    package var acknowledged: Int
    /// Resolved before anybody answered; they are not in `total`.
    package var resolvedUnanswered: Int

    /// How many wait for an answer.
    package var waiting: Int { total - acknowledged + resolvedUnanswered }
}

/// An alert with the title of its rule.
package struct AlertLine: Hashable, Sendable {
    /// The alert.
    package var alert: Alert
    /// The rule's title; its permanent name when the protocol no longer has it.
    package var ruleTitle: LocalizedText
    /// Whole days from onset to the last review; nil when the onset is not known to the day, or the episode has ended.
    package var daysOpen: Int?
}

/// Open alerts of one severity.
package struct AlertGroup: Hashable, Sendable {
    /// The severity.
    package var severity: Severity
    /// How many there are.
    package var count: AnsweredCount
    /// The first of them, unanswered and newest first.
    package var alerts: [AlertLine]

    /// How many are not listed.
    package var leftOut: Int { count.total + count.resolvedUnanswered - alerts.count }
}

/// Enrolment, exposure and deaths of one arm.
package struct ArmLine: Hashable, Sendable {
    /// The arm.
    package var arm: Arm
    /// Subjects with a first dose.
    package var entered: Int
    /// Alive, with a recorded dose in the last 35 days.
    package var onTreatment: Int
    /// Alive, without one: ended, or not yet recorded.
    package var withoutRecentDose: Int
    /// Days from first to last dose, summed over subjects.
    package var exposureDays: Int
    /// Deaths among those entered.
    package var deaths: Int
    /// Deaths at most 30 days after the last dose.
    package var deathsWithin30Days: Int
}

/// Terms by maximum grade per subject and arm.
package struct EventTable: Hashable, Sendable {
    /// Terms with most subjects at grade 3 or more first, then most at any grade; led by all terms together.
    package var terms: [TermLine]
    /// Terms that are not listed.
    package var termsLeftOut: Int
}

/// One term in every arm.
package struct TermLine: Hashable, Sendable {
    /// The term; nil for all terms together.
    package var term: String?
    /// A line for each arm, in the order of the protocol.
    package var arms: [GradeLine]
}

/// Subjects of one arm by their maximum grade of one term.
package struct GradeLine: Hashable, Sendable {
    /// SDTM ARMCD.
    package var arm: String
    /// Subjects with maximum grade 1, 2, 3, 4 and 5.
    package var subjectsByGrade: [Int]
    /// Subjects with a first dose.
    package var entered: Int
    /// Days from first to last dose, summed over subjects.
    package var exposureDays: Int

    /// Subjects with the term at any grade.
    package var anyGrade: Proportion { Proportion(count: subjectsByGrade.reduce(0, +), of: entered) }
    /// Subjects with the term at grade 3 or more.
    package var severe: Proportion { Proportion(count: subjectsByGrade.dropFirst(2).reduce(0, +), of: entered) }
    /// Subjects with the term at grade 3 or more by exposure.
    package var severeRate: ExposureRate { ExposureRate(subjects: severe.count, exposureDays: exposureDays) }
}

/// A stopping rule and where its arms stand.
package struct BoundaryGroup: Hashable, Sendable {
    /// The rule.
    package var rule: ArmRule
    /// A line for each arm it concerns.
    package var arms: [BoundaryLine]
    /// How its declaration was changed while the study was watched, in order.
    package var redeclared: [ArmDeclarationChange] = []
}

/// Where one arm stands against one stopping rule.
package struct BoundaryLine: Hashable, Sendable {
    /// The rule.
    package var rule: ArmRule
    /// The counts.
    package var status: ArmStatus
    /// How near the boundary is.
    package var proximity: Proximity
    /// How the arm came to where it stands.
    package var course: ArmCourse
    /// When the alert about it was raised; nil when none stands.
    package var alertedAt: Timestamp?
}

/// How near an arm is to a stopping boundary, the most pressing first.
package enum Proximity: Hashable, Sendable {
    /// The path of the arm crossed; the day of the crossing where it is known.
    case crossed(on: ClinicalDate?)
    /// The path crosses if every unknown counts as an event; the day of that crossing where it is known.
    case crossedInWorstCase(on: ClinicalDate?)
    /// So few further events cross that the rule warns of it.
    case near(events: Int, size: Double)
    /// More further events cross than the rule warns of.
    case far(events: Int, size: Double)
    /// No number of events crosses at the looks that are left.
    case outOfReach
    /// No look is left.
    case horizonReached
}

/// What was taken back or corrected in the period of the changes.
package struct CorrectionList: Hashable, Sendable {
    /// Retracted first, then superseded, then amended; each group newest first.
    package var lines: [CorrectionLine]
    /// How many are not listed.
    package var leftOut: Int
}

/// One change that took an alert back or corrected it.
package struct CorrectionLine: Hashable, Sendable {
    /// Retracted, superseded or amended.
    package var kind: AlertChange.Kind
    /// When, and the change itself.
    package var dated: DatedChange
    /// The rule's title; its permanent name when the protocol no longer has it.
    package var ruleTitle: LocalizedText
}

/// What the data manager should mend.
package struct QualityList: Hashable, Sendable {
    /// Counts by reason, the most frequent first.
    package var reasons: [QualityLine]
    /// The first flags, in order of site, subject and row.
    package var flags: [QualityFlag]
    /// How many flags there are in all.
    package var total: Int

    /// How many flags are not listed.
    package var leftOut: Int { total - flags.count }
}

/// Flags of one reason.
package struct QualityLine: Hashable, Sendable {
    /// The reason.
    package var reason: RowDefect.Reason
    /// How many flags have it.
    package var flags: Int
    /// How many subjects have such flags.
    package var subjects: Int
    /// Flags by site in order of site; an empty site is not known.
    package var sites: [SiteCount]
}

/// Flags at one site.
package struct SiteCount: Hashable, Sendable {
    /// SDTM SITEID; empty when it is not known.
    package var site: String
    /// How many flags.
    package var flags: Int
}

/// A flag with the site of its subject.
package struct QualityFlag: Hashable, Sendable {
    /// SDTM SITEID; empty when it is not known.
    package var site: String
    /// The flag.
    package var flag: SubjectFlag
}
