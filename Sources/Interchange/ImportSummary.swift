// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Trial

/// What an import did, file by file, and what the data manager should look at.
package struct ImportSummary: Hashable, Sendable {
    /// What became of one file's rows.
    package struct File: Hashable, Sendable {
        /// The path as given.
        package var path: String
        /// How the text was read.
        package var encoding: TextEncoding
        /// Rows read, whatever became of them.
        package var rowsRead = 0
        /// Rows in the store, by domain.
        package var domains: [Domain: WriteCounts] = [:]
        /// Rows that repeat another row of the import word for word.
        package var repeated = 0
        /// Rows left out because they have not as many fields as the header.
        package var malformed = 0
        /// Rows left out because they name no study or no subject.
        package var unowned = 0
        /// Rows left out because another row of the import has their key and other contents.
        package var conflicting = 0
        /// Supplemental qualifiers that were joined to their rows, or were to be.
        package var qualifiers = 0
        /// Rows of domains the monitor does not keep, by domain code.
        package var domainsNotKept: [String: Int] = [:]
        /// Variables the monitor does not keep.
        package var variablesNotKept: [String] = []

        /// A file of which nothing has been read yet.
        package init(path: String, encoding: TextEncoding) {
            self.path = path
            self.encoding = encoding
        }
    }

    /// Defects of one kind.
    package struct Defects: Hashable, Sendable {
        /// How many.
        package var count = 0
        /// Where the first few are: file and row or line number.
        package var places: [String] = []

        /// No defect yet.
        package init() {}
    }

    /// What tells one kind of defect from another.
    package struct DefectKind: Hashable, Sendable {
        /// Why something cannot be used.
        package var reason: RowDefect.Reason
        /// The domain's code; empty where the row does not tell.
        package var domain: String
        /// The SDTM variable; empty when the whole row is meant.
        package var variable: String

        /// A kind of defect.
        package init(reason: RowDefect.Reason, domain: String, variable: String) {
            self.reason = reason
            self.domain = domain
            self.variable = variable
        }
    }

    /// The files, in the order they were read.
    package var files: [File] = []
    /// Rows deleted, by domain.
    package var deleted: [Domain: Int] = [:]
    /// Rows that stay in the store though the import does not have them, by domain.
    package var absentButKept: [Domain: Int] = [:]
    /// Supplemental qualifiers whose parent row was not in the import.
    package var unmatchedQualifiers = 0
    /// Defects by kind.
    package var defects: [DefectKind: Defects] = [:]

    /// A summary of nothing.
    package init() {}

    /// The sums over all files and domains.
    package var total: WriteCounts {
        var total = files.flatMap(\.domains.values).reduce(WriteCounts(), +)
        total.deleted = deleted.values.reduce(0, +)
        return total
    }

    /// Counts a defect and remembers where it is if it is one of the first few.
    mutating func count(_ reason: RowDefect.Reason, _ domain: String, _ variable: String, at place: String) {
        let kind = DefectKind(reason: reason, domain: domain, variable: variable)
        defects[kind, default: Defects()].count += 1
        if defects[kind, default: Defects()].places.count < ImportSummary.placesMax {
            defects[kind, default: Defects()].places.append(place)
        }
    }

    /// How many places of each kind of defect are told.
    package static let placesMax = 3
}
