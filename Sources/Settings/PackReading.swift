// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rules

/// A pack's file, its rules unread: what they refer to is declared by the protocol.
struct PackFile {
    var pack: RulePack
    /// The whole file.
    var root: Entry
    var rules: [Entry]

    /// The keys of such a file.
    static let keys = ["pack", "title", "source", "rules"]
}

extension ProtocolReading {
    /// The packs that a protocol names under `packs:`, in that order; those with a fault are left out.
    ///
    /// The pack `x` is the file `../packs/x.yaml`, seen from the folder of the protocol.
    func packs(named fields: Fields) -> [PackFile] {
        guard let entries = fields.optional("packs", { $0.elements(of: "packs") }) else { return [] }
        var packs: [PackFile] = []
        for entry in entries {
            guard let id = entry.identifier() else { continue }
            guard !packs.contains(where: { $0.pack.id == id }) else {
                entry.fault(found: "\"\(id)\" a second time", hint: "name each pack once")
                continue
            }
            if let pack = entry.pack(id) { packs.append(pack) }
        }
        return packs
    }
}

extension Entry {
    /// The pack that this value names.
    fileprivate func pack(_ id: String) -> PackFile? {
        let folder = resolve("../packs", in: parentFolder(of: file))
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let known = names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
        guard known.contains(id) else {
            let hint =
                known.isEmpty
                ? "put the pack into \(folder)/\(id).yaml"
                : suggestion(for: id, among: known, what: "a pack of \(folder)")
            fault(found: found, hint: hint)
            return nil
        }
        return ConfigurationFile(at: "\(folder)/\(id).yaml", log: log, mention: self).flatMap { $0.root.packFile(id) }
    }

    private func packFile(_ expected: String) -> PackFile? {
        guard let fields = fields(PackFile.keys) else { return nil }
        let id = fields.required("pack") { $0.identifier() }
        if let id, id != expected {
            fields.entry("pack")?.fault(found: found(id), hint: "write `\(expected)`, as the file is called")
        }
        let title = fields.required("title") { $0.text("what the pack is") }
        let source = fields.required("source", hint: "add `source:`, where the pack's numbers come from") { $0.text() }
        let rules = fields.required("rules") { $0.elements(of: "rules") } ?? []
        guard let id, let title, let source else { return nil }
        let pack = RulePack(
            id: id, title: title, source: source, rules: rules.compactMap { $0.peek("id")?.scalarText })
        return PackFile(pack: pack, root: self, rules: rules)
    }

    private func found(_ id: String) -> String { "\"\(id)\"" }
}
