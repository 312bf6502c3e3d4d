// SPDX-License-Identifier: Apache-2.0

/// What one target may import: targets of this package, and modules from outside it.
struct Layer {
    var target: String
    var uses: Set<String>
    var external: Set<String>
}

/// The architecture as a table, top down: a target may use only what stands above it.
enum Layers {
    /// Values in, values out: no clock, file, socket or log.
    static let core: Set<String> = ["Statistics", "Trial", "CTCAE", "Rules", "Alerting", "Channels", "Reporting"]

    static let table: [Layer] = [
        Layer(target: "CBoostMath", uses: [], external: []),
        Layer(target: "Statistics", uses: ["CBoostMath"], external: ["Foundation"]),
        Layer(target: "Trial", uses: [], external: []),
        Layer(target: "CTCAE", uses: ["Trial"], external: ["Foundation"]),
        Layer(target: "Rules", uses: ["Trial", "CTCAE", "Statistics"], external: []),
        Layer(target: "Alerting", uses: ["Trial", "Rules"], external: []),
        Layer(
            target: "Channels", uses: ["Trial", "CTCAE", "Rules", "Alerting"],
            external: ["Crypto", "FoundationEssentials"]),
        Layer(target: "Reporting", uses: core.subtracting(["Reporting"]), external: []),
        Layer(target: "Settings", uses: core, external: system.union(["Yams"])),
        Layer(target: "Storage", uses: core, external: system),
        Layer(target: "SQLiteStorage", uses: core.union(["Storage"]), external: system.union(sqlite)),
        Layer(target: "Interchange", uses: ["Trial", "CTCAE", "Storage"], external: system),
        Layer(target: "Simulation", uses: ["Trial", "Storage"], external: system),
        Layer(target: "Replay", uses: core.union(["Settings", "Storage"]), external: []),
        Layer(target: "CCurl", uses: [], external: []),
        Layer(target: "Delivery", uses: ["Channels", "CCurl"], external: system),
        Layer(target: "Receiver", uses: ["Channels"], external: system.union(["FlyingFox", "FlyingSocks"])),
        Layer(target: "Surveillance", uses: core.union(["Storage"]), external: system.union(services)),
    ]

    /// The programs: the only places that name an adapter, so they may use every target above.
    static let programs: Set<String> = ["vigil", "vigil-bench", "Benchmarks"]

    /// Modules of the toolchain that touch the world.
    private static let system: Set<String> = [
        "Foundation", "FoundationEssentials", "Synchronization", "Glibc", "Dispatch",
    ]
    private static let sqlite: Set<String> = ["GRDB", "GRDBSQLite", "Crypto"]
    private static let services: Set<String> = ["ServiceLifecycle", "UnixSignals", "Logging", "Metrics"]
    /// Modules that belong to tests alone.
    private static let testing: Set<String> = ["Testing", "XCTest"]

    /// Modules that come with Swift, so that no target declares them.
    static let toolchain = system.union(testing)

    /// The modules a target imports against the table.
    static func findings(in files: [SourceTree.File]) -> [Finding] {
        files.flatMap { file in
            ImportStatement.all(in: file).compactMap { statement in
                refusal(of: statement.module, by: file.target ?? "").map {
                    Finding(path: file.path, line: statement.line, message: $0)
                }
            }
        }
    }

    /// Why a target may not import a module; nil if it may.
    static func refusal(of module: String, by target: String) -> String? {
        if programs.contains(target) {
            return testing.contains(module) ? "\(target) is a product and may not import \(module)" : nil
        }
        guard let layer = table.first(where: { $0.target == target }) else {
            return "\(target) has no row in Layers.table; add one that says what it may import"
        }
        guard layer.uses.contains(module) || layer.external.contains(module) else {
            let allowed = layer.uses.union(layer.external).sorted().joined(separator: ", ")
            return "\(target) may not import \(module); it may use: \(allowed)"
        }
        return nil
    }
}
