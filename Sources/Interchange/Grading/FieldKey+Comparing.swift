// SPDX-License-Identifier: Apache-2.0

// Most rows repeat a field or a test that was met before: comparing with what is expected costs less than a hash.

extension FieldKey {
    /// Whether the key is of this one field of `CSVRecords`.
    @inline(__always)
    func isOnly(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        FieldKey.isKey(words, ofFields: 1) { _ in field }
    }

    /// Whether the words of a key are those of some fields of `CSVRecords`; not told of very long ones.
    ///
    /// - Parameter field: gives a field by its place in the key.
    @inline(__always)
    static func isKey(
        _ words: UnsafePointer<UInt64>, ofFields count: Int, _ field: (Int) -> UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var differences: UInt64 = 0
        var next = words + 1
        var shift = UInt64(truncatingIfNeeded: count) * lengthBits
        for place in 0..<count {
            let field = field(place)
            shift -= lengthBits
            let length = Int(truncatingIfNeeded: words[0] &>> shift & lengthFollows)
            guard field.count == length, length <= lengthMax else { return false }
            guard let bytes = UnsafeRawPointer(field.baseAddress) else { continue }
            var position = 0
            while position + 8 <= length {
                differences |= bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self) ^ next.pointee
                next += 1
                position += 8
            }
            if position < length {
                let rest: UInt64 = 1 &<< UInt64(truncatingIfNeeded: (length - position) * 8) &- 1
                differences |= bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self) & rest ^ next.pointee
                next += 1
            }
        }
        return differences == 0
    }
}

extension KeyIndex {
    /// Whether a key is that of some fields; see `FieldKey.isKey(_:ofFields:_:)`.
    @inline(__always)
    func isKey(_ number: Int, ofFields count: Int, _ field: (Int) -> UnsafeBufferPointer<UInt8>) -> Bool {
        withWords(of: number) { FieldKey.isKey($0, ofFields: count, field) } ?? false
    }
}
