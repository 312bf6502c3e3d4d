// SPDX-License-Identifier: Apache-2.0

package import Trial

/// Whom a finding is about.
package enum Scope: Hashable, Sendable, Codable {
    /// One subject, by SDTM USUBJID.
    case subject(String)
    /// One arm, by SDTM ARMCD.
    case arm(String)
    /// The monitor itself and what it depends on.
    case system
}

/// The rule an episode belongs to, and what tells it apart from others of the rule.
package struct EpisodeKind: Hashable, Sendable {
    /// The permanent name of the rule.
    package var rule: String
    /// The facet as in `Episode`; nil where every facet is meant.
    package var facet: String?

    /// One kind of episode, or every kind of a rule.
    package init(rule: String, facet: String? = nil) {
        self.rule = rule
        self.facet = facet
    }
}

/// A stretch of time in which the record supports a rule, remade from the whole record on each look.
package struct Episode: Hashable, Sendable, Codable {
    /// The permanent name of the rule.
    package var rule: String
    /// The rule's version, a hash.
    package var ruleVersion: String
    /// What tells episodes of one rule apart that may run at the same time, for example a CTCAE term.
    package var facet: String
    /// When it began; nil when the opening row has no readable date.
    package var onset: ClinicalDate?
    /// When it ended; nil while it is open.
    package var end: ClinicalDate?
    /// Who is told, and how soon.
    package var severity: Severity
    /// What was found at its worst.
    package var finding: Finding
    /// The rows that meet the rule, in order of time and key, each as it now reads.
    package var evidence: [Evidence]
    /// The rows that ended it.
    package var closing: [Evidence]
    /// What is not known, and could change the verdict.
    package var uncertainties: Set<Uncertainty>
    /// What is recommended; nil when there is nothing to do but know.
    package var proposal: Proposal?

    /// An episode; see each property.
    package init(
        rule: String, ruleVersion: String, facet: String = "", onset: ClinicalDate?, end: ClinicalDate? = nil,
        severity: Severity, finding: Finding, evidence: [Evidence], closing: [Evidence] = [],
        uncertainties: Set<Uncertainty> = [], proposal: Proposal? = nil
    ) {
        self.rule = rule
        self.ruleVersion = ruleVersion
        self.facet = facet
        self.onset = onset
        self.end = end
        self.severity = severity
        self.finding = finding
        self.evidence = evidence
        self.closing = closing
        self.uncertainties = uncertainties
        self.proposal = proposal
    }
}

extension Episode {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rule, forKey: .rule)
        try container.encode(ruleVersion, forKey: .ruleVersion)
        try container.encode(facet, forKey: .facet)
        try container.encodeIfPresent(onset, forKey: .onset)
        try container.encodeIfPresent(end, forKey: .end)
        try container.encode(severity, forKey: .severity)
        try container.encode(finding, forKey: .finding)
        try container.encode(evidence, forKey: .evidence)
        try container.encode(closing, forKey: .closing)
        // A set has no order, and equal episodes must be the same bytes: the audit chain hashes them.
        try container.encode(uncertainties.sorted(), forKey: .uncertainties)
        try container.encodeIfPresent(proposal, forKey: .proposal)
    }

    /// What the episode is an episode of.
    package var kind: EpisodeKind { EpisodeKind(rule: rule, facet: facet) }

    /// The keys of the rows that meet the rule.
    package var evidenceKeys: Set<RowKey> { Set(evidence.map(\.key)) }

    /// Whether two episodes of one rule and facet share a day; an unknown onset overlaps nothing.
    package func overlaps(_ other: Episode) -> Bool {
        guard let onset, let otherOnset = other.onset else { return false }
        let startsBeforeOtherEnds = other.end.map { onset.earliest <= $0.latest } ?? true
        let otherStartsBeforeEnd = end.map { otherOnset.earliest <= $0.latest } ?? true
        return startsBeforeOtherEnds && otherStartsBeforeEnd
    }
}

/// A row that a verdict rests on, and what it says.
package struct Evidence: Hashable, Sendable, Codable {
    /// The row.
    package var key: RowKey
    /// What the row says, as people write it: `24 10^9/L`, `grade 3, pain unknown`.
    package var reading: String

    /// A row and its reading.
    package init(key: RowKey, reading: String) {
        self.key = key
        self.reading = reading
    }
}

/// What is not known about an episode.
package enum Uncertainty: String, CaseIterable, Hashable, Sendable, Codable, Comparable {
    /// Rows the alert rests on can no longer be read, graded or placed.
    case evidenceUncertain
    /// A date is partial or missing, so that order or interval may differ.
    case dateUnknown
    /// A row it rests on is dated after the day on which it was read.
    case dateInFuture
    /// The unit or the value is suspect; another reading of the unit would meet the rule.
    case unitSuspect
    /// The result is only a bound: it meets the rule, or may.
    case valueCensored
    /// A limit of normal is missing; by another row's limit the result would meet the rule.
    case limitMissing
    /// No row tells whether something is so that would speak against it.
    case counterEvidenceMissing
    /// What was found is only a possibility: it may be, and nothing on record proves it.
    case onlyPossible
    /// A count rose again, but so soon after a transfusion or a growth factor that it proves no recovery.
    case recoveryNotProven
    /// The count was not reported; another of the same draw stands for it.
    case countMissing
    /// Whether there is pain is not recorded.
    case painUnknown
    /// The grade is not recorded.
    case gradeUnknown
    /// What the subject died of is not recorded.
    case causeUnknown
    /// The grade recorded is below what life-threatening or fatal means; the graver counts.
    case gradeContradicted
    /// Whether the disease is disseminated or ophthalmic is not recorded.
    case disseminationUnknown
    /// Whether a prophylactic was taken, before the onset of an event or when it was required, cannot be told.
    case coverUnknown
    /// Causality is not recorded, or in a word the protocol does not know: it is not excluded.
    case causalityUnknown
    /// Whether the reference safety information lists the event is not recorded.
    case expectednessUnknown
    /// The weight is older than allowed; taken lower and higher by the margin, it gives the same band.
    case weightOld
    /// Creatinine moved too fast for an estimate of its clearance.
    case creatinineUnstable
    /// A retraction is held back, because one pass would have retracted too many.
    case retractionHeld
    /// The subject has rows but none in DM, so that site, arm and start of treatment are unknown.
    case subjectNotInDemographics

    package static func < (first: Uncertainty, second: Uncertainty) -> Bool {
        first.rawValue < second.rawValue
    }
}

/// What a rule recommends; the investigator decides.
package struct Proposal: Hashable, Sendable, Codable {
    /// What to do now; nil when only the dose is proposed.
    package var action: LocalizedText?
    /// The dose to resume at; nil when none is proposed or it is withheld.
    package var dose: LocalizedText?
    /// Whether a dose proposal is withheld because the rule or a ladder rests on unverified numbers.
    package var doseWithheld: Bool
    /// What is to become of each drug that is held or lowered, by the record of its doses; empty where that is not
    /// known to the protocol.
    package var doses: [DoseAdvice]

    /// A proposal.
    package init(action: LocalizedText?, dose: LocalizedText?, doseWithheld: Bool, doses: [DoseAdvice] = []) {
        self.action = action
        self.dose = dose
        self.doseWithheld = doseWithheld
        self.doses = doses
    }
}

extension Proposal {
    private enum CodingKeys: String, CodingKey {
        case action, dose, doseWithheld, doses
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        action = try container.decodeIfPresent(LocalizedText.self, forKey: .action)
        dose = try container.decodeIfPresent(LocalizedText.self, forKey: .dose)
        doseWithheld = try container.decode(Bool.self, forKey: .doseWithheld)
        // An older version computed none.
        doses = try container.decodeIfPresent([DoseAdvice].self, forKey: .doses) ?? []
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(action, forKey: .action)
        try container.encodeIfPresent(dose, forKey: .dose)
        try container.encode(doseWithheld, forKey: .doseWithheld)
        // What has none is the same bytes as before.
        if !doses.isEmpty { try container.encode(doses, forKey: .doses) }
    }
}
