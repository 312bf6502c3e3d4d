// SPDX-License-Identifier: Apache-2.0

package import Trial

/// The variables that files keep apart from the row.
private let supplementalQualifiers: Set<String> = [
    "AEPAIN", "AEDISS", "AEEXPECT", "AEAWDTC", "AESPDTC", "AERPDTC", "AECPDTC", "PJPRISK",
]

/// The shape of one domain's table in a follow-up store.
///
/// Columns stand in this order: STUDYID and USUBJID, the rest of the natural key, `--SEQ` where the domain has
/// one, then values. Queries select all of them in this order, so a position is a column.
package struct FollowUpTable: Sendable {
    /// One column of the table.
    package struct Column: Hashable, Sendable {
        /// What a column holds.
        package enum Kind: Sendable {
            /// Text as sent; dates too, because a date that cannot be read must be kept.
            case text
            /// A number where it is one; otherwise the text that stood there.
            case number
            /// `--SEQ`.
            case integer
        }

        /// The column's name: the SDTM variable in lower case.
        package let name: String
        /// What it holds.
        package let kind: Kind
        /// The SDTM variable, for example `LBDTC`.
        package let variable: String
        /// The version of the store's schema that brought it; older stores have no such column.
        package let schema: Int

        /// Whether the column holds a supplemental qualifier (SDTM SUPP--), which files keep apart from the row.
        package var isSupplemental: Bool { supplementalQualifiers.contains(variable) }
    }

    /// The domain.
    package let domain: Domain
    /// All columns, in order.
    package let columns: [Column]
    /// Positions of the natural key within one subject.
    package let key: Range<Int>
    /// Position of `--SEQ`, which locates a row and never identifies it.
    package let sequence: Int?
    /// Positions of the values: what a correction changes.
    package let values: Range<Int>

    /// The table's name.
    package var name: String { domain.rawValue }

    /// The columns that make a row unique in the store: study, subject, natural key.
    package var identity: ArraySlice<Column> { columns[..<key.upperBound] }

    init<C: FollowUpColumn>(
        domain: Domain, keyCount: Int, sequence: C?, numbers: [C], secondSchema: [C] = []
    ) {
        self.domain = domain
        self.sequence = sequence?.rawValue
        key = 2..<(2 + keyCount)
        values = (2 + keyCount + (sequence == nil ? 0 : 1))..<C.allCases.count
        columns = C.allCases.map { column in
            let name = String(describing: column)
            let isNumber = numbers.contains { $0.rawValue == column.rawValue }
            let kind: Column.Kind = column.rawValue == sequence?.rawValue ? .integer : isNumber ? .number : .text
            let schema = secondSchema.contains { $0.rawValue == column.rawValue } ? 2 : 1
            return Column(name: name, kind: kind, variable: name.uppercased(), schema: schema)
        }
    }

    /// The natural key of a row on its way into the store.
    package func rowKey(of row: SDTMRow) -> RowKey {
        RowKey(domain: domain, text: jsonArray(columns[key].map { row.values[$0.variable] ?? "" }))
    }

    /// The values of a natural key in the order of the key's columns, or nil if the text is no such key.
    package func keyValues(of key: RowKey) -> [String]? {
        guard key.domain == domain, let values = strings(ofJSONArray: key.text) else { return nil }
        return values.count == self.key.count ? values : nil
    }
}
