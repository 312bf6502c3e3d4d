// SPDX-License-Identifier: Apache-2.0

/// Why a file of results cannot be graded: where, what was found, what to do.
package enum GradingError: Error, Hashable, Sendable {
    /// Columns that grading needs and the header has not.
    case missingColumns(path: String, names: [String], header: [String])
    /// A header that names a column twice.
    case repeatedColumn(path: String, name: String)
    /// Columns of several SDTM domains in one file.
    case severalDomains(path: String, domains: [String])
    /// Text whose lines end in a carriage return alone.
    case carriageReturns(path: String)
    /// A subject whose rows do not stand together, which derived values need; the line is where it comes back.
    case subjectApart(path: String, line: Int)
}

extension GradingError: CustomStringConvertible {
    /// One sentence with what to do.
    package var description: String {
        switch self {
        case .missingColumns(let path, let names, let header):
            "\(path): the header lacks \(names.joined(separator: ", "))\(GradingError.separatorHint(header))"
        case .repeatedColumn(let path, let name):
            "\(path): column \(name.prefix(40)) stands twice in the header; remove one"
        case .severalDomains(let path, let domains):
            "\(path): columns of \(domains.joined(separator: " and ")); grade each domain from a file of its own"
        case .carriageReturns(let path):
            "\(path): the lines end in a carriage return alone; save the file with line feeds"
        case .subjectApart(let path, let line):
            """
            \(path): line \(line): rows of a subject that was graded before; --derive needs the rows of a subject \
            together: sort the file by USUBJID
            """
        }
    }

    /// What the columns seem to be separated by, where the header is one column with such characters in it.
    private static func separatorHint(_ header: [String]) -> String {
        guard header.count == 1, let only = header.first else { return "" }
        let separators = [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
        guard let found = separators.first(where: { only.contains($0.0) }) else { return "" }
        return "; its columns seem to be separated by \(found.1): export the file with commas"
    }
}
