// SPDX-License-Identifier: Apache-2.0

package import Rules
import Trial

/// What an alert is about, in one line: `PLAT 24 10^9/L, grade 4 (CTCAE 5.0)`.
///
/// - Parameter ctcae: the study's CTCAE version, without which a grade means nothing.
package func headline(of alert: Alert, ctcae: String) -> String {
    headline(of: alert.episode.finding, ctcae: ctcae)
}

/// What was found, in one line.
package func headline(of finding: Finding, ctcae: String) -> String {
    switch finding {
    case .laboratory(let finding):
        guard let grade = finding.grade, grade > 0 else { return "\(finding.test) \(finding.reading)" }
        return "\(finding.test) \(finding.reading), grade \(grade) (CTCAE \(ctcae))"
    case .event(let finding):
        let graded = finding.grade.map { "grade \($0) (CTCAE \(ctcae))" } ?? "grade not recorded"
        let pain = finding.pain.map { ", \($0.painWords)" } ?? ""
        let cover = finding.cover.map { ", \($0.words)" } ?? ""
        return "\(finding.term), \(graded)\(pain)\(cover)"
    case .boundary(let finding):
        let counts =
            "\(finding.events) events in \(finding.subjects) subjects, boundary \(finding.bound) "
            + "(acceptable rate \(finding.acceptableRate))"
        return finding.possibleEvents == 0
            ? "Review boundary crossed: \(counts)"
            : "Review boundary crossed if \(finding.possibleEvents) unconfirmed events count: \(counts)"
    case .system(let text):
        return text.en
    }
}

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
    /// How prophylaxis stood, in words.
    package var words: String {
        switch self {
        case .covered: "under prophylaxis"
        case .gap(let days): "in a gap of \(days) \(days == 1 ? "day" : "days") in prophylaxis"
        case .neverStarted: "prophylaxis never started"
        case .unknown: "prophylaxis unknown"
        }
    }
}

extension Uncertainty {
    /// What is not known, in words.
    package var words: String {
        switch self {
        case .evidenceUncertain: "a row this rests on can no longer be read or graded"
        case .dateUnknown: "a date is partial or missing"
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
