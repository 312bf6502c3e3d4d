// SPDX-License-Identifier: Apache-2.0

import Yams

/// One value of a configuration file, together with where it stands.
///
/// A reading that fails records a fault and returns nil; the caller goes on, so that later faults are found too.
struct Entry {
    let node: Node
    /// The file's path as faults name it.
    let file: String
    /// The place in the file's own terms, empty for the whole file.
    let path: String
    let log: FaultLog

    /// Records a fault at this place.
    func fault(found: String, hint: String) {
        log.record(place(path, found: found, hint: hint))
    }

    /// Records a fault about a key of this mapping, at the mapping's first line.
    func fault(at key: String, found: String, hint: String) {
        log.record(place(path(of: key), found: found, hint: hint))
    }

    /// Records a weakness of this place.
    func warn(found: String, hint: String) {
        log.warn(place(path, found: found, hint: hint))
    }

    private func place(_ path: String, found: String, hint: String) -> ConfigurationFault {
        ConfigurationFault(
            file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, path: path, found: found, hint: hint
        )
    }

    /// The value of a key or an element of this value.
    func descendant(_ node: Node, path: String) -> Entry {
        Entry(node: node, file: file, path: path, log: log)
    }

    /// The path of a key of this mapping.
    func path(of key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    /// The text of a scalar, whatever it says; nil for a mapping or a list.
    var scalarText: String? { node.scalar?.string }

    /// The line of the file at which this begins.
    var line: Int { node.mark?.line ?? 1 }

    /// The line of the file at which the text of this scalar begins: a block of text begins below its bar.
    var firstLineOfText: Int { line + (node.scalar?.style == .literal ? 1 : 0) }

    /// Whether this is a list.
    var isList: Bool { node.sequence != nil }

    /// The value of a key of this mapping, whatever else is in it.
    func peek(_ key: String) -> Entry? {
        node.mapping?[key].map { descendant($0, path: path(of: key)) }
    }

    /// What stands here in a few words, cut short; a secret written into the file is not repeated.
    var found: String {
        switch node {
        case .mapping: return "a mapping"
        case .sequence: return "a list"
        case .alias: return "an alias"
        case .scalar(let scalar):
            let text = scalar.string
            if text.isEmpty { return "nothing" }
            if text.contains("whsec_") || text.contains("whsk_") { return "a secret" }
            if text.contains("://") { return "an address" }
            return "\"\(text.count > 60 ? text.prefix(60) + "…" : text[...])\""
        }
    }

    /// The elements of a list, whatever else is wrong with it.
    var uncheckedElements: [Entry] {
        (node.sequence.map(Array.init) ?? []).enumerated().map { descendant($1, path: "\(path)[\($0)]") }
    }

    /// The elements of a list that is not empty.
    func elements(of what: String, whenEmpty hint: String? = nil) -> [Entry]? {
        guard case .sequence(let sequence) = node else {
            fault(found: found, hint: "write a list of \(what)")
            return nil
        }
        guard !sequence.isEmpty else {
            fault(found: "an empty list", hint: hint ?? "write at least one of the \(what)")
            return nil
        }
        return sequence.enumerated().map { descendant($1, path: "\(path)[\($0)]") }
    }
}
