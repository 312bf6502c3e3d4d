// SPDX-License-Identifier: Apache-2.0

/// Text on its way out, handed on in large pieces: a piece a line would cost a system call each.
struct LineBuffer: ~Copyable {
    /// What takes the pieces.
    typealias Sink = (UnsafeRawBufferPointer) throws -> Void

    /// How many bytes may be read and written behind a text, because texts are copied sixteen bytes at a time.
    static let slack = 16

    private static let pieceBytes = 1 << 18
    private let sink: Sink
    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity = LineBuffer.pieceBytes * 2
    private var count = 0

    init(sink: @escaping Sink) {
        self.sink = sink
        bytes = .allocate(capacity: capacity + Self.slack)
    }

    deinit {
        bytes.deallocate()
    }

    /// Makes room for texts that are appended without looking for it.
    @inline(__always)
    mutating func reserve(_ more: Int) {
        if count + more > capacity { grow(by: more) }
    }

    /// Appends a byte for which there is room.
    @inline(__always)
    mutating func appendReserved(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
    }

    /// Appends a text for which there is room, and behind which `slack` bytes can be read, as behind a field of
    /// `CSVRecords`.
    @inline(__always)
    mutating func appendReserved(_ text: UnsafeBufferPointer<UInt8>) {
        guard let start = UnsafeRawPointer(text.baseAddress) else { return }
        let end = UnsafeMutableRawPointer(bytes + count)
        var position = 0
        while position < text.count {
            let piece = start.loadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
            end.storeBytes(of: piece, toByteOffset: position, as: SIMD16<UInt8>.self)
            position += 16
        }
        count += text.count
    }

    /// Appends a text.
    mutating func append(_ text: [UInt8]) {
        if count + text.count > capacity { grow(by: text.count) }
        text.withUnsafeBufferPointer { text in
            guard let start = text.baseAddress else { return }
            (bytes + count).update(from: start, count: text.count)
        }
        count += text.count
    }

    /// Marks the end of a line, which is already appended; whole pieces go out.
    @inline(__always)
    mutating func endLine() throws {
        if count >= Self.pieceBytes { try flush() }
    }

    /// Hands on what is left.
    mutating func flush() throws {
        guard count > 0 else { return }
        let text = UnsafeRawBufferPointer(start: bytes, count: count)
        count = 0
        try sink(text)
    }

    private mutating func grow(by more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.slack)
        larger.update(from: bytes, count: count)
        bytes.deallocate()
        bytes = larger
    }
}

/// Texts kept one after another, to be copied into lines.
struct TextStore: ~Copyable {
    /// Where a text stands.
    struct Place {
        fileprivate var start: Int32 = 0
        fileprivate var count: Int32 = 0

        var isEmpty: Bool { count == 0 }
    }

    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity = 1 << 14
    private var count = 0

    init() {
        bytes = .allocate(capacity: capacity + LineBuffer.slack)
        bytes.initialize(repeating: 0, count: capacity + LineBuffer.slack)
    }

    deinit {
        bytes.deallocate()
    }

    /// A text, until the next one is added.
    @inline(__always)
    subscript(place: Place) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes + Int(place.start), count: Int(place.count))
    }

    mutating func add(_ text: [UInt8]) -> Place {
        if count + text.count > capacity { grow(by: text.count) }
        for (index, byte) in text.enumerated() { bytes[count + index] = byte }
        defer { count += text.count }
        return Place(start: Int32(count), count: Int32(text.count))
    }

    mutating func removeAll() { count = 0 }

    private mutating func grow(by more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + LineBuffer.slack)
        larger.initialize(repeating: 0, count: capacity + LineBuffer.slack)
        larger.update(from: bytes, count: count)
        bytes.deallocate()
        bytes = larger
    }
}
