// SPDX-License-Identifier: Apache-2.0

import Rules

extension MessageContent {
    /// The text as far as a format has room for it, with a last line that says so and where the rest is.
    ///
    /// It is cut between characters and never inside a word or a number, since half a count reads as another count.
    /// - Parameters:
    ///   - text: what there should be room for.
    ///   - fits: whether a text has room; of a text that fits, every shorter one must fit too.
    func fitting(_ text: String, language: Language, fits: (String) -> Bool) -> String {
        guard !fits(text) else { return text }
        let ending = Wording(language: language).cut(show)
        let characters = Array(text)
        var (least, most) = (0, characters.count)
        while least < most {
            let middle = (least + most + 1) / 2
            if fits(String(characters[..<middle]) + ending) { least = middle } else { most = middle - 1 }
        }
        return start(of: characters, upTo: least) + ending
    }
}

/// At most so many characters, cut as a text is and marked by an ellipsis.
func shortened(_ text: String, to charactersMax: Int) -> String {
    guard text.utf16.count > charactersMax else { return text }
    let characters = Array(text)
    var (count, length) = (0, 1)
    while length + characters[count].utf16.count <= charactersMax {
        length += characters[count].utf16.count
        count += 1
    }
    return start(of: characters, upTo: count) + "…"
}

/// The text in pieces of at most so many UTF-16 units, parted at line ends where there are any.
func pieces(of text: String, unitsMax: Int) -> [String] {
    var pieces: [String] = []
    var rest = text[...]
    while rest.utf16.count > unitsMax {
        var end = rest.startIndex
        var units = 0
        var lineEnd: String.Index?
        while end < rest.endIndex, units + rest[end].utf16.count <= unitsMax || end == rest.startIndex {
            units += rest[end].utf16.count
            if rest[end].isNewline { lineEnd = end }
            end = rest.index(after: end)
        }
        let isAtLineEnd = lineEnd.map { $0 > rest.startIndex } ?? false
        let cut = isAtLineEnd ? lineEnd ?? end : end
        pieces.append(String(rest[..<cut]))
        rest = rest[cut...].drop { isAtLineEnd && $0.isNewline }
    }
    return rest.isEmpty ? pieces : pieces + [String(rest)]
}

/// The longest start that ends in no half word; a word of more than 64 characters is cut all the same.
private func start(of characters: [Character], upTo count: Int) -> String {
    var end = count
    if count < characters.count {
        while end > 0, count - end <= 64, characters[end - 1].isInWord, characters[end].isInWord { end -= 1 }
        if end == 0 || count - end > 64 { end = count }
    }
    while end > 0, characters[end - 1].isWhitespace { end -= 1 }
    return String(characters[..<end])
}

extension Character {
    /// Whether it is part of a code, a number or a word that is written without spaces.
    fileprivate var isInWord: Bool { isASCII && !isWhitespace }
}
