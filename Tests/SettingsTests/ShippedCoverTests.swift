// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import Kit
import Rules
import Settings
import Testing
import Trial

/// Prophylaxis in the shipped protocol, as known on 2024-06-01.
@Suite struct ShippedCoverTests {
    /// The findings of one rule in words, with its severity: `daily: aspirin taken …`.
    private func findings(_ rule: String, _ rows: String, in language: Language = .en) throws -> [String] {
        let file = Fixtures.shipped.appendingPathComponent("protocols/nct04217967.yaml").path
        let studyProtocol = try loadProtocol(at: file)
        let verdict = assess(record("S", "DM  IXA-LEN\n\(rows)"), under: studyProtocol, at: moment("2024-06-01"))
        return verdict.episodes.filter { $0.rule == rule }.map { episode in
            let headline = headline(of: episode.finding, ctcae: "5.0", in: language)
            return "\(episode.severity.rawValue): \(headline.replacing("2024-", with: ""))"
        }
    }

    private static let ixazomib = "EX  IXAZOMIB  2024-03-01..2024-05-27\n"
    private static let lenalidomide = "EX  LENALIDOMIDE  2024-03-01..2024-05-27\n"

    @Test(arguments: [
        ("CM  ACICLOVIR  2024-02-01..2024-06-01", []), ("CM  阿昔洛韦  2024-02-01..2024-06-01", []),
        ("CM  盐酸伐昔洛韦片  2024-02-01..2024-06-01", []), ("CM  泛昔洛韦  2024-02-01..2024-06-01", []),
        ("CM  ACICLOVIR  2024-02-01..2024-05-18", []),
        (
            "CM  ACICLOVIR  2024-02-01..2024-05-17",
            ["daily: acyclovir or alternative not taken since 05-18, on IXAZOMIB"]
        ),
        ("", ["daily: acyclovir or alternative never started, due since 03-01, on IXAZOMIB"]),
        (
            "CM  ACICLOVIR  -",
            ["query: whether acyclovir or alternative is taken cannot be told since 03-01, on IXAZOMIB"]
        ),
        ("CM  ACICLOVIR  2024-03-01  not given: 药物过敏", []),
    ])
    func `an antiviral is required on ixazomib`(rows: String, wanted: [String]) throws {
        #expect(try findings("cover-gap-antiviral", Self.ixazomib + rows) == wanted)
        #expect(try findings("cover-gap-antiviral", Self.lenalidomide + rows) == [])
    }

    @Test(arguments: [
        ("CM  ACETYLSALICYLIC ACID  2024-02-01..2024-06-01", []), ("CM  阿司匹林肠溶片  2024-02-01..2024-06-01", []),
        ("CM  低分子肝素钙  2024-02-01..2024-06-01", []), ("CM  RIVAROXABAN  2024-02-01..2024-06-01", []),
        ("CM  华法林  2024-02-01..2024-06-01", []), ("CM  ASPIRIN  2024-03-01  not given: gastric ulcer", []),
        (
            "CM  ASPIRIN  2024-02-01..2024-03-10\nCM  ENOXAPARIN SODIUM  2024-03-25..2024-06-01",
            ["daily: aspirin or alternative not taken for 14 days from 03-11, on LENALIDOMIDE"]
        ),
        (
            "CM  CLOPIDOGREL  2024-02-01..",
            ["daily: aspirin or alternative never started, due since 03-01, on LENALIDOMIDE"]
        ),
    ])
    func `an antithrombotic is required on lenalidomide`(rows: String, wanted: [String]) throws {
        #expect(try findings("cover-gap-antithrombotic", Self.lenalidomide + rows) == wanted)
        #expect(try findings("cover-gap-antithrombotic", Self.ixazomib + rows) == [])
    }

    @Test(arguments: [
        (
            "DM  IXA  pneumocystis risk",
            ["daily: co-trimoxazole or alternative never started, due since 03-01, on IXAZOMIB, LENALIDOMIDE"]
        ),
        ("DM  IXA  pneumocystis risk\nCM  复方磺胺甲噁唑  2024-02-01..2024-06-01", []),
        ("DM  IXA  pneumocystis risk\nCM  SULFAMETHOXAZOLE;TRIMETHOPRIM  2024-02-01..2024-06-01", []),
        ("DM  IXA", []),
    ])
    func `co-trimoxazole is required of flagged subjects alone`(rows: String, wanted: [String]) throws {
        #expect(try findings("cover-gap-pneumocystis", Self.ixazomib + rows) == wanted)
    }

    private static let low = "LB  PLAT  49 10^9/L  2024-04-01\nLB  PLAT  50 10^9/L  2024-04-15\n"

    @Test(arguments: [
        (
            low + "CM  ASPIRIN  2024-02-01..2024-06-01",
            ["daily: aspirin taken for 13 days from 04-02, with PLAT 49 10^9/L"]
        ),
        (low + "CM  阿司匹林  2024-04-14..2024-06-01", ["daily: aspirin taken for 1 day from 04-14, with PLAT 49 10^9/L"]),
        (low + "CM  ASPIRIN  2024-02-01..2024-04-01", []), (low + "CM  ENOXAPARIN  2024-02-01..2024-06-01", []),
        (low.replacing("49", with: "50") + "CM  ASPIRIN  2024-02-01..2024-06-01", []),
        (
            "AE  鼻出血  1  2024-05-20\nCM  ASPIRIN  2024-02-01..2024-06-01",
            ["daily: aspirin taken since 05-21, with 鼻出血 grade 1 (CTCAE 5.0)"]
        ),
        ("AE  Contusion  1  2024-05-20\nCM  ASPIRIN  2024-02-01..2024-06-01", []),
    ])
    func `aspirin with platelets below 50 or a bleeding is a conflict`(rows: String, wanted: [String]) throws {
        #expect(try findings("aspirin-conflict", rows) == wanted)
    }

    @Test func `the findings read in Chinese`() throws {
        #expect(
            try findings("cover-gap-antiviral", Self.ixazomib, in: .zhHans) == [
                "daily: IXAZOMIB 治疗期间从未使用阿昔洛韦或同类药，自 03-01 起应使用"
            ])
        #expect(
            try findings("cover-gap-antiviral", Self.ixazomib + "CM  ACICLOVIR  2024-02-01..2024-05-17", in: .zhHans)
                == ["daily: IXAZOMIB 治疗期间，自 05-18 起未用阿昔洛韦或同类药"])
        #expect(
            try findings("aspirin-conflict", Self.low + "CM  ASPIRIN  2024-02-01..2024-06-01", in: .zhHans) == [
                "daily: 自 04-02 起 13 天使用阿司匹林，同时有 PLAT 49 10^9/L"
            ])
    }

    // Zoster on 2024-05-20.
    @Test(arguments: [
        ("CM  VALACICLOVIR  2024-05-13..2024-05-19", "on cover"),
        ("CM  ACICLOVIR  2024-05-14..2024-05-19", "in a gap of 1 day"),
        ("CM  ACICLOVIR  2024-02-01..2024-05-01", "in a gap of 18 days"), ("", "prophylaxis never started"),
        ("CM  ACICLOVIR  2024-03-01  not given: allergy", "prophylaxis contraindicated, documented"),
        ("CM  ACICLOVIR  2024-03-01  not given: refused", "prophylaxis never started"),
        ("CM  ACICLOVIR  2024-02-01..2024-05", "cover unknown"),
    ])
    func `zoster is classed by the cover of the 7 days before`(rows: String, wanted: String) throws {
        let found = try findings("zoster", "AE  Herpes zoster  2  2024-05-20\n\(rows)")
        #expect(found == ["daily: Herpes zoster grade 2 (CTCAE 5.0), \(wanted)"])
    }

    @Test(arguments: [
        ("CM  DALTEPARIN  2024-05-13..2024-05-19", "on cover"),
        ("CM  ASPIRIN  2024-02-01..2024-05-05", "in a gap of 14 days"),
        ("", "prophylaxis never started"),
        ("CM  ASPIRIN  2024-03-01  not given: bleeding", "prophylaxis contraindicated, documented"),
        ("CM  ASPIRIN  2024", "cover unknown"),
    ])
    func `a thrombosis is classed by the cover of the 7 days before`(rows: String, wanted: String) throws {
        let found = try findings("venous-thromboembolism", "AE  Deep vein thrombosis  2  2024-05-20\n\(rows)")
        #expect(
            found.map { String($0.drop { $0 != ":" }) } == [": Deep vein thrombosis grade 2 (CTCAE 5.0), \(wanted)"])
    }
}
