// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Settings
import Trial

/// An alert in the words in which a test expects one.
struct FoundAlert {
    let rule: String
    private let state: String
    private let changes: Set<String>
    private let alert: Alert
    private let says: String

    init(_ alert: Alert, changes: Set<String>, ctcae: String) {
        self.alert = alert
        self.changes = changes
        rule = alert.episode.rule
        says = headline(of: alert, ctcae: ctcae)
        state =
            switch alert.closure {
            case nil: "open"
            case .resolved: "resolved"
            case .retracted: "retracted"
            case .superseded: "superseded"
            case .merged: "merged"
            }
    }

    /// The alert in one line.
    var summary: String {
        let episode = alert.episode
        let doubts = episode.uncertainties.sorted().map(\.rawValue)
        let end = episode.end.map { "..\($0)" } ?? ""
        return "\(state), \(episode.severity.rawValue), \(episode.onset?.description ?? "no date")\(end): \(says)"
            + (doubts.isEmpty ? "" : " (\(doubts.joined(separator: ", ")))")
    }

    /// Where the alert is not what a test expects.
    func differences(from expected: ExpectedAlert) -> [RuleTestOutcome.Difference] {
        let episode = alert.episode
        var differences: [RuleTestOutcome.Difference] = []
        func compare(_ key: String, _ wanted: String?, _ found: String, agrees: Bool) {
            guard let wanted, !agrees else { return }
            differences.append(
                RuleTestOutcome.Difference(expected: "\(key): \(wanted)", found: "\(key): \(found)"))
        }
        compare("rule", expected.rule, rule, agrees: expected.rule == rule)
        compare("state", expected.state, state, agrees: expected.state == state)
        compare("change", expected.changes.map(words), words(changes), agrees: expected.changes == changes)
        compare(
            "severity", expected.severity?.rawValue, episode.severity.rawValue,
            agrees: expected.severity == episode.severity)
        let (onset, end) = (episode.onset?.description ?? "none", episode.end?.description ?? "none")
        // A day agrees with any minute of it.
        compare("onset", expected.onset, onset, agrees: expected.onset.map(onset.hasPrefix) ?? true)
        compare("end", expected.end, end, agrees: expected.end.map(end.hasPrefix) ?? true)
        let grade = episode.finding.grade ?? 0
        compare("grade", expected.grade.map(String.init), "\(grade)", agrees: expected.grade == grade)
        let facet = episode.facet.isEmpty ? "none" : episode.facet
        compare("facet", expected.facet, facet, agrees: expected.facet == facet)
        let action = episode.proposal?.action?.en ?? "none"
        compare("action", expected.action, action, agrees: expected.action.map(action.contains) ?? true)
        let dose = episode.proposal.map { $0.doseWithheld ? "withheld" : $0.doseWords?.en ?? "none" } ?? "none"
        compare("dose", expected.dose, dose, agrees: expected.dose.map(dose.contains) ?? true)
        compare("says", expected.says, says, agrees: expected.says.map(says.contains) ?? true)
        compare(
            "uncertain", expected.uncertain.map { words(Set($0.map(\.rawValue))) },
            words(Set(episode.uncertainties.map(\.rawValue))), agrees: expected.uncertain == episode.uncertainties)
        return differences
    }

    private func words(_ set: Set<String>) -> String { set.isEmpty ? "none" : set.sorted().joined(separator: ", ") }
}

extension ExpectedAlert {
    /// What is expected, in one line.
    var summary: String {
        let end = end.map { "..\($0)" } ?? ""
        let words = [state, severity?.rawValue, onset.map { $0 + end } ?? (end.isEmpty ? nil : end)]
        let told = words.compactMap(\.self).joined(separator: ", ")
        return told.isEmpty ? "an alert" : told
    }
}
