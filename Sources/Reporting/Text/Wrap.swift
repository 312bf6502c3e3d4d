// SPDX-License-Identifier: Apache-2.0

/// Breaks a text into lines of at most a width, at spaces, around wide characters, and within a word only if it
/// alone is wider than a line.
///
/// - Precondition: `width` is at least 2, so that a wide character fits.
func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    for (word, isGlued) in pieces(of: sanitized(text)) {
        let wordWidth = displayWidth(word)
        let gap = line.isEmpty || isGlued ? 0 : 1
        if lineWidth + gap + wordWidth <= width {
            line += gap == 1 ? " \(word)" : word
            lineWidth += gap + wordWidth
            continue
        }
        if !line.isEmpty { lines.append(line) }
        (line, lineWidth) = ("", 0)
        for character in word {
            let characterWidth = displayWidth(character)
            if lineWidth + characterWidth > width {
                lines.append(line)
                (line, lineWidth) = ("", 0)
            }
            line.append(character)
            lineWidth += characterWidth
        }
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
}

/// Fills lines with items that are kept whole where a line can hold them, as `a · b · c`.
func wrap(_ items: [String], separator: String, width: Int) -> [String] {
    var lines: [String] = []
    for item in items.map(sanitized) where !item.isEmpty {
        if let last = lines.last, displayWidth(last) + displayWidth(separator) + displayWidth(item) <= width {
            lines[lines.count - 1] = last + separator + item
        } else {
            lines += wrap(item, width: width)
        }
    }
    return lines
}

/// The width of the widest piece that wrapping keeps whole.
func widestWord(_ text: String) -> Int {
    pieces(of: sanitized(text)).map { displayWidth($0.word) }.max() ?? 0
}

/// Words, and single wide characters, which may stand at a line's end without a space; `isGlued` when none precedes.
private func pieces(of text: String) -> [(word: Substring, isGlued: Bool)] {
    text.split(separator: " ").flatMap { word in
        var pieces: [(word: Substring, isGlued: Bool)] = []
        var start = word.startIndex
        var previousIsWide = false
        for index in word.indices {
            let isWide = displayWidth(word[index]) == 2
            if index > word.startIndex, isWide || previousIsWide {
                pieces.append((word[start..<index], start > word.startIndex))
                start = index
            }
            previousIsWide = isWide
        }
        return pieces + [(word[start...], start > word.startIndex)]
    }
}
