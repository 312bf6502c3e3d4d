// SPDX-License-Identifier: Apache-2.0

/// Text for renderers of Markdown whose escapes are not documented.
///
/// Characters that could be markup are shown by their full-width forms, which no renderer gives a meaning: `PLT < 30`
/// reads `PLT ＜ 30`. Commands stay as they are typed, because none of their characters is among those.
enum FullWidth {
    private static let forms: [Character: Character] = [
        "<": "＜", ">": "＞", "*": "＊", "`": "｀", "~": "～", "|": "｜", "\\": "＼", "&": "＆", "@": "＠",
    ]
    /// What makes a line a heading, a list or a rule when it stands first.
    private static let firstForms: [Character: Character] = [
        "#": "＃", "-": "－", "+": "＋", "=": "＝",
    ]

    /// One text of several lines, none of which is markup any more.
    static func text(_ text: String) -> String {
        var shown = ""
        var isFirst = true
        var last: Character = " "
        for (index, character) in zip(text.indices, text) {
            let next = text.index(after: index)
            var form = forms[character] ?? character
            if isFirst { form = firstForms[character] ?? form }
            // A bracket closes a link's words only before what may be its address.
            if character == "]", next < text.endIndex, "([:".contains(text[next]) { form = "］" }
            // Inside a word it is part of a code; at a word's edge it may begin or end emphasis.
            if character == "_" {
                let isInside = last.isWordLike && next < text.endIndex && text[next].isWordLike
                form = isInside ? "_" : "＿"
            }
            shown.append(form)
            last = character
            isFirst = character.isNewline || isFirst && character.isWhitespace
        }
        return shown
    }
}

extension Character {
    fileprivate var isWordLike: Bool { isLetter || isNumber }
}
