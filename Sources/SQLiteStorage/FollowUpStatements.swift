// SPDX-License-Identifier: Apache-2.0

import Storage
import Trial

/// One domain's statements, built once because they are looked up for every row or subject.
struct FollowUpStatements {
    /// Reads a subject's rows.
    let record: String
    /// Writes a row.
    let upsert: String
    /// Deletes a row.
    let delete: String
    /// Puts a row on the stage of an import.
    let stage: String

    /// The statements of a domain.
    static func of(_ domain: Domain) -> FollowUpStatements {
        all[domain] ?? FollowUpStatements(.of(domain))
    }

    private static let all = Dictionary(
        uniqueKeysWithValues: Domain.allCases.map { ($0, FollowUpStatements(.of($0))) })

    private init(_ table: FollowUpTable) {
        record = FollowUpSQL.record(table)
        upsert = FollowUpSQL.upsert(table)
        delete = FollowUpSQL.delete(table)
        // After the columns stand the file and the place a row comes from, and its fate, which is still open.
        let values = (1...(table.columns.count + 2)).map { "$\($0)" }.joined(separator: ", ")
        stage = "INSERT INTO temp.stage_\(table.name) VALUES (\(values), '')"
    }
}
