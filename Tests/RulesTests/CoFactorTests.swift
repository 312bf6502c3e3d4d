// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Kit
import Rules
import Testing
import Trial

/// What was given around a finding, where a patient is treated, and treatments as leaves of signals.
struct CoFactorTests {
    private func found(_ table: String, around day: String) throws -> [String] {
        let day = try #require(date(day))
        return coFactors(of: record("S", table), around: day, under: .withLists()).map { factor in
            factor.isCertain ? factor.list : "\(factor.list)?"
        }
    }

    @Test(arguments: [
        ("CM  FILGRASTIM  2024-01-01..2024-01-05", "2024-01-12", ["growth"]),
        ("CM  FILGRASTIM  2024-01-01..2024-01-05", "2024-01-13", []),
        ("CM  FILGRASTIM  2024-01-10..", "2024-01-08", []),
        ("CM  PLATELETS  2024-01-08", "2024-01-11", ["platelets"]),
        ("CM  PLATELETS  2024-01-08", "2024-01-12", []),
        ("CM  PLATELETS  2024-01-08\nCM  FILGRASTIM  2024-01-08", "2024-01-08", ["platelets", "growth"]),
        // A date or an end that is missing leaves it open.
        ("CM  FILGRASTIM  2024-01-01..", "2024-03-01", ["growth?"]),
        ("CM  FILGRASTIM  2024-01..2024-02-20", "2024-01-20", ["growth?"]),
        ("CM  PLATELETS  2024-01-08", "2024-01", ["platelets?"]),
        // A list that is no co-factor of findings, and a medication of no list.
        ("CM  RIFAMPICIN  2024-01-01..2024-02-01", "2024-01-12", []),
        ("CM  ASPIRIN  2024-01-01..2024-02-01", "2024-01-12", []),
    ])
    func `co-factors are what was taken on a day or shortly before`(rows: String, day: String, wanted: [String]) throws
    {
        #expect(try found(rows, around: day) == wanted)
    }

    @Test(arguments: [([], []), (["01"], []), (["02"], [RowDefect.Reason.unknownSite])])
    func `a site that the protocol does not list is flagged`(sites: [String], wanted: [RowDefect.Reason]) {
        var studyProtocol = StudyProtocol.small([])
        studyProtocol.sites = sites.map { Site(id: $0) }
        let verdict = assess(record("S", "DM  IXA"), under: studyProtocol, at: moment("2024-02-01"))
        #expect(verdict.qualityFlags.map(\.reason) == wanted)
    }

    private static let rule = SubjectRule.rule(
        "inducer",
        .signal(
            SignalCondition(
                signal: .all(
                    [.medication("inducers"), .on(TreatmentSignal(treatment: "IXAZOMIB", daysAfter: 28))],
                    within: .days(0)), end: .anyRecovered)),
        [SeverityLevel(severity: .daily)])
    private static let doses = "EX  IXAZOMIB  2024-01-01\nEX  IXAZOMIB  2024-01-15\nEX  IXAZOMIB  2024-02-05\n"

    @Test(arguments: [
        ("2024-01-10..2024-01-20", ["2024-01-10..2024-01-20 daily"]),
        // Begun before the first dose, over before it.
        ("2023-11-01..2024-01-20", ["2024-01-01..2024-01-20 daily"]),
        ("2023-11-01..2023-12-31", []),
        // 28 days after the last dose, and 29.
        ("2024-03-04..2024-03-20", ["2024-03-04..2024-03-04 daily"]),
        ("2024-03-05..2024-03-20", []),
        ("2024-01-10..", ["2024-01-10..2024-03-04 daily"]),
        ("2024-01..2024-01-20", ["2024-01..2024-01-20 daily (dateUnknown)"]),
        ("..2024-01-20", ["2024-01-01..2024-01-20 daily (dateUnknown)"]),
        ("..2023-12-20", []),
    ])
    func `a medication counts while on a treatment`(course: String, wanted: [String]) {
        #expect(episodes(.withLists(Self.rule), Self.doses + "CM  RIFAMPICIN  \(course)") == wanted)
    }

    @Test(arguments: [
        ("EX  LENALIDOMIDE  2024-01-01..2024-03-01", []),
        ("EX  IXAZOMIB  2024-01-01..  QD", ["2024-01-10.. daily"]),
        // A pause of more than 28 days parts two stretches; one course of the medication is one episode all the same.
        ("EX  IXAZOMIB  2024-01-01\nEX  IXAZOMIB  2024-03-01", ["2024-01-10..2024-03-29 daily"]),
    ])
    func `a treatment is taken in stretches`(doses: String, wanted: [String]) {
        #expect(episodes(.withLists(Self.rule), "\(doses)\nCM  RIFAMPICIN  2024-01-10..") == wanted)
    }

    @Test(arguments: [("99", ["2024-01-08.. daily"]), ("101", [])])
    func `a fall from the baseline by an amount or a share`(haemoglobin: String, wanted: [String]) {
        for cut in [SignalCut.fallFromBaseline(20, .gramsPerLitre), .baseline(100.0 / 120)] {
            let rule = SubjectRule.rule(
                "fall",
                .signal(
                    SignalCondition(
                        signal: .result(ResultSignal(analyte: .haemoglobin, relation: .atMost, cut: cut)),
                        end: .allRecovered)),
                [SeverityLevel(severity: .daily)])
            let table = "LB  HGB  120 g/L  2024-01-01  baseline\nLB  HGB  \(haemoglobin) g/L  2024-01-08"
            #expect(episodes(.small([rule]), table) == wanted)
        }
    }
}
