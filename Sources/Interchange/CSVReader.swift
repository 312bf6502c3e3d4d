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
        var header: CSVScanner.Record?
        var evidence = TextEncodingEvidence()
        try CSVReader.forEachRecord(of: path) { record in
            if header == nil { header = record }
            evidence.add(record.bytes)
        }
        self.encoding = encoding ?? evidence.encoding
        guard let header else { throw InterchangeError.noHeader(path: path) }
        variables = try header.values(TextDecoder(self.encoding)).map { $0.uppercased() }
        guard !variables.contains("") else { throw InterchangeError.noHeader(path: path) }
        var names: Set<String> = []
        for name in variables where !names.insert(name).inserted {
            throw InterchangeError.repeatedColumn(path: path, name: name)
        }
    }

    package func forEachRow(_ body: (FileRow) throws -> Void) throws {
        let decoder = try TextDecoder(encoding)
        var isHeader = true
        try CSVReader.forEachRecord(of: path) { record in
            guard !isHeader else {
                isHeader = false
                return
            }
            let isWhole = !record.isMalformed && record.ends.count == variables.count
            try body(FileRow(place: record.line, values: isWhole ? record.values(decoder) : nil))
        }
    }

    private static func forEachRecord(of path: String, _ body: (CSVScanner.Record) throws -> Void) throws {
        let file = try FileBytes(path: path)
        var scanner = CSVScanner()
        while case var text = try file.next(1 << 18), !text.isEmpty {
            if file.offset == text.count { text = try withoutMark(text, path) }
            try scanner.scan(text, body)
        }
        if let line = scanner.openQuote { throw InterchangeError.unterminatedQuote(path: path, line: line) }
        try scanner.finish(body)
    }

    /// The file's first bytes without the byte order mark that spreadsheets put before UTF-8.
    private static func withoutMark(_ text: [UInt8], _ path: String) throws(InterchangeError) -> [UInt8] {
        guard !text.starts(with: [0xFF, 0xFE]), !text.starts(with: [0xFE, 0xFF]) else { throw .wideText(path: path) }
        return text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text.dropFirst(3)) : text
    }
}

extension CSVScanner.Record {
    /// The fields as text, without blanks around them.
    func values(_ decoder: TextDecoder) -> [String] {
        bytes.withUnsafeBufferPointer { all in
            var start = 0
            return ends.map { end in
                defer { start = end }
                return decoder.text(trimmed(UnsafeBufferPointer(rebasing: all[start..<end])))
            }
        }
    }
}
