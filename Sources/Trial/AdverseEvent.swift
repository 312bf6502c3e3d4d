// SPDX-License-Identifier: Apache-2.0

/// An answer that a form may have left open.
package enum Answer: String, Hashable, Sendable, Codable {
    /// Recorded as yes.
    case yes
    /// Recorded as no.
    case no
    /// Not recorded, or recorded as unknown.
    case unknown

    /// Reads SDTM's `Y`/`N`; everything else is unknown.
    package init(sdtm text: String) {
        switch text.uppercased() {
        case "Y", "YES": self = .yes
        case "N", "NO": self = .no
        default: self = .unknown
        }
    }
}

/// A reported adverse event of one subject (SDTM AE).
package struct AdverseEvent: Hashable, Sendable {
    /// The row's natural key.
    package var key: RowKey
    /// SDTM AESEQ, which only locates the row in the latest export.
    package var sequence: Int?
    /// SDTM AETERM, as reported.
    package var reportedTerm: String
    /// SDTM AELLT.
    package var lowestLevelTerm: String
    /// SDTM AEDECOD, the coded preferred term; empty when not yet coded.
    package var preferredTerm: String
    /// SDTM AEBODSYS.
    package var bodySystem: String
    /// SDTM AETOXGR, 1...5, given by the investigator; nil when not reported.
    package var grade: Int?
    /// SDTM AESEV (`MILD`, `MODERATE`, `SEVERE`), which is not a CTCAE grade.
    package var severity: String
    /// SDTM AESER, or yes if any seriousness flag is.
    package var serious: Answer
    /// SDTM AESER as the row says it, whatever the flags of seriousness say.
    package var statedSerious: Answer
    /// SDTM AESDTH, or AEOUT = FATAL.
    package var fatal: Answer
    /// SDTM AESHOSP.
    package var hospitalised: Answer
    /// SDTM AESLIFE.
    package var lifeThreatening: Answer
    /// The seriousness flags that are set: AESCAN, AESCONG, AESDISAB, AESDTH, AESHOSP, AESLIFE and AESMIE.
    package var seriousness: SeriousnessCriteria
    /// SDTM AEREL as reported.
    package var causality: String
    /// SDTM AEACN as reported.
    package var actionTaken: String
    /// SDTM AEOUT as reported.
    package var outcome: String
    /// Whether the event is painful (supplemental qualifier AEPAIN), which peripheral neuropathy rules need.
    package var pain: Answer
    /// Whether the event is disseminated or ophthalmic (supplemental qualifier AEDISS), which zoster rules need.
    package var disseminated: Answer
    /// SDTM AESTDTC; nil when not reported.
    package var start: ClinicalDate?
    /// SDTM AEENDTC; nil while ongoing or unknown.
    package var end: ClinicalDate?
    /// Whether the reference safety information lists the event (supplemental qualifier AEEXPECT).
    package var expected: Answer
    /// When it came to be known, and was reported to whom.
    package var reporting: ReportingDates

    /// An event; see each property for its SDTM variable.
    package init(
        key: RowKey, sequence: Int? = nil, reportedTerm: String, lowestLevelTerm: String = "",
        preferredTerm: String = "", bodySystem: String = "", grade: Int? = nil, severity: String = "",
        serious: Answer = .unknown, fatal: Answer = .unknown, hospitalised: Answer = .unknown,
        lifeThreatening: Answer = .unknown, seriousness: SeriousnessCriteria = [], causality: String = "",
        actionTaken: String = "", outcome: String = "", pain: Answer = .unknown, disseminated: Answer = .unknown,
        start: ClinicalDate? = nil, end: ClinicalDate? = nil, expected: Answer = .unknown,
        reporting: ReportingDates = ReportingDates(), statedSerious: Answer = .unknown
    ) {
        self.key = key
        self.sequence = sequence
        self.reportedTerm = reportedTerm
        self.lowestLevelTerm = lowestLevelTerm
        self.preferredTerm = preferredTerm
        self.bodySystem = bodySystem
        self.grade = grade
        self.severity = severity
        self.serious = serious
        self.statedSerious = statedSerious
        self.fatal = fatal
        self.hospitalised = hospitalised
        self.lifeThreatening = lifeThreatening
        self.seriousness = seriousness
        self.causality = causality
        self.actionTaken = actionTaken
        self.outcome = outcome
        self.pain = pain
        self.disseminated = disseminated
        self.start = start
        self.end = end
        self.expected = expected
        self.reporting = reporting
    }

    /// The best term available: coded, else lowest level, else as reported.
    package var term: String {
        [preferredTerm, lowestLevelTerm, reportedTerm].first { !$0.isEmpty } ?? ""
    }
}

/// Why an event is serious, by the flags of its row.
package struct SeriousnessCriteria: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// SDTM AESCAN, involves cancer.
    package static let cancer = SeriousnessCriteria(rawValue: 1)
    /// SDTM AESCONG, congenital anomaly or birth defect.
    package static let congenitalAnomaly = SeriousnessCriteria(rawValue: 2)
    /// SDTM AESDISAB, persistent or significant disability or incapacity.
    package static let disability = SeriousnessCriteria(rawValue: 4)
    /// SDTM AESDTH, results in death.
    package static let death = SeriousnessCriteria(rawValue: 8)
    /// SDTM AESHOSP, requires or prolongs hospitalisation.
    package static let hospitalisation = SeriousnessCriteria(rawValue: 16)
    /// SDTM AESLIFE, is life threatening.
    package static let lifeThreatening = SeriousnessCriteria(rawValue: 32)
    /// SDTM AESMIE, other medically important serious event.
    package static let medicallyImportant = SeriousnessCriteria(rawValue: 64)
}

/// When an event came to be known, and when it was reported to whom; a date that is not recorded is nil.
package struct ReportingDates: Hashable, Sendable {
    /// When whoever must report it first knew of it (supplemental qualifier AEAWDTC).
    package var aware: ClinicalDate?
    /// SDTM AEDTC, when it was collected.
    package var collected: ClinicalDate?
    /// When the site reported it to the sponsor (supplemental qualifier AESPDTC).
    package var toSponsor: ClinicalDate?
    /// When the sponsor first reported it to the authority (supplemental qualifier AERPDTC).
    package var toAuthority: ClinicalDate?
    /// When the follow-up report that completes it was sent (supplemental qualifier AECPDTC).
    package var completed: ClinicalDate?

    /// Dates; each may be left out.
    package init(
        aware: ClinicalDate? = nil, collected: ClinicalDate? = nil, toSponsor: ClinicalDate? = nil,
        toAuthority: ClinicalDate? = nil, completed: ClinicalDate? = nil
    ) {
        self.aware = aware
        self.collected = collected
        self.toSponsor = toSponsor
        self.toAuthority = toAuthority
        self.completed = completed
    }
}
