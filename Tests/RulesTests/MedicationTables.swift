// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Trial

extension StudyProtocol {
    /// The small protocol with lists of medications: `platelets` of one day, `growth` that goes on.
    static func withLists(_ rules: SubjectRule...) -> StudyProtocol {
        var made = StudyProtocol.small(rules)
        made.medicationLists = [
            MedicationList(id: "platelets", medications: ["PLATELETS"], isOfOneDay: true, coFactorDays: 3),
            MedicationList(id: "growth", medications: ["FILGRASTIM"], coFactorDays: 7),
            MedicationList(id: "inducers", medications: ["RIFAMPICIN"]),
        ]
        made.termGroups.append(TermGroup(id: "bleeding", terms: ["Epistaxis"]))
        return made
    }
}

/// The episodes of a table of rows: `2024-01-08..2024-01-20 urgent (dateUnknown)`; `..` alone is open.
func episodes(
    _ studyProtocol: StudyProtocol, _ table: String, on today: String = "2024-12-01"
) -> [String] {
    assess(record("S", "DM  IXA\n\(table)"), under: studyProtocol, at: moment(today)).episodes.map { episode in
        let doubts = episode.uncertainties.sorted().map(\.rawValue)
        return "\(episode.onset?.description ?? "")..\(episode.end?.description ?? "") \(episode.severity.rawValue)"
            + (doubts.isEmpty ? "" : " (\(doubts.joined(separator: ", ")))")
    }
}
