// SPDX-License-Identifier: Apache-2.0

/// Turns the bytes of one file into text, in the encoding that fits the whole file.
///
/// Most files are ASCII where it matters. Only when other text is asked for, the file is read once more to judge it.
final class FileTexts {
    private let path: String
    private let name: String
    private var decoder: TextDecoder?

    init(path: String, name: String) {
        self.path = path
        self.name = name
    }

    /// The text of some bytes of the file.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws -> String {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return String(decoding: bytes, as: UTF8.self) }
        return try fileDecoder().text(bytes)
    }

    private func fileDecoder() throws -> TextDecoder {
        if let decoder { return decoder }
        var evidence = TextEncodingEvidence()
        var records = try CSVRecords(path: path, name: name)
        while try records.next() {
            for field in 0..<records.count { evidence.add(records[field]) }
        }
        let decoder = try TextDecoder(evidence.encoding)
        self.decoder = decoder
        return decoder
    }
}
