// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The package's own files, as the checks read them.
struct SourceTree {
    struct File {
        /// Relative to the package's root, with forward slashes.
        let path: String
        let text: String
        /// Empty for anything but Swift.
        let tokens: [Token]

        init(path: String, text: String) {
            self.path = path
            self.text = text
            tokens = path.hasSuffix(".swift") ? SwiftLexer.tokens(of: text) : []
        }

        var name: String { path.split(separator: "/").last.map(String.init) ?? path }

        var folder: String { path.split(separator: "/").prefix(2).joined(separator: "/") }

        /// The folder below `Sources`, which is the target's name.
        var target: String? {
            let parts = path.split(separator: "/")
            return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
        }
    }

    enum Defect: Error {
        case unreadable(path: String)
    }

    /// Resolved, because a package under development may reach this file through a symbolic link.
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every file below the folders whose name ends in one of the extensions, in the order of their paths.
    static func files(below folders: [String], extensions: Set<String>) throws -> [File] {
        try folders.flatMap { try paths(below: $0) }
            .filter { extensions.contains(URL(fileURLWithPath: $0).pathExtension) }
            .sorted()
            .map(file)
    }

    /// Read and split into tokens once for all checks.
    static func swiftFiles() throws -> [File] { try allSwiftFiles.get() }

    private static let allSwiftFiles = Result { try files(below: ["Sources", "Tests"], extensions: ["swift"]) }

    static func file(_ path: String) throws -> File {
        guard let text = try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8) else {
            throw Defect.unreadable(path: path)
        }
        return File(path: path, text: text)
    }

    /// The names of the folders directly below a folder.
    static func folders(in folder: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
        return names.filter { !$0.hasPrefix(".") && isFolder("\(folder)/\($0)") }.sorted()
    }

    private static func paths(below folder: String) throws -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path) else {
            throw Defect.unreadable(path: folder)
        }
        return walk.compactMap { $0 as? String }.map { "\(folder)/\($0)" }.filter { !isFolder($0) }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        let location = root.appendingPathComponent(path).path
        return FileManager.default.fileExists(atPath: location, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}
