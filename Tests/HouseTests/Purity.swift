// SPDX-License-Identifier: Apache-2.0

/// What the functional core must not reach for: a clock, a file, the process, chance.
enum Purity {
    /// Spelled as Swift code; matched token by token, so that a comment or a string never counts.
    static let forbidden: [(code: String, instead: String)] = [
        ("Date()", "take the instant as a parameter"),
        (".now", "take the instant as a parameter"),
        ("FileManager", "let a store or an importer in the shell read it"),
        ("FileHandle", "let a store or an importer in the shell read it"),
        ("print(", "return the text"),
        ("Process", "leave processes to the shell"),
        ("ProcessInfo", "take the value as a parameter"),
        ("getenv", "take the value as a parameter"),
        ("URLSession", "leave the network to Delivery"),
        ("ContinuousClock", "take the instant as a parameter"),
        ("SuspendingClock", "take the instant as a parameter"),
        ("SystemRandomNumberGenerator", "take a generator as a parameter"),
        ("UUID()", "take the identifier as a parameter"),
    ]

    static func findings(in files: [SourceTree.File]) -> [Finding] {
        let patterns = forbidden.map {
            (code: $0.code, tokens: SwiftLexer.tokens(of: $0.code).map(\.text), instead: $0.instead)
        }
        return files.filter { Layers.core.contains($0.target ?? "") }.flatMap { file -> [Finding] in
            let tokens = file.tokens.filter { $0.kind == .word || $0.kind == .symbol }
            return patterns.flatMap { pattern in
                tokens.indices
                    .filter { tokens[$0].text == pattern.tokens[0] }
                    .filter { tokens[$0...].prefix(pattern.tokens.count).map(\.text) == pattern.tokens }
                    .filter { pattern.code != ".now" || !isProperty(at: $0, in: tokens) }
                    .map { index in
                        let message = "\(pattern.code) has no place in the functional core: \(pattern.instead)"
                        return Finding(path: file.path, line: tokens[index].line, message: message)
                    }
            }
        }
    }

    /// Whether the dot belongs to a value at hand, as in `moment.now`, and not to a clock, as in `Date.now` or `.now`.
    private static func isProperty(at dot: Int, in tokens: [Token]) -> Bool {
        guard dot > 0, tokens[dot - 1].kind == .word, let first = tokens[dot - 1].text.first else { return false }
        return first.isLowercase && tokens[dot - 1].text != "return"
    }
}
