// SPDX-License-Identifier: Apache-2.0

/// The names that Swift text declares: types, functions, properties, parameters, cases, loop variables.
///
/// Names in backticks are sentences and are left alone; extensions name somebody else's type.
enum Declarations {
    struct Name: Equatable {
        var text: String
        var line: Int
    }

    private static let introducers: Set<String> = [
        "let", "var", "func", "struct", "enum", "class", "actor", "protocol", "typealias", "associatedtype", "macro",
        "for",
    ]

    static func names(in tokens: [Token]) -> [Name] {
        tokens.indices.flatMap { index -> [Name] in
            let token = tokens[index]
            guard token.kind == .word, index + 1 < tokens.count else { return [] }
            let isMember = index > 0 && tokens[index - 1].isSymbol(".")
            if isMember { return [] }
            if token.text == "case" { return cases(after: index, in: tokens) }
            if token.text == "func" || token.text == "init" || token.text == "subscript" {
                return introduced(after: index, in: tokens) + parameters(after: index, in: tokens)
            }
            return introducers.contains(token.text) ? introduced(after: index, in: tokens) : []
        }
    }

    /// `name`, or each name of `(first, second)`.
    private static func introduced(after index: Int, in tokens: [Token]) -> [Name] {
        let next = tokens[index + 1]
        if tokens[index].text == "init" || tokens[index].text == "subscript" { return [] }
        if next.kind == .word { return [Name(text: next.text, line: next.line)] }
        guard next.isSymbol("("), tokens[index].text != "func" else { return [] }
        return tokens[(index + 1)...].balanced().filter { $0.kind == .word }.map { Name(text: $0.text, line: $0.line) }
    }

    /// The cases that one `case` of an enum declares.
    ///
    /// A pattern of a switch starts with a dot, a literal or a binding, and declares none.
    private static func cases(after index: Int, in tokens: [Token]) -> [Name] {
        var names: [Name] = []
        var position = index + 1
        while position < tokens.count, tokens[position].kind == .word,
            !["let", "var", "is"].contains(tokens[position].text)
        {
            names.append(Name(text: tokens[position].text, line: tokens[position].line))
            position += 1
            if position < tokens.count, tokens[position].isSymbol("(") {
                let payload = tokens[position...].balanced()
                names += labels(in: payload)
                position = payload.endIndex
            }
            guard position < tokens.count, tokens[position].isSymbol(",") else { break }
            position += 1
        }
        return names
    }

    private static func parameters(after index: Int, in tokens: [Token]) -> [Name] {
        let limit = min(index + 40, tokens.count)
        let isBracket = { (position: Int) in tokens[position].isSymbol("(") || tokens[position].isSymbol("{") }
        guard let open = (index..<limit).first(where: isBracket), tokens[open].isSymbol("(") else { return [] }
        return labels(in: tokens[open...].balanced())
    }

    /// The labels and names in front of the colons of a parameter list, nested lists left out.
    private static func labels(in list: ArraySlice<Token>) -> [Name] {
        var names: [Name] = []
        var depth = 0
        var isBeforeColon = true
        for token in list {
            if "([{<".contains(token.text), token.kind == .symbol { depth += 1 }
            if ")]}".contains(token.text), token.kind == .symbol { depth -= 1 }
            // The `>` of an arrow closes nothing.
            if token.isSymbol(">"), depth > 1 { depth -= 1 }
            guard depth == 1 else { continue }
            if token.isSymbol(",") { isBeforeColon = true }
            if token.isSymbol(":") { isBeforeColon = false }
            if isBeforeColon, token.kind == .word, token.text.first?.isLowercase == true {
                names.append(Name(text: token.text, line: token.line))
            }
        }
        return names
    }
}
