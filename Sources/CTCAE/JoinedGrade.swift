// SPDX-License-Identifier: Apache-2.0

package import Trial

/// How a subject stands against a CTCAE term that more than one measurement decides.
package struct JoinedGrade: Hashable, Sendable {
    /// A term that more than one measurement decides; the raw value is its name in CTCAE.
    package enum Term: String, CaseIterable, Hashable, Sendable, Codable {
        /// Neutrophils and body temperature.
        case febrileNeutropenia = "Febrile neutropenia"
        /// Urate, potassium, phosphate and calcium around the start of therapy, and creatinine.
        case tumorLysisSyndrome = "Tumor lysis syndrome"
    }

    /// The term graded.
    package var term: Term
    /// What the numbers prove and the worst it may be, or why neither can be said.
    package var outcome: LabGrade.Outcome
    /// The day it is dated by: the first reading of the fever, or the start of therapy.
    package var began: ClinicalDate?
    /// The rows it rests on, in order.
    package var rows: [RowKey]
    /// What a reader should know beside it.
    package var remarks: Remarks

    /// A joined grade; see each property.
    package init(
        term: Term, outcome: LabGrade.Outcome, began: ClinicalDate?, rows: [RowKey], remarks: Remarks = []
    ) {
        self.term = term
        self.outcome = outcome
        self.began = began
        self.rows = Array(Set(rows)).sorted()
        self.remarks = remarks
    }

    /// Remarks that do not change the grade.
    package struct Remarks: OptionSet, Hashable, Sendable {
        /// The remarks as bits.
        package let rawValue: UInt8

        /// Remarks from their bits.
        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// A temperature's unit was missing or unknown, and only one reading of the number is possible.
        package static let unitAssumed = Remarks(rawValue: 1)
        /// A temperature is absurd in its stated unit and would be a fever in the other.
        package static let unitSuspect = Remarks(rawValue: 2)
        /// Readings from 38.0 to 38.3 degrees C that are too few or too far apart to show how long it lasted.
        package static let durationUnknown = Remarks(rawValue: 4)
        /// The nearest count is of white blood cells, which are fewer than the cut for neutrophils.
        package static let fromWhiteBloodCells = Remarks(rawValue: 8)
        /// A neutrophil count or corrected calcium was derived.
        package static let derivedValue = Remarks(rawValue: 16)
        /// Calcium was not corrected for albumin.
        package static let uncorrected = Remarks(rawValue: 32)
        /// No creatinine of the window can be set against its upper limit of normal.
        package static let creatinineUnknown = Remarks(rawValue: 64)

        /// A count as near to the fever or nearer than the low one is not low.
        package static let countsDisagree = Remarks(rawValue: 128)

        /// The names of the remarks, permanent in reports.
        package var names: [String] {
            Remarks.named.filter { contains($0.remark) }.map(\.name)
        }

        private static let named: [(remark: Remarks, name: String)] = [
            (.unitAssumed, "unitAssumed"), (.unitSuspect, "unitSuspect"), (.durationUnknown, "durationUnknown"),
            (.fromWhiteBloodCells, "fromWhiteBloodCells"), (.derivedValue, "derivedValue"),
            (.uncorrected, "uncorrected"), (.creatinineUnknown, "creatinineUnknown"),
            (.countsDisagree, "countsDisagree"),
        ]
    }
}

/// The windows in which measurements are joined.
package struct JoinWindows: Hashable, Sendable {
    /// How many days before a fever a neutrophil count still speaks for it; a protocol's number, unpublished.
    package var neutrophilDaysBefore: Int
    /// How many days after a fever a neutrophil count still speaks for it; a protocol's number, unpublished.
    package var neutrophilDaysAfter: Int
    /// How many hours two feverish readings may lie apart and still be one fever; a protocol's number, unpublished.
    package var feverGapHoursMax: Int
    /// How many hours two neighbouring readings of a sustained fever may lie apart; a protocol's number, unpublished.
    ///
    /// Beyond it nothing shows that the temperature did not fall between them, and the fever is only possible.
    package var sustainedGapHoursMax: Int
    /// How many days before the start of therapy laboratory tumour lysis may begin (CTCAE v6.0, Cairo and Bishop).
    package var lysisDaysBefore: Int
    /// How many days after the start of therapy laboratory tumour lysis may begin (CTCAE v6.0, Cairo and Bishop).
    package var lysisDaysAfter: Int

    /// Windows; see each property.
    package init(
        neutrophilDaysBefore: Int, neutrophilDaysAfter: Int, feverGapHoursMax: Int,
        sustainedGapHoursMax: Int = 4, lysisDaysBefore: Int, lysisDaysAfter: Int
    ) {
        self.neutrophilDaysBefore = neutrophilDaysBefore
        self.neutrophilDaysAfter = neutrophilDaysAfter
        self.feverGapHoursMax = feverGapHoursMax
        self.sustainedGapHoursMax = sustainedGapHoursMax
        self.lysisDaysBefore = lysisDaysBefore
        self.lysisDaysAfter = lysisDaysAfter
    }

    /// Neutrophils from 3 days before to 1 day after; one fever within 24 hours, sustained by readings within 4 hours
    /// of each other; lysis from day -3 to day 7.
    package static let standard = JoinWindows(
        neutrophilDaysBefore: 3, neutrophilDaysAfter: 1, feverGapHoursMax: 24, sustainedGapHoursMax: 4,
        lysisDaysBefore: 3, lysisDaysAfter: 7)
}

/// Grades the terms that more than one of a subject's measurements decide.
///
/// - Parameters:
///   - results: One subject's laboratory results, in any order.
///   - vitalSigns: The same subject's vital signs; of them only body temperatures are used.
///   - derived: What `derive` made of the same rows.
///   - subject: Whose they are; tumour lysis has a cut of its own for children.
///   - version: The version to grade by.
///   - therapyStart: When therapy began; nil when none has, and tumour lysis is then not asked.
///   - windows: How far apart measurements may lie.
/// - Returns: One grade for each fever, in order of time; then one for tumour lysis when therapy has begun.
package func joinedGrades(
    from results: [LabResult], vitalSigns: [VitalSign], derived: [DerivedResult], of subject: DerivationSubject,
    version: CTCAEVersion, therapyStart: ClinicalDate?, windows: JoinWindows = .standard
) -> [JoinedGrade] {
    let neutropenia = NeutropeniaEvidence(results, derived: derived)
    let fevers = Fever.all(in: vitalSigns, windows: windows)
    let lysis = therapyStart.map { start in
        tumorLysisSyndrome(
            from: results, derived: derived, of: subject, version: version, therapyStart: start, windows: windows)
    }
    return fevers.map { febrileNeutropenia(during: $0, by: neutropenia, windows: windows) } + [lysis].compactMap { $0 }
}
