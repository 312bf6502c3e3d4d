// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Interchange
import Testing

struct GradeFileTests {
    @Test func `one line is written for each result and direction`() throws {
        let file = try GradedFile(
            GradedFile.laboratory(
                "P1,PLAT,1,2024-01-01,24,10^9/L,125,350", "P2,K,5,2024-01-15,6.4,mmol/L,3.5,5.1",
                "P2,NOSUCH,6,2024-01-15,6.4,mmol/L,3.5,5.1"))
        #expect(
            file.lines == [
                "P1,1,PLAT,Platelet count decreased,low,4,4,graded,", "P2,5,K,Hypokalemia,low,0,0,graded,",
                "P2,5,K,Hyperkalemia,high,3,3,graded,", "P2,6,NOSUCH,,,,,ungraded,testUnknown",
            ])
        #expect(String(decoding: file.bytes, as: UTF8.self).hasPrefix(GradedFile.gradesHeader + "\n"))
        #expect(file.summary.rows == 3 && file.summary.malformedRows == 0)
    }

    @Test func `columns stand in any order and case, and others are not read`() throws {
        let file = try GradedFile(
            """
            ,lbstnrhi,LbTestCd,note,LBSTNRLO,lbstresu,usubjid,lbdtc,lbseq,lbstresn,
            1,350,plat,x,125,10^9/L,P1,2024-01-01,1,24,
            """)
        #expect(file.lines == ["P1,1,PLAT,Platelet count decreased,low,4,4,graded,"])
    }

    @Test(arguments: [
        ("P1", "P1"), (" P1 ", " P1 "), ("\"P,1\"", "\"P,1\""), ("\"P \"\"1\"\"\"", "\"P \"\"1\"\"\""),
        ("\"P\n1\"", "\"P\n1\""), ("=1+1", "=1+1"), ("\"plain\"", "plain"), ("", ""), ("患者-1", "患者-1"),
        ("P\u{0}1", "P\u{0}1"),
    ])
    func `a subject's identifier is passed on unchanged`(written: String, wanted: String) throws {
        let file = try GradedFile(GradedFile.laboratory("\(written),PLAT,1,2024-01-01,24,10^9/L,125,350"))
        let text = String(decoding: file.bytes.dropFirst(GradedFile.gradesHeader.utf8.count + 1), as: UTF8.self)
        #expect(text == "\(wanted),1,PLAT,Platelet count decreased,low,4,4,graded,\n")
    }

    @Test func `identifiers in another encoding are passed on byte for byte`() throws {
        // "张" of GB18030, and a unit whose micro sign is windows-1252's.
        let row: [UInt8] = [0xD5, 0xC5] + Array(",PLAT,1,2024-01-01,24,10^9/L,125,350\n".utf8)
        let file = try GradedFile(bytes: Array((GradedFile.header + "\n").utf8) + row)
        #expect(file.bytes.suffix(row.count + 15).contains(0xD5))
        #expect(file.lines.count == 1 && file.lines[0].hasSuffix(",1,PLAT,Platelet count decreased,low,4,4,graded,"))
        let unit = try GradedFile(
            bytes: Array((GradedFile.header + "\nP1,CREAT,1,2024-01-01,400,").utf8) + [0xB5]
                + Array("mol/L,45,84\n".utf8))
        #expect(unit.lines.first?.contains("Creatinine increased,high,3,3,graded") == true, "\(unit.lines)")
    }

    @Test(arguments: [
        ("24", "4,4,graded,"), ("+24", "4,4,graded,"), ("2.4e1", "4,4,graded,"), ("24.", "4,4,graded,"),
        (" 24 ", "4,4,graded,"), ("\"24\"", "4,4,graded,"), ("24.000000000000000000000001", "4,4,graded,"),
        ("", ",,ungraded,valueMissing"), (".", ",,ungraded,valueMissing"), ("NA", ",,ungraded,valueMissing"),
        ("NaN", ",,ungraded,valueNotNumeric"), ("inf", ",,ungraded,valueNotNumeric"),
        ("-inf", ",,ungraded,valueNotNumeric"), ("1e400", ",,ungraded,valueNotNumeric"),
        ("\"1,5\"", ",,ungraded,valueNotNumeric"), ("POSITIVE", ",,ungraded,valueNotNumeric"),
        ("1e308", ",,ungraded,valueImplausible"), ("-24", ",,ungraded,valueImplausible"),
        ("1e-400", ",,ungraded,valueNotNumeric"), ("0x1p3", ",,ungraded,valueNotNumeric"),
        ("2\u{0}4", ",,ungraded,valueNotNumeric"), ("5 - 10", ",,ungraded,valueNotNumeric"),
        ("24 L", "4,4,graded,"), ("<0x1p3", ",,ungraded,valueNotNumeric"), ("<25", "4,4,graded,"),
        ("<inf", ",,ungraded,valueNotNumeric"),
    ])
    func `only a decimal number is a number`(written: String, wanted: String) throws {
        let file = try GradedFile(GradedFile.laboratory("P1,PLAT,1,2024-01-01,\(written),10^9/L,125,350"))
        #expect(file.lines == ["P1,1,PLAT,Platelet count decreased,low,\(wanted)"])
    }

    @Test(arguments: [
        // LBSTRESC is in LBSTRESU; LBORRES is in LBORRESU, and the limits in LBSTRESU say nothing of it.
        ("<2.2,<40,mg/dL,70,100", "3,4,graded,"), (",<40,mg/dL,70,100", "3,4,graded,"),
        (",60,mg/dL,70,100", "1,1,graded,"), (",60,mg/dL,,", ",,ungraded,lowerLimitMissing"),
        (",2.5,,,", ",,ungraded,unitUnknown"), (",2.5,mmol/L,,", "2,2,graded,"),
        (",,mg/dL,,", ",,ungraded,valueMissing"),
    ])
    func `where the standard result is empty, the reported one counts in its own unit`(
        fields: String, wanted: String
    ) throws {
        let file = try GradedFile(
            GradedFile.laboratory(
                "P1,GLUC,1,2024-01-01,,mmol/L,3.9,5.6,SERUM,\(fields)",
                more: ",LBSPEC,LBSTRESC,LBORRES,LBORRESU,LBORNRLO,LBORNRHI"))
        #expect(file.lines.first == "P1,1,GLUC,Hypoglycemia,low,\(wanted)")
    }

    @Test func `vital signs and ECG are graded by the columns of their domains`() throws {
        let signs = try GradedFile(
            """
            USUBJID,VSTESTCD,VSSEQ,VSDTC,VSSTRESN,VSSTRESU,AGE
            P1,TEMP,1,2024-01-01,39.5,C,40
            P1,SYSBP,2,2024-01-01,165,mmHg,40
            P2,SYSBP,3,2024-01-01,165,mmHg,12
            P2,HEIGHT,4,2024-01-01,165,cm,12
            """)
        #expect(signs.lines.contains("P1,1,TEMP,Fever,high,2,2,graded,"))
        #expect(signs.lines.contains { $0.hasPrefix("P1,2,SYSBP,Hypertension,high,3,") })
        #expect(signs.lines.contains("P2,3,SYSBP,Hypertension,high,,,ungraded,criterionForAdults"))
        #expect(signs.lines.contains("P2,4,HEIGHT,,,,,ungraded,testUnknown"))
        let ecg = try GradedFile(
            "USUBJID,EGTESTCD,EGSEQ,EGDTC,EGSTRESN,EGSTRESU\nP1,QTCF,1,2024-01-01,490,msec\n")
        let term = "Electrocardiogram QT corrected interval prolonged"
        #expect(ecg.lines.first?.hasPrefix("P1,1,QTCF,\(term),high,2,") == true)
    }

    @Test func `JSON Lines has one object for each line of CSV`() throws {
        let rows = GradedFile.laboratory(
            "\"P \"\"1\"\"\",PLAT,1,2024-01-01,24,10^9/L,125,350", "P\t2,K,007,2024-01-15,9999,mmol/L,3.5,5.1",
            "P3,NOSUCH,,2024-01-15,6,mmol/L,,")
        let file = try GradedFile(rows, format: .json)
        #expect(
            file.lines == [
                #"{"usubjid":"P \"1\"","lbseq":1,"lbtestcd":"PLAT","term":"Platelet count decreased","#
                    + #""direction":"low","grade":4,"grade_worst":4,"status":"graded","reason":null}"#,
                #"{"usubjid":"P\u00092","lbseq":"007","lbtestcd":"K","term":"Hypokalemia","direction":"low","#
                    + #""grade":null,"grade_worst":null,"status":"ungraded","reason":"valueImplausible"}"#,
                #"{"usubjid":"P\u00092","lbseq":"007","lbtestcd":"K","term":"Hyperkalemia","direction":"high","#
                    + #""grade":null,"grade_worst":null,"status":"ungraded","reason":"valueImplausible"}"#,
                #"{"usubjid":"P3","lbseq":null,"lbtestcd":"NOSUCH","term":null,"direction":null,"#
                    + #""grade":null,"grade_worst":null,"status":"ungraded","reason":"testUnknown"}"#,
            ])
    }

    @Test func `JSON is UTF-8 whatever the file is`() throws {
        let row: [UInt8] =
            [0xD1, 0xAA, 0xD0, 0xA1, 0xB0, 0xE5] + Array(",PLAT,1,2024-01-01,24,10^9/L,125,350\n".utf8)
        let file = try GradedFile(bytes: Array((GradedFile.header + "\n").utf8) + row, format: .json)
        #expect(file.lines.first?.hasPrefix(#"{"usubjid":"血小板","#) == true, "\(file.lines)")
    }
}
