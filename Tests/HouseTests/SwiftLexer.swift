// SPDX-License-Identifier: Apache-2.0

/// Splits Swift text into tokens, so that a word in a comment or a message is never taken for code.
///
/// Code inside a string's interpolation is code: its tokens follow the string's.
/// Regular-expression literals without `#` are not understood, and the house does not use them.
struct SwiftLexer {
    private let text: [UInt8]
    private var position = 0
    private var line = 1
    private var tokens: [Token] = []

    static func tokens(of text: String) -> [Token] {
        var lexer = SwiftLexer(text: Array(text.utf8))
        lexer.readCode(insideInterpolation: false)
        return lexer.tokens
    }

    private init(text: [UInt8]) {
        self.text = text
    }

    private mutating func readCode(insideInterpolation: Bool) {
        var depth = 0
        while let byte = peek() {
            if starts(with: "//") {
                skipLine()
            } else if starts(with: "/*") {
                skipBlockComment()
            } else if byte == UInt8(ascii: "`") {
                readQuotedName()
            } else if let hashes = hashesBeforeString() {
                readString(hashes: hashes)
            } else if isWordByte(byte) {
                readWord()
            } else {
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                readSymbol()
                if insideInterpolation, depth == 0 { return }
            }
        }
    }

    /// The number of `#` in front of a string literal that starts here, or nil if none starts here.
    private func hashesBeforeString() -> Int? {
        var end = position
        while end < text.count, text[end] == UInt8(ascii: "#") { end += 1 }
        return end < text.count && text[end] == UInt8(ascii: "\"") ? end - position : nil
    }

    private mutating func readString(hashes: Int) {
        let index = tokens.count
        tokens.append(Token(kind: .string, text: "", line: line))
        advance(hashes)
        let fence = String(repeating: "#", count: hashes)
        let quote = starts(with: "\"\"\"") ? "\"\"\"" : "\""
        let closing = quote + fence
        let escape = "\\" + fence
        advance(quote.utf8.count)
        var content: [UInt8] = []
        while let byte = peek(), !starts(with: closing) {
            guard starts(with: escape) else {
                content.append(byte)
                advance(1)
                continue
            }
            advance(1 + hashes)
            if peek() == UInt8(ascii: "(") {
                readCode(insideInterpolation: true)
            } else {
                advance(1)
            }
        }
        advance(quote.utf8.count + hashes)
        tokens[index].text = String(decoding: content, as: UTF8.self)
    }

    private mutating func readQuotedName() {
        let start = position + 1
        let first = line
        advance(1)
        while let byte = peek(), byte != UInt8(ascii: "`") { advance(1) }
        let name = String(decoding: text[start..<position], as: UTF8.self)
        tokens.append(Token(kind: .quotedName, text: name, line: first))
        advance(1)
    }

    private mutating func readWord() {
        let start = position
        while let byte = peek(), isWordByte(byte) { advance(1) }
        tokens.append(Token(kind: .word, text: String(decoding: text[start..<position], as: UTF8.self), line: line))
    }

    private mutating func readSymbol() {
        let byte = text[position]
        if byte > UInt8(ascii: " ") {
            tokens.append(Token(kind: .symbol, text: String(UnicodeScalar(byte)), line: line))
        }
        advance(1)
    }

    private mutating func skipLine() {
        while let byte = peek(), byte != UInt8(ascii: "\n") { advance(1) }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                advance(2)
            } else if starts(with: "*/") {
                depth -= 1
                advance(2)
            } else {
                advance(1)
            }
        } while depth > 0 && position < text.count
    }

    private func peek() -> UInt8? { position < text.count ? text[position] : nil }

    private func starts(with prefix: String) -> Bool {
        var index = position
        for byte in prefix.utf8 {
            guard index < text.count, text[index] == byte else { return false }
            index += 1
        }
        return true
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF: true
        default: false
        }
    }

    private mutating func advance(_ count: Int) {
        for _ in 0..<count where position < text.count {
            if text[position] == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
    }
}
