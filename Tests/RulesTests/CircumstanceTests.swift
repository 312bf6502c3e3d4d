// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

/// What stands around a finding, which an officer asks next.
struct CircumstanceTests {
    private func around(_ rule: String, _ rows: String, on today: String = "2024-02-01") throws -> Circumstances {
        let judgement = Judgement(of: record("S", rows), under: .withLists(.plateletHold, .zoster), at: moment(today))
        let episode = try #require(judgement.verdict.episodes.first { $0.rule == rule })
        return judgement.circumstances(of: episode)
    }

    private static let platelets =
        "DM  IXA\nEX  IXAZOMIB  2024-01-01..2024-01-20\nLB  PLAT  24 10^9/L  2024-01-08  125-350"

    @Test func `a result has its range of normal and the one before it`() throws {
        let found = try around(
            "platelet-hold",
            """
            \(Self.platelets)
            LB  PLAT  60 10^9/L  2024-01-05  125-350
            LB  PLAT  90 10^9/L  2024-01-01  125-350
            LB  PLAT  20 10^9/L  2024-01-09  125-350
            LB  K  4 mmol/L  2024-01-07
            """)
        #expect(found.arm == "IXA")
        #expect(found.normal == NormalRange(lower: 125, upper: 350))
        #expect(found.before?.reading == "60 10^9/L" && found.before?.grade == 2)
        #expect(found.before?.collected == date("2024-01-05"))
    }

    @Test func `the first result has none before it, and one of the same day is none`() throws {
        #expect(try around("platelet-hold", Self.platelets).before == nil)
        let sameDay = "\(Self.platelets)\nLB  PLAT  60 10^9/L  2024-01-08T07:00  125-350"
        #expect(try around("platelet-hold", sameDay).before == nil)
    }

    @Test(arguments: ["LB  PLAT  -  2024-01-06", "LB  PLAT  CLUMPED  2024-01-06"])
    func `a row without a number is not the one before`(row: String) throws {
        let found = try around(
            "platelet-hold", "\(Self.platelets)\nLB  PLAT  60 10^9/L  2024-01-05  125-350\n\(row)")
        #expect(found.before?.collected == date("2024-01-05"))
    }

    @Test(arguments: [(true, nil), (false, "IXA")] as [(Bool, String?)])
    func `a blinded trial keeps the arm`(isBlinded: Bool, wanted: String?) throws {
        var studyProtocol = StudyProtocol.withLists(.plateletHold)
        studyProtocol.isBlinded = isBlinded
        let judgement = Judgement(
            of: record("S", Self.platelets), under: studyProtocol, at: moment("2024-02-01"))
        let episode = try #require(judgement.verdict.episodes.first)
        #expect(judgement.circumstances(of: episode).arm == wanted)
    }

    @Test(arguments: [
        ("", ["none"]), ("CM  PLATELETS  2024-01-06", ["platelets"]),
        ("CM  FILGRASTIM  2023-12-01..2024-01-05", ["growth"]),
        // An end that is missing, which the dose of the 20th confirms, and one that nothing confirms.
        ("CM  FILGRASTIM  2023-12-20..", ["growth"]), ("CM  FILGRASTIM  2024-01..2024-01-20", ["growth?"]),
    ])
    func `co-factors are told with a finding that they may explain`(row: String, wanted: [String]) throws {
        let factors = try #require(try around("platelet-hold", "\(Self.platelets)\n\(row)").coFactors)
        let found = factors.map { $0.isCertain ? $0.list : "\($0.list)?" }
        #expect((found.isEmpty ? ["none"] : found) == wanted)
    }

    @Test(arguments: [
        ("CM  ACICLOVIR  2023-12-01..2024-01-20", Cover.covered),
        ("CM  ACICLOVIR  2023-12-01..2024-01-05", .gap(days: 4)),
        ("", .neverStarted),
    ])
    func `an event has the state of the prophylactic that its rule names`(row: String, wanted: Cover) throws {
        let found = try around("zoster", "DM  IXA\nAE  Herpes zoster  2  2024-01-10\n\(row)")
        #expect(found.covers.map(\.cover) == [wanted])
    }

    @Test func `a result names the prophylactics that were taken alone`() throws {
        #expect(try around("platelet-hold", Self.platelets).covers.isEmpty)
        let taken = "\(Self.platelets)\nCM  ACICLOVIR  2023-12-01..2024-01-20"
        #expect(try around("platelet-hold", taken).covers.map(\.cover) == [.covered])
    }
}
