// SPDX-License-Identifier: Apache-2.0

import Interchange
import Storage
import Testing
import Trial

struct ImportTests {
    private static let demographics = "STUDYID,DOMAIN,USUBJID,SITEID\nT-1,DM,S-001,03\nT-1,DM,S-002,03\n"
    private static let header = "STUDYID,DOMAIN,USUBJID,LBSEQ,LBTESTCD,LBDTC,LBSTRESN,LBTEST\n"
    private static let laboratory =
        header + "T-1,LB,S-001,1,PLAT,2024-01-08,24,Platelets\nT-1,LB,S-001,2,PLAT,2024-01-15,90,Platelets\n"
        + "T-1,LB,S-002,1,PLAT,2024-01-08,210,Platelets\n"

    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.file("dm.csv", ImportTests.demographics)
        try folder.file("lb.csv", ImportTests.laboratory)
        _ = try importFiles([folder.path], into: folder.writer())
        return folder
    }

    @Test func `files are stored and what is not kept is told`() throws {
        let folder = try TemporaryFolder()
        try folder.file("dm.csv", ImportTests.demographics)
        try folder.file("lb.csv", ImportTests.laboratory)
        try folder.file("mh.csv", "STUDYID,DOMAIN,USUBJID,MHTERM\nT-1,MH,S-001,Gout\n")
        let summary = try importFiles([folder.path], into: folder.writer())
        #expect(summary.files.map(\.rowsRead) == [2, 3, 1])
        #expect(summary.files[1].domains == [.lb: WriteCounts(inserted: 3)])
        #expect(summary.files[1].variablesNotKept == ["LBTEST"])
        #expect(summary.files[2].domainsNotKept == ["MH": 1])
        #expect(summary.defects.isEmpty)
        #expect(
            try folder.store().record(study: "T-1", subject: "S-001").labResults.map(\.value) == [
                .number(24), .number(90),
            ])
    }

    @Test func `the same files again change nothing`() throws {
        let folder = try folder()
        let head = try folder.store().head()
        let summary = try importFiles([folder.path], into: folder.writer(), options: ImportOptions(full: true))
        #expect(summary.total == WriteCounts(unchanged: 5))
        #expect(try folder.store().head() == head)
    }

    @Test func `renumbered rows are the same rows`() throws {
        let folder = try folder()
        let head = try folder.store().head()
        try folder.file("lb.csv", ImportTests.laboratory.replacing(",1,PLAT", with: ",71,PLAT"))
        let summary = try importFiles([folder.path], into: folder.writer())
        #expect(summary.total == WriteCounts(unchanged: 5))
        #expect(try folder.store().head() == head)
        #expect(try folder.store().record(study: "T-1", subject: "S-002").labResults.first?.sequence == 71)
    }

    @Test func `a corrected row is one change`() throws {
        let folder = try folder()
        let head = try folder.store().head()
        try folder.file("lb.csv", ImportTests.laboratory.replacing(",24,", with: ",240,"))
        let summary = try importFiles([folder.path], into: folder.writer())
        #expect(summary.total == WriteCounts(updated: 1, unchanged: 4))
        let changes = try folder.store().changes(study: "T-1", after: head, through: .max, limit: 9)
        #expect(changes.map(\.operation) == [.update])
        #expect(changes.map(\.subject) == ["S-001"])
    }

    @Test func `a row absent from the files is kept unless they are complete`() throws {
        let folder = try folder()
        let shorter = ImportTests.laboratory.split(separator: "\n").dropLast(2).joined(separator: "\n") + "\n"
        let path = try folder.file("lb.csv", shorter)
        let kept = try importFiles([path], into: folder.writer())
        #expect(kept.absentButKept == [.lb: 1])
        #expect(kept.deleted.isEmpty)
        let deleted = try importFiles([path], into: folder.writer(), options: ImportOptions(full: true))
        #expect(deleted.deleted == [.lb: 2])
        #expect(deleted.total == WriteCounts(unchanged: 1, deleted: 2))
        #expect(try folder.store().record(study: "T-1", subject: "S-002").demographics != nil)
    }

    @Test(arguments: [(nil, false), (1, false), (2, true), (9, true)] as [(Int?, Bool)])
    func `deletions above the limit need to be accepted by number`(accepted: Int?, isDone: Bool) throws {
        let folder = try folder()
        let head = try folder.store().head()
        let path = try folder.file("lb.csv", ImportTests.header + "T-1,LB,S-001,1,PLAT,2024-01-08,240,Platelets\n")
        let options = ImportOptions(full: true, deletionsMax: 1, acceptedDeletions: accepted)
        if isDone {
            #expect(try importFiles([path], into: folder.writer(), options: options).deleted == [.lb: 2])
        } else {
            #expect(throws: FollowUpStoreError.tooManyDeletions(absent: [.lb: 2], deletionsMax: 1)) {
                try importFiles([path], into: folder.writer(), options: options)
            }
            #expect(try folder.store().head() == head)
        }
    }

    @Test func `a file that cannot be read leaves the store as it was`() throws {
        let folder = try folder()
        let head = try folder.store().head()
        try folder.file("lb.csv", ImportTests.laboratory.replacing(",24,", with: ",240,"))
        try folder.file("vs.csv", "STUDYID,USUBJID,VSTESTCD\nT-1,S-001,\"TEMP\n")
        #expect(throws: InterchangeError.self) { try importFiles([folder.path], into: folder.writer()) }
        #expect(try folder.store().head() == head)
    }

    @Test func `rows of one key with different contents are settled without regard to their order`() throws {
        let rows = ["T-1,LB,S-001,1,PLAT,2024-01-08,24,a", "T-1,LB,S-001,2,PLAT,2024-01-08,240,b"]
        for rows in [rows, rows.reversed()] {
            let folder = try TemporaryFolder()
            try folder.file("dm.csv", ImportTests.demographics)
            let first = try folder.file("lb1.csv", ImportTests.header + rows[0] + "\n")
            let second = try folder.file("lb2.csv", ImportTests.header + rows[1] + "\n")
            let summary = try importFiles([folder.path + "/dm.csv", first, second], into: folder.writer())
            #expect(summary.total == WriteCounts(inserted: 3))
            let (left, kept) = rows[0].contains(",24,") ? (first, second) : (second, first)
            #expect(summary.defects.map(\.value.places) == [["\(left):2, kept is \(kept):2"]])
            #expect(summary.text.hasSuffix("\n1 row was not taken: 1 with the key of another row and other contents\n"))
            #expect(summary.defects.keys.map(\.reason) == [.duplicateKey])
            let results = try folder.store().record(study: "T-1", subject: "S-001").labResults
            #expect(results.map(\.value) == [.number(240)])
        }
    }

    @Test func `a row repeated word for word is no defect`() throws {
        let folder = try TemporaryFolder()
        let row = "T-1,LB,S-001,1,PLAT,2024-01-08,24,a\n"
        try folder.file("dm.csv", ImportTests.demographics)
        try folder.file("lb.csv", ImportTests.header + row + row.replacing(",1,PLAT", with: ",9,PLAT"))
        let summary = try importFiles([folder.path], into: folder.writer())
        #expect(summary.files[1].repeated == 1)
        #expect(summary.total.inserted == 3)
        #expect(summary.defects.isEmpty)
    }

    @Test func `defects are counted by kind with their first places`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file(
            "lb.csv",
            ImportTests.header
                + "T-1,LB,S-001,1,PLAT,2024-02-30,24,a\n"
                + "T-1,LB,S-001,2,PLAT,2024-01-15,clotted,a\n"
                + "T-1,LB,,3,PLAT,2024-01-15,24,a\n"
                + "T-1,LB,S-001,4\n"
                + (1...5).map { "T-1,LB,S-00\($0),4,HGB,2024-13-0\($0),9,a\n" }.joined())
        let summary = try importFiles([path], into: folder.writer())
        func places(_ reason: RowDefect.Reason, _ variable: String) -> ImportSummary.Defects? {
            summary.defects.first { $0.key.reason == reason && $0.key.variable == variable }?.value
        }
        #expect(places(.impossibleDate, "LBDTC")?.count == 6)
        #expect(places(.impossibleDate, "LBDTC")?.places == ["\(path):2", "\(path):6", "\(path):7"])
        #expect(places(.notANumber, "LBSTRESN")?.places == ["\(path):3"])
        #expect(places(.missingValue, "USUBJID")?.places == ["\(path):4"])
        #expect(places(.malformedRow, "")?.places == ["\(path):5"])
        #expect(places(.subjectNotInDemographics, "USUBJID")?.count == 5)
        #expect(summary.files[0].rowsRead == 9)
        #expect(summary.total == WriteCounts(inserted: 7))
        #expect(try folder.store().record(study: "T-1", subject: "S-001").labResults.count == 3)
        #expect(summary.text.contains("impossibleDate: LB LBDTC: 6 (\(path):2, \(path):6, \(path):7, …)"))
        #expect(!summary.text.contains("clotted"))
        let last =
            "\n2 rows were not taken: 1 with another number of fields than the header, 1 without STUDYID or USUBJID\n"
        #expect(summary.text.hasSuffix(last), "\(summary.text)")
    }

    @Test(
        arguments: [
            ("STUDYID;USUBJID;LBTESTCD\nT-1;S-001;PLAT\n", "the separator looks like ;"),
            ("STUDYID\tUSUBJID\n", "the separator looks like a tab"),
            ("STUDYID,SUBJID,LBTESTCD\nT-1,S-001,PLAT\n", "missing column USUBJID;"),
            ("LBTESTCD,LBDTC\nPLAT,2024-01-08\n", "missing column STUDYID and USUBJID;"),
            ("STUDYID,USUBJID,LBTESTCD\nT-1,S-001\n", "no row was taken of 1: 1 with another number of fields"),
            ("STUDYID,USUBJID,LBTESTCD\nT-1,,PLAT\n", "no row was taken of 1: 1 without STUDYID or USUBJID"),
            ("STUDYID,USUBJID,REMARK\nT-1,S-001,a\n", "no row was taken of 1: 1 of a domain that nothing tells"),
        ])
    func `a file of which nothing can be used stops the import`(text: String, words: String) throws {
        let folder = try folder()
        let head = try folder.store().head()
        let path = try folder.file("lb.csv", text)
        let error = #expect(throws: InterchangeError.self) { try importFiles([path], into: folder.writer()) }
        #expect(error?.description.hasPrefix("\(path): ") == true && error?.description.contains(words) == true)
        #expect(try folder.store().head() == head)
    }

    @Test(arguments: ["STUDYID,USUBJID,LBTESTCD\n", "STUDYID,DOMAIN,USUBJID,MHTERM\nT-1,MH,S-001,Gout\n"])
    func `a file without rows, or of a domain that is not read, is no fault`(text: String) throws {
        let folder = try TemporaryFolder()
        let summary = try importFiles([folder.file("lb.csv", text)], into: folder.writer())
        #expect(summary.total == WriteCounts())
        let isTold = summary.text.contains("MH: 1 row not kept: the monitor does not read this domain")
        #expect(isTold == text.contains("MH"))
    }

    @Test(arguments: [(40, nil, true), (39, nil, false), (39, 10, false), (39, 11, true)] as [(Int, Int?, Bool)])
    func `a full import that lacks a fifth of a domain is not taken for whole`(
        rowsLeft: Int, accepted: Int?, isDone: Bool
    ) throws {
        let folder = try TemporaryFolder()
        let rows = (1...50).map { "T-1,LB,S-001,\($0),PLAT,2024-01-08T08:\($0 + 9),24,a\n" }
        _ = try importFiles([folder.file("lb.csv", ImportTests.header + rows.joined())], into: folder.writer())
        let path = try folder.file("lb.csv", ImportTests.header + rows.prefix(rowsLeft).joined())
        let options = ImportOptions(full: true, acceptedDeletions: accepted)
        if isDone {
            #expect(try importFiles([path], into: folder.writer(), options: options).deleted == [.lb: 50 - rowsLeft])
        } else {
            #expect(throws: FollowUpStoreError.tooLargeShareDeleted(absent: [.lb: 11], domain: .lb, stored: 50)) {
                try importFiles([path], into: folder.writer(), options: options)
            }
        }
    }

    @Test func `supplemental qualifiers join their rows, and a renumbered export joins them again`() throws {
        let folder = try TemporaryFolder()
        for sequence in ["1", "5"] {
            try folder.file(
                "ae.csv", "STUDYID,USUBJID,AESEQ,AETERM\nT-1,S-001,\(sequence),Numb feet\nT-1,S-001,8,Rash\n")
            try folder.file(
                "suppae.csv",
                "STUDYID,RDOMAIN,USUBJID,IDVAR,IDVARVAL,QNAM,QVAL\nT-1,AE,S-001,AESEQ,\(sequence),AEPAIN,Y\n"
                    + "T-1,AE,S-001,AESEQ,99,AEPAIN,Y\nT-1,AE,S-001,AESEQ,1,AETRTEM,Y\n"
                    + "T-1,AE,S-001,AESEQ,\(sequence),AEAWDTC,2024-03-01T10:00\n"
                    + "T-1,AE,S-001,AESEQ,8,AEEXPECT,N\nT-1,AE,S-001,AESEQ,8,AESPDTC,2024-03-02\n"
                    + "T-1,AE,S-001,AESEQ,8,AERPDTC,2024-03-03\nT-1,AE,S-001,AESEQ,8,AECPDTC,2024-03-04\n")
            let summary = try importFiles([folder.path], into: folder.writer())
            #expect(summary.unmatchedQualifiers == 1)
            #expect(summary.files[1].domainsNotKept == ["SUPPAE AETRTEM": 1])
            let events = try folder.store().record(study: "T-1", subject: "S-001").adverseEvents
            #expect(events.map(\.pain) == [.yes, .unknown])
            #expect(events.map(\.reporting.aware?.description) == ["2024-03-01T10:00", nil])
            #expect(events.map(\.expected) == [.unknown, .no])
            #expect(events.map(\.reporting.toSponsor?.description) == [nil, "2024-03-02"])
            #expect(events.map(\.reporting.toAuthority?.description) == [nil, "2024-03-03"])
            #expect(events.map(\.reporting.completed?.description) == [nil, "2024-03-04"])
        }
        #expect(try folder.store().head() == 2)
        let rowsAlone = try importFiles([folder.path + "/ae.csv"], into: folder.writer())
        #expect(rowsAlone.total == WriteCounts(unchanged: 2))
    }

    @Test func `supplemental qualifiers of DM join the subject, whatever its row is numbered`() throws {
        let folder = try TemporaryFolder()
        try folder.file("dm.csv", "STUDYID,USUBJID,SITEID\nT-1,S-001,01\nT-1,S-002,01\n")
        try folder.file(
            "suppdm.csv",
            "STUDYID,RDOMAIN,USUBJID,IDVAR,IDVARVAL,QNAM,QVAL\nT-1,DM,S-002,,,PJPRISK,Y\nT-1,DM,S-002,,,RACE1,Y\n"
                + "T-1,DM,S-009,,,PJPRISK,Y\n")
        let summary = try importFiles([folder.path], into: folder.writer())
        #expect(summary.unmatchedQualifiers == 1)
        #expect(summary.files[1].domainsNotKept == ["SUPPDM RACE1": 1])
        let risks = try ["S-001", "S-002"].map {
            try folder.store().record(study: "T-1", subject: $0).demographics?.pneumocystisRisk
        }
        #expect(risks == [.unknown, .yes])
        let rowsAlone = try importFiles([folder.path + "/dm.csv"], into: folder.writer())
        #expect(rowsAlone.total == WriteCounts(unchanged: 2))
    }

    @Test(
        arguments: [
            ("lb.csv", "LBTESTCD", Domain.lb), ("LBCH_2024.csv", "LBTESTCD", .lb), ("export.csv", "VSTESTCD", .vs),
            ("dm.csv", "ARMCD", .dm),
        ] as [(String, String, Domain)])
    func `a file without DOMAIN is known by its name and columns`(name: String, column: String, domain: Domain) throws {
        let folder = try TemporaryFolder()
        let path = try folder.file(name, "STUDYID,USUBJID,\(column)\nT-1,S-001,X\n")
        let file = try #require(try importFiles([path], into: folder.writer()).files.first)
        #expect(file.domains.keys.first == domain && file.domainsNotKept.isEmpty)
    }

    @Test func `a visit is the same however its number is written`() throws {
        let folder = try TemporaryFolder()
        for number in ["3", "3.0", " 3"] {
            let path = try folder.file("lb.csv", "STUDYID,USUBJID,LBTESTCD,VISITNUM\nT-1,S-001,PLAT,\(number)\n")
            _ = try importFiles([path], into: folder.writer())
        }
        #expect(try folder.store().head() == 1)
    }

    @Test func `a transport file and a CSV file of the same rows are the same import`() throws {
        let folder = try folder()
        var encoder = TransportEncoder(variables: [
            .text("STUDYID", 12), .text("DOMAIN", 2), .text("USUBJID", 11), .number("LBSEQ"), .text("LBTESTCD", 8),
            .text("LBDTC", 16), .number("LBSTRESN"),
        ])
        encoder.rows = [
            ["T-1", "LB", "S-001", 1, "PLAT", "2024-01-08", 24], ["T-1", "LB", "S-001", 2, "PLAT", "2024-01-15", 90],
        ]
        let path = try folder.file("lb.xpt", bytes: encoder.encoded())
        #expect(try importFiles([path], into: folder.writer()).total == WriteCounts(unchanged: 2))
    }

    @Test func `files of no known kind and empty folders are named`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: InterchangeError.nothingToImport(path: folder.path)) {
            try importFiles([folder.path], into: folder.writer())
        }
        let path = try folder.file("lb.sas7bdat", "")
        #expect(throws: InterchangeError.unknownKind(path: path)) { try importFiles([path], into: folder.writer()) }
        #expect(throws: InterchangeError.self) { try importFiles([folder.path + "/none"], into: folder.writer()) }
    }
}
