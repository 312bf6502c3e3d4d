// SPDX-License-Identifier: Apache-2.0

package import CTCAE
package import Trial

/// One rule of the protocol over a single subject.
package struct SubjectRule: Hashable, Sendable {
    /// The permanent name; a changed rule keeps it and changes its version.
    package var id: String
    /// Names it had before, under which alerts of it may still stand.
    package var formerly: [String]
    /// A hash of the rule as written, and of what it refers to.
    package var version: String
    /// What the rule is about, for readers.
    package var title: LocalizedText
    /// What makes an episode, and what ends it.
    package var condition: Condition
    /// Severity and recommended action by how grave the episode is; the first level that applies counts.
    package var levels: [SeverityLevel]
    /// Where the rule's numbers come from.
    package var source: String
    /// Whether every number has a published source or the sponsor's sign-off.
    ///
    /// A rule that is not verified detects and alerts, and withholds its dose proposal.
    package var verified: Bool
    /// The page under `Runbooks` that says what to do, for example `platelet-hold`.
    package var runbook: String
    /// The arms (ARMCD) it is about, or none for all.
    package var arms: Set<String>
    /// Whether it is about a subject whose arm cannot be told; false where another rule tells of such a subject.
    package var includesUnknownArm: Bool
    /// The toxicity class that its episodes belong to, by which they move doses; nil when they move none.
    package var toxicity: String?

    /// A rule; normally read by the settings, which check it first.
    package init(
        id: String, version: String, title: LocalizedText, condition: Condition, levels: [SeverityLevel],
        source: String, verified: Bool, runbook: String, formerly: [String] = [], arms: Set<String> = [],
        includesUnknownArm: Bool = true, toxicity: String? = nil
    ) {
        self.id = id
        self.formerly = formerly
        self.version = version
        self.title = title
        self.condition = condition
        self.levels = levels
        self.source = source
        self.verified = verified
        self.runbook = runbook
        self.arms = arms
        self.includesUnknownArm = includesUnknownArm
        self.toxicity = toxicity
    }

    /// Whether it is about a subject of an arm; nil is an arm that cannot be told.
    func concerns(_ arm: String?) -> Bool {
        arms.isEmpty || arm.map(arms.contains) ?? includesUnknownArm
    }
}

/// What makes an episode of a rule, and what ends it.
package enum Condition: Hashable, Sendable {
    /// A laboratory count below or above a cut.
    case count(CountCondition)
    /// A laboratory result at a CTCAE grade.
    case grade(GradeCondition)
    /// A reported adverse event of a term group at a grade.
    case event(EventCondition)
    /// What several rows show together.
    case signal(SignalCondition)
    /// Doses against what was due, and cycles begun against their gate.
    case dose(DoseCondition)
    /// A prophylactic that is required and not taken, or taken where an episode speaks against it.
    case cover(CoverCondition)
    /// A dose too high for what the kidneys clear.
    case clearance(ClearanceCondition)
    /// The laboratory and the reported events, where they contradict each other.
    case mismatch(MismatchCondition)
    /// The time in which a serious event must be reported.
    case clock(ClockCondition)
    /// Tests that must be repeated on a plan.
    case testing(TestingCondition)
}

/// A laboratory count beyond a cut: raw counts, which do not depend on the CTCAE version.
package struct CountCondition: Hashable, Sendable {
    /// The analyte whose results are looked at.
    package var analyte: Analyte
    /// The unit the numbers below are written in; they are converted to each result's unit.
    package var unit: LabUnit
    /// A result below this opens an episode (the hold cut).
    package var below: Double
    /// A result below this is another rule's matter; nil when there is no such floor.
    package var atLeast: Double?
    /// One result at or above this ends the episode (the recovery cut).
    package var recoversAt: Double
    /// Two results at or above the hold cut so many days apart end it as well; nil when they do not.
    package var recoversAfterDays: Int?
    /// What, given shortly before a result, keeps it from proving recovery.
    package var notAfter: [RecoveryBar]
    /// How many results must meet it in a row.
    package var confirmation: Confirmation
    /// What speaks for the count on a draw that lacks it; nil when nothing does.
    package var substitute: CountSubstitute?

    /// A condition on counts in a unit.
    package init(
        analyte: Analyte, unit: LabUnit, below: Double, atLeast: Double? = nil, recoversAt: Double,
        recoversAfterDays: Int? = nil, notAfter: [RecoveryBar] = [], confirmation: Confirmation = .none,
        substitute: CountSubstitute? = nil
    ) {
        self.analyte = analyte
        self.unit = unit
        self.below = below
        self.atLeast = atLeast
        self.recoversAt = recoversAt
        self.recoversAfterDays = recoversAfterDays
        self.notAfter = notAfter
        self.confirmation = confirmation
        self.substitute = substitute
    }
}

/// A laboratory result graded by CTCAE.
package struct GradeCondition: Hashable, Sendable {
    /// The CTCAE terms looked at; empty means every term the grader knows.
    package var terms: Set<LabTerm>
    /// The least grade that opens an episode.
    package var atLeast: Int
    /// A result of at most this grade ends it.
    package var recoversAt: Int
    /// How far the grade must have risen; nil when the grade alone counts.
    package var rise: GradeRise?
    /// How many results must meet it in a row.
    package var confirmation: Confirmation

    /// A condition on grades.
    package init(
        terms: Set<LabTerm> = [], atLeast: Int, recoversAt: Int, rise: GradeRise? = nil,
        confirmation: Confirmation = .none
    ) {
        self.terms = terms
        self.atLeast = atLeast
        self.recoversAt = recoversAt
        self.rise = rise
        self.confirmation = confirmation
    }
}

/// A reported adverse event.
package struct EventCondition: Hashable, Sendable {
    /// The term group an event must belong to.
    package var group: String
    /// The least grade that opens an episode.
    package var atLeast: Int
    /// A restart within so many days of the end is the same episode.
    package var restartsWithinDays: Int
    /// The prophylactic whose cover before onset is classified; nil when none is expected.
    package var cover: String?
    /// What the words for causality mean, where a level asks.
    package var causality: CausalityWords

    /// A condition on events.
    package init(
        group: String, atLeast: Int, restartsWithinDays: Int = 7, cover: String? = nil,
        causality: CausalityWords = CausalityWords()
    ) {
        self.group = group
        self.atLeast = atLeast
        self.restartsWithinDays = restartsWithinDays
        self.cover = cover
        self.causality = causality
    }
}

/// How grave an episode is, who is told, and what is proposed.
package struct SeverityLevel: Hashable, Sendable {
    /// What an episode must show for this level; an empty test always applies.
    package var test: SeverityTest
    /// Who is told, and how soon.
    package var severity: Severity
    /// What to do now, which does not rest on an unverified dose; nil when there is nothing to do.
    package var action: LocalizedText?
    /// The dose to resume at; withheld while the rule is not verified.
    package var doseProposal: LocalizedText?
    /// What it asks of the drugs that the rule's toxicity class holds and steps down; nil when it asks for nothing.
    package var doseAction: DoseAction?

    /// A level.
    package init(
        test: SeverityTest = SeverityTest(), severity: Severity, action: LocalizedText? = nil,
        doseProposal: LocalizedText? = nil, doseAction: DoseAction? = nil
    ) {
        self.test = test
        self.severity = severity
        self.action = action
        self.doseProposal = doseProposal
        self.doseAction = doseAction
    }
}

/// Conditions that must all hold for a severity level; an absent one is no condition.
package struct SeverityTest: Hashable, Sendable {
    /// The lowest count of the episode is below this, in the rule's unit.
    package var below: Double?
    /// The worst grade is at least this.
    package var gradeAtLeast: Int?
    /// Pain as recorded with the worst grade.
    package var pain: Answer?
    /// Whether the investigator judges a study drug to be the cause.
    package var related: Answer?
    /// Disseminated or ophthalmic disease as recorded.
    package var disseminated: Answer?
    /// A term group the event belongs to as well, for example pulmonary embolism within venous thromboembolism.
    package var group: String?
    /// A term group of which an event lasts on a day of the episode, for example bleeding while platelets are low.
    package var during: String?
    /// At least so many days have passed since onset.
    package var daysSinceOnset: Int?
    /// Whether the finding is certain, or only may be so.
    package var isCertain: Bool?
    /// Kinds of finding, by their permanent names, of which it must be one; those a rule may tell depend on its
    /// condition.
    package var kinds: Set<String>?

    /// A test; every condition may be left out.
    package init(
        below: Double? = nil, gradeAtLeast: Int? = nil, pain: Answer? = nil, related: Answer? = nil,
        disseminated: Answer? = nil, group: String? = nil, during: String? = nil, daysSinceOnset: Int? = nil,
        isCertain: Bool? = nil,
        kinds: Set<String>? = nil
    ) {
        self.below = below
        self.gradeAtLeast = gradeAtLeast
        self.pain = pain
        self.related = related
        self.disseminated = disseminated
        self.group = group
        self.during = during
        self.daysSinceOnset = daysSinceOnset
        self.isCertain = isCertain
        self.kinds = kinds
    }
}
