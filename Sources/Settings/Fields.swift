// SPDX-License-Identifier: Apache-2.0

import Yams

/// A mapping whose keys were checked against those it may have.
struct Fields {
    /// The mapping itself.
    let entry: Entry
    private let values: [String: Node]
    /// Keys that an unknown key was probably meant to be; that they are missing is told already.
    private let meant: Set<String>

    fileprivate init(entry: Entry, values: [String: Node], meant: Set<String>) {
        self.entry = entry
        self.values = values
        self.meant = meant
    }

    /// Whether a key is given.
    func has(_ key: String) -> Bool {
        values[key] != nil
    }

    /// The value of a key, unread.
    func entry(_ key: String) -> Entry? {
        values[key].map { entry.descendant($0, path: entry.path(of: key)) }
    }

    /// The value of a key that must be given; nil after a fault.
    func required<Value>(_ key: String, hint: String? = nil, _ read: (Entry) -> Value?) -> Value? {
        guard let value = entry(key) else {
            if !meant.contains(key) { entry.fault(at: key, found: "nothing", hint: hint ?? "add `\(key):`") }
            return nil
        }
        return read(value)
    }

    /// The value of a key that may be left out; nil when it was, and after a fault.
    func optional<Value>(_ key: String, _ read: (Entry) -> Value?) -> Value? {
        entry(key).flatMap(read)
    }
}

extension Entry {
    /// The mapping here; each key beyond those allowed is a fault with the nearest allowed one as a hint.
    func fields(_ allowed: [String], reader: StaticString = #fileID, line: UInt = #line) -> Fields? {
        log.note(VocabularyUse(kind: .keys, file: file, path: path, words: allowed, reader: "\(reader):\(line)"))
        guard case .mapping(let mapping) = node else {
            fault(found: found, hint: "write a mapping with \(allowed.map { "`\($0):`" }.joined(separator: ", "))")
            return nil
        }
        var values: [String: Node] = [:]
        var meant: Set<String> = []
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            if DuplicateKey.isMarked(name) { continue }
            guard allowed.contains(name) else {
                let hint = suggestion(for: name, among: allowed, what: "a key of this mapping")
                if let nearest = nearest(to: name, among: allowed) { meant.insert(nearest) }
                descendant(key, path: path(of: name)).fault(found: "the unknown key `\(name)`", hint: hint)
                continue
            }
            values[name] = value
        }
        return Fields(entry: self, values: values, meant: meant)
    }
}
