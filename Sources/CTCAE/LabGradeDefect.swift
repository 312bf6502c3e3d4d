// SPDX-License-Identifier: Apache-2.0

package import Trial

extension LabGrade {
    /// What the data manager is to be asked about the row: its SDTM variable and the defect; nil when nothing is wrong.
    ///
    /// A missing result or limit is no defect here, because many tests have none; a schedule of assessments tells that.
    package var defect: (variable: String, reason: RowDefect.Reason)? {
        if notes.contains(.unitUnknown) { return ("LBSTRESU", .unknownUnit) }
        if notes.contains(.withinOwnLimits) { return ("LBSTRESN", .implausibleValue) }
        guard case .ungradable(let reason) = outcome else { return nil }
        switch reason {
        case .unitUnknown: return ("LBSTRESU", .unknownUnit)
        case .valueImplausible: return ("LBSTRESN", .implausibleValue)
        case .valueNotNumeric: return ("LBSTRESN", .notANumber)
        case .limitsContradictory: return ("LBSTNRLO", .implausibleValue)
        case .specimenUnknown: return ("LBSPEC", .unknownSpecimen)
        case .testUnknown, .specimenNotGradable, .valueMissing, .valueCensored, .lowerLimitMissing, .upperLimitMissing,
            .baselineMissing, .baselineUnitUnknown, .weightTooOld, .weightMissing, .ageMissing, .sexMissing,
            .criterionForAdults, .reportedAsOtherTerm, .versionWithoutCriterion:
            return nil
        }
    }
}
