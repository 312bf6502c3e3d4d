// SPDX-License-Identifier: Apache-2.0

/// The targets that `Package.swift` declares, in its order, read from its text.
struct Manifest {
    struct Target: Equatable {
        var kind: String
        var name: String
        /// Where its sources lie, if the declaration says so.
        var path: String?
        /// Names of targets and products alike; a product here bears its module's name.
        var dependencies: [String]
        var line: Int

        var folder: String { path ?? (kind == "testTarget" ? "Tests/\(name)" : "Sources/\(name)") }
    }

    var targets: [Target]

    private static let kinds: Set<String> = [
        "target", "executableTarget", "testTarget", "systemLibrary", "plugin", "macro",
    ]

    init(text: String) {
        let tokens = SwiftLexer.tokens(of: text)
        targets = []
        var index = 0
        while index + 2 < tokens.count {
            let kind = tokens[index + 1]
            let isDeclaration = tokens[index].isSymbol(".") && kind.kind == .word && Self.kinds.contains(kind.text)
            guard isDeclaration, tokens[index + 2].isSymbol("(") else {
                index += 1
                continue
            }
            let arguments = tokens[(index + 2)...].balanced()
            if let target = Self.target(kind: kind, arguments: arguments) { targets.append(target) }
            // A `.target(name:)` inside these arguments is a dependency, not a declaration.
            index = arguments.endIndex
        }
    }

    private static func target(kind: Token, arguments: ArraySlice<Token>) -> Target? {
        guard let name = string(labelled: "name", in: arguments) else { return nil }
        var dependencies: [String] = []
        if let label = arguments.indices.first(where: { arguments[$0].isWord("dependencies") }) {
            let list = arguments[(label + 2)...].balanced()
            for index in list.indices where list[index].kind == .string {
                let isPackageName = arguments[index - 2].isWord("package")
                if !isPackageName { dependencies.append(list[index].text) }
            }
        }
        let path = string(labelled: "path", in: arguments)
        return Target(kind: kind.text, name: name, path: path, dependencies: dependencies, line: kind.line)
    }

    private static func string(labelled label: String, in tokens: ArraySlice<Token>) -> String? {
        guard let index = tokens.indices.first(where: { tokens[$0].isWord(label) }), index + 2 < tokens.endIndex else {
            return nil
        }
        return tokens[index + 2].kind == .string ? tokens[index + 2].text : nil
    }
}

extension ArraySlice<Token> {
    /// The part from an opening bracket at the start to the bracket that closes it.
    func balanced() -> ArraySlice<Token> {
        var depth = 0
        for index in indices {
            if self[index].isSymbol("(") || self[index].isSymbol("[") || self[index].isSymbol("{") { depth += 1 }
            if self[index].isSymbol(")") || self[index].isSymbol("]") || self[index].isSymbol("}") { depth -= 1 }
            if depth == 0 { return self[startIndex...index] }
        }
        return self
    }
}
