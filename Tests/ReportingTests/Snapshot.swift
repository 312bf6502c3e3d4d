// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Compares a rendering with the file kept for it; `RECORD_SNAPSHOTS=1` writes the file and fails, so that a
/// recording never passes for a test.
func expectSnapshot(_ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")
    let file = folder.appending(path: name)
    guard ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == nil else {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        Issue.record(
            "recorded \(name); read it, and run again without RECORD_SNAPSHOTS", sourceLocation: sourceLocation)
        return
    }
    let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let (found, wanted) = (lines(of: text), lines(of: kept))
    let different = zip(found, wanted).enumerated().first { $1.0 != $1.1 }
    let summary: Comment =
        if let different {
            "line \(different.offset + 1) is “\(different.element.0)”, kept is “\(different.element.1)”"
        } else {
            "\(found.count) lines, kept are \(wanted.count)"
        }
    #expect(text == kept, summary, sourceLocation: sourceLocation)
}

private func lines(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
}
