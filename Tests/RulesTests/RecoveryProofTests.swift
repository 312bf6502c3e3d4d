// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Kit
import Rules
import Testing
import Trial

/// What a count proves soon after a transfusion or a growth factor: no recovery.
struct RecoveryProofTests {
    private static let platelets = SubjectRule.rule(
        "platelets",
        .count(
            CountCondition(
                analyte: .platelets, unit: .gigaPerLitre, below: 30, recoversAt: 50, recoversAfterDays: 3,
                notAfter: [RecoveryBar(list: "platelets", days: 3)])),
        [SeverityLevel(severity: .urgent)])
    private static let neutrophils = SubjectRule.rule(
        "neutrophils",
        .count(
            CountCondition(
                analyte: .neutrophils, unit: .gigaPerLitre, below: 0.5, recoversAt: 1,
                notAfter: [RecoveryBar(list: "growth", days: 7)])),
        [SeverityLevel(severity: .urgent)])
    private static let low = "LB  PLAT  20 10^9/L  2024-01-08\n"
    private static let open = ["2024-01-08.. urgent (recoveryNotProven)"]

    @Test(arguments: [
        ("LB  PLAT  60 10^9/L  2024-01-10", ["2024-01-08..2024-01-10 urgent"]),
        ("CM  PLATELETS  2024-01-09\nLB  PLAT  60 10^9/L  2024-01-10", open),
        // Three days after the transfusion and four.
        ("CM  PLATELETS  2024-01-09\nLB  PLAT  60 10^9/L  2024-01-12", open),
        ("CM  PLATELETS  2024-01-09\nLB  PLAT  60 10^9/L  2024-01-13", ["2024-01-08..2024-01-13 urgent"]),
        // A later count that proves recovery settles it.
        (
            "CM  PLATELETS  2024-01-09\nLB  PLAT  60 10^9/L  2024-01-10\nLB  PLAT  55 10^9/L  2024-01-20",
            ["2024-01-08..2024-01-20 urgent"]
        ),
        // Of two counts at the hold cut neither may follow a transfusion.
        (
            "CM  PLATELETS  2024-01-09\nLB  PLAT  35 10^9/L  2024-01-10\nLB  PLAT  35 10^9/L  2024-01-14",
            ["2024-01-08.. urgent"]
        ),
        (
            "CM  PLATELETS  2024-01-09\nLB  PLAT  35 10^9/L  2024-01-14\nLB  PLAT  35 10^9/L  2024-01-17",
            ["2024-01-08..2024-01-17 urgent"]
        ),
        // A new fall says more than the count before it.
        (
            "CM  PLATELETS  2024-01-09\nLB  PLAT  60 10^9/L  2024-01-10\nLB  PLAT  18 10^9/L  2024-01-12",
            ["2024-01-08.. urgent"]
        ),
        // A transfusion after the count, and one of another product.
        ("CM  PLATELETS  2024-01-11\nLB  PLAT  60 10^9/L  2024-01-10", ["2024-01-08..2024-01-10 urgent"]),
        ("CM  FILGRASTIM  2024-01-09\nLB  PLAT  60 10^9/L  2024-01-10", ["2024-01-08..2024-01-10 urgent"]),
        // Of one day, times tell which came first; without them it is not known.
        (
            "CM  PLATELETS  2024-01-10T14:00\nLB  PLAT  60 10^9/L  2024-01-10T09:00",
            ["2024-01-08..2024-01-10T09:00 urgent"]
        ),
        ("CM  PLATELETS  2024-01-10T08:00\nLB  PLAT  60 10^9/L  2024-01-10T09:00", open),
        ("CM  PLATELETS  2024-01-10\nLB  PLAT  60 10^9/L  2024-01-10T09:00", open),
        // A date that is partial or missing proves nothing.
        ("CM  PLATELETS  2024-01\nLB  PLAT  60 10^9/L  2024-02-03", open),
        ("CM  PLATELETS  2024-01\nLB  PLAT  60 10^9/L  2024-02-04", ["2024-01-08..2024-02-04 urgent"]),
        ("CM  PLATELETS  -\nLB  PLAT  60 10^9/L  2024-02-04", open),
    ])
    func `platelets within 3 days of a transfusion prove no recovery`(rows: String, wanted: [String]) {
        #expect(episodes(.withLists(Self.platelets), Self.low + rows) == wanted)
    }

    @Test(arguments: [
        ("2024-01-09..2024-01-12", "2024-01-19", false), ("2024-01-09..2024-01-12", "2024-01-20", true),
        // Without an end it goes on, with one before its start either may be wrong.
        ("2024-01-09..", "2024-06-01", false), ("2024-01-12..2024-01-09", "2024-01-18", false),
        ("..2024-01-12", "2024-01-18", false), ("..2024-01-12", "2024-01-20", true),
    ])
    func `neutrophils within 7 days of a growth factor prove no recovery`(course: String, day: String, isProof: Bool) {
        let table = "LB  NEUT  0.3 10^9/L  2024-01-08\nCM  FILGRASTIM  \(course)\nLB  NEUT  2.5 10^9/L  \(day)"
        let wanted = isProof ? ["2024-01-08..\(day) urgent"] : Self.open
        #expect(episodes(.withLists(Self.neutrophils), table) == wanted)
    }
}
