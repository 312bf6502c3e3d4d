// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLiteStorage
import Storage
import Testing

/// The officer's hand tools, as typed.
@Suite struct CommandLineTests {
    @Test func `an alert is listed, shown, answered, and an answer to an older version is refused`() async throws {
        let place = try Workplace()
        let writer = try place.writer()
        _ = try writer.apply(SmallStudy.enrolment() + [SmallStudy.platelets("S1-01", visit: 1, 20)])
        try place.configure()
        #expect(try await place.run("review").status == 0)

        let list = try await place.run("alerts", "list").output.split(separator: "\n")
        try #require(list.count == 2 && list[1] == "1 alerts", "\(list)")
        let id = String(list[0].prefix { $0 != " " })
        #expect(list[0].contains("urgent") && list[0].contains("open") && list[0].contains("site 01, S1-01"))
        #expect(list[0].contains("PLAT 20 10^9/L"), "\(list[0])")

        _ = try writer.apply([SmallStudy.platelets("S1-01", visit: 1, 5)])
        #expect(try await place.run("review").output.contains("1 alert changes"))
        let stale = try await answer(id, at: place, "--version", "1")
        #expect(stale.status == 1 && stale.output.isEmpty)
        #expect(stale.errors.contains("\(id) has moved from version 1 to 2"), "\(stale.errors)")

        let answered = try await answer(id.lowercased(), at: place, "--version", "2")
        #expect(answered.output == "\(id) version 2 acknowledged by Li Na\n", "\(answered.errors)")
        let shown = try await place.run("alerts", "show", id).output
        #expect(shown.contains("\(id), version 2, acknowledged, critical"))
        #expect(shown.contains("Acknowledged by Li Na") && shown.contains("Counted again tomorrow"))
        #expect(shown.contains("20 10^9/L → 5 10^9/L"), "\(shown)")
        #expect(shown.contains("version 1: raised") && shown.contains("version 2: amended"))

        let unknown = try await answer("A-0000-0000", at: place)
        #expect(unknown.status == 1 && unknown.errors.contains("there is no alert A-0000-0000"))
        #expect(try await place.run("audit", "verify").output.hasPrefix("intact"))
    }

    @Test func `the digest fits eighty columns, and its page stands alone`() async throws {
        let place = try Workplace()
        let events = (1...6).map { SmallStudy.neuropathy("S1-0\($0)", visit: $0, grade: 3) }
        _ = try place.writer().apply(
            SmallStudy.enrolment() + events + [SmallStudy.platelets("S1-01", visit: 1, 5, unit: "furlong")])
        try place.configure()
        let early = try await place.run("digest")
        #expect(early.status == 1 && early.errors.contains("no ledger is here"), "\(early.errors)")
        #expect(try await place.run("review").status == 0)
        let text = try await place.run("digest")
        #expect(text.status == 0, "\(text.errors)")
        let tooWide = text.output.split(separator: "\n").filter { $0.count > 80 }
        #expect(tooWide.isEmpty)
        #expect(text.output.contains("S1-03") && text.output.contains("Neuropathy of grade 3"), "\(text.output)")
        let page = try await place.run("digest", "--format", "html", "--out", "digest.html")
        #expect(page.output == "digest.html written\n")
        let html = try String(contentsOf: place.folder.appending(path: "digest.html"), encoding: .utf8)
        #expect(html.hasPrefix("<!DOCTYPE html>") && html.contains("S1-03"))
        #expect(!html.contains("http://") && !html.contains("https://") && !html.contains("<script"))
    }

    @Test func `results are graded line by line, and what cannot be graded says why`() async throws {
        let place = try Workplace()
        let header = "USUBJID,LBTESTCD,LBSEQ,LBDTC,LBSTRESN,LBSTRESU,LBSTNRLO,LBSTNRHI,LBORRES,LBORRESU,LBSPEC"
        let rows = [
            "P1,PLAT,1,2024-01-01,24,10^9/L,125,350,24,,BLOOD", "P1,PLAT,2,2024-01-08,24,furlong,125,350,24,,BLOOD",
            "P1,PLAT,3,2024-01-15,,10^9/L,125,350,<30,10^9/L,BLOOD", "P1,GLUC,4,2024-01-15,1,mmol/L,3.9,5.6,1,,URINE",
            "P2,K,5,2024-01-15,6.4,mmol/L,3.5,5.1,6.4,,SERUM",
        ]
        try place.write(([header] + rows).joined(separator: "\n") + "\n", to: "results.csv")
        let ending = try await VigilProcess.run(["grade", "--ctcae", "5.0", "results.csv"], in: place.folder)
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(
            ending.output == """
                usubjid,lbseq,lbtestcd,term,direction,grade,grade_worst,status,reason
                P1,1,PLAT,Platelet count decreased,low,4,4,graded,
                P1,2,PLAT,Platelet count decreased,low,,,ungraded,unitUnknown
                P1,3,PLAT,Platelet count decreased,low,3,4,graded,
                P1,4,GLUC,Hypoglycemia,low,,,ungraded,specimenNotGradable
                P2,5,K,Hypokalemia,low,0,0,graded,
                P2,5,K,Hyperkalemia,high,3,3,graded,

                """)
    }

    @Test func `a file with a broken row is graded but for that row, and says so`() async throws {
        let place = try Workplace()
        try place.write(
            """
            USUBJID,LBTESTCD,LBSEQ,LBDTC,LBSTRESN,LBSTRESU,LBSTNRLO,LBSTNRHI
            P1,PLAT,1,2024-01-01,24,10^9/L,125,350
            P1,PLAT,2

            """, to: "results.csv")
        let ending = try await VigilProcess.run(["grade", "--ctcae", "5.0", "results.csv"], in: place.folder)
        #expect(ending.status == 1 && ending.output.contains("P1,1,PLAT,Platelet count decreased"), "\(ending.output)")
        #expect(ending.errors.contains("results.csv: 1 row has not as many fields"), "\(ending.errors)")
        #expect(ending.errors.contains("(line 3)"), "\(ending.errors)")
    }

    private func answer(_ id: String, at place: Workplace, _ options: String...) async throws -> VigilProcess.Ending {
        try await VigilProcess.run(
            ["alerts", "ack", id, "--by", "Li Na", "--reason", "Counted again tomorrow", "--config", "vigil.yaml"]
                + options, in: place.folder)
    }
}
