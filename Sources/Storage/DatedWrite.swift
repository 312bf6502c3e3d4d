// SPDX-License-Identifier: Apache-2.0

package import Trial

/// Something a site did to a row, with the instant at which it did so.
package struct DatedWrite: Hashable, Sendable {
    /// When.
    package var at: Timestamp
    /// The row, as it stands from then on or as it last stood.
    package var row: SDTMRow
    /// Whether the row is taken out.
    package var isDeletion: Bool

    /// A write at an instant.
    package init(at: Timestamp, row: SDTMRow, isDeletion: Bool) {
        self.at = at
        self.row = row
        self.isDeletion = isDeletion
    }
}
