// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rules
import Testing
import Yams

@testable import Settings

/// The schema that editors read allows what the readers allow, word for word.
///
/// The readers note every key and every word that they allow, where they look for one. What is read here uses each of
/// them: the shipped protocols with their packs, and a protocol made to use the rest.
@Suite struct SchemaTests {
    /// A file, the schema that it is held against, and what its reading allowed.
    struct Reading {
        var schema: SchemaNode
        var uses: [VocabularyUse]
    }

    private static let vocabulary = Fixtures.folder.appendingPathComponent("vocabulary")

    /// Every pack that is shipped, wherever a protocol names it, and everything else that is read.
    private static func readings() throws -> [Reading] {
        let folders = [Fixtures.shipped, vocabulary]
        let protocols = try folders.flatMap { try files("protocols", in: $0) }
        let schemas = [
            try SchemaNode("protocol.schema.json", in: Fixtures.shipped),
            try SchemaNode("pack.schema.json", in: Fixtures.shipped),
        ]
        let uses = try protocols.flatMap { file in
            let log = FaultLog()
            guard let root = ConfigurationFile(at: file.path, log: log)?.root else { throw log.faults[0] }
            _ = ProtocolReading(runbooks: nil).read(root)
            #expect(log.faults == [], "\(file.lastPathComponent)")
            return log.vocabulary
        }
        return schemas.enumerated().map { index, schema in
            let own = uses.filter {
                (URL(fileURLWithPath: $0.file).deletingLastPathComponent().lastPathComponent == "packs") == (index == 1)
            }
            return Reading(schema: schema, uses: Array(Set(own.map(\.withoutNumbers))).sorted { $0.path < $1.path })
        }
    }

    private static func files(_ name: String, in folder: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: folder.appendingPathComponent(name), includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
    }

    @Test func `the schema allows the keys that the readers allow`() throws {
        var read: Set<SchemaNode> = []
        let readings = try Self.readings()
        for reading in readings {
            for use in reading.uses where use.kind == .keys {
                let closed = reading.schema.at(use.path).filter { $0.closedKeys != nil }
                let same = closed.filter { $0.closedKeys == Set(use.words) }
                #expect(
                    !same.isEmpty,
                    """
                    \(use.path), read at \(use.reader): the reader allows \(use.words.sorted()), the schema \
                    \(closed.map { "\($0.name) \(($0.closedKeys ?? []).sorted())" })
                    """)
                read.formUnion(same)
            }
        }
        for reading in readings {
            for node in reading.schema.everything where node.closedKeys != nil {
                #expect(read.contains(node), "\(node.name) describes a mapping that no reader reads")
            }
        }
    }

    @Test func `the schema lists the words that the readers allow`() throws {
        var read: [SchemaNode: Set<String>] = [:]
        let readings = try Self.readings()
        for reading in readings {
            for use in reading.uses where use.kind == .values {
                let words = Set(use.words)
                let fitting = reading.schema.at(use.path).filter { $0.words.map(words.isSubset) ?? false }
                #expect(!fitting.isEmpty, "\(use.path), read at \(use.reader): the schema does not list \(use.words)")
                for node in fitting { read[node, default: []].formUnion(words) }
            }
        }
        for reading in readings {
            for node in reading.schema.everything where node["enum"] != nil {
                let excess = (node.words ?? []).subtracting(read[node] ?? [])
                #expect(excess.isEmpty, "\(node.name) lists \(excess.sorted()), which no reader allows")
            }
        }
    }

    @Test func `every reader of a protocol has been at work for these tests`() throws {
        let readers = Set(try Self.readings().flatMap(\.uses).map(\.reader))
        let folder = Fixtures.shipped.deletingLastPathComponent().appendingPathComponent("Sources/Settings")
        let others = ["SettingsReading.swift", "ReceiverReading.swift", "Fields.swift"]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        where !others.contains(file) && !file.hasPrefix("RuleTest") {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            where line.contains(/\b(fields|choice)\(/) && !line.contains("func ") && !line.contains("///") {
                #expect(
                    readers.contains("Settings/\(file):\(index + 1)"),
                    "\(file):\(index + 1) read nothing: use its keys in a shipped protocol or in Fixtures/vocabulary")
            }
        }
    }

    @Test func `the shipped protocols and packs are valid by the schema that they name`() throws {
        for folder in [Fixtures.shipped, Self.vocabulary] {
            for (name, schema) in [("protocols", "protocol.schema.json"), ("packs", "pack.schema.json")] {
                for file in try Self.files(name, in: folder) {
                    let text = try String(contentsOf: file, encoding: .utf8)
                    let value = try #require(try compose(yaml: text))
                    let defects = try SchemaNode(schema, in: Fixtures.shipped).defects(of: value)
                    #expect(defects == [], "\(file.lastPathComponent)")
                    guard folder == Fixtures.shipped else { continue }
                    #expect(
                        text.contains("# yaml-language-server: $schema=../\(schema)\n"), "\(file.lastPathComponent)")
                }
            }
        }
    }

    /// Defects that a schema can see; it knows neither what a file declares nor how numbers stand to each other.
    @Test(arguments: [
        "protocol-list", "protocol-unknown-key", "protocol-study-missing", "protocol-ctcae-unknown",
        "protocol-monitoring-from-missing", "protocol-retractions-zero", "protocol-unknown-key-in-rule",
        "protocol-capital-in-id", "protocol-translation-unknown", "protocol-source-missing",
        "protocol-verified-missing", "protocol-verified-not-a-flag", "protocol-sign-off-without-name",
        "protocol-condition-missing", "protocol-two-conditions", "protocol-ends-when-missing",
        "protocol-count-not-a-number", "protocol-lab-term-unknown", "protocol-severity-unknown",
        "protocol-pain-unknown-word", "protocol-empty-list", "protocol-nothing-counted", "protocol-method-unknown",
        "protocol-p0-out-of-range", "protocol-role-unknown",
    ])
    func `a defect of form is one by the schema too`(_ name: String) throws {
        let text = try String(contentsOfFile: Fixtures.path(name), encoding: .utf8)
        let value = try #require(try compose(yaml: text))
        #expect(try !SchemaNode("protocol.schema.json", in: Fixtures.shipped).defects(of: value).isEmpty)
    }

    @Test func `the protocol that every defect was made from is valid`() throws {
        let value = try #require(try compose(yaml: try Fixtures.protocolText()))
        #expect(try SchemaNode("protocol.schema.json", in: Fixtures.shipped).defects(of: value) == [])
    }
}

extension VocabularyUse {
    /// The same use in whatever file and element of a list.
    fileprivate var withoutNumbers: VocabularyUse {
        var use = self
        use.file = ""
        use.path = path.replacing(/\[[0-9]+\]/, with: "[0]")
        return use
    }
}
