// SPDX-License-Identifier: Apache-2.0

extension LedgerSQL {
    /// One alert by its id.
    package static let alert = "SELECT content FROM alert WHERE id = $1"
    /// Writes an alert as it now stands; parameters are the columns in order.
    package static let writeAlert = """
        INSERT INTO alert (id, study, scope_kind, scope_name, site, rule, state, closure, is_reconciled, severity,
                           is_historic, version, raised_at, changed_at, content)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        ON CONFLICT (id) DO UPDATE SET
            study = excluded.study, scope_kind = excluded.scope_kind, scope_name = excluded.scope_name,
            site = excluded.site, rule = excluded.rule, state = excluded.state, closure = excluded.closure,
            is_reconciled = excluded.is_reconciled, severity = excluded.severity, is_historic = excluded.is_historic,
            version = excluded.version, raised_at = excluded.raised_at, changed_at = excluded.changed_at,
            content = excluded.content
        """
    /// Alerts of a scope that reconciliation compares, oldest first; parameters are study, kind and name of the scope.
    package static let reconciledAlerts = """
        SELECT content FROM alert
        WHERE study = $1 AND scope_kind = $2 AND scope_name = $3 AND is_reconciled = 1
        ORDER BY raised_at, id
        """
    /// How many alerts of a study are marked as held; the mark stands in the content only, and is looked for rarely.
    package static let heldRetractions = """
        SELECT count(*) FROM alert
        WHERE study = $1 AND is_reconciled = 1 AND content LIKE '%"retractionHeld"%'
        """
    /// Alerts of all studies in up to three states, gravest and newest first.
    ///
    /// Parameters are the states, the least severity, and 1 if historic alerts are listed, else 0.
    package static let alerts = """
        SELECT content FROM alert
        WHERE state IN ($1, $2, $3) AND severity >= $4 AND is_historic <= $5
        ORDER BY severity DESC, raised_at DESC, id
        """
    /// Alerts of one study in up to three states, gravest and newest first; the last parameter is the study.
    package static let alertsOfStudy = """
        SELECT content FROM alert
        WHERE state IN ($1, $2, $3) AND severity >= $4 AND is_historic <= $5 AND study = $6
        ORDER BY severity DESC, raised_at DESC, id
        """

    /// Adds a version; parameters are the columns in this order.
    package static let insertVersion = """
        INSERT INTO alert_version (alert_id, version, study, committed_at, kinds, reasons, notification, change,
                                   is_summary_pending)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """
    /// Every version of an alert, oldest first.
    package static let history = """
        SELECT committed_at, change FROM alert_version WHERE alert_id = $1 ORDER BY version
        """
    /// Versions of a study within a time, oldest first; parameters are study, first and last instant, how many.
    package static let changes = """
        SELECT committed_at, change FROM alert_version
        WHERE study = $1 AND committed_at BETWEEN $2 AND $3
        ORDER BY committed_at, number LIMIT $4
        """
    /// Changes of a study that wait for a summary, in order of commit.
    package static let changesForSummary = """
        SELECT change FROM alert_version WHERE study = $1 AND is_summary_pending = 1 ORDER BY number
        """
    /// Marks the changes of a study that wait for a summary as told.
    package static let writeSummariesTold = """
        UPDATE alert_version SET is_summary_pending = 0 WHERE study = $1 AND is_summary_pending = 1
        """

    /// The rows an alert rests on as last hashed: role, domain, key and hash.
    package static let evidence = """
        SELECT role, domain, row_key, keyed_hash FROM evidence WHERE alert_id = $1 ORDER BY role, domain, row_key
        """
    /// Writes the hash of a row; parameters are alert, role, domain, key and hash.
    package static let writeEvidence = """
        INSERT INTO evidence (alert_id, role, domain, row_key, keyed_hash) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (alert_id, role, domain, row_key) DO UPDATE SET keyed_hash = excluded.keyed_hash
        """
    /// Removes a row that an alert no longer rests on; parameters are alert, role, domain and key.
    package static let deleteEvidence = """
        DELETE FROM evidence WHERE alert_id = $1 AND role = $2 AND domain = $3 AND row_key = $4
        """
}
