// SPDX-License-Identifier: Apache-2.0

/// A file of one data set: columns by name, and rows in their order.
package protocol SDTMFile {
    /// The path as given.
    var path: String { get }
    /// The data set's own name, else the file's name without its extension.
    var dataSetName: String { get }
    /// The variables in upper case, in the order of a row's values.
    var variables: [String] { get }
    /// How the text was read.
    var encoding: TextEncoding { get }
    /// Reads the rows one after another; memory does not grow with the file.
    ///
    /// - Throws: `InterchangeError` where the file cannot be read on, and whatever `body` throws.
    func forEachRow(_ body: (FileRow) throws -> Void) throws
}

/// One row of a file.
package struct FileRow: Hashable, Sendable {
    /// The row's number from 1, or in a text file the number of the line on which it begins.
    package var place: Int
    /// The values in the order of the file's variables, without blanks around them; nil when the row has not as
    /// many fields as the header promises.
    package var values: [String]?

    /// A row of a file.
    package init(place: Int, values: [String]?) {
        self.place = place
        self.values = values
    }
}

/// Opens a file by its extension.
///
/// - Parameter encoding: how its text is to be read; nil to find out.
package func openSDTMFile(path: String, encoding: TextEncoding?) throws -> any SDTMFile {
    switch fileExtension(path) {
    case "xpt": try XPORTReader(path: path, encoding: encoding)
    case "csv": try CSVReader(path: path, encoding: encoding)
    default: throw InterchangeError.unknownKind(path: path)
    }
}

/// The part of a path after the last dot, in lower case.
func fileExtension(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return name.contains(".") ? (name.split(separator: ".").last ?? "").lowercased() : ""
}

/// The file's name without folders and extension.
func fileStem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return String(name) }
    return String(name[..<dot])
}

/// The bytes without blanks, tabs and zero bytes around them.
func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0 }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(rebasing: bytes[first...last])
}
