// SPDX-License-Identifier: Apache-2.0

import Yams

extension ProtocolReading {
    /// A rule's name is permanent and told in alerts, so no two rules of either kind, from whatever file, may share
    /// one; nor may a rule have had the name of another.
    func checkIdentifiers(of rules: [Entry]) {
        var seen: [String: Entry] = [:]
        for rule in rules {
            guard let entry = rule.peek("id"), let id = entry.scalarText else { continue }
            if let first = seen[id] { entry.faultTaken(id, by: first) }
            seen[id] = seen[id] ?? rule
        }
        var left: [String: Entry] = [:]
        for rule in rules {
            for entry in rule.peek("formerly")?.uncheckedElements ?? [] {
                guard let id = entry.scalarText else { continue }
                if let present = seen[id] {
                    entry.fault(
                        found: "\"\(id)\", which \(present.place(from: entry)) is called now",
                        hint: "an earlier name is in use no more; remove it here, or rename that rule")
                } else if let first = left[id] {
                    entry.fault(
                        found: "\"\(id)\", which \(first.place(from: entry)) was called too",
                        hint: "name the one rule that its alerts go on under")
                }
                left[id] = left[id] ?? rule
            }
        }
    }
}

extension Entry {
    fileprivate func faultTaken(_ id: String, by first: Entry) {
        let hint =
            first.file == file
            ? "give each rule its own permanent name"
            : "two files give the same rule: choose one of the packs, or remove the rule from one file"
        fault(found: "\"\(id)\", which \(first.place(from: self)) has already", hint: hint)
    }

    /// This place as told at another: with file and line where that is in another file.
    fileprivate func place(from other: Entry) -> String {
        other.file == file ? path : "\(path) of \(file):\(node.mark?.line ?? 1)"
    }
}
