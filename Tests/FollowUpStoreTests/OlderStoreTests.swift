// SPDX-License-Identifier: Apache-2.0

import SQLiteStorage
import Storage
import Testing
import Trial

/// Stores made before DM kept PJPRISK, LB kept LBFAST and CM kept CMSTAT, CMOCCUR and CMREASND.
struct OlderStoreTests {
    private static let notGiven = SDTMRow(
        domain: .cm,
        values: [
            "STUDYID": "T-1", "USUBJID": "S-001", "CMTRT": "ASPIRIN", "CMDTC": "2024-01-08", "CMOCCUR": "N",
            "CMSTAT": "", "CMREASND": "ALLERGY",
        ])

    private func olderStore() throws -> TemporaryStore {
        let temporary = try TemporaryStore()
        let unchanged = SDTMRow(
            domain: .cm, values: ["STUDYID": "T-1", "USUBJID": "S-001", "CMTRT": "ASPIRIN", "CMDTC": "2024-01-08"])
        _ = try temporary.writer.apply([plateletCount(["LBSTRESN": "24"]), unchanged])
        var statements = ["PRAGMA user_version = 1"]
        for table in FollowUpTable.all {
            let later = table.columns.filter { $0.schema > 1 }
            guard !later.isEmpty else { continue }
            for moment in [
                "before_insert", "after_insert", "before_key_update", "after_key_update",
                "after_value_update", "after_delete",
            ] {
                statements.append("DROP TRIGGER \(table.name)_\(moment)")
            }
            statements += later.map { "ALTER TABLE \(table.name) DROP COLUMN \($0.name)" }
            // Any trigger of the old name, which a migration must take away.
            statements.append(
                """
                CREATE TRIGGER \(table.name)_after_delete AFTER DELETE ON \(table.name) BEGIN
                    SELECT RAISE(ABORT, 'old');
                END
                """)
        }
        try temporary.execute(statements.joined(separator: ";\n"))
        return temporary
    }

    @Test func `an older store is read without the columns that came since`() throws {
        let temporary = try olderStore()
        let record = try temporary.store().record(study: "T-1", subject: "S-001")
        #expect(record.labResults.map(\.value) == [.number(24)])
        #expect(record.labResults.map(\.isFasting) == [nil])
        #expect(record.medications.map(\.occurred) == [.unknown])
        #expect(record.medications.map(\.isCourse) == [true])
    }

    @Test func `a writer brings an older store to this version, under a reader that has it open`() throws {
        let temporary = try olderStore()
        let store = try temporary.store()
        let (identity, head) = (try store.identity(), try store.head())
        #expect(try store.record(study: "T-1", subject: "S-001").medications.map(\.isCourse) == [true])

        let writer = try SQLiteFollowUpWriter(path: temporary.path)
        #expect(try store.identity() == identity)
        #expect(try store.head() == head)
        let counts = try writer.apply([Self.notGiven, plateletCount(["LBSTRESN": "24", "LBFAST": "Y"])])
        #expect(counts == WriteCounts(updated: 2))

        let record = try store.record(study: "T-1", subject: "S-001")
        #expect(record.medications.map(\.isCourse) == [false])
        #expect(record.medications.map(\.reasonNotGiven) == ["ALLERGY"])
        #expect(record.labResults.map(\.isFasting) == [true])
        #expect(try writer.pragma("user_version") == "\(FollowUpSQL.schemaVersion)")
        #expect(try writer.delete([Self.notGiven]) == WriteCounts(deleted: 1))
        #expect(
            try temporary.feed(after: head, former: ["CMREASND"]) == [
                #"update S-001 cm ["ASPIRIN","","","","2024-01-08"] CMREASND=none"#,
                #"update S-001 lb ["PLAT","BLOOD","2024-01-08T08:30","","","","",""] CMREASND=none"#,
                #"delete S-001 cm ["ASPIRIN","","","","2024-01-08"] CMREASND=ALLERGY"#,
            ])
    }

    @Test(arguments: [
        (["CMOCCUR": "N"], false), (["CMOCCUR": "Y"], true), (["CMOCCUR": "U"], true), ([:], true),
        (["CMSTAT": "NOT DONE"], false), (["CMSTAT": "not done", "CMOCCUR": ""], false),
    ])
    func `a row of CM is a course unless it says that nothing was given or asked`(
        values: [String: String], isCourse: Bool
    ) throws {
        let temporary = try TemporaryStore()
        let row = SDTMRow(
            domain: .cm,
            values: ["STUDYID": "T-1", "USUBJID": "S-001", "CMTRT": "Aspirin", "CMDTC": "2024-01-08"]
                .merging(values) { $1 })
        _ = try temporary.writer.apply([row])
        let medication = try #require(
            try temporary.store().record(study: "T-1", subject: "S-001").medications.first)
        #expect(medication.isCourse == isCourse)
        #expect(medication.noted == ClinicalDate(sdtm: "2024-01-08"))
    }

    @Test(arguments: [("Y", true), ("N", false), ("U", nil), ("", nil)])
    func `whether the subject had fasted comes from LBFAST`(text: String, wanted: Bool?) throws {
        let temporary = try TemporaryStore()
        _ = try temporary.writer.apply([plateletCount(["LBSTRESN": "24", "LBFAST": text])])
        let record = try temporary.store().record(study: "T-1", subject: "S-001")
        #expect(record.labResults.map(\.isFasting) == [wanted])
    }
}
