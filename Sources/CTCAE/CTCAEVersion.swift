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

    /// The version's criteria that a laboratory value decides; empty for a version whose table is not written.
    var criteria: [Criterion] {
        switch self {
        case .v4_03, .v6_0: []
        case .v5_0: Criterion.v5Haematology + Criterion.v5Chemistry
        }
    }

    /// Whether laboratory results can be graded by this version.
    package var hasLaboratoryCriteria: Bool { !criteria.isEmpty }
}
