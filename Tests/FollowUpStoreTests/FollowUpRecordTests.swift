// SPDX-License-Identifier: Apache-2.0

import SQLiteStorage
import Storage
import Testing
import Trial

struct FollowUpRecordTests {
    private func record(of rows: [SDTMRow]) throws -> SubjectRecord {
        let temporary = try TemporaryStore()
        _ = try temporary.writer.apply(rows)
        return try temporary.store().record(study: "T-1", subject: "S-001")
    }

    @Test(arguments: [
        // STRESN, STRESC, ORRES → value
        (["LBSTRESN": "24"], LabResult.Value.number(24), ""),
        (["LBSTRESN": "24", "LBSTRESC": "25", "LBSTRESU": "10^9/L", "LBORRESU": "/uL"], .number(24), "10^9/L"),
        (["LBSTRESC": "<40", "LBSTRESU": "g/L"], .below(40), "g/L"),
        (["LBSTRESC": ">500"], .above(500), ""),
        (["LBSTRESC": "NEGATIVE"], .text("NEGATIVE"), ""),
        (["LBORRES": "24000", "LBORRESU": "/mm3", "LBSTRESU": "10^9/L"], .number(24_000), "/mm3"),
        (["LBORRES": "<40", "LBORRESU": "U/L"], .below(40), "U/L"),
        (["LBSTAT": "NOT DONE"], .missing, ""),
    ])
    func `a laboratory value comes from the first result that stands there, with its unit`(
        values: [String: String], value: LabResult.Value, unit: String
    ) throws {
        let result = try #require(try record(of: [plateletCount(values)]).labResults.first)
        #expect(result.value == value)
        #expect(result.unit == unit)
    }

    @Test func `limits come from the same side of the row as the value`() throws {
        let original = plateletCount(["LBORRES": "24", "LBORNRLO": "150", "LBORNRHI": "400", "LBSTNRLO": "1"])
        let result = try #require(try record(of: [original]).labResults.first)
        #expect(result.lowerLimit == 150)
        #expect(result.upperLimit == 400)
    }

    @Test(arguments: [
        (["LBDTC": "2024-02-30", "LBSTRESN": "24"], "LBDTC", RowDefect.Reason.impossibleDate),
        (["LBDTC": "08JAN2024", "LBSTRESN": "24"], "LBDTC", .impossibleDate),
        (["LBDTC": "", "LBSTRESN": "24"], "LBDTC", .missingValue),
        (["LBTESTCD": "", "LBSTRESN": "24"], "LBTESTCD", .missingValue),
        (["LBSTRESN": "clotted", "LBSTRESC": "clotted"], "LBSTRESN", .notANumber),
        (["LBSTRESN": "24", "LBSTNRLO": "n/a"], "LBSTNRLO", .notANumber),
        (["LBSTRESN": "1e999", "LBSTRESC": "9"], "LBSTRESN", .notANumber),
    ])
    func `a row that cannot be fully read is kept and its defect told`(
        values: [String: String], variable: String, reason: RowDefect.Reason
    ) throws {
        let row = plateletCount(values)
        let key = FollowUpTable.of(.lb).rowKey(of: row)
        let demographics = SDTMRow(domain: .dm, values: ["STUDYID": "T-1", "USUBJID": "S-001"])
        let record = try record(of: [row, demographics])
        #expect(record.labResults.map(\.key) == [key])
        #expect(record.defects == [RowDefect(key: key, variable: variable, reason: reason)])
        #expect(row.defects() == record.defects)
    }

    @Test func `a result whose number cannot be read falls back to its text`() throws {
        let result = try #require(
            try record(of: [plateletCount(["LBSTRESN": "clotted", "LBSTRESC": "clotted"])]).labResults.first)
        #expect(result.value == .text("clotted"))
    }

    @Test(arguments: [
        ("3", 3), ("3.0", 3), (" 4", 4), ("", nil), ("0", nil), ("6", nil), ("2.5", nil), ("SEVERE", nil),
    ])
    func `a grade is one of 1 to 5 or a defect`(text: String, grade: Int?) throws {
        let row = SDTMRow(
            domain: .ae, values: ["STUDYID": "T-1", "USUBJID": "S-001", "AETERM": "Rash", "AETOXGR": text])
        let event = try #require(try record(of: [row]).adverseEvents.first)
        #expect(event.grade == grade)
        let hasDefect = row.defects().contains { $0.reason == .impossibleGrade && $0.variable == "AETOXGR" }
        #expect(hasDefect == (grade == nil && !text.isEmpty))
    }

    @Test(arguments: [
        (["AESER": "Y"], Answer.yes, Answer.unknown), (["AESER": "N"], .no, .unknown),
        (["AESER": "N", "AESHOSP": "Y"], .yes, .unknown), (["AESDTH": "Y"], .yes, .yes),
        (["AEOUT": "FATAL", "AESDTH": "N"], .unknown, .yes), ([:], .unknown, .unknown),
    ])
    func `seriousness and death are read from any flag that says so`(
        values: [String: String], serious: Answer, fatal: Answer
    ) throws {
        let key = ["STUDYID": "T-1", "USUBJID": "S-001", "AETERM": "Sepsis"]
        let row = SDTMRow(domain: .ae, values: key.merging(values) { _, given in given })
        let event = try #require(try record(of: [row]).adverseEvents.first)
        #expect(event.serious == serious)
        #expect(event.fatal == fatal)
    }

    @Test func `every domain of a subject is read`() throws {
        let subject = ["STUDYID": "T-1", "USUBJID": "S-001"]
        func row(_ domain: Domain, _ values: [String: String]) -> SDTMRow {
            SDTMRow(domain: domain, values: values.merging(subject) { _, own in own })
        }
        let record = try record(of: [
            row(.dm, ["SITEID": "03", "ARMCD": "IL", "AGE": "61", "DTHDTC": "2024-09"]),
            row(.ae, ["AETERM": "numb feet", "AEDECOD": "Neuropathy", "AEPAIN": "Y", "AESTDTC": "2024-02"]),
            row(.ex, ["EXTRT": "Ixazomib", "EXDOSE": "4", "EXDOSU": "mg", "EXSTDTC": "2024-01-08"]),
            row(.cm, ["CMTRT": "Aciclovir", "CMSTDTC": "2024-01-01"]),
            row(.vs, ["VSTESTCD": "TEMP", "VSSTRESN": "38.4", "VSSTRESU": "C", "VSDTC": "2024-01-09"]),
            row(.ds, ["DSDECOD": "Death", "DSSTDTC": "2024-09-02"]),
            plateletCount(["LBSTRESN": "24", "LBBLFL": "Y", "LBSEQ": "12", "VISIT": "WEEK 4"]),
        ])
        #expect(record.demographics?.site == "03")
        #expect(record.demographics?.age == 61)
        #expect(record.demographics?.died?.description == "2024-09")
        #expect(record.adverseEvents.first?.pain == .yes)
        #expect(record.exposures.first?.treatment == "IXAZOMIB")
        #expect(record.exposures.first?.dose == 4)
        #expect(record.medications.first?.name == "ACICLOVIR")
        #expect(record.vitalSigns.first?.value == 38.4)
        #expect(record.dispositions.first?.event == "DEATH")
        #expect(record.labResults.first?.isBaseline == true)
        #expect(record.labResults.first?.sequence == 12)
        #expect(record.labResults.first?.visit == "WEEK 4")
        #expect(record.defects.isEmpty)
    }

    @Test func `rows stand in the order of their keys, not of their arrival`() throws {
        let times = ["2024-01-08", "2024-01-08T08:30", "2024-01-15", "2024-01-08 2", "2024-01-08!"]
        let rows = times.map { plateletCount(at: $0, ["LBSTRESN": "24"]) }
        let forwards = try record(of: rows)
        #expect(forwards == (try record(of: rows.reversed())))
        #expect(forwards.labResults.map(\.key) == forwards.labResults.map(\.key).sorted())
        #expect(forwards.labResults.count == times.count)
    }

    @Test func `a subject without demographics is a record with a defect`() throws {
        let record = try record(of: [plateletCount(["LBSTRESN": "24"])])
        #expect(record.demographics == nil)
        #expect(record.labResults.count == 1)
        #expect(record.defects == [RowDefect(key: nil, variable: "USUBJID", reason: .subjectNotInDemographics)])
    }

    @Test func `an event keeps its seriousness, expectedness and when it was reported`() throws {
        let row = SDTMRow(
            domain: .ae,
            values: [
                "STUDYID": "T-1", "USUBJID": "S-001", "AETERM": "Fever", "AESER": "N", "AESHOSP": "Y", "AESMIE": "Y",
                "AEEXPECT": "N", "AEAWDTC": "2024-03-01T10:00", "AEDTC": "2024-03-02", "AESPDTC": "2024-03-03",
                "AERPDTC": "2024-03-04", "AECPDTC": "2024-03",
            ])
        let event = try #require(try record(of: [row]).adverseEvents.first)
        #expect(event.serious == .yes)
        #expect(event.statedSerious == .no)
        #expect(event.seriousness == [.hospitalisation, .medicallyImportant])
        #expect(event.expected == .no)
        let dates = [
            event.reporting.aware, event.reporting.collected, event.reporting.toSponsor, event.reporting.toAuthority,
            event.reporting.completed,
        ]
        let wanted = ["2024-03-01T10:00", "2024-03-02", "2024-03-03", "2024-03-04", "2024-03"]
        #expect(dates.map { $0?.description } == wanted)
    }

    @Test func `a date of a report that is none is told as a defect`() throws {
        let row = SDTMRow(
            domain: .ae, values: ["STUDYID": "T-1", "USUBJID": "S-001", "AETERM": "Fever", "AEAWDTC": "yesterday"])
        #expect(row.defects().map(\.variable) == ["AEAWDTC"])
    }
}
