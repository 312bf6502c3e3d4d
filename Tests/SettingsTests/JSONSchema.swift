// SPDX-License-Identifier: Apache-2.0

import Foundation
import Yams

/// A place in a schema file; JSON is read as the YAML it also is.
struct SchemaNode: Hashable {
    /// Every schema of the folder by its file, read once.
    private let documents: [String: Node]
    /// The file and the JSON pointer into it, which tell one place from another.
    let file: String
    let pointer: String
    let node: Node

    /// The whole of a schema file.
    init(_ file: String, in folder: URL) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let documents = try names.filter { $0.hasSuffix(".schema.json") }.map { name in
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            return (name, try compose(yaml: text) ?? "")
        }
        let whole = Dictionary(documents, uniquingKeysWith: { first, _ in first })
        self.init(documents: whole, file: file, pointer: "#", node: whole[file] ?? "")
    }

    private init(documents: [String: Node], file: String, pointer: String, node: Node) {
        (self.documents, self.file, self.pointer, self.node) = (documents, file, pointer, node)
    }

    static func == (first: SchemaNode, second: SchemaNode) -> Bool { first.name == second.name }
    func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// `protocol.schema.json#/$defs/rule`.
    var name: String { file + pointer }

    subscript(key: String) -> SchemaNode? {
        // Not by equality of nodes: a quoted key such as "on" is a text, and a plain one a flag.
        node.mapping?.first { $0.key.string == key }.map {
            SchemaNode(documents: documents, file: file, pointer: "\(pointer)/\(key)", node: $0.value)
        }
    }

    /// The schemas of a list such as `anyOf`.
    func list(_ key: String) -> [SchemaNode] {
        (self[key]?.node.sequence.map(Array.init) ?? []).enumerated().map { index, element in
            SchemaNode(documents: documents, file: file, pointer: "\(pointer)/\(key)/\(index)", node: element)
        }
    }

    /// The schema that `$ref` names.
    var referred: SchemaNode? {
        guard let reference = self["$ref"]?.node.string else { return nil }
        let parts = reference.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        let target = parts[0].isEmpty ? file : parts[0]
        let root = documents[target].map {
            SchemaNode(documents: documents, file: target, pointer: "#", node: $0)
        }
        return parts[1].split(separator: "/").reduce(root) { $0?[String($1)] }
    }

    /// This schema and every one that speaks of the same value: what it refers to, alternatives and consequences.
    var alternatives: [SchemaNode] {
        let further = [referred, self["then"]].compactMap(\.self) + ["allOf", "anyOf", "oneOf"].flatMap(list)
        return [self] + further.flatMap(\.alternatives)
    }

    /// Every schema under this one, each place once, without following references.
    var everything: [SchemaNode] {
        let keyed = ["properties", "$defs"].compactMap { self[$0] }.flatMap { place in
            place.keys.compactMap { place[$0] }
        }
        let further = ["items", "then", "if"].compactMap { self[$0] } + ["allOf", "anyOf", "oneOf"].flatMap(list)
        return [self] + (keyed + further).flatMap(\.everything)
    }

    /// The keys of this mapping.
    var keys: [String] { node.mapping?.keys.compactMap(\.string) ?? [] }

    /// The keys of the values that it allows; nil where it allows any.
    var closedKeys: Set<String>? {
        self["additionalProperties"]?.node.string == "false" ? Set(self["properties"]?.keys ?? []) : nil
    }

    /// The words that it allows; nil where it does not list them.
    var words: Set<String>? {
        if self["type"]?.node.string == "boolean" { return ["true", "false"] }
        if let constant = self["const"]?.node.string { return [constant] }
        return self["enum"]?.node.sequence.map { Set($0.compactMap(\.string)) }
    }

    /// The schemas of a place such as `rules[0].levels[1].severity`.
    func at(_ path: String) -> [SchemaNode] {
        let steps = path.replacing("[", with: ".[").split(separator: ".")
        return steps.reduce(Array(Set(alternatives))) { places, step in
            let next = places.compactMap { step.hasPrefix("[") ? $0["items"] : $0["properties"]?[String(step)] }
            return Array(Set(next.flatMap(\.alternatives)))
        }
    }
}

extension SchemaNode {
    /// What is wrong with a value, as far as the project's schemas use the language; empty when nothing is.
    func defects(of value: Node, at path: String = "") -> [String] {
        var defects: [String] = []
        if let referred { defects += referred.defects(of: value, at: path) }
        for part in list("allOf") { defects += part.defects(of: value, at: path) }
        for (key, fits) in [("anyOf", { $0 > 0 }), ("oneOf", { $0 == 1 })] as [(String, (Int) -> Bool)] {
            let parts = list(key)
            guard !parts.isEmpty, !fits(parts.filter { $0.defects(of: value, at: path).isEmpty }.count) else {
                continue
            }
            defects.append("\(path): fits not as \(key) of \(name) says")
        }
        if let condition = self["if"], let then = self["then"], condition.defects(of: value, at: path).isEmpty {
            defects += then.defects(of: value, at: path)
        }
        if let type = self["type"]?.node.string, !value.isJSON(type) { return defects + ["\(path): no \(type)"] }
        return defects + scalarDefects(of: value, path) + mappingDefects(of: value, path) + listDefects(of: value, path)
    }

    private func scalarDefects(of value: Node, _ path: String) -> [String] {
        guard let text = value.scalar?.string else { return words == nil ? [] : ["\(path): no word"] }
        var defects: [String] = []
        if let words, !words.contains(text) { defects.append("\(path): \(text) is none of \(words.sorted())") }
        if let least = self["minLength"]?.node.int, text.count < least { defects.append("\(path): too short") }
        if let pattern = self["pattern"]?.node.string, (try? Regex(pattern).firstMatch(in: text)) == nil {
            defects.append("\(path): \(text) is not \(pattern)")
        }
        guard let number = Double(text) else { return defects }
        if let least = self["minimum"]?.node.float, number < least { defects.append("\(path): under \(least)") }
        if let most = self["maximum"]?.node.float, number > most { defects.append("\(path): over \(most)") }
        if let floor = self["exclusiveMinimum"]?.node.float, number <= floor {
            defects.append("\(path): not over \(floor)")
        }
        return defects
    }

    private func mappingDefects(of value: Node, _ path: String) -> [String] {
        guard case .mapping(let mapping) = value else { return [] }
        let given = Set(mapping.keys.compactMap(\.string))
        let needed = Set(self["required"]?.node.sequence?.compactMap(\.string) ?? [])
        var defects = needed.subtracting(given).sorted().map { "\(path): lacks \($0)" }
        if let closedKeys { defects += given.subtracting(closedKeys).sorted().map { "\(path): \($0) is no key" } }
        for (key, child) in mapping {
            guard let name = key.string, let schema = self["properties"]?[name] else { continue }
            defects += schema.defects(of: child, at: path.isEmpty ? name : "\(path).\(name)")
        }
        return defects
    }

    private func listDefects(of value: Node, _ path: String) -> [String] {
        guard case .sequence(let elements) = value else { return [] }
        var defects: [String] = []
        if let least = self["minItems"]?.node.int, elements.count < least { defects.append("\(path): too few") }
        if self["uniqueItems"]?.node.bool == true, Set(elements.compactMap(\.string)).count < elements.count {
            defects.append("\(path): one twice")
        }
        guard let items = self["items"] else { return defects }
        return defects + elements.enumerated().flatMap { items.defects(of: $1, at: "\(path)[\($0)]") }
    }
}

extension Node {
    /// Whether the value is of a JSON type, by the scalars of YAML's core schema.
    fileprivate func isJSON(_ type: String) -> Bool {
        switch (self, type) {
        case (.mapping, "object"), (.sequence, "array"): return true
        case (.scalar(let scalar), "string"): return scalar.style != .plain || !scalar.isNumber && !scalar.isFlag
        case (.scalar(let scalar), "boolean"): return scalar.style == .plain && scalar.isFlag
        case (.scalar(let scalar), "number"): return scalar.style == .plain && scalar.isNumber
        case (.scalar(let scalar), "integer"): return scalar.style == .plain && Int(scalar.string) != nil
        default: return false
        }
    }
}

extension Node.Scalar {
    fileprivate var isNumber: Bool {
        string.wholeMatch(of: /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/) != nil
    }
    fileprivate var isFlag: Bool { ["true", "false"].contains(string) }
}
