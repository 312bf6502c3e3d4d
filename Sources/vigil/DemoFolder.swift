// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where a demonstration keeps its stores, configuration and digest.
struct DemoFolder {
    let folder: URL
    let protocolFile: URL

    var store: String { folder.appending(path: "follow-up.sqlite").path }
    var ledger: String { folder.appending(path: "ledger.sqlite").path }
    var digest: URL { folder.appending(path: "digest.html") }
    var configuration: URL { folder.appending(path: "vigil.yaml") }

    /// Makes an empty folder for a demonstration.
    ///
    /// - Throws: `DemoFolderError` when the folder has files of an earlier run, or no protocol is found.
    init(at path: String?, protocolPath: String?) throws {
        let files = FileManager.default
        folder =
            path.map { URL(filePath: $0) }
            ?? files.temporaryDirectory.appending(path: "vigil-demo-\(UUID().uuidString)")
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        guard let found = protocolPath.map({ URL(filePath: $0) }) ?? DemoFolder.shippedProtocol() else {
            throw DemoFolderError.noProtocol
        }
        protocolFile = found
        for file in [store, ledger] where files.fileExists(atPath: file) {
            throw DemoFolderError.notEmpty(folder: folder.path)
        }
    }

    /// The configuration of a demonstration: one study, one local receiver that hears of what is urgent.
    func writeConfiguration(receiverURL: String, secret: String) throws {
        let secretFile = folder.appending(path: "secret")
        try (secret + "\n").write(to: secretFile, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secretFile.path)
        let text = """
            # Written by `vigil demo`; the receiver listens on this machine for as long as the demonstration runs.
            ledger: \(ledger)
            poll_interval_seconds: 1
            studies:
              - protocol: \(protocolFile.path)
                store: \(store)
            receivers:
              - name: local
                url: \(receiverURL)
                allow_http: true
                secret_file: secret
                severity_min: urgent
                payload: coded
                language: en

            """
        try text.write(to: configuration, atomically: true, encoding: .utf8)
    }

    /// The protocol beside this program: in the source tree it was built from, or where a package puts it.
    private static func shippedProtocol() -> URL? {
        let name = "Config/protocols/nct04217967.yaml"
        let executable = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let parents = sequence(first: executable.deletingLastPathComponent()) { folder in
            folder.path == "/" ? nil : folder.deletingLastPathComponent()
        }
        let folders =
            [URL(filePath: FileManager.default.currentDirectoryPath)] + Array(parents)
            + [URL(filePath: "/usr/share/vigil"), URL(filePath: "/usr/local/share/vigil")]
        return folders.map { $0.appending(path: name) }.first { FileManager.default.fileExists(atPath: $0.path) }
    }
}

/// Why a demonstration cannot begin.
enum DemoFolderError: Error, CustomStringConvertible {
    case noProtocol
    case notEmpty(folder: String)

    var description: String {
        switch self {
        case .noProtocol:
            "no protocol file was found beside this program; name one with --protocol"
        case .notEmpty(let folder):
            "\(folder) holds the stores of an earlier demonstration; remove them or choose another folder"
        }
    }
}
