// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Trial

/// One thing a site did to the follow-up store, and when.
package struct SimulatedWrite: Hashable, Sendable {
    /// What became of the row.
    package enum Operation: Hashable, Sendable {
        /// The row stands as given, in place of one with the same natural key.
        case upsert(SDTMRow)
        /// The row, given as it last stood, is gone.
        case delete(SDTMRow)

        /// The row that is meant.
        package var row: SDTMRow {
            switch self {
            case .upsert(let row), .delete(let row): row
            }
        }
    }

    /// Why the site wrote.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A new row, or more that became known of one, within days.
        case routine
        /// The same, but two weeks or more after it was known.
        case late
        /// A mistake put right; a row whose natural key was wrong is deleted and entered again.
        case correction
        /// A row that was entered twice is taken out.
        case deletion
    }

    /// When the site entered it.
    package var at: Timestamp
    /// What became of the row.
    package var operation: Operation
    /// Why the site wrote.
    package var kind: Kind

    /// A write at an instant.
    package init(at: Timestamp, operation: Operation, kind: Kind) {
        self.at = at
        self.operation = operation
        self.kind = kind
    }
}
