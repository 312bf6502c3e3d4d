// SPDX-License-Identifier: Apache-2.0

/// The ledger's statements, written once in the dialect SQLite and PostgreSQL share.
///
/// Parameters are `$1`, `$2`, … and first appear in that order.
package enum LedgerSQL {
    /// Raised with every change of the tables; a newer ledger is refused, an older one is migrated.
    package static let schemaVersion = 1

    // MARK: The ledger itself

    /// Names a new ledger; parameters are its identity and the key of its evidence hashes, both hexadecimal.
    package static let insertIdentity = "INSERT INTO ledger_identity (id, identity, evidence_key) VALUES (1, $1, $2)"
    /// The ledger's identity and the key of its evidence hashes.
    package static let identity = "SELECT identity, evidence_key FROM ledger_identity"

    // MARK: Progress

    /// A study's progress in the order of `StudyProgress`.
    package static let progress = """
        SELECT store_identity, store_epoch, watermark, watermark_fingerprint, protocol_version, reviewed_at,
               is_first_pass_done, coalesce(is_due, 0), review_again_at
        FROM study_progress LEFT JOIN arms_standing ON arms_standing.study = study_progress.study
        WHERE study_progress.study = $1
        """
    /// Writes a study's progress but for its arms; parameters are the study, then the table's columns in order.
    package static let writeProgress = """
        INSERT INTO study_progress (study, store_identity, store_epoch, watermark, watermark_fingerprint,
                                    protocol_version, reviewed_at, is_first_pass_done)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (study) DO UPDATE SET
            store_identity = excluded.store_identity, store_epoch = excluded.store_epoch,
            watermark = excluded.watermark, watermark_fingerprint = excluded.watermark_fingerprint,
            protocol_version = excluded.protocol_version, reviewed_at = excluded.reviewed_at,
            is_first_pass_done = excluded.is_first_pass_done
        """
    /// Makes a study's arms due.
    package static let makeArmsDue = """
        INSERT INTO arms_standing (study, is_due, review_again_at) VALUES ($1, 1, NULL)
        ON CONFLICT (study) DO UPDATE SET is_due = 1 WHERE arms_standing.is_due = 0
        """
    /// Says when a study's arms are due next, without making them due or not.
    package static let writeArmsDueAt = """
        INSERT INTO arms_standing (study, is_due, review_again_at) VALUES ($1, 0, $2)
        ON CONFLICT (study) DO UPDATE SET review_again_at = excluded.review_again_at
        WHERE arms_standing.review_again_at IS DISTINCT FROM excluded.review_again_at
        """
    /// Notes that a study's arms were assessed, and when they are due next.
    package static let writeArmsAssessed = """
        INSERT INTO arms_standing (study, is_due, review_again_at) VALUES ($1, 0, $2)
        ON CONFLICT (study) DO UPDATE SET is_due = 0, review_again_at = excluded.review_again_at
        """

    // MARK: Subjects

    /// Writes a subject's assessment where it differs; parameters are study, subject, summary and due instant.
    package static let writeAssessment = """
        INSERT INTO assessment (study, subject, summary, review_again_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (study, subject) DO UPDATE SET
            summary = excluded.summary, review_again_at = excluded.review_again_at
        WHERE assessment.summary <> excluded.summary
           OR assessment.review_again_at IS DISTINCT FROM excluded.review_again_at
        """
    /// A subject's summary.
    package static let summary = "SELECT summary FROM assessment WHERE study = $1 AND subject = $2"
    /// A study's summaries in order of subject.
    package static let summaries = "SELECT summary FROM assessment WHERE study = $1 ORDER BY subject"
    /// Subjects of a study whose due instant has come.
    package static let dueSubjects = """
        SELECT subject FROM assessment WHERE study = $1 AND review_again_at <= $2 ORDER BY subject
        """
    /// Subjects of a study that have an assessment or an alert.
    package static let knownSubjects = """
        SELECT subject FROM assessment WHERE study = $1
        UNION
        SELECT scope_name FROM alert WHERE study = $1 AND scope_kind = 'subject'
        ORDER BY 1
        """
    /// A subject's quality flags in order.
    package static let subjectQualityFlags = """
        SELECT flag FROM quality_flag WHERE study = $1 AND subject = $2 ORDER BY place
        """
    /// A study's quality flags, each with its subject.
    package static let qualityFlags = """
        SELECT subject, flag FROM quality_flag WHERE study = $1 ORDER BY subject, place
        """
    /// Removes a subject's quality flags.
    package static let deleteQualityFlags = "DELETE FROM quality_flag WHERE study = $1 AND subject = $2"
    /// Adds a quality flag; parameters are study, subject, place and flag.
    package static let insertQualityFlag = """
        INSERT INTO quality_flag (study, subject, place, flag) VALUES ($1, $2, $3, $4)
        """

    // MARK: Strikes

    /// Counts a strike against a subject and gives how many there are; parameters are study, subject and instant.
    package static let countStrike = """
        INSERT INTO strike (study, subject, strikes, struck_at) VALUES ($1, $2, 1, $3)
        ON CONFLICT (study, subject) DO UPDATE SET strikes = strike.strikes + 1, struck_at = excluded.struck_at
        RETURNING strikes
        """
    /// Forgets a subject's strikes.
    package static let clearStrikes = "DELETE FROM strike WHERE study = $1 AND subject = $2"
    /// Subjects of a study with so many strikes or more.
    package static let struckSubjects = """
        SELECT subject FROM strike WHERE study = $1 AND strikes >= $2 ORDER BY subject
        """

    // MARK: Messages

    /// Adds a message that is due at once, whatever clock made it; parameters are the other columns in this order.
    package static let insertMessage = """
        INSERT INTO message (webhook_id, receiver, study, alert_id, alert_version, severity, body, created_at, attempts,
                             due_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)
        """
    /// Makes a receiver's earlier messages about an alert due and as grave as the one that must wait for them;
    /// parameters are severity, receiver and alert.
    package static let hastenEarlier = """
        UPDATE message SET due_at = 0, severity = CASE WHEN severity < $1 THEN $1 ELSE severity END
        WHERE receiver = $2 AND alert_id = $3 AND due_at IS NOT NULL
        """
    /// When the first of a receiver's messages is due.
    package static let firstDue = "SELECT min(due_at) FROM message WHERE receiver = $1 AND due_at IS NOT NULL"
    /// When the last of a receiver's messages is due.
    package static let lastDue = "SELECT max(due_at) FROM message WHERE receiver = $1 AND due_at IS NOT NULL"
    /// A receiver's messages that are due, gravest first, then oldest; parameters are receiver, instant, the instant
    /// beyond which only a clock that was set back explains a due time, and how many.
    ///
    /// Of an alert only the earliest message: a later one waits until that has arrived. The sums keep the planner from
    /// finding what is due by one index and then sorting all of it for a few.
    package static let dueMessages = """
        SELECT webhook_id, receiver, study, alert_id, alert_version, severity, body, created_at, attempts
        FROM message WHERE receiver = $1 AND due_at IS NOT NULL AND (due_at + 0 <= $2 OR due_at + 0 > $3)
        AND NOT EXISTS (
            SELECT 1 FROM message AS earlier
            WHERE earlier.receiver = message.receiver AND earlier.alert_id = message.alert_id
            AND earlier.due_at IS NOT NULL AND earlier.number < message.number)
        ORDER BY severity DESC, created_at, number LIMIT $4
        """
    /// Makes all that is owed to a receiver due.
    package static let makeDue = "UPDATE message SET due_at = 0 WHERE receiver = $1 AND due_at > 0"
    /// Names of receivers that messages are owed to.
    package static let receiversOwed = """
        SELECT DISTINCT receiver FROM message WHERE due_at IS NOT NULL ORDER BY receiver
        """
    /// How many messages are owed to a receiver, and how many of them it has been offered in vain.
    package static let backlog = """
        SELECT count(*), coalesce(sum(CASE WHEN attempts > 0 THEN 1 ELSE 0 END), 0)
        FROM message WHERE receiver = $1 AND due_at IS NOT NULL
        """
    /// A message's number, attempts and when it was delivered; parameters are its id and receiver.
    package static let messageStanding = """
        SELECT number, attempts, delivered_at FROM message WHERE webhook_id = $1 AND receiver = $2
        """
    /// Notes where a message stands after an attempt; parameters are due instant, instant of delivery, number.
    package static let writeMessageStanding = """
        UPDATE message SET due_at = $1, delivered_at = $2, attempts = attempts + 1 WHERE number = $3
        """
    /// Notes one more attempt of a message that was delivered already.
    package static let countRepeatedAttempt = "UPDATE message SET attempts = attempts + 1 WHERE number = $1"
    /// Adds an attempt; parameters are the columns in order.
    package static let insertAttempt = """
        INSERT INTO attempt (message, attempt, ended_at, duration_ms, outcome, due_at) VALUES ($1, $2, $3, $4, $5, $6)
        """
    /// Counts messages as delivered.
    package static let countDelivered = "UPDATE outbox_tally SET delivered = delivered + $1"
    /// How many messages are pending, when the oldest of them was made, and when the next is due.
    package static let pendingMessages = """
        SELECT count(*), min(created_at), min(due_at) FROM message WHERE due_at IS NOT NULL
        """
    /// How many messages were delivered.
    package static let deliveredMessages = "SELECT delivered FROM outbox_tally"

    // MARK: Audit

    /// Begins the chain; the parameter is the hash that the first entry follows.
    package static let insertAuditHead = "INSERT INTO audit_head (id, entries, hash) VALUES (1, 0, $1)"
    /// The number of entries and the last hash.
    package static let auditHead = "SELECT entries, hash FROM audit_head"
    /// What was last written of an action and a subject; the whole chain is walked where nothing was.
    package static let lastAuditDetail = """
        SELECT detail FROM audit WHERE action = $1 AND subject = $2 ORDER BY sequence DESC LIMIT 1
        """
    /// The officers' answers to an alert, oldest first; the parameter is its id.
    package static let answers = """
        SELECT actor, detail, occurred_at FROM audit
        WHERE action = 'acknowledged' AND subject = $1 ORDER BY sequence
        """
    /// Moves the head.
    package static let writeAuditHead = "UPDATE audit_head SET entries = $1, hash = $2"
    /// Adds an entry; parameters are the columns in order.
    package static let insertAudit = """
        INSERT INTO audit (sequence, occurred_at, actor, action, subject, detail, previous_hash, hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """
    /// What entries of an action and subject say, in order.
    package static let auditDetails = "SELECT detail FROM audit WHERE action = $1 AND subject = $2 ORDER BY sequence"
    /// The whole chain in order.
    package static let auditChain = """
        SELECT sequence, occurred_at, actor, action, subject, detail, previous_hash, hash FROM audit ORDER BY sequence
        """
}
