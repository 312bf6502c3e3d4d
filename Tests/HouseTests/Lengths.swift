// SPDX-License-Identifier: Apache-2.0

/// How long a file, a line and a function may be.
enum Lengths {
    static let fileLinesMax = 400
    static let lineCharactersMax = 120
    static let functionLinesMax = 60

    static func findings(in file: SourceTree.File) -> [Finding] {
        var lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        var findings: [Finding] = []
        if lines.count > fileLinesMax {
            let message = "the file has \(lines.count) lines; split it by noun (at most \(fileLinesMax))"
            findings.append(Finding(path: file.path, line: lines.count, message: message))
        }
        for (index, line) in lines.enumerated() where line.count > lineCharactersMax {
            let message = "the line has \(line.count) characters (at most \(lineCharactersMax))"
            findings.append(Finding(path: file.path, line: index + 1, message: message))
        }
        for function in functions(in: file.tokens) where function.lines > functionLinesMax {
            let size = "\(function.name) has \(function.lines) lines"
            let message = "\(size); push its leaves into functions (at most \(functionLinesMax))"
            findings.append(Finding(path: file.path, line: function.line, message: message))
        }
        return findings
    }

    struct Function: Equatable {
        var name: String
        var line: Int
        /// From the line of its keyword to the line of its closing brace.
        var lines: Int
    }

    /// Every function, initialiser and subscript with a body.
    static func functions(in tokens: [Token]) -> [Function] {
        tokens.indices.compactMap { index in
            let keyword = tokens[index]
            guard keyword.kind == .word, ["func", "init", "deinit", "subscript"].contains(keyword.text) else {
                return nil
            }
            // `self.init(…)` and `Type.init` are calls.
            if index > 0, tokens[index - 1].isSymbol(".") { return nil }
            guard let open = bodyStart(after: index, in: tokens) else { return nil }
            let body = tokens[open...].balanced()
            let name = keyword.text == "func" && index + 1 < tokens.count ? tokens[index + 1].text : keyword.text
            let last = body.last?.line ?? keyword.line
            return Function(name: name, line: keyword.line, lines: last - keyword.line + 1)
        }
    }

    /// The brace that opens the body; nil for a requirement of a protocol, which has none.
    private static func bodyStart(after index: Int, in tokens: [Token]) -> Int? {
        let stops: Set<String> = [
            "func", "init", "deinit", "subscript", "var", "let", "case", "static", "mutating", "associatedtype",
        ]
        var position = index + 1
        while position < tokens.count {
            let token = tokens[position]
            if token.isSymbol("{") { return position }
            if token.isSymbol("}") || (token.kind == .word && stops.contains(token.text)) { return nil }
            if token.isSymbol("(") || token.isSymbol("[") {
                position = tokens[position...].balanced().endIndex
            } else {
                position += 1
            }
        }
        return nil
    }
}
