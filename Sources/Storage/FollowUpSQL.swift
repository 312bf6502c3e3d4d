// SPDX-License-Identifier: Apache-2.0

/// The follow-up store's statements, written once in the dialect SQLite and PostgreSQL share.
///
/// Parameters are `$1`, `$2`, … and first appear in that order. What the two engines do not share (triggers, the
/// feed's identity column, table options) belongs to each adapter.
package enum FollowUpSQL {
    /// Raised with every change of the tables; a newer store is refused, an older one is migrated.
    package static let schemaVersion = 2

    /// The statement that makes a domain's table.
    ///
    /// The checks refuse only what a program's error would write: a row that belongs to nobody. An impossible
    /// clinical value is stored as sent and told as a `RowDefect` when it is read, so that nothing is lost.
    ///
    /// - Parameter options: what follows the closing parenthesis, by engine.
    package static func createTable(_ table: FollowUpTable, options: String = "") -> String {
        let columns = table.columns.enumerated().map { position, column in
            switch position {
            case 0, 1: "\(column.name) TEXT NOT NULL CHECK (\(column.name) <> '')"
            case table.key: "\(column.name) TEXT NOT NULL DEFAULT ''"
            default: "\(column.name) \(column.kind.declaration)"
            }
        }
        let key = table.identity.map(\.name).joined(separator: ", ")
        return """
            CREATE TABLE \(table.name) (
                \(columns.joined(separator: ",\n    ")),
                PRIMARY KEY (\(key))
            )\(options)
            """
    }

    /// The statements that give a table of an older store the columns that came since.
    package static func addColumns(_ table: FollowUpTable, since schema: Int) -> [String] {
        table.columns.filter { $0.schema > schema }.map {
            "ALTER TABLE \(table.name) ADD COLUMN \($0.name) \($0.kind.declaration)"
        }
    }

    /// Inserts a row, or gives the row with the same key the values sent; an equal row is left alone.
    ///
    /// Parameters are the table's columns in order.
    package static func upsert(_ table: FollowUpTable) -> String {
        let values = (1...table.columns.count).map { "$\($0)" }.joined(separator: ", ")
        return "INSERT INTO \(table.name) (\(names(table.columns[...]))) VALUES (\(values)) \(onConflict(table))"
    }

    /// The clause that makes an insert into a table an update where the row exists and differs.
    package static func onConflict(_ table: FollowUpTable) -> String {
        let changeable = table.columns[table.key.upperBound...]
        let assignments = changeable.map { "\($0.name) = excluded.\($0.name)" }.joined(separator: ", ")
        let differs = changeable.map { "\(table.name).\($0.name) IS DISTINCT FROM excluded.\($0.name)" }
        return """
            ON CONFLICT (\(names(table.identity))) DO UPDATE SET \(assignments) \
            WHERE \(differs.joined(separator: " OR "))
            """
    }

    /// Deletes one row; parameters are study, subject and the natural key's values.
    package static func delete(_ table: FollowUpTable) -> String {
        let conditions = table.identity.enumerated().map { "\($1.name) = $\($0 + 1)" }
        return "DELETE FROM \(table.name) WHERE \(conditions.joined(separator: " AND "))"
    }

    /// A subject's rows in the order of the natural key; parameters are study and subject.
    ///
    /// Every column stands at its position, but study and subject, which are the same in every row, are left out.
    ///
    /// - Parameter schema: the store's version; what an older store has no column for is absent in every row.
    package static func record(_ table: FollowUpTable, schema: Int = schemaVersion) -> String {
        let order = table.key.isEmpty ? "" : " ORDER BY \(names(table.columns[table.key]))"
        let columns = table.columns[2...].map { $0.schema <= schema ? $0.name : "NULL" }.joined(separator: ", ")
        return """
            SELECT NULL, NULL, \(columns) FROM \(table.name) \
            WHERE studyid = $1 AND usubjid = $2\(order)
            """
    }

    /// The subjects of a study in one table, in order; the parameter is the study.
    ///
    /// Steps from subject to subject along the primary key, so that it costs by subjects and not by rows.
    package static func subjects(_ table: FollowUpTable) -> String {
        """
        WITH RECURSIVE step (usubjid) AS (
            SELECT min(usubjid) FROM \(table.name) WHERE studyid = $1
            UNION ALL
            SELECT (SELECT min(next.usubjid) FROM \(table.name) AS next
                    WHERE next.studyid = $1 AND next.usubjid > step.usubjid)
            FROM step WHERE step.usubjid IS NOT NULL
        )
        SELECT usubjid FROM step WHERE usubjid IS NOT NULL
        """
    }

    /// Feed entries of a study after a position and through another; parameters in this order, then the limit.
    package static let changes = """
        SELECT seq, usubjid, domain, row_key, operation FROM change_feed
        WHERE studyid = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4
        """

    /// Every feed entry of a study, subject by subject and in feed order; the parameter is the study.
    package static let histories = """
        SELECT usubjid, domain, row_key, operation, former, at FROM change_feed WHERE studyid = $1 ORDER BY usubjid, seq
        """

    /// The whole history of one subject; the parameters are the study and the subject.
    package static let history = """
        SELECT usubjid, domain, row_key, operation, former, at FROM change_feed
        WHERE studyid = $1 AND usubjid = $2 ORDER BY seq
        """

    /// The first and the last instant in the feed of a study; the parameter is the study.
    package static let feedSpan = "SELECT min(at), max(at) FROM change_feed WHERE studyid = $1"

    /// The first and the last date of a study's results, events, doses and dispositions; the parameter is the study.
    ///
    /// Dates are compared as text, in which a partial one comes before those it may be.
    package static let collectedSpan = """
        SELECT min(first), max(last) FROM (
            SELECT min(lbdtc) AS first, max(lbdtc) AS last FROM lb WHERE studyid = $1 AND lbdtc <> ''
            UNION ALL SELECT min(aestdtc), max(aestdtc) FROM ae WHERE studyid = $1 AND aestdtc <> ''
            UNION ALL SELECT min(exstdtc), max(exstdtc) FROM ex WHERE studyid = $1 AND exstdtc <> ''
            UNION ALL SELECT min(dsstdtc), max(dsstdtc) FROM ds WHERE studyid = $1 AND dsstdtc <> '') AS spans
        """

    /// The last position of the feed.
    package static let head = "SELECT coalesce(max(seq), 0) FROM change_feed"

    /// Everything of the entry at a position.
    package static let entry = """
        SELECT studyid, usubjid, domain, row_key, operation, coalesce(former, ''), at FROM change_feed WHERE seq = $1
        """

    /// The store's identity and epoch.
    package static let identity = "SELECT identity, epoch FROM store_identity"

    /// The condition that two rows of one key hold different values; `--SEQ` and blank against absent do not count.
    ///
    /// - Parameters:
    ///   - first: the name of one row, such as `OLD`.
    ///   - second: the name of the other, such as `NEW`.
    package static func differs(_ table: FollowUpTable, _ first: String, _ second: String) -> String {
        let conditions = table.columns[table.values].map { column in
            column.kind == .text
                ? "coalesce(\(first).\(column.name), '') <> coalesce(\(second).\(column.name), '')"
                : "\(first).\(column.name) IS DISTINCT FROM \(second).\(column.name)"
        }
        return "(\(conditions.joined(separator: " OR ")))"
    }

    /// The condition that two rows have the same study, subject and natural key.
    package static func sameKey(_ table: FollowUpTable, _ first: String, _ second: String) -> String {
        table.identity.map { "\(first).\($0.name) = \(second).\($0.name)" }.joined(separator: " AND ")
    }

    /// The names of columns, separated by commas.
    package static func names(_ columns: ArraySlice<FollowUpTable.Column>) -> String {
        columns.map(\.name).joined(separator: ", ")
    }
}

extension FollowUpTable.Column.Kind {
    fileprivate var declaration: String {
        switch self {
        case .text: "TEXT"
        case .number: "DOUBLE PRECISION"
        case .integer: "INTEGER"
        }
    }
}

/// A hash of a feed entry's fields that tells a restored or rewritten feed from the one that was read before.
///
/// FNV-1a of 64 bits: it guards against mistakes, not against forgery.
package func feedFingerprint(_ fields: [String]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for field in fields {
        for byte in field.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
    return String(hash, radix: 16)
}
