// SPDX-License-Identifier: Apache-2.0

package import Storage
import Trial

/// What an import may do.
package struct ImportOptions: Hashable, Sendable {
    /// Whether the files hold all rows of their studies and domains, so that rows absent from them are deleted.
    package var full: Bool
    /// How many rows a full import may delete without being told so.
    package var deletionsMax: Int
    /// The number of deletions the operator accepts by name.
    package var acceptedDeletions: Int?
    /// How the files' text is to be read; nil to find out file by file.
    package var encoding: TextEncoding?

    /// Rows that a full import may delete unless told otherwise.
    package static let deletionsMax = 100

    /// Options; by default nothing is deleted.
    package init(
        full: Bool = false, deletionsMax: Int = ImportOptions.deletionsMax, acceptedDeletions: Int? = nil,
        encoding: TextEncoding? = nil
    ) {
        self.full = full
        self.deletionsMax = deletionsMax
        self.acceptedDeletions = acceptedDeletions
        self.encoding = encoding
    }
}

/// Brings SDTM files into a follow-up store, all of them in one commit or none.
///
/// Importing the same files again changes nothing; importing corrected files is a correction. A row that cannot be
/// used is counted as a defect with its place; a file that cannot be read, or of which no row can be used, stops the
/// import.
///
/// - Parameters:
///   - paths: files, and folders whose `.xpt` and `.csv` files are meant.
///   - writer: the store, which is opened only when every file has been.
/// - Throws: `InterchangeError` for a file, `FollowUpStoreError` for the store or too many deletions.
package func importFiles(
    _ paths: [String], into writer: @autoclosure () throws -> any FollowUpWriter,
    options: ImportOptions = ImportOptions()
) throws -> ImportSummary {
    let files = try importedPaths(paths).map { try openSDTMFile(path: $0, encoding: options.encoding) }
    var summary = ImportSummary()
    summary.files = files.map { ImportSummary.File(path: $0.path, encoding: $0.encoding) }
    let limits = MergeOptions(
        full: options.full, deletionsMax: options.deletionsMax, acceptedDeletions: options.acceptedDeletions)
    let outcome = try writer().merge(limits) { stage in
        for (index, file) in files.enumerated() {
            var reading = FileImport(file: file, index: index, stage: stage, summary: summary)
            try reading.run()
            summary = reading.summary
        }
    }
    summary.add(outcome)
    return summary
}

extension ImportSummary {
    mutating func add(_ outcome: MergeOutcome) {
        for counts in outcome.files {
            files[counts.file].domains[counts.domain] = counts.rows
            files[counts.file].repeated += counts.repeated
            files[counts.file].conflicting += counts.conflicting
        }
        deleted = outcome.deleted
        absentButKept = outcome.absentButKept
        unmatchedQualifiers = outcome.unmatchedQualifiers
        for conflict in outcome.conflicts {
            let (left, kept) = (conflict.left, conflict.kept)
            count(
                .duplicateKey, left.domain.code, "",
                at: "\(files[left.file].path):\(left.place), kept is \(files[kept.file].path):\(kept.place)")
        }
        for place in outcome.orphans {
            count(
                .subjectNotInDemographics, place.domain.code, "USUBJID",
                at: "\(files[place.file].path):\(place.place)")
        }
    }
}
