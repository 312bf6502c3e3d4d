// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct LayerTests {
    @Test func `every import in the sources is one its layer allows`() throws {
        let files = try SourceTree.swiftFiles().filter { $0.target != nil }
        #expect(!files.isEmpty)
        expectNone(Layers.findings(in: files))
    }

    @Test func `Package.swift declares only arrows that run downwards`() throws {
        let manifest = Manifest(text: try SourceTree.file("Package.swift").text)
        #expect(manifest.targets.count > 10)
        expectNone(manifest.layerFindings())
    }

    @Test func `every import is declared, and every declared target is imported`() throws {
        let manifest = Manifest(text: try SourceTree.file("Package.swift").text)
        let files = try SourceTree.swiftFiles()
        expectNone(manifest.orphans(among: files))
        expectNone(manifest.undeclaredImports(in: files))
        expectNone(manifest.unusedDependencies(in: files))
    }

    @Test func `the table of layers itself runs downwards`() {
        var above: Set<String> = []
        for layer in Layers.table {
            #expect(layer.uses.isSubset(of: above), "\(layer.target) uses a target that stands below it")
            above.insert(layer.target)
        }
        #expect(Layers.core.isSubset(of: above))
    }

    @Test(arguments: [
        ("Trial", "import Foundation", true),
        ("Trial", "// import Foundation", false),
        ("Trial", "let text = \"import Foundation\"", false),
        ("Statistics", "package import Trial", true),
        ("Rules", "package import Trial", false),
        ("Rules", "internal import struct Alerting.Alert", true),
        ("Rules", "import SQLiteStorage", true),
        ("Delivery", "import Storage", true),
        ("Newcomer", "import Trial", true),
        ("vigil", "import SQLiteStorage", false),
        ("vigil", "import Testing", true),
    ])
    func `an import outside the layer is found`(target: String, text: String, isFound: Bool) {
        let file = SourceTree.File(path: "Sources/\(target)/Example.swift", text: text)
        #expect(Layers.findings(in: [file]).isEmpty != isFound)
    }

    private static let manifest = """
        let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
        func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
            .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
        }
        let package = Package(
            products: [.executable(name: "vigil", targets: ["vigil"])],
            dependencies: [.package(url: "https://example.org/GRDB.swift", exact: "7.10.0")],
            targets: [
                .target(name: "Rules", dependencies: ["Trial", "Alerting"], swiftSettings: settings),
                module("Trial"),
                .target(
                    name: "SQLiteStorage",
                    dependencies: [.target(name: "Trial"), .product(name: "GRDBSQLite", package: "GRDB.swift")],
                    path: "Sources/SQLite"
                ),
                module("Interchange", ["Trial", grdb]),
                tests("RulesTests", ["Rules"]),
            ]
        )
        """

    @Test func `a manifest's targets are read in order, with path and dependencies`() {
        let targets = Manifest(text: Self.manifest).targets
        #expect(targets.map(\.name) == ["Rules", "Trial", "SQLiteStorage", "Interchange", "RulesTests"])
        let dependencies = [["Trial", "Alerting"], [], ["Trial", "GRDBSQLite"], ["Trial", "GRDB"], ["Rules"]]
        #expect(targets.map(\.dependencies) == dependencies)
        let folders = [
            "Sources/Rules", "Sources/Trial", "Sources/SQLite", "Sources/Interchange", "Tests/RulesTests",
        ]
        #expect(targets.map(\.folder) == folders)
    }

    @Test func `an arrow upwards and one the table refuses are both found`() {
        let messages = Manifest(text: Self.manifest).layerFindings().map(\.message)
        #expect(messages.count == 3)
        #expect(messages.contains { $0.hasPrefix("Rules is declared above Trial") })
        #expect(messages.contains { $0.hasPrefix("Rules may not import Alerting") })
        #expect(messages.contains { $0.hasPrefix("Interchange may not import GRDB") })
    }

    @Test func `an undeclared import, an unused dependency and an orphan file are found`() {
        let manifest = Manifest(text: Self.manifest)
        let files = [
            SourceTree.File(path: "Sources/Rules/A.swift", text: "import Trial\nimport GRDB\nimport Alerting"),
            SourceTree.File(path: "Sources/Trial/B.swift", text: "import Foundation"),
            SourceTree.File(path: "Sources/Lost/C.swift", text: ""),
            SourceTree.File(path: "Tests/RulesTests/D.swift", text: "import Testing"),
        ]
        #expect(
            manifest.undeclaredImports(in: files).map(\.description) == [
                "Sources/Rules/A.swift:2: Rules imports GRDB without declaring it"
            ])
        #expect(manifest.orphans(among: files).map(\.path) == ["Sources/Lost"])
        #expect(
            manifest.unusedDependencies(in: files).map(\.description) == [
                "Package.swift:17: RulesTests declares Rules and imports it nowhere"
            ])
    }
}
