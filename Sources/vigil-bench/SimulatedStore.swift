// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLiteStorage
import Simulation
import Storage

/// A follow-up store that holds a whole simulated trial: about 100,000 laboratory rows of 211 subjects.
enum SimulatedStore {
    /// The store of a folder, which is made by the first benchmark that asks for it; do not write into it.
    static func shared(in folder: URL) throws -> String {
        let path = folder.appending(path: "simulated.sqlite").path
        if !FileManager.default.fileExists(atPath: path) { try fill(path) }
        return path
    }

    /// A copy of the store that may be written into.
    static func copy(in folder: URL, named name: String) throws -> String {
        let path = folder.appending(path: name).path
        try FileManager.default.copyItem(atPath: try shared(in: folder), toPath: path)
        return path
    }

    /// Writes the rows as they stood in the end; what corrections replaced on the way is left out.
    private static func fill(_ path: String) throws {
        let trial = SimulatedTrial(
            seed: 1, subjects: SimulatedTrial.enrolment, start: SimulatedTrial.firstDay, end: SimulatedTrial.lastDay)
        let writer = try SQLiteFollowUpWriter(path: path)
        _ = try writer.merge(MergeOptions(full: false, deletionsMax: 0)) { stage in
            var rows: [StagedRow] = []
            for (place, write) in trial.writes().enumerated() {
                if case .upsert(let row) = write.operation {
                    rows.append(StagedRow(row: row, file: 0, place: place))
                }
            }
            try stage.add(rows)
        }
    }
}
