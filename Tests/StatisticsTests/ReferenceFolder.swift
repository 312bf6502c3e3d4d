// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import Testing

/// The published results of other programs, where they lie beside the package.
enum ReferenceFolder {
    /// The folder `stopping-rules` in the one that `VIGIL_REFERENCE` names, else in `shared/reference` beside the
    /// package; nil when there is none.
    static let stoppingRules: URL? = {
        let beside = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "shared/reference")
        let named = ProcessInfo.processInfo.environment["VIGIL_REFERENCE"].map { URL(filePath: $0) }
        let folder = (named ?? beside).appending(path: "stopping-rules")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    static var exists: Bool { stoppingRules != nil }

    /// The rows of one table.
    static func table(_ name: String) throws -> [ReferenceRow] {
        let folder = try #require(stoppingRules)
        let rows = try ReferenceTable(file: folder.appending(path: "\(name).csv")).rows
        try #require(!rows.isEmpty)
        return rows
    }

    /// The rows of one table by design.
    static func tableByDesign(_ name: String) throws -> [String: [ReferenceRow]] {
        Dictionary(grouping: try table(name)) { $0.cells["design_id"] ?? "" }
    }
}

extension ReferenceRow {
    /// A number that may be absent.
    func optionalNumber(_ column: String) -> Double? { cells[column].flatMap(Double.init) }

    /// The binary method of a row with `method` and `param1` to `param4`.
    func binaryMethod() throws -> BinaryMethod {
        switch try text("method") {
        case "Pocock": return .pocock
        case "OBF": return .obrienFleming
        case "WT": return .wangTsiatis(delta: try number("param1"))
        case "BB": return .betaBinomial(try betaPrior())
        case "CC":
            return .chenChaloner(
                try betaPrior(), alternativeProbability: try number("param3"), posteriorAbove: try number("param4"))
        case "SPRT": return .sprt(alternativeProbability: try number("param1"))
        case "MaxSPRT": return .maxSPRT
        case "Power": return .powerFamily(delta: try number("param1"))
        case let other: throw UnknownMethod(name: other)
        }
    }

    struct UnknownMethod: Error { var name: String }

    private func betaPrior() throws -> BetaPrior { try BetaPrior(a: number("param1"), b: number("param2")) }

    /// The binary design of a row, with its looks in the column `ns`, or after every subject.
    func binaryDesign() throws -> BinaryDesign {
        let looks =
            try cells["ns"] == nil
            ? Looks(everySubjectFrom: 1, through: count("n")) : Looks(spelling: text("ns"))
        return try BinaryDesign(
            method: binaryMethod(), looks: looks, nullProbability: number("p0"), alpha: number("alpha"))
    }
}
