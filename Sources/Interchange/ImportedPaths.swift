// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The files that paths name, each once: a folder stands for its importable files, in the order of their names.
func importedPaths(_ paths: [String]) throws(InterchangeError) -> [String] {
    var found: [String] = []
    for path in paths {
        guard let names = try folderContents(path) else {
            found.append(path)
            continue
        }
        let files = names.filter { ["xpt", "csv"].contains(fileExtension($0)) && !$0.hasPrefix(".") }.sorted()
        guard !files.isEmpty else { throw .nothingToImport(path: path) }
        found += files.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }
}

/// The names in a folder, or nil when the path is no folder.
private func folderContents(_ path: String) throws(InterchangeError) -> [String]? {
    guard let folder = opendir(path) else {
        guard errno != ENOTDIR else { return nil }
        throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
        names.append(
            withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            })
    }
    return names
}
