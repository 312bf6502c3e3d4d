// SPDX-License-Identifier: Apache-2.0

/// One `import` of a Swift file.
struct ImportStatement: Equatable {
    var module: String
    var line: Int

    private static let kinds: Set<String> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]

    static func all(in file: SourceTree.File) -> [ImportStatement] {
        let tokens = file.tokens
        return tokens.indices.compactMap { index in
            guard tokens[index].isWord("import") else { return nil }
            let rest = tokens[(index + 1)...].drop { $0.kind == .word && kinds.contains($0.text) }
            guard let module = rest.first, module.kind == .word else { return nil }
            return ImportStatement(module: module.text, line: tokens[index].line)
        }
    }
}
