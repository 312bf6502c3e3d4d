// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Trial

/// The antivirals of the tests.
let antiviral = Prophylactic(id: "acyclovir", medications: ["ACICLOVIR", "VALACICLOVIR", "FAMCICLOVIR"])

/// How a prophylactic stood by the rows of a table.
func coverHistory(
    _ rows: String, of prophylactic: Prophylactic = antiviral, on today: String = "2024-06-01",
    contraindicatedSince: String? = nil
) -> CoverHistory {
    let record = record("S", rows)
    return CoverHistory(
        of: prophylactic, in: record, contacts: ContactDays(record, today: day(today)),
        contraindications: contraindicatedSince.map { [Contraindication(since: day($0), row: key(.ae, "allergy"))] },
        today: day(today))
}

/// The periods from a day on, as `01-10 covered, 01-21 gap`: the first day of each in 2024, without it for the first.
func states(_ history: CoverHistory, from first: String = "2023-12-01") -> String {
    history.periods(in: day(first)...history.today).enumerated().map { index, period in
        (index == 0 ? "" : "\(period.days.lowerBound) ".replacing("2024-", with: "")) + text(period.state)
    }.joined(separator: ", ")
}

/// The names of the rows, in order, by the medication or drug they are about and their start: `ACICLOVIR 2024-01-10`.
func rowNames(_ rows: some Sequence<RowKey>) -> [String] {
    rows.map { String($0.description.dropFirst(3)).replacing(",", with: "") }
}

func text(_ state: CoverState) -> String {
    switch state {
    case .covered: "covered"
    case .gap: "gap"
    case .neverStarted: "never"
    case .contraindicated: "contraindicated"
    case .unknown(let doubts): text(doubts)
    }
}

func text(_ doubts: Set<CoverDoubt>) -> String {
    "unknown (\(doubts.sorted().map(\.rawValue).joined(separator: " ")))"
}
