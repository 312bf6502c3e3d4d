// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

extension Wording {
    var armsTitle: String { "Subjects and exposure" }
    var armsCaption: String { "Subjects, exposure and deaths by arm" }
    var noArms: String { "The protocol names no arm." }
    var armsNote: String {
        """
        Entered: with a first dose of any study drug. On treatment: alive, with a dose recorded in the last \
        \(doseSilenceDaysMax) days; a silence longer than that is an end, or a record that is late. Exposure: first \
        to last dose; a month is 30.4375 days. Deaths ≤ \(deathAfterDoseDaysMax) days: at most so long after the \
        last dose.
        """
    }
    var arm: String { "Arm" }
    var entered: String { "Entered" }
    var onTreatment: String { "On treatment" }
    var withoutRecentDose: String { "No dose > \(doseSilenceDaysMax) days" }
    var exposureDays: String { "Exposure, days" }
    var exposureMonths: String { "Exposure, months" }
    var deaths: String { "Deaths" }
    var deathsSoon: String { "≤ \(deathAfterDoseDaysMax) days" }
    var allArms: String { "All" }

    func withoutArm(_ number: Int) -> String {
        """
        \(count(number, "subject has", "subjects have")) no arm that can be told, and \
        \(number == 1 ? "is" : "are") in no table by arm.
        """
    }

    var eventsTitle: String { "Events by maximum grade" }
    var reportedCaption: String { "Reported terms" }
    var laboratoryCaption: String { "Laboratory terms" }
    var noReported: String { "No graded adverse event is reported since a first dose." }
    var noLaboratory: String { "No laboratory result since a first dose has a grade." }
    var eventsNote: String {
        """
        Subjects by their worst grade after the first dose; percentages of the N entered. Rate: subjects with \
        grade ≥ 3 per 100 subject-months of exposure, which is not cut at the event. Terms with most subjects at \
        grade ≥ 3 come first. Arms are not compared by any test.
        """
    }
    var allTerms: String { "Any term" }
    var subjectsEntered: String { "N" }
    var anyGrade: String { "Any (%)" }
    var severeGrade: String { "≥ 3 (%)" }
    var severeRate: String { "Rate ≥ 3" }
    var termNoun: String { "terms" }
    func grade(_ grade: Int) -> String { "G\(grade)" }

    var qualityTitle: String { "Data quality" }
    var noFlags: String { "No row is flagged." }
    var flagsByReason: String { "Flags by reason and site" }
    var firstFlags: String { "Rows to mend" }
    var reasonTitle: String { "Reason" }
    var flags: String { "Flags" }
    var subjects: String { "Subjects" }
    var bySite: String { "By site" }
    var siteTitle: String { "Site" }
    var subject: String { "Subject" }
    var row: String { "Row" }
    var variable: String { "Variable" }
    var wholeRow: String { "whole row" }
    var flagNoun: String { "flags" }

    func siteCount(_ count: SiteCount) -> String {
        "\(count.site.isEmpty ? unknown : count.site): \(count.flags)"
    }

    /// A flag's reason, and in brackets what may have been meant.
    func defect(_ defect: RowDefect) -> String {
        let reason = self.defect(defect.reason)
        guard let suggestion = defect.suggestion else { return reason }
        switch defect.reason {
        case .impossibleGrade: return "\(reason) (the term takes \(suggestion))"
        case .termOfAnotherVersion: return "\(reason) (this one has “\(suggestion)”)"
        default: return "\(reason) (perhaps “\(suggestion)”)"
        }
    }

    func defect(_ reason: RowDefect.Reason) -> String {
        switch reason {
        case .impossibleDate: "Impossible date"
        case .futureDate: "Date in the future"
        case .notANumber: "Not a number"
        case .unknownUnit: "Unknown unit"
        case .unknownSpecimen: "Unknown specimen"
        case .implausibleValue: "Implausible value"
        case .impossibleGrade: "Impossible grade"
        case .unknownTerm: "Unknown term"
        case .termOfAnotherVersion: "Term of another CTCAE version"
        case .uncodedEvent: "Serious or severe event not coded"
        case .subjectNotInDemographics: "Subject not in DM"
        case .unknownSite: "Unknown site"
        case .armDiffersFromPlan: "Arm differs from plan"
        case .duplicateKey: "Duplicate key"
        case .missingValue: "Missing value"
        case .unknownStudy: "Unknown study"
        case .malformedRow: "Malformed row"
        }
    }
}
