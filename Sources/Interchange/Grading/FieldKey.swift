// SPDX-License-Identifier: Apache-2.0

/// Fields of a row put together as eight-byte words, so that they are hashed and compared eight bytes at a time.
///
/// Up to seven fields that differ make different keys: the first word holds their lengths.
struct FieldKey: ~Copyable {
    private(set) var words: UnsafeMutablePointer<UInt64>
    private(set) var count = 1
    private var capacity = 64
    /// The hash of all words but the first.
    private var mixed = FieldKey.secret
    private let secret = FieldKey.secret

    /// Another in each process, so that nobody can make a file whose keys all have one hash.
    private static let secret = UInt64.random(in: .min ... .max) | 1
    /// How many bits of the first word hold the length of a field, so that seven have room; the last of the numbers
    /// says that a longer one has a word of its own.
    static let lengthBits: UInt64 = 9
    static let lengthFollows: UInt64 = 511
    static let lengthMax = 510

    init() {
        words = .allocate(capacity: capacity)
        words[0] = 0
    }

    deinit {
        words.deallocate()
    }

    /// Makes the key empty.
    @inline(__always)
    mutating func removeAll() {
        words[0] = 0
        count = 1
        mixed = secret
    }

    /// Appends a field of `CSVRecords`, behind which more bytes can be read.
    @inline(__always)
    mutating func append(_ field: UnsafeBufferPointer<UInt8>) {
        let needed = count + field.count / 8 + 2
        if needed > capacity { grow(to: needed) }
        if field.count <= Self.lengthMax {
            words[0] = words[0] << Self.lengthBits | UInt64(truncatingIfNeeded: field.count)
        } else {
            words[0] = words[0] << Self.lengthBits | Self.lengthFollows
            words[count] = UInt64(truncatingIfNeeded: field.count)
            count += 1
        }
        guard let bytes = UnsafeRawPointer(field.baseAddress) else { return }
        // Kept in registers: the words might lie over these properties, for all that is known here.
        var (end, hash, position) = (words + count, mixed, 0)
        while position + 8 <= field.count {
            let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            end.pointee = word
            end += 1
            hash = mix(hash, word)
            position += 8
        }
        if position < field.count {
            let rest = UInt64(truncatingIfNeeded: (field.count - position) * 8)
            let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self) & (1 << rest &- 1)
            end.pointee = word
            end += 1
            hash = mix(hash, word)
        }
        count = end - words
        mixed = hash
    }

    /// A hash of the fields.
    @inline(__always)
    var hash: UInt64 { mix(mixed, words[0]) }

    /// Multiplies to twice the width and folds, so that every bit of the secret counts in each step: words chosen to
    /// cancel each other behind a known factor would do so from any start.
    @inline(__always)
    private func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: secret)
        return product.high ^ product.low
    }

    private mutating func grow(to needed: Int) {
        capacity = max(capacity * 2, needed)
        let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
        larger.update(from: words, count: count)
        words.deallocate()
        words = larger
    }
}

/// Numbers keys from 0 in the order in which they are first seen.
///
/// A file names few tests and subjects in many rows; finding one again makes no String and allocates nothing.
struct KeyIndex {
    private struct Place {
        var hash: UInt64
        var start: Int
        var count: Int
    }

    /// A free slot of the table.
    private static let free: Int32 = -1

    private var words: [UInt64] = []
    private var places: [Place] = []
    /// Numbers of keys by hash, with free slots; its size is a power of two.
    private var slots = [Int32](repeating: KeyIndex.free, count: 256)

    /// How many keys are numbered.
    var count: Int { places.count }

    /// How many words all keys have together.
    var wordCount: Int { words.count }

    /// The number of a key, if it has one.
    @inline(__always)
    func number(of key: borrowing FieldKey) -> Int? {
        let number = slots[slot(of: key, hash: key.hash)]
        return number == Self.free ? nil : Int(number)
    }

    /// The number of a key, which gets the next one if it has none.
    mutating func insert(_ key: borrowing FieldKey) -> Int {
        let hash = key.hash
        let slot = slot(of: key, hash: hash)
        guard slots[slot] == Self.free else { return Int(slots[slot]) }
        let number = places.count
        places.append(Place(hash: hash, start: words.count, count: key.count))
        words.append(contentsOf: UnsafeBufferPointer(start: key.words, count: key.count))
        slots[slot] = Int32(number)
        if places.count * 2 > slots.count { grow() }
        return number
    }

    /// Hands over the words of a key.
    @inline(__always)
    func withWords<Answer>(of number: Int, _ body: (UnsafePointer<UInt64>) -> Answer?) -> Answer? {
        let start = places[number].start
        return words.withUnsafeBufferPointer { words in words.baseAddress.flatMap { body($0 + start) } }
    }

    /// The slot that holds a key, or the free one where it belongs.
    @inline(__always)
    private func slot(of key: borrowing FieldKey, hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != Self.free, !holds(key, hash: hash, at: Int(slots[slot])) { slot = (slot + 1) & mask }
        return slot
    }

    @inline(__always)
    private func holds(_ key: borrowing FieldKey, hash: UInt64, at number: Int) -> Bool {
        let place = places[number]
        guard place.hash == hash, place.count == key.count else { return false }
        for index in 0..<place.count where words[place.start + index] != key.words[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = Array(repeating: Self.free, count: slots.count * 2)
        let mask = slots.count - 1
        for (number, place) in places.enumerated() {
            var slot = Int(truncatingIfNeeded: place.hash) & mask
            while slots[slot] != Self.free { slot = (slot + 1) & mask }
            slots[slot] = Int32(number)
        }
    }
}
