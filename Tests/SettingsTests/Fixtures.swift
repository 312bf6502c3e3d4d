// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rules
import Settings
import Testing

/// Configuration files beside this one, and texts made from them.
enum Fixtures {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
    /// `Config` of the project.
    static let shipped = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Config")

    static func path(_ name: String) -> String {
        folder.appendingPathComponent("\(name).yaml").path
    }

    /// The faults that loading a fixture meets: a protocol file, or a `vigil.yaml` where the name says so.
    static func faults(_ name: String) -> [ConfigurationFault] {
        do throws(ConfigurationFaults) {
            if name.hasPrefix("protocol") {
                _ = try loadProtocol(at: path(name))
            } else {
                _ = try loadSettings(at: path(name), secrets: .from(credentialsFolder: nil))
            }
            return []
        } catch {
            return error.faults
        }
    }

    /// The protocol of a text, by way of a file of its own, which has the shipped packs beside it.
    static func loaded(_ text: String) throws -> StudyProtocol {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigil-\(UUID().uuidString)")
        let protocols = folder.appendingPathComponent("protocols")
        try FileManager.default.createDirectory(at: protocols, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createSymbolicLink(
            at: folder.appendingPathComponent("packs"),
            withDestinationURL: shipped.appendingPathComponent("packs"))
        let file = protocols.appendingPathComponent("protocol.yaml")
        try Data(text.utf8).write(to: file)
        return try loadProtocol(at: file.path)
    }

    /// The text of the protocol without fault, that every defect was made from.
    static func protocolText() throws -> String {
        try String(contentsOfFile: path("protocol"), encoding: .utf8)
    }
}
