// SPDX-License-Identifier: Apache-2.0

/// The smallest piece of Swift text that the house rules look at; comments are no tokens.
struct Token: Equatable {
    enum Kind: Equatable {
        /// An identifier, a keyword or a number.
        case word
        /// One punctuation character.
        case symbol
        /// A string literal; its text is the content between the quotation marks.
        case string
        /// An identifier in backticks, such as a test's name.
        case quotedName
    }

    var kind: Kind
    var text: String
    /// Counted from 1.
    var line: Int
}

extension Token {
    func isWord(_ text: String) -> Bool { kind == .word && self.text == text }

    func isSymbol(_ text: String) -> Bool { kind == .symbol && self.text == text }
}
