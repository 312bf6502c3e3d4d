// SPDX-License-Identifier: Apache-2.0

extension LedgerSQL {
    /// How an engine declares what SQLite and PostgreSQL do not share.
    package struct Dialect: Hashable, Sendable {
        /// A primary key that the engine assigns in order of insertion.
        package var assignedKey: String
        /// A primary key of whole numbers that the writer gives.
        package var givenKey: String
        /// What follows a table that is stored in the order of its primary key.
        package var clustered: String

        /// A dialect; see each property.
        package init(assignedKey: String, givenKey: String, clustered: String) {
            self.assignedKey = assignedKey
            self.givenKey = givenKey
            self.clustered = clustered
        }
    }

    /// The statements that make every table and index of an empty ledger.
    ///
    /// Instants are milliseconds since 1970 in UTC, severities ranks from 0, flags 0 or 1. The checks refuse only
    /// what a program's error would write.
    package static func createTables(_ dialect: Dialect) -> [String] {
        [ledgerTable] + progressTables(dialect) + alertTables() + versionTables(dialect) + outboxTables(dialect)
            + auditTables(dialect)
    }

    private static let ledgerTable = """
        CREATE TABLE ledger_identity (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            identity TEXT NOT NULL CHECK (length(identity) = 32),
            evidence_key TEXT NOT NULL CHECK (length(evidence_key) = 64)
        )
        """

    private static func progressTables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE study_progress (
                study TEXT PRIMARY KEY CHECK (study <> ''),
                store_identity TEXT NOT NULL,
                store_epoch BIGINT NOT NULL,
                watermark BIGINT NOT NULL CHECK (watermark >= 0),
                watermark_fingerprint TEXT CHECK (watermark > 0 OR watermark_fingerprint IS NULL),
                protocol_version TEXT NOT NULL,
                reviewed_at BIGINT NOT NULL,
                is_first_pass_done SMALLINT NOT NULL CHECK (is_first_pass_done IN (0, 1))
            )
            """,
            // Apart from the progress, because a first pass commits subjects before it has any.
            """
            CREATE TABLE arms_standing (
                study TEXT PRIMARY KEY CHECK (study <> ''),
                is_due SMALLINT NOT NULL CHECK (is_due IN (0, 1)),
                review_again_at BIGINT
            )
            """,
            """
            CREATE TABLE assessment (
                study TEXT NOT NULL CHECK (study <> ''),
                subject TEXT NOT NULL CHECK (subject <> ''),
                summary TEXT NOT NULL,
                review_again_at BIGINT,
                PRIMARY KEY (study, subject)
            )
            """,
            """
            CREATE INDEX assessment_due ON assessment (study, review_again_at, subject)
            WHERE review_again_at IS NOT NULL
            """,
            """
            CREATE TABLE quality_flag (
                study TEXT NOT NULL,
                subject TEXT NOT NULL,
                place INTEGER NOT NULL CHECK (place >= 0),
                flag TEXT NOT NULL,
                PRIMARY KEY (study, subject, place)
            )\(dialect.clustered)
            """,
            """
            CREATE TABLE strike (
                study TEXT NOT NULL CHECK (study <> ''),
                subject TEXT NOT NULL CHECK (subject <> ''),
                strikes INTEGER NOT NULL CHECK (strikes > 0),
                struck_at BIGINT NOT NULL,
                PRIMARY KEY (study, subject)
            )\(dialect.clustered)
            """,
        ]
    }

    private static func alertTables() -> [String] {
        [
            """
            CREATE TABLE alert (
                id TEXT PRIMARY KEY CHECK (id <> ''),
                study TEXT NOT NULL CHECK (study <> ''),
                scope_kind TEXT NOT NULL CHECK (scope_kind IN ('subject', 'arm', 'system')),
                scope_name TEXT NOT NULL CHECK ((scope_name = '') = (scope_kind = 'system')),
                site TEXT NOT NULL,
                rule TEXT NOT NULL CHECK (rule <> ''),
                state TEXT NOT NULL CHECK (state IN ('open', 'acknowledged', 'closed')),
                closure TEXT CHECK (closure IN ('resolved', 'retracted', 'superseded', 'merged')),
                is_reconciled SMALLINT NOT NULL,
                severity SMALLINT NOT NULL CHECK (severity BETWEEN 0 AND 4),
                is_historic SMALLINT NOT NULL CHECK (is_historic IN (0, 1)),
                version INTEGER NOT NULL CHECK (version >= 1),
                raised_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL,
                content TEXT NOT NULL,
                CHECK ((state = 'closed') = (closure IS NOT NULL)),
                CHECK (is_reconciled = CASE WHEN closure IS NULL OR closure = 'resolved' THEN 1 ELSE 0 END)
            )
            """,
            """
            CREATE INDEX alert_by_scope
            ON alert (study, scope_kind, scope_name, is_reconciled, raised_at, id)
            """,
            "CREATE INDEX alert_by_state ON alert (state, severity)",
            "CREATE INDEX alert_by_study_state ON alert (study, state, severity)",
        ]
    }

    private static func versionTables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE alert_version (
                number \(dialect.assignedKey),
                alert_id TEXT NOT NULL REFERENCES alert (id),
                version INTEGER NOT NULL CHECK (version >= 1),
                study TEXT NOT NULL,
                committed_at BIGINT NOT NULL,
                kinds TEXT NOT NULL CHECK (kinds <> ''),
                reasons TEXT NOT NULL CHECK (reasons <> ''),
                notification TEXT NOT NULL,
                change TEXT NOT NULL,
                is_summary_pending SMALLINT NOT NULL CHECK (is_summary_pending IN (0, 1)),
                UNIQUE (alert_id, version)
            )
            """,
            "CREATE INDEX alert_version_by_time ON alert_version (study, committed_at, number)",
            """
            CREATE INDEX alert_version_for_summary ON alert_version (study, number)
            WHERE is_summary_pending = 1
            """,
            """
            CREATE TABLE evidence (
                alert_id TEXT NOT NULL REFERENCES alert (id),
                role TEXT NOT NULL CHECK (role IN ('opening', 'closing')),
                domain TEXT NOT NULL,
                row_key TEXT NOT NULL,
                keyed_hash TEXT NOT NULL CHECK (length(keyed_hash) = 64),
                PRIMARY KEY (alert_id, role, domain, row_key)
            )\(dialect.clustered)
            """,
        ]
    }

    private static func outboxTables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE message (
                number \(dialect.assignedKey),
                webhook_id TEXT NOT NULL UNIQUE CHECK (webhook_id <> ''),
                receiver TEXT NOT NULL CHECK (receiver <> ''),
                study TEXT NOT NULL,
                alert_id TEXT REFERENCES alert (id),
                alert_version INTEGER NOT NULL CHECK ((alert_version > 0) = (alert_id IS NOT NULL)),
                severity SMALLINT NOT NULL CHECK (severity BETWEEN 0 AND 4),
                body TEXT NOT NULL CHECK (body <> ''),
                created_at BIGINT NOT NULL,
                attempts INTEGER NOT NULL CHECK (attempts >= 0),
                due_at BIGINT,
                delivered_at BIGINT,
                CHECK ((due_at IS NULL) = (delivered_at IS NOT NULL))
            )
            """,
            // Holds all that choosing messages needs, so that those not yet due cost no look at their row.
            """
            CREATE INDEX message_pending ON message (receiver, severity DESC, created_at, number, due_at)
            WHERE due_at IS NOT NULL
            """,
            "CREATE INDEX message_due ON message (receiver, due_at) WHERE due_at IS NOT NULL",
            "CREATE INDEX message_of_alert ON message (alert_id, receiver, number) WHERE due_at IS NOT NULL",
            """
            CREATE TABLE attempt (
                message BIGINT NOT NULL REFERENCES message (number),
                attempt INTEGER NOT NULL CHECK (attempt >= 1),
                ended_at BIGINT NOT NULL,
                duration_ms BIGINT NOT NULL CHECK (duration_ms >= 0),
                outcome TEXT NOT NULL,
                due_at BIGINT,
                PRIMARY KEY (message, attempt)
            )\(dialect.clustered)
            """,
            """
            CREATE TABLE outbox_tally (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                delivered BIGINT NOT NULL CHECK (delivered >= 0)
            )
            """,
            "INSERT INTO outbox_tally (id, delivered) VALUES (1, 0)",
        ]
    }

    private static func auditTables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE audit (
                sequence \(dialect.givenKey),
                occurred_at BIGINT NOT NULL,
                actor TEXT NOT NULL CHECK (actor <> ''),
                action TEXT NOT NULL CHECK (action <> ''),
                subject TEXT NOT NULL,
                detail TEXT NOT NULL,
                previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
                hash TEXT NOT NULL CHECK (length(hash) = 64)
            )
            """,
            // Names the end of the chain, so that entries missing there are missed.
            """
            CREATE TABLE audit_head (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                entries BIGINT NOT NULL CHECK (entries >= 0),
                hash TEXT NOT NULL CHECK (length(hash) = 64)
            )
            """,
        ]
    }
}
