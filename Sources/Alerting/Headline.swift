// SPDX-License-Identifier: Apache-2.0

package import Rules
import Trial

/// What an alert found, in one line: `PLAT 24 10^9/L, grade 4 (CTCAE 5.0)`,
/// `Herpes zoster grade 2 (CTCAE 5.0), in a gap of 12 days`, `9 events in 31 subjects, boundary 9`.
///
/// It names neither the subject nor the rule.
/// - Parameter ctcae: the study's CTCAE version, without which a grade means nothing.
package func headline(of alert: Alert, ctcae: String) -> String {
    headline(of: alert.episode.finding, ctcae: ctcae)
}

/// What was found, in one line.
package func headline(of finding: Finding, ctcae: String) -> String {
    switch finding {
    case .laboratory(let finding):
        let graded = finding.grade.map { "grade \($0) (CTCAE \(ctcae))" } ?? "not graded"
        return "\(finding.test) \(finding.reading), \(graded)"
    case .event(let finding):
        let graded = finding.grade.map { "grade \($0) (CTCAE \(ctcae))" } ?? "grade not recorded"
        return (["\(finding.term) \(graded)"] + [finding.pain?.painWords, finding.cover?.words].compactMap { $0 })
            .joined(separator: ", ")
    case .boundary(let finding):
        let unconfirmed = finding.possibleEvents > 0 ? ", \(finding.possibleEvents) of them unconfirmed" : ""
        return "\(counted(finding.events, "event")) in \(counted(finding.subjects, "subject"))\(unconfirmed), "
            + "boundary \(finding.bound)"
    case .system(let text):
        return text.en
    }
}

private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

extension Answer {
    fileprivate var painWords: String {
        switch self {
        case .yes: "painful"
        case .no: "painless"
        case .unknown: "pain not recorded"
        }
    }
}

extension Cover {
    fileprivate var words: String {
        switch self {
        case .covered: "on cover"
        case .gap(let days): "in a gap of \(counted(days, "day"))"
        case .neverStarted: "prophylaxis never started"
        case .unknown: "cover unknown"
        }
    }
}

extension Uncertainty {
    /// What is not known, in words.
    package var words: String {
        switch self {
        case .evidenceUncertain: "a row this rests on can no longer be read or graded"
        case .dateUnknown: "a date is partial or missing"
        case .dateInFuture: "a date lies in the future"
        case .unitSuspect: "the unit is suspect"
        case .valueCensored: "the result is only a bound"
        case .painUnknown: "pain is not recorded"
        case .gradeUnknown: "the grade is not recorded"
        case .disseminationUnknown: "dissemination is not recorded"
        case .coverUnknown: "prophylaxis before onset cannot be told"
        case .retractionHeld: "the record no longer supports this; its retraction is held"
        case .subjectNotInDemographics: "the subject is not in DM"
        }
    }
}
