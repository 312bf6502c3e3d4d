// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Interchange
import SQLiteStorage
import Storage

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring SDTM files into a follow-up store.",
        discussion: """
            Reads SAS transport v5 (.xpt) and CSV, one file a domain; LB may be split over several files. Importing \
            the same files again changes nothing; importing corrected files is a correction. Rows absent from the \
            files stay, unless --full says that the files hold everything.

            A full import is refused, and changes nothing, if it would delete more than \
            \(ImportOptions.deletionsMax) rows, or more than \(Int(MergeOptions.shareMax * 100)) % and more than \
            \(MergeOptions.shareRowsMin) of a domain's rows, unless --accept-deletions names at least their number. \
            A file of which no row can be used is refused too, with all the others.

            Example: vigil import exports/2024-06-30 --store follow-up.sqlite
            """)

    @Argument(help: "Files, or folders whose .xpt and .csv files are meant.")
    var paths: [String]

    @Option(help: "The follow-up store; it is made if there is none.")
    var store: String

    @Flag(help: "The files hold all rows of their studies and domains: delete rows that are absent.")
    var full = false

    @Option(help: "Let a full import delete this many rows.")
    var acceptDeletions: Int?

    @Option(help: "The files' text encoding: \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")).")
    var encoding: String?

    func validate() throws {
        guard let encoding, TextEncoding(rawValue: encoding) == nil else { return }
        let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("the encoding \(encoding) is not known; choose one of \(known).")
    }

    func run() async throws {
        try await reporting {
            let options = ImportOptions(
                full: full, acceptedDeletions: acceptDeletions, encoding: encoding.flatMap(TextEncoding.init(rawValue:))
            )
            let isNew = !FileManager.default.fileExists(atPath: store)
            do {
                let summary = try importFiles(paths, into: SQLiteFollowUpWriter(path: store), options: options)
                print(summary.text, terminator: "")
            } catch {
                if isNew { removeStore() }
                throw error
            }
        }
    }

    /// An empty store left behind would be watched as one whose subjects are all well.
    private func removeStore() {
        for suffix in ["", "-wal", "-shm"] {
            // What is not there need not be removed.
            try? FileManager.default.removeItem(atPath: store + suffix)
        }
    }
}
