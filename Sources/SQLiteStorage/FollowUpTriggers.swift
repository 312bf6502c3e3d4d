// SPDX-License-Identifier: Apache-2.0

import Storage

/// The SQLite triggers that write a domain's changes into `change_feed`.
///
/// A statement may put a row in another row's place (`INSERT OR REPLACE`, `UPDATE OR REPLACE`), and SQLite then runs
/// no delete trigger unless `recursive_triggers` is on, which any writer may decide. So the row about to be replaced
/// is looked up before the write and remembered in `replaced_row`; after the write the feed gets one `update`. If a
/// delete trigger did run in between, its entry is taken back. What a statement remembered and then did not
/// write (`INSERT OR IGNORE`) is forgotten by the next one.
struct FollowUpTriggers {
    let table: FollowUpTable

    /// The statements that make the triggers.
    var statements: [String] {
        [beforeInsert, afterInsert, beforeKeyUpdate, afterKeyUpdate, afterValueUpdate, afterDelete]
    }

    private var beforeInsert: String {
        """
        CREATE TRIGGER \(table.name)_before_insert BEFORE INSERT ON \(table.name) BEGIN
            \(rememberReplaced)
        END
        """
    }

    private var afterInsert: String {
        """
        CREATE TRIGGER \(table.name)_after_insert AFTER INSERT ON \(table.name) BEGIN
            \(enterWritten)
        END
        """
    }

    private var beforeKeyUpdate: String {
        """
        CREATE TRIGGER \(table.name)_before_key_update BEFORE UPDATE ON \(table.name)
        WHEN NOT (\(FollowUpSQL.sameKey(table, "OLD", "NEW"))) BEGIN
            \(rememberReplaced)
        END
        """
    }

    private var afterKeyUpdate: String {
        """
        CREATE TRIGGER \(table.name)_after_key_update AFTER UPDATE ON \(table.name)
        WHEN NOT (\(FollowUpSQL.sameKey(table, "OLD", "NEW"))) BEGIN
            \(enter("OLD", operation: "'delete'", former: former("OLD")));
            \(enterWritten)
        END
        """
    }

    private var afterValueUpdate: String {
        """
        CREATE TRIGGER \(table.name)_after_value_update AFTER UPDATE ON \(table.name)
        WHEN \(FollowUpSQL.sameKey(table, "OLD", "NEW")) AND \(FollowUpSQL.differs(table, "OLD", "NEW")) BEGIN
            \(enter("NEW", operation: "'update'", former: former("OLD")));
        END
        """
    }

    private var afterDelete: String {
        """
        CREATE TRIGGER \(table.name)_after_delete AFTER DELETE ON \(table.name) BEGIN
            \(enter("OLD", operation: "'delete'", former: former("OLD")));
        END
        """
    }

    private var rememberReplaced: String {
        let sameKey = table.identity.map { "stored.\($0.name) = coalesce(NEW.\($0.name), '')" }
        return """
            DELETE FROM replaced_row;
            INSERT INTO replaced_row (feed_head, differs, former)
                SELECT (\(FollowUpSQL.head)), \(FollowUpSQL.differs(table, "stored", "NEW")), \(former("stored"))
                FROM \(table.name) AS stored WHERE \(sameKey.joined(separator: " AND "));
            """
    }

    private var enterWritten: String {
        """
        DELETE FROM change_feed WHERE seq > (SELECT feed_head FROM replaced_row) AND operation = 'delete'
                AND studyid = NEW.studyid AND usubjid = NEW.usubjid
                AND domain = '\(table.name)' AND row_key = \(rowKey("NEW"));
            \(enter(
                "NEW", operation: "CASE WHEN EXISTS (SELECT 1 FROM replaced_row) THEN 'update' ELSE 'insert' END",
                former: "(SELECT former FROM replaced_row)"))
                WHERE coalesce((SELECT differs FROM replaced_row), 1);
            DELETE FROM replaced_row;
        """
    }

    private func enter(_ row: String, operation: String, former: String) -> String {
        """
        INSERT INTO change_feed (studyid, usubjid, domain, row_key, operation, former, at)
                SELECT \(row).studyid, \(row).usubjid, '\(table.name)', \(rowKey(row)), \(operation), \(former),
                    strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
        """
    }

    private func rowKey(_ row: String) -> String {
        "json_array(\(table.columns[table.key].map { "\(row).\($0.name)" }.joined(separator: ", ")))"
    }

    /// The row's former values as a JSON object without the absent ones.
    ///
    /// A blob or an infinite number, which JSON cannot hold, becomes text, so that such a row can still be corrected.
    private func former(_ row: String) -> String {
        let members = table.columns[table.key.upperBound...].map { column in
            let value = "\(row).\(column.name)"
            let kept =
                column.kind == .text
                ? "CAST(\(value) AS TEXT)"
                : "CASE WHEN typeof(\(value)) = 'blob' THEN hex(\(value)) "
                    + "WHEN abs(\(value)) > 1.7976931348623157e308 THEN CAST(\(value) AS TEXT) ELSE \(value) END"
            return "'\(column.variable)', \(kept)"
        }
        return "json_patch('{}', json_object(\(members.joined(separator: ", "))))"
    }
}
