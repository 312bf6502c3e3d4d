// SPDX-License-Identifier: Apache-2.0

/// Why a result has no grade; the raw value is the permanent name in reports.
package enum UngradableReason: String, CaseIterable, Hashable, Sendable, Codable, Error {
    /// No criterion is known for the test.
    case testUnknown
    /// The specimen is not what the criterion speaks of: urine pH is not blood pH.
    case specimenNotGradable
    /// The specimen is named by a text that no list knows.
    case specimenUnknown
    /// No result was reported.
    case valueMissing
    /// The result is not a number.
    case valueNotNumeric
    /// The result is only a bound (`<40`), and the bound does not decide.
    case valueCensored
    /// The value is absurd in its stated unit.
    case valueImplausible
    /// The unit is not known for the analyte, and the criterion needs it.
    case unitUnknown
    /// Only the step that needs the lower limit of normal is left.
    case lowerLimitMissing
    /// Only the step that needs the upper limit of normal is left.
    case upperLimitMissing
    /// The lower limit of normal lies above the upper one.
    case limitsContradictory
    /// The criterion compares with the subject's baseline, and its value is missing.
    case baselineMissing
    /// The criterion compares with the subject's baseline, and its unit cannot be brought to the result's.
    case baselineUnitUnknown
    /// The weight that a derived value needs is too old.
    case weightTooOld
    /// The weight that a derived value needs is missing.
    case weightMissing
    /// The age that a derived value needs is missing.
    case ageMissing
    /// The sex that a derived value needs is missing.
    case sexMissing
    /// The criterion speaks of adults, and the subject is not one.
    case criterionForAdults
    /// The version sends the value to another term, which only a clinician can grade.
    case reportedAsOtherTerm
    /// The version has no criterion in numbers for the term.
    case versionWithoutCriterion
}
