// SPDX-License-Identifier: Apache-2.0

/// A published version of the NCI Common Terminology Criteria for Adverse Events.
///
/// A grade means nothing without its version: an absolute neutrophil count of 0.4 x10^9/L is grade 4 in
/// v5.0 and grade 3 in v6.0. A study pins one version.
package enum CTCAEVersion: String, CaseIterable, Hashable, Sendable, Codable {
    /// CTCAE v4.03, 2010-06-14.
    case v4_03 = "4.03"
    /// CTCAE v5.0, 2017-11-27.
    case v5_0 = "5.0"
    /// CTCAE v6.0, 2025-07-10, with the errata of 2026-01-20.
    case v6_0 = "6.0"

    /// The version's criteria that a number decides.
    var criteria: [Criterion] { Criterion.table.filter { $0.versions.include(self) } }

    /// The terms that the version grades from numbers.
    package var gradedTerms: Set<LabTerm> { Set(criteria.map(\.term)) }
}
