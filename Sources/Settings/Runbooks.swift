// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The pages that say what to do when an alert is raised.
struct Runbooks {
    /// The folder they are in.
    let folder: String
    /// Their names without `.md`, in alphabetical order.
    let pages: [String]

    /// The pages in the folder `Runbooks` beside or above a configuration folder, else where this program was
    /// installed with its pages; nil where there is neither.
    init?(near configurationFolder: String) {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let installed = resolve("../share/vigil/Runbooks", in: parentFolder(of: program))
        for candidate in ["../Runbooks", "../../Runbooks", installed] {
            let folder = resolve(candidate, in: configurationFolder)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let pages = names.filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()
            if !pages.isEmpty {
                self.folder = folder
                self.pages = pages
                return
            }
        }
        return nil
    }
}

/// A path as seen from a folder; an absolute one stays as it is.
func resolve(_ path: String, in folder: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    return URL(fileURLWithPath: folder, isDirectory: true).appendingPathComponent(path).standardizedFileURL.path
}
