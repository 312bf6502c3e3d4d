// SPDX-License-Identifier: Apache-2.0

/// A term in lower case with single spaces and plain dashes: what two writings of one name have in common.
func termKey(_ term: String) -> String {
    String(term.lowercased().map { "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}".contains($0) ? "-" : $0 })
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// A term without what spelling alone decides: case, punctuation, British letters, plurals, a final "NOS".
///
/// Two listed terms never become one by it.
func plainSpelling(_ term: String) -> String {
    plainWords(term).joined(separator: " ")
}

/// A term's plain words by the alphabet, with words that sites use for one another made one.
func plainWording(_ term: String) -> String {
    plainWords(term).map { sameWords[$0] ?? $0 }.sorted().joined(separator: " ")
}

private let sameWords = [
    "elevated": "increased", "elevation": "increased", "raised": "increased", "increase": "increased",
    "reduced": "decreased", "reduction": "decreased", "lowered": "decreased", "decrease": "decreased",
    "sgpt": "alt", "sgot": "ast", "hgb": "hemoglobin",
]

/// The words of a term's plain spelling.
func plainWords(_ term: String) -> [String] {
    let apart = term.lowercased().filter { !"-'’\u{2010}\u{2011}\u{2013}".contains($0) }
    return apart.split { !$0.isLetter && !$0.isNumber }.map { plainWord(String($0)) }.filter { $0 != "nos" }
}

/// One word as American spelling has it, without the plural's letter.
private func plainWord(_ word: String) -> String {
    var plain = word
    for (british, american) in [
        ("ae", "e"), ("æ", "e"), ("oe", "e"), ("œ", "e"), ("our", "or"), ("leuc", "leuk"), ("sulph", "sulf"),
        ("isation", "ization"), ("fibre", "fiber"),
    ] {
        plain = replacing(british, in: plain, by: american)
    }
    guard plain.count > 4, plain.hasSuffix("s"), !["ss", "us", "is"].contains(where: plain.hasSuffix) else {
        return plain
    }
    return String(plain.dropLast())
}

private func replacing(_ part: String, in word: String, by other: String) -> String {
    var result = ""
    var rest = word[...]
    while !rest.isEmpty {
        if rest.hasPrefix(part) {
            result += other
            rest = rest.dropFirst(part.count)
        } else {
            result.append(rest.removeFirst())
        }
    }
    return result
}
