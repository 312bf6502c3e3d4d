// SPDX-License-Identifier: Apache-2.0

/// A term in lower case with single spaces and plain dashes: what two writings of one name have in common.
func termKey(_ term: String) -> String {
    let lowered = term.lowercased()
    let plain = lowered.utf8.allSatisfy { $0 < 0x80 } ? lowered : String(lowered.map { dashes.contains($0) ? "-" : $0 })
    return plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

private let dashes: Set<Character> = ["\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}"]

/// A term without what spelling alone decides: case, punctuation, British letters, plurals, a final "NOS".
///
/// Two listed terms never become one by it.
func plainSpelling(_ term: String) -> String {
    plainWords(term).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
}

/// A term's plain words by the alphabet, with words that sites use for one another made one.
func plainWording(_ term: String) -> String {
    let words = plainWords(term).map { String(decoding: $0, as: UTF8.self) }
    return words.map { sameWords[$0] ?? $0 }.sorted().joined(separator: " ")
}

/// The words of a term's plain spelling, in UTF-8.
func plainWords(_ term: String) -> [[UInt8]] {
    var text = term.lowercased()
    if !text.utf8.allSatisfy({ $0 < 0x80 }) {
        text = String(text.map(plainCharacter))
    }
    let apart = text.utf8.filter { $0 != hyphen && $0 != apostrophe }
    let words = apart.split { $0 < 0x80 && !isLetterOrDigit($0) }.map { plainWord($0) }
    return words.filter { $0 != notOtherwiseSpecified }
}

private func plainCharacter(_ character: Character) -> Character {
    if dashes.contains(character) { return "-" }
    if character == "’" { return "'" }
    return character.isASCII || character.isLetter || character.isNumber ? character : " "
}

private let sameWords = [
    "elevated": "increased", "elevation": "increased", "raised": "increased", "increase": "increased",
    "reduced": "decreased", "reduction": "decreased", "lowered": "decreased", "decrease": "decreased",
    "sgpt": "alt", "sgot": "ast", "hgb": "hemoglobin",
]

/// One word as American spelling has it, without the plural's letter.
private func plainWord(_ word: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    var rest = word
    while let first = rest.first {
        if let (british, american) = spellings[first]?.first(where: { rest.starts(with: $0.british) }) {
            plain += american
            rest = rest.dropFirst(british.count)
        } else {
            plain.append(first)
            rest = rest.dropFirst()
        }
    }
    let isPlural = plain.count > 4 && plain.last == pluralLetter && !singularEnds.contains(plain[plain.count - 2])
    return isPlural ? plain.dropLast() : plain
}

/// British letters and the American for them, by the first of them.
private let spellings = Dictionary(
    grouping: [
        ("ae", "e"), ("oe", "e"), ("æ", "e"), ("œ", "e"), ("our", "or"), ("leuc", "leuk"), ("sulph", "sulf"),
        ("isation", "ization"), ("fibre", "fiber"),
    ].map { (british: Array($0.utf8), american: Array($1.utf8)) }
) { $0.british.first ?? 0 }

private let (hyphen, apostrophe) = (UInt8(ascii: "-"), UInt8(ascii: "'"))
private let pluralLetter = UInt8(ascii: "s")
/// A word in -ss, -us or -is is no plural.
private let singularEnds = Array("sui".utf8)
private let notOtherwiseSpecified = Array("nos".utf8)

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
