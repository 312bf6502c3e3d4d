// SPDX-License-Identifier: Apache-2.0

import Foundation
import Interchange
import Storage
import Testing
import Trial

/// The CDISC pilot study as SAS transport files, where a copy is at hand.
private enum PilotStudy {
    /// Its archive in the folder VIGIL_REFERENCE names or beside that, else in a `shared` folder beside the package.
    static let archive: URL? = {
        let package = URL(filePath: #filePath).appending(path: "../../..").standardized
        let named = ProcessInfo.processInfo.environment["VIGIL_REFERENCE"].map { URL(filePath: $0) }
        let reference = named ?? package.appending(path: "../shared/reference").standardized
        return [reference, reference.appending(path: "..")]
            .map { $0.appending(path: "data/cdiscpilot/sdtm-xpt.tar.xz").standardized }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    /// Unpacks the study into a folder.
    static func unpack(into folder: String) throws {
        let archive = try #require(archive)
        let tar = Process()
        tar.executableURL = URL(filePath: "/usr/bin/env")
        tar.arguments = ["tar", "-xJf", archive.path, "-C", folder]
        try tar.run()
        tar.waitUntilExit()
        try #require(tar.terminationStatus == 0)
    }
}

@Suite(.enabled(if: PilotStudy.archive != nil))
struct PilotStudyTests {
    @Test func `the pilot study is stored whole, once, and a correction is one change`() throws {
        let folder = try TemporaryFolder()
        try PilotStudy.unpack(into: folder.path)
        let first = try importFiles([folder.path], into: folder.writer())
        let store = try folder.store()
        let wanted: [Domain: Int] = [.dm: 306, .ae: 961, .lb: 59_580, .ex: 591, .cm: 7_510, .vs: 29_643, .ds: 596]
        let inserted = first.files.map(\.domains).reduce(into: [Domain: Int]()) { sums, domains in
            for (domain, counts) in domains { sums[domain, default: 0] += counts.inserted }
        }
        #expect(inserted == wanted)
        #expect(first.defects.isEmpty)
        let subjects = try store.subjects(study: "CDISCPILOT01")
        #expect(subjects.count == 306)
        let records = try subjects.map { try store.record(study: "CDISCPILOT01", subject: $0) }
        #expect(records.map(\.labResults.count).reduce(0, +) == 59_580)
        #expect(records.allSatisfy { $0.defects.isEmpty && $0.demographics != nil })
        #expect(records.contains { $0.labResults.contains { $0.value == .below(2.2204) } })

        let head = try store.head()
        let again = try importFiles([folder.path], into: folder.writer(), options: ImportOptions(full: true))
        #expect(again.total == WriteCounts(unchanged: wanted.values.reduce(0, +)))
        #expect(try store.head() == head)
        try correctOneRow(of: folder, store: store, head: head)
    }

    /// Sends one subject's haematology again, renumbered, with one value corrected.
    private func correctOneRow(of folder: TemporaryFolder, store: any FollowUpStore, head: Int64) throws {
        let file = try XPORTReader(path: folder.path + "/lbhe.xpt", encoding: nil)
        var lines = [file.variables.joined(separator: ",")]
        let sequence = try #require(file.variables.firstIndex(of: "LBSEQ"))
        let result = try #require(file.variables.firstIndex(of: "LBSTRESN"))
        try file.forEachRow { row in
            guard var values = row.values, values.contains("01-701-1015") else { return }
            values[sequence] = "9\(values[sequence])"
            if lines.count == 10 { values[result] = "0.5" }
            lines.append(values.map { "\"\($0)\"" }.joined(separator: ","))
        }
        let path = try folder.file("corrected.csv", lines.joined(separator: "\n"))
        let summary = try importFiles([path], into: folder.writer())
        #expect(summary.total == WriteCounts(updated: 1, unchanged: lines.count - 2))
        let changes = try store.changes(study: "CDISCPILOT01", after: head, through: .max, limit: 9)
        #expect(changes.map(\.operation) == [.update])
    }
}
