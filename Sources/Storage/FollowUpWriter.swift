// SPDX-License-Identifier: Apache-2.0

package import Trial

/// How many rows a write met, by what became of them.
package struct WriteCounts: Hashable, Sendable {
    /// Rows that were new.
    package var inserted = 0
    /// Rows whose values changed.
    package var updated = 0
    /// Rows that stood there already, apart from `--SEQ`.
    package var unchanged = 0
    /// Rows that were taken out.
    package var deleted = 0

    /// Counts; all zero unless told.
    package init(inserted: Int = 0, updated: Int = 0, unchanged: Int = 0, deleted: Int = 0) {
        self.inserted = inserted
        self.updated = updated
        self.unchanged = unchanged
        self.deleted = deleted
    }

    /// The sums of two counts.
    package static func + (first: WriteCounts, second: WriteCounts) -> WriteCounts {
        WriteCounts(
            inserted: first.inserted + second.inserted, updated: first.updated + second.updated,
            unchanged: first.unchanged + second.unchanged, deleted: first.deleted + second.deleted)
    }
}

/// Whoever fills a follow-up store: an importer or the simulator, never the daemon.
///
/// Every method blocks and is one transaction.
package protocol FollowUpWriter: Sendable {
    /// Makes each row stand in the store as given, replacing the row of the same natural key.
    ///
    /// Variables the store has no column for are left out.
    func apply(_ rows: [SDTMRow]) throws -> WriteCounts
    /// Takes out the rows with the natural keys of these rows; a row that is not there is no error.
    func delete(_ rows: [SDTMRow]) throws -> WriteCounts
    /// Stages rows outside the store's tables, then merges all of them in one transaction.
    ///
    /// - Parameter fill: hands every row to the stage; when it throws, the store is left as it was.
    func merge(_ options: MergeOptions, fill: (any FollowUpStage) throws -> Void) throws -> MergeOutcome
}

/// Where rows wait until all of an import has been read.
package protocol FollowUpStage {
    /// Adds rows, each with where it came from.
    func add(_ rows: [StagedRow]) throws
    /// Adds supplemental qualifiers, which are joined to their rows by `--SEQ` before the merge.
    func add(_ qualifiers: [SupplementalQualifier]) throws
}

/// A row and where it came from.
package struct StagedRow: Hashable, Sendable {
    /// The row.
    package var row: SDTMRow
    /// Position of the file among the import's files.
    package var file: Int
    /// Row number in the file, from 1.
    package var place: Int

    /// A row at a place.
    package init(row: SDTMRow, file: Int, place: Int) {
        self.row = row
        self.file = file
        self.place = place
    }
}

/// One value of a supplemental qualifier data set (SDTM SUPP--) that belongs to a column of the parent's table.
package struct SupplementalQualifier: Hashable, Sendable {
    /// The parent's domain (SDTM RDOMAIN).
    package var domain: Domain
    /// SDTM STUDYID.
    package var study: String
    /// SDTM USUBJID.
    package var subject: String
    /// The parent's `--SEQ` (SDTM IDVARVAL where IDVAR is `--SEQ`); empty for DM, which has one row a subject.
    package var sequence: String
    /// The column, which is SDTM QNAM.
    package var variable: String
    /// SDTM QVAL.
    package var value: String

    /// A qualifier of one row.
    package init(domain: Domain, study: String, subject: String, sequence: String, variable: String, value: String) {
        self.domain = domain
        self.study = study
        self.subject = subject
        self.sequence = sequence
        self.variable = variable
        self.value = value
    }
}

/// What a merge may do about rows that the import did not bring.
package struct MergeOptions: Hashable, Sendable {
    /// Whether the import holds all rows of its studies and domains, so that absent rows are to be deleted.
    package var full: Bool
    /// How many rows may be deleted without being told so.
    package var deletionsMax: Int
    /// The number of deletions that somebody accepted by name; up to it nothing is refused.
    package var acceptedDeletions: Int?

    /// A domain that would lose more than this share of a study's rows looks like an export that is not whole.
    package static let shareMax = 0.2
    /// Up to so many rows of a domain are not looked at by their share.
    package static let shareRowsMin = 10

    /// Options; the limits have no effect unless `full`.
    package init(full: Bool, deletionsMax: Int, acceptedDeletions: Int? = nil) {
        self.full = full
        self.deletionsMax = deletionsMax
        self.acceptedDeletions = acceptedDeletions
    }
}

/// What a merge did.
package struct MergeOutcome: Hashable, Sendable {
    /// Rows of one file and one domain by what became of them.
    package struct FileCounts: Hashable, Sendable {
        /// Position of the file among the import's files.
        package var file: Int
        /// The domain.
        package var domain: Domain
        /// Inserted, updated and unchanged rows.
        package var rows: WriteCounts
        /// Rows that repeat another row of the import word for word, `--SEQ` aside.
        package var repeated: Int
        /// Rows left out because another row of the import has their natural key and other contents.
        package var conflicting: Int

        /// Counts of a file.
        package init(file: Int, domain: Domain, rows: WriteCounts, repeated: Int, conflicting: Int) {
            self.file = file
            self.domain = domain
            self.rows = rows
            self.repeated = repeated
            self.conflicting = conflicting
        }
    }

    /// A row of the import that is worth a look.
    package struct Place: Hashable, Sendable {
        /// Position of the file among the import's files.
        package var file: Int
        /// Row number in the file, from 1.
        package var place: Int
        /// The row's natural key; nil where the whole subject is meant.
        package var key: RowKey?
        /// The domain.
        package var domain: Domain

        /// A row's place.
        package init(file: Int, place: Int, domain: Domain, key: RowKey? = nil) {
            self.file = file
            self.place = place
            self.domain = domain
            self.key = key
        }
    }

    /// A row left out, and the row of the same key that was kept.
    package struct Conflict: Hashable, Sendable {
        /// The row left out.
        package var left: Place
        /// The row that stands in the store.
        package var kept: Place

        /// Two rows of one key.
        package init(left: Place, kept: Place) {
            self.left = left
            self.kept = kept
        }
    }

    /// By file and domain.
    package var files: [FileCounts] = []
    /// Rows deleted, by domain, because a full import did not bring them.
    package var deleted: [Domain: Int] = [:]
    /// Rows kept, by domain, that subjects of the import have in the store but not in the import.
    package var absentButKept: [Domain: Int] = [:]
    /// Rows left out for another row of the same key.
    package var conflicts: [Conflict] = []
    /// The first row of each subject and domain that has no DM row in the store after the merge.
    package var orphans: [Place] = []
    /// Supplemental qualifiers that found no parent row in the import.
    package var unmatchedQualifiers = 0

    /// An outcome in which nothing happened.
    package init() {}
}
