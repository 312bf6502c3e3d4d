// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Trial

/// The episodes a record supports under rules, one a line: `2024-01-08..2024-01-20 urgent`; `..` alone is open.
func intervals(
    _ rules: SubjectRule..., of record: SubjectRecord, on today: String = "2025-01-01"
) -> [String] {
    assess(record, under: .small(rules), at: moment(today)).episodes.map { episode in
        let doubts = episode.uncertainties.sorted().map(\.rawValue).filter { $0 != "subjectNotInDemographics" }
        return ["\(text(episode.onset))..\(text(episode.end))", episode.severity.rawValue]
            .joined(separator: " ") + (doubts.isEmpty ? "" : " (\(doubts.joined(separator: ", ")))")
    }
}

/// Platelet samples from `01-08 24, 01-15T09:00 30000 /uL, 02 60, ? 12, 01-08 24!`.
///
/// A day or month of 2024, or `?` for none; then a count, in 10^9/L unless a unit or, for no unit, `!` follows.
func platelets(_ samples: String) -> SubjectRecord {
    var record = record("S", "DM  IXA")
    for (index, sample) in samples.split(separator: ", ").enumerated() {
        let parts = sample.split(separator: " ", maxSplits: 1).map(String.init)
        let collected = parts[0] == "?" ? "" : "2024-\(parts[0])"
        let result = parts[1].contains(" ") ? parts[1] : "\(parts[1]) 10^9/L"
        let isBare = parts[1].hasSuffix("!")
        record.labResults.append(
            lab("PLAT", isBare ? String(parts[1].dropLast()) : result, on: collected, row: "sample \(index)"))
    }
    return record
}

private func text(_ date: ClinicalDate?) -> String { date.map(\.description) ?? "" }
