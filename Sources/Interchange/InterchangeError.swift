// SPDX-License-Identifier: Apache-2.0

/// Why a file cannot be imported: where, what was found, what to do.
///
/// Nothing of its import is stored.
package enum InterchangeError: Error, Hashable, Sendable {
    /// The file cannot be opened or read; the text is the system's.
    case unreadable(path: String, reason: String)
    /// The bytes at an offset are not what the format has there.
    case foreign(path: String, offset: Int, expected: String)
    /// The file ends before its header does.
    case truncated(path: String, offset: Int, expected: String)
    /// A SAS transport file of version 8, whose headers differ.
    case transportVersion8(path: String)
    /// A SAS transport file with a second data set at an offset.
    case severalDataSets(path: String, offset: Int)
    /// A CSV file without a header line.
    case noHeader(path: String)
    /// A CSV file that names a column twice.
    case repeatedColumn(path: String, name: String)
    /// A CSV file in UTF-16.
    case wideText(path: String)
    /// A quoted CSV field that is never closed; the line is where it opens.
    case unterminatedQuote(path: String, line: Int)
    /// A CSV record longer than any that a table of results has; the line is where it begins.
    case recordTooLong(path: String, line: Int, bytesMax: Int)
    /// Text that the named encoding does not have.
    case encodingMissing(name: String)
    /// A file of no known kind, named by its extension.
    case unknownKind(path: String)
    /// A folder without any file to import.
    case nothingToImport(path: String)
    /// A file without the columns that tell whose its rows are.
    case missingColumns(path: String, names: [String])
    /// A text file whose columns are separated by something else.
    case otherSeparator(path: String, separator: String)
    /// A file with rows of which none can be used.
    case noUsableRow(path: String, rows: Int, reason: String)
}

extension InterchangeError: CustomStringConvertible {
    /// One sentence with what to do.
    package var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path): cannot be read: \(reason)"
        case .foreign(let path, let offset, let expected):
            "\(path): byte \(offset): expected \(expected); this is no SAS transport file of version 5, export it again"
        case .truncated(let path, let offset, let expected):
            "\(path): the file ends at byte \(offset) before \(expected); transfer it again"
        case .transportVersion8(let path):
            "\(path): SAS transport version 8; export it with the XPORT engine, which writes version 5"
        case .severalDataSets(let path, let offset):
            "\(path): byte \(offset): a second data set begins here; export one data set a file"
        case .noHeader(let path):
            "\(path): the first line must name the columns"
        case .repeatedColumn(let path, let name):
            "\(path): column \(name) stands twice in the header; remove one"
        case .wideText(let path):
            "\(path): the text is UTF-16; save it as CSV UTF-8"
        case .unterminatedQuote(let path, let line):
            "\(path): line \(line): a quoted field opens here and never closes; check the quotes or transfer it again"
        case .recordTooLong(let path, let line, let bytesMax):
            """
            \(path): line \(line): the row that begins here is longer than \(bytesMax) bytes; check the line ends and \
            quotes from here on
            """
        case .encodingMissing(let name):
            "this system cannot convert text from \(name); install the C library's conversion modules"
        case .unknownKind(let path):
            "\(path): unknown kind of file; vigil imports .xpt (SAS transport v5) and .csv"
        case .nothingToImport(let path):
            "\(path): no .xpt or .csv file is here"
        case .missingColumns(let path, let names):
            "\(path): missing column \(names.joined(separator: " and ")); no row was taken, and nothing was stored"
        case .otherSeparator(let path, let separator):
            """
            \(path): no row was taken; the separator looks like \(separator), export the file with commas. \
            Nothing was stored
            """
        case .noUsableRow(let path, let rows, let reason):
            "\(path): no row was taken of \(rows): \(reason). Nothing was stored"
        }
    }
}
