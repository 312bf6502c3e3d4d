// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Kit
import Rules
import Testing
import Trial

/// White blood cells where neutrophils were not counted.
struct SubstituteCountTests {
    private static let rule = SubjectRule.rule(
        "neutrophils",
        .count(
            CountCondition(
                analyte: .neutrophils, unit: .gigaPerLitre, below: 0.5, recoversAt: 1,
                substitute: CountSubstitute(analyte: .whiteBloodCells, below: 1))),
        [SeverityLevel(severity: .urgent)])
    private static let found = ["2024-01-08.. urgent (countMissing)"]

    @Test(arguments: [
        ("LB  WBC  0.9 10^9/L  2024-01-08", found),
        ("LB  WBC  1.0 10^9/L  2024-01-08", []),
        ("LB  WBC  900 /uL  2024-01-08", found),
        // A count of the same draw settles it, whatever it says; a count of another does not.
        ("LB  WBC  0.9 10^9/L  2024-01-08\nLB  NEUT  0.6 10^9/L  2024-01-08", []),
        ("LB  WBC  0.9 10^9/L  2024-01-08\nLB  NEUT  0.4 10^9/L  2024-01-08", ["2024-01-08.. urgent"]),
        (
            "LB  WBC  0.9 10^9/L  2024-01-08\nLB  NEUT  1.2 10^9/L  2024-01-10",
            ["2024-01-08..2024-01-10 urgent (countMissing)"]
        ),
        (
            "LB  WBC  0.9 10^9/L  2024-01-08T08:00\nLB  NEUT  0.6 10^9/L  2024-01-08T16:00",
            ["2024-01-08T08:00.. urgent (countMissing)"]
        ),
        // A count that decides nothing settles nothing.
        ("LB  WBC  0.9 10^9/L  2024-01-08\nLB  NEUT  CLOTTED  2024-01-08", found),
        // What a differential makes of them is a count.
        ("LB  WBC  0.9 10^9/L  2024-01-08\nLB  NEUTLE  70 %  2024-01-08", []),
        ("LB  WBC  0.9 10^9/L  2024-01-08\nLB  NEUTLE  30 %  2024-01-08", ["2024-01-08.. urgent"]),
        // Another count's recovery shows none of this.
        ("LB  WBC  0.9 10^9/L  2024-01-08\nLB  WBC  4.0 10^9/L  2024-01-15", found),
        ("LB  WBC  0.9 furlong  2024-01-08", []),
        ("LB  WBC  0.9 10^9/L  2024-01", ["2024-01.. urgent (countMissing, dateUnknown)"]),
    ])
    func `white cells below 1 stand for neutrophils below 0.5`(rows: String, wanted: [String]) {
        #expect(episodes(.small([Self.rule]), rows) == wanted)
    }

    @Test func `white cells in an unknown unit are undecided, as long as no count is there`() {
        let table = "DM  IXA\nLB  WBC  0.9 furlong  2024-01-08\n"
        let verdict = assess(record("S", table), under: .small([Self.rule]), at: moment("2024-02-01"))
        #expect(verdict.undecidable[EpisodeKind(rule: "neutrophils", facet: "")]?.count == 1)
    }
}
