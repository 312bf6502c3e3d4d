// SPDX-License-Identifier: Apache-2.0

/// Who the subject is and how the study holds them (SDTM DM).
package struct Demographics: Hashable, Sendable {
    /// The row's natural key.
    package var key: RowKey
    /// SDTM SITEID.
    package var site: String
    /// SDTM ARMCD, the planned arm.
    package var arm: String
    /// SDTM ACTARMCD, the arm actually given; empty when not recorded.
    package var actualArm: String
    /// SDTM SEX.
    package var sex: String
    /// SDTM AGE in AGEU; nil when not recorded.
    package var age: Double?
    /// SDTM RFICDTC, informed consent.
    package var consented: ClinicalDate?
    /// SDTM RFSTDTC, start of the reference period.
    package var referenceStart: ClinicalDate?
    /// SDTM DTHDTC.
    package var died: ClinicalDate?
    /// Whether the site documented a high risk of Pneumocystis pneumonia (supplemental qualifier PJPRISK).
    package var pneumocystisRisk: Answer

    /// Demographics; see each property for its SDTM variable.
    package init(
        key: RowKey, site: String = "", arm: String = "", actualArm: String = "", sex: String = "",
        age: Double? = nil, consented: ClinicalDate? = nil, referenceStart: ClinicalDate? = nil,
        died: ClinicalDate? = nil, pneumocystisRisk: Answer = .unknown
    ) {
        self.key = key
        self.site = site
        self.arm = arm
        self.actualArm = actualArm
        self.sex = sex
        self.age = age
        self.consented = consented
        self.referenceStart = referenceStart
        self.died = died
        self.pneumocystisRisk = pneumocystisRisk
    }
}

/// A dose or a constant-dosing interval (SDTM EX).
package struct Exposure: Hashable, Sendable {
    /// The row's natural key.
    package var key: RowKey
    /// SDTM EXTRT, upper case.
    package var treatment: String
    /// SDTM EXDOSE in `unit`; nil when not recorded.
    package var dose: Double?
    /// SDTM EXDOSU.
    package var unit: String
    /// SDTM EXDOSFRQ.
    package var frequency: String
    /// SDTM EXSTDTC.
    package var start: ClinicalDate?
    /// SDTM EXENDTC; nil when a single dose or ongoing.
    package var end: ClinicalDate?

    /// An exposure; see each property for its SDTM variable.
    package init(
        key: RowKey, treatment: String, dose: Double? = nil, unit: String = "", frequency: String = "",
        start: ClinicalDate? = nil, end: ClinicalDate? = nil
    ) {
        self.key = key
        self.treatment = treatment
        self.dose = dose
        self.unit = unit
        self.frequency = frequency
        self.start = start
        self.end = end
    }
}

/// A prior or concomitant medication, or the answer that one was not given (SDTM CM).
package struct Medication: Hashable, Sendable {
    /// The row's natural key.
    package var key: RowKey
    /// SDTM CMDECOD where coded, else CMTRT, upper case.
    package var name: String
    /// SDTM CMINDC.
    package var indication: String
    /// SDTM CMSTDTC.
    package var start: ClinicalDate?
    /// SDTM CMENDTC; nil when ongoing or unknown.
    package var end: ClinicalDate?
    /// SDTM CMOCCUR, where the form asks for the medication by name.
    package var occurred: Answer
    /// Whether SDTM CMSTAT is `NOT DONE`.
    package var isNotDone: Bool
    /// SDTM CMREASND: free text, which is compared with words of the protocol and shown nowhere.
    package var reasonNotGiven: String
    /// SDTM CMDTC, when it was asked.
    package var noted: ClinicalDate?

    /// Whether the row tells of a medication that was taken, and not that it was not, or that nobody asked.
    package var isCourse: Bool { occurred != .no && !isNotDone }

    /// A medication; see each property for its SDTM variable.
    package init(
        key: RowKey, name: String, indication: String = "", start: ClinicalDate? = nil, end: ClinicalDate? = nil,
        occurred: Answer = .unknown, isNotDone: Bool = false, reasonNotGiven: String = "", noted: ClinicalDate? = nil
    ) {
        self.key = key
        self.name = name
        self.indication = indication
        self.start = start
        self.end = end
        self.occurred = occurred
        self.isNotDone = isNotDone
        self.reasonNotGiven = reasonNotGiven
        self.noted = noted
    }
}

/// A vital sign measurement (SDTM VS).
package struct VitalSign: Hashable, Sendable {
    /// The row's natural key.
    package var key: RowKey
    /// SDTM VSTESTCD, upper case, for example `TEMP`.
    package var test: String
    /// SDTM VSSTRESN in `unit`; nil when not a number.
    package var value: Double?
    /// SDTM VSSTRESU.
    package var unit: String
    /// SDTM VSDTC.
    package var collected: ClinicalDate?

    /// A measurement; see each property for its SDTM variable.
    package init(key: RowKey, test: String, value: Double? = nil, unit: String = "", collected: ClinicalDate? = nil) {
        self.key = key
        self.test = test
        self.value = value
        self.unit = unit
        self.collected = collected
    }
}

/// A milestone or the way a subject left (SDTM DS).
package struct Disposition: Hashable, Sendable {
    /// The row's natural key.
    package var key: RowKey
    /// SDTM DSDECOD, upper case, for example `DEATH`.
    package var event: String
    /// SDTM DSCAT, upper case.
    package var category: String
    /// SDTM DSSTDTC.
    package var start: ClinicalDate?

    /// A disposition; see each property for its SDTM variable.
    package init(key: RowKey, event: String, category: String = "", start: ClinicalDate? = nil) {
        self.key = key
        self.event = event
        self.category = category
        self.start = start
    }
}

/// Everything the follow-up store holds about one subject, at one moment.
///
/// Arrays are ordered by row key, so that no verdict can depend on arrival order.
package struct SubjectRecord: Hashable, Sendable {
    /// SDTM USUBJID, a pseudonym.
    package var subject: String
    /// SDTM DM; nil for an orphan, a subject with rows in other domains only.
    package var demographics: Demographics?
    /// SDTM LB.
    package var labResults: [LabResult]
    /// SDTM AE.
    package var adverseEvents: [AdverseEvent]
    /// SDTM EX.
    package var exposures: [Exposure]
    /// SDTM CM.
    package var medications: [Medication]
    /// SDTM VS.
    package var vitalSigns: [VitalSign]
    /// SDTM DS.
    package var dispositions: [Disposition]
    /// Rows that exist but could not be read in part or whole, each with its reason.
    package var defects: [RowDefect]

    /// A record; everything but the subject may be empty.
    package init(
        subject: String, demographics: Demographics? = nil, labResults: [LabResult] = [],
        adverseEvents: [AdverseEvent] = [], exposures: [Exposure] = [], medications: [Medication] = [],
        vitalSigns: [VitalSign] = [], dispositions: [Disposition] = [], defects: [RowDefect] = []
    ) {
        self.subject = subject
        self.demographics = demographics
        self.labResults = labResults
        self.adverseEvents = adverseEvents
        self.exposures = exposures
        self.medications = medications
        self.vitalSigns = vitalSigns
        self.dispositions = dispositions
        self.defects = defects
    }
}
