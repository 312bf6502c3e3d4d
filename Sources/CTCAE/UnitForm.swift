// SPDX-License-Identifier: Apache-2.0

/// The one form that the spellings of a unit are brought to, as a number, so that looking it up allocates nothing.
struct UnitForm: Hashable, Sendable {
    private let packed: UInt128

    /// The form of a spelling; nil when it is too long for a unit, or when nothing but remarks is in it.
    init?(_ spelling: String) {
        let folded = UnitText(folding: spelling)
        guard !folded.isTooLong else { return nil }
        var text = UnitForm.rewritten(folded)
        text.straighten()
        guard text.count <= 16, !text.isTooLong, text.count > 0 || folded.count == 0 else { return nil }
        packed = (0..<text.count).reduce(0) { $0 << 8 | UInt128(text[$1]) }
    }

    private static func rewritten(_ text: UnitText) -> UnitText {
        var result = UnitText()
        var position = 0
        while position < text.count {
            let byte = text[position]
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
                position = text.afterAnnotation(at: position)
            } else if let index = parts.first(in: text, at: position) {
                for byte in parts.rewritings[index].meant { result.append(byte) }
                position += parts.rewritings[index].written.count
            } else {
                result.append(byte)
                position += 1
            }
        }
        return result
    }

    private static let parts = UnitPartTable(UnitPart.spellings)
}

/// The parts of units, laid out so that most positions of a spelling are passed after a look at two bytes.
private struct UnitPartTable: Sendable {
    struct Rewriting {
        var written: [UInt8]
        var meant: [UInt8]
        /// The second byte of what is written; nil when there is none.
        var second: UInt8?
    }

    /// By the first byte, the longest first.
    let rewritings: [Rewriting]
    /// Where the rewritings of each first byte begin, and where the last ends.
    private let starts: [Int]

    init(_ spellings: [(meant: String, written: [String])]) {
        let all = spellings.flatMap { part in
            part.written.map { written in
                Rewriting(
                    written: Array(written.utf8), meant: Array(part.meant.utf8),
                    second: written.utf8.dropFirst().first)
            }
        }
        rewritings = all.sorted { ($0.written[0], -$0.written.count) < ($1.written[0], -$1.written.count) }
        starts = (0...256).map { byte in all.count { Int($0.written[0]) < byte } }
    }

    /// The longest rewriting that the text goes on with at a position.
    func first(in text: UnitText, at position: Int) -> Int? {
        let byte = Int(text[position])
        let next = position + 1 < text.count ? text[position + 1] : nil
        for index in starts[byte]..<starts[byte + 1] {
            let second = rewritings[index].second
            guard second == nil || second == next else { continue }
            if text.has(rewritings[index].written, at: position) { return index }
        }
        return nil
    }
}

extension UnitText {
    /// Where to read on at a brace of UCUM, whose annotations change no unit: `{cells}/uL` is `/uL`.
    ///
    /// A factor of body surface (`{1.73_m2}`) is part of the unit, and an annotation alone is the unit (`{ratio}`).
    fileprivate func afterAnnotation(at position: Int) -> Int {
        let next = position + 1
        guard self[position] == UInt8(ascii: "{"), next < count else { return next }
        let end = (next..<count).first { self[$0] == UInt8(ascii: "}") } ?? count - 1
        let isWhole = position == 0 && end == count - 1
        let isFactor = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self[next])
        return isWhole || isFactor ? next : end + 1
    }

    /// Removes what says nothing before a power of ten and at the end, and writes reciprocals as fractions.
    fileprivate mutating func straighten() {
        while has(Self.ten, at: 1), Self.times.contains(self[0]) { removeFirst() }
        while let last, Self.stops.contains(last) { removeLast() }
        divide()
        joinSurface()
    }

    private static let ten = Array("10".utf8)
    private static let times = Array("x*.".utf8)
    private static let stops = Array(".-/".utf8)

    /// Writes `mmol.l-1` and `mmoll-1` as `mmol/l`.
    private mutating func divide() {
        guard has(Self.reciprocal, at: count - 2) else { return }
        removeLast(2)
        if last == UInt8(ascii: "^") { removeLast() }
        guard let divisor = Self.divisors.first(where: { has($0, at: count - $0.count) }) else { return }
        let start = count - divisor.count
        insert(UInt8(ascii: "/"), at: start)
        guard start > 0, self[start - 1] == UInt8(ascii: ".") else { return }
        removeLast(divisor.count + 2)
        append(UInt8(ascii: "/"))
        for byte in divisor { append(byte) }
    }

    private static let reciprocal = Array("-1".utf8)
    private static let divisors = ["min", "dl", "ml", "ul", "l", "s"].map { Array($0.utf8) }

    /// Writes the many ways to say "for 1.73 m2 of body surface" as one.
    private mutating func joinSurface() {
        guard let rate = Self.rates.first(where: { has($0, at: 0) }), count > rate.count else { return }
        var start = rate.count
        while start < count, Self.joints.contains(self[start]) { start += 1 }
        guard Self.surfaces.contains(where: { start + $0.count == count && has($0, at: start) }) else { return }
        removeLast(count - rate.count)
        append("/1.73m2")
    }

    private static let rates = ["ml/min", "ml/s"].map { Array($0.utf8) }
    private static let joints = Array("/.x*".utf8)
    /// Without the comma of `1,73`, which folding takes away.
    private static let surfaces = ["1.73", "173"]
        .flatMap { area in ["", "m", "m2", "m^2", "m-2", "sqm", "msq", "m2bsa", ".10^-2.m2"].map { area + $0 } }
        .map { Array($0.utf8) }
}
