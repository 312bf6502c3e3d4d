// SPDX-License-Identifier: Apache-2.0

/// An SDTM domain that the monitor reads.
package enum Domain: String, CaseIterable, Hashable, Sendable, Codable {
    /// Demographics.
    case dm
    /// Adverse events.
    case ae
    /// Laboratory results.
    case lb
    /// Exposure.
    case ex
    /// Concomitant medications.
    case cm
    /// Vital signs.
    case vs
    /// Disposition.
    case ds

    /// The domain's two-letter SDTM code, for example `LB`.
    package var code: String { rawValue.uppercased() }
}

/// What makes a row the same row in every export: its domain's natural key within one subject.
///
/// SDTM `--SEQ` is not part of it, because a re-export renumbers it; the sequence only locates a row.
package struct RowKey: Hashable, Sendable, Codable {
    /// The domain the row belongs to.
    package let domain: Domain
    /// The natural key's values as a JSON array of strings, in the order the domain declares.
    package let text: String

    /// The key of a row of a domain.
    package init(domain: Domain, text: String) {
        self.domain = domain
        self.text = text
    }
}

extension RowKey {
    /// The same row named together with its subject, for evidence that spans subjects.
    package func qualified(by subject: String) -> RowKey {
        let rest = text.dropFirst()
        return RowKey(domain: domain, text: "[\"\(subject)\"\(rest.first == "]" ? "" : ",")\(rest)")
    }
}

extension RowKey: Comparable {
    package static func < (first: RowKey, second: RowKey) -> Bool {
        first.domain == second.domain ? first.text < second.text : first.domain.rawValue < second.domain.rawValue
    }
}

extension RowKey: CustomStringConvertible {
    /// The key as people read it: `LB PLAT, BLOOD, 2024-01-08T08:30, 3`; empty values are left out.
    package var description: String {
        "\(domain.code) \(values.filter { !$0.isEmpty }.joined(separator: ", "))"
    }

    /// The key as short as it still finds the row: `LB PLAT 2024-01-08T08:30`, the first value and the first date.
    package var brief: String {
        let first = values.first { !$0.isEmpty }
        let date = values.dropFirst().first { ClinicalDate(sdtm: $0) != nil && $0.contains("-") }
        return ([domain.code] + [first, date].compactMap { $0 }).joined(separator: " ")
    }

    private var values: [String] {
        text.dropFirst().dropLast().split(separator: "\",").map { value in
            String(value.drop { $0 == "\"" || $0 == " " }.filter { $0 != "\"" })
        }
    }
}
