// SPDX-License-Identifier: Apache-2.0

import Foundation
import Kit
import Rules
import Settings
import Statistics
import Testing
import Trial

/// A second trial, of other drugs, of which nothing but its protocol file tells.
@Suite struct ShippedPalomaTests {
    /// Read once, since its boundaries are calibrated with each reading.
    private static let trial = Result {
        try loadProtocol(at: Fixtures.shipped.path + "/protocols/nct01740427.yaml")
    }

    /// A first cycle that is cut short by a count of 0.4, and a second that begins at the dose of the first.
    private static let secondCycle = """
        DM  PAL-LET
        EX  PALBOCICLIB  2014-01-01..2014-01-15  125 mg  QD
        EX  PALBOCICLIB  2014-01-29..2014-01-29  125 mg  QD
        LB  NEUT  3.0 10^9/L  2014-01-01
        LB  PLAT  200 10^9/L  2014-01-01
        LB  NEUT  0.4 10^9/L  2014-01-15
        LB  NEUT  1.3 10^9/L  2014-01-27
        LB  PLAT  140 10^9/L  2014-01-27
        AE  Neutropenia  4  2014-01-15..2014-01-27
        """

    @Test(arguments: [
        (secondCycle, ["blood-count-in-hold urgent", "dose-deviation urgent", "neutrophil-grade-4 urgent"]),
        // The level due is a level lower.
        (
            secondCycle.replacing("2014-01-29..2014-01-29  125 mg", with: "2014-01-29..2014-01-29  100 mg"),
            ["blood-count-in-hold urgent", "neutrophil-grade-4 urgent"]
        ),
        // A tenth higher nothing is held, and the second cycle may begin at the dose of the first.
        (secondCycle.replacing("0.4 10^9/L", with: "0.5 10^9/L"), []),
        // The other arm's capsules follow the same ladder.
        (
            secondCycle.replacing("PALBOCICLIB", with: "PLACEBO").replacing("PAL-LET", with: "PBO-LET"),
            ["blood-count-in-hold urgent", "dose-deviation urgent", "neutrophil-grade-4 urgent"]
        ),
        (
            "DM  PBO-LET\nEX  PLACEBO  2014-01-01..2014-01-19  125 mg  QD\nLB  NEUT  3.0 10^9/L  2014-01-01\n"
                + "AE  Pneumonitis  3  2014-01-20", ["interstitial-lung-disease critical"]
        ),
    ])
    func `a handful of rows is reviewed by its rules`(rows: String, wanted: [String]) throws {
        let episodes = assess(record("S", rows), under: try Self.trial.get(), at: moment("2014-01-31")).episodes
        let grave = episodes.filter { [.critical, .urgent].contains($0.severity) }
        #expect(grave.map { "\($0.rule) \($0.severity.rawValue)" }.sorted() == wanted)
    }

    @Test func `only the palbociclib arm is held against boundaries`() throws {
        let rules = try Self.trial.get().armRules
        #expect(rules.map(\.arms) == [["PAL-LET"], ["PAL-LET"], ["PAL-LET"]])
        #expect(rules.allSatisfy { $0.boundary.attainedAlpha <= 0.05 })
    }

    @Test func `the trial is masked, and only a drug that everybody takes is named`() throws {
        let mask = try #require(TreatmentMask(try Self.trial.get()))
        #expect(mask.covering("Placebo, PD-0332991, 哌柏西利, LETROZOLE") == "MASKED, MASKED, MASKED, LETROZOLE")
    }

    @Test func `nothing proposes a dose before it is signed off, and every text has both languages`() throws {
        let rules = try Self.trial.get().subjectRules
        #expect(rules.count == 24)
        #expect(rules.allSatisfy { !$0.verified })
        let texts = rules.flatMap { rule in
            [rule.title] + rule.levels.flatMap { [$0.action, $0.doseProposal].compactMap(\.self) }
        }
        for text in texts { #expect(!text.zhHans.isEmpty && text.zhHans != text.en, "\(text.en)") }
    }
}
