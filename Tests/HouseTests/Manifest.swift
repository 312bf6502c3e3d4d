// SPDX-License-Identifier: Apache-2.0

/// The targets that `Package.swift` declares, in its order, read from its text.
///
/// A declaration is an element of the list of targets: `.target(name: …)`, or a call of a function of the manifest that
/// returns one, with the name first and the dependencies second. A dependency is a string, a `.product(name: …)`, or a
/// constant of the manifest that holds one.
struct Manifest {
    struct Target: Equatable {
        var isTest: Bool
        var name: String
        /// Where its sources lie, if the declaration says so.
        var path: String?
        /// Names of targets and products alike; a product here bears its module's name.
        var dependencies: [String]
        var line: Int

        var folder: String { path ?? (isTest ? "Tests/\(name)" : "Sources/\(name)") }
    }

    let targets: [Target]

    init(text: String) {
        let tokens = SwiftLexer.tokens(of: text)
        let reader = ManifestReader(tokens: tokens)
        targets = reader.elements().compactMap(reader.target)
    }
}

/// Finds the declarations in a manifest's tokens.
private struct ManifestReader {
    let tokens: [Token]
    /// Products by the name of the constant that holds them.
    let products: [String: String]
    /// Names of the manifest's functions that return a test target.
    let testFunctions: Set<String>

    init(tokens: [Token]) {
        self.tokens = tokens
        var products: [String: String] = [:]
        var testFunctions: Set<String> = []
        for index in tokens.indices.dropLast(2) {
            let name = tokens[index + 1].text
            if tokens[index].isWord("let"), tokens[index + 2].isSymbol("=") {
                let value = tokens[(index + 3)...].prefix(10)
                let isProduct = value.contains { $0.isWord("product") }
                if isProduct { products[name] = value.first { $0.kind == .string }?.text }
            }
            if tokens[index].isWord("func"), let open = tokens[index...].firstIndex(where: { $0.isSymbol("{") }) {
                if tokens[open...].balanced().contains(where: { $0.isWord("testTarget") }) {
                    testFunctions.insert(name)
                }
            }
        }
        self.products = products
        self.testFunctions = testFunctions
    }

    /// Where the arguments of each element of the list of targets start.
    ///
    /// A product has a list of targets too, of names alone.
    func elements() -> [Int] {
        let lists = tokens.indices.dropLast(2)
            .filter { tokens[$0].isWord("targets") && tokens[$0 + 1].isSymbol(":") && tokens[$0 + 2].isSymbol("[") }
            .map { tokens[($0 + 2)...].balanced() }
        guard let list = lists.max(by: { $0.count < $1.count }) else { return [] }
        var starts: [Int] = []
        var index = list.startIndex + 1
        while index < list.endIndex {
            if tokens[index].isSymbol("(") {
                starts.append(index)
                index = tokens[index...].balanced().endIndex
            } else {
                index += 1
            }
        }
        return starts
    }

    func target(openingAt open: Int) -> Manifest.Target? {
        let arguments = tokens[open...].balanced()
        let named = string(labelled: "name", in: arguments) ?? arguments.first { $0.kind == .string }?.text
        guard let name = named, open > 0 else { return nil }
        let function = tokens[open - 1]
        return Manifest.Target(
            isTest: function.text == "testTarget" || testFunctions.contains(function.text), name: name,
            path: string(labelled: "path", in: arguments), dependencies: dependencies(in: arguments),
            line: function.line)
    }

    private func dependencies(in arguments: ArraySlice<Token>) -> [String] {
        let start = arguments.indices.dropFirst(2).first { index in
            guard tokens[index].isSymbol("[") else { return false }
            let isLabelled = tokens[index - 1].isSymbol(":")
            return isLabelled ? tokens[index - 2].isWord("dependencies") : tokens[index - 1].isSymbol(",")
        }
        guard let start else { return [] }
        let list = tokens[start...].balanced()
        return list.indices.compactMap { index in
            let token = list[index]
            if token.kind == .word { return products[token.text] }
            let isPackageName = tokens[index - 2].isWord("package")
            return token.kind == .string && !isPackageName ? token.text : nil
        }
    }

    private func string(labelled label: String, in arguments: ArraySlice<Token>) -> String? {
        guard let index = arguments.firstIndex(where: { $0.isWord(label) }), index + 2 < arguments.endIndex else {
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
            if self[index].kind == .symbol, "([{".contains(self[index].text) { depth += 1 }
            if self[index].kind == .symbol, ")]}".contains(self[index].text) { depth -= 1 }
            if depth == 0 { return self[startIndex...index] }
        }
        return self
    }
}
