// SPDX-License-Identifier: Apache-2.0

/// A CSV file whose first line names the variables (RFC 4180).
package struct CSVReader: SDTMFile {
    package let path: String
    package let variables: [String]
    package let encoding: TextEncoding

    package var dataSetName: String { fileStem(path) }

    /// Reads a file's header, and once through its rows to see how its text is encoded.
    package init(path: String, encoding: TextEncoding?) throws {
        self.path = path
        var records = try CSVRecords(path: path)
        var header: [[UInt8]] = []
        var evidence = TextEncodingEvidence()
        while try records.next() {
            if header.isEmpty { header = (0..<records.count).map { Array(trimmed(records[$0])) } }
            for field in 0..<records.count { evidence.add(records[field]) }
        }
        self.encoding = encoding ?? evidence.encoding
        let decoder = try TextDecoder(self.encoding)
        variables = header.map { $0.withUnsafeBufferPointer(decoder.text).uppercased() }
        guard !variables.isEmpty, !variables.contains("") else { throw InterchangeError.noHeader(path: path) }
        var names: Set<String> = []
        for name in variables where !names.insert(name).inserted {
            throw InterchangeError.repeatedColumn(path: path, name: name)
        }
    }

    package func forEachRow(_ body: (FileRow) throws -> Void) throws {
        let decoder = try TextDecoder(encoding)
        var records = try CSVRecords(path: path)
        // The header was read when the file was opened.
        _ = try records.next()
        while try records.next() {
            let isWhole = !records.isMalformed && records.count == variables.count
            let values = isWhole ? (0..<records.count).map { decoder.text(trimmed(records[$0])) } : nil
            try body(FileRow(place: records.line, values: values))
        }
    }
}
