// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Kit
import Rules
import Testing
import Trial

struct DoseCycleTests {
    @Test(arguments: [
        ("IXA 4 01-01 01-08 01-15", ["1 01-01"]),
        ("IXA 4 01-01 01-08 01-15 01-29 02-05 02-12", ["1 01-01", "2 01-29"]),
        // A few days early or late.
        ("IXA 4 01-01 01-08 01-15 01-26 02-02 02-09 02-24", ["1 01-01", "2 01-26", "3 02-24"]),
        ("IXA 4 01-01 01-08 01-15 01-25 02-01", ["1 01-01", "2 02-01"]),
        // Delayed by a week: it may also be that day 1 was left out, until the next doses tell.
        ("IXA 4 01-01 01-08 01-15 02-05", ["1 01-01", "2 02-05?"]),
        ("IXA 4 01-01 01-08 01-15 02-05 02-12 02-19 03-04", ["1 01-01", "2 02-05?", "3 03-04"]),
        // Day 1 left out.
        ("IXA 4 01-01 01-08 01-15 02-05 02-12 02-26 03-04", ["1 01-01", "2 01-29?", "3 02-26"]),
        ("LEN 25 QOD 01-01..01-21 02-07..02-18 02-26..03-17", ["1 01-01", "2 01-29?", "3 02-26"]),
        // One drug begins the cycle for both.
        ("IXA 4 01-01 01-08 01-15 02-05; LEN 25 QOD 01-01..01-21 01-29..02-18", ["1 01-01", "2 01-29"]),
        // One row over several cycles.
        ("LEN 10 QD 01-01..03-10", ["1 01-01", "2 01-29", "3 02-26"]),
        ("IXA 4 01-01; IXA 4 01; IXA 4 01-29", ["1 01-01?", "2 01-29?"]),
        ("", []),
    ])
    func `a cycle begins with the first dose about its day`(rows: String, wanted: [String]) {
        let cycles = DoseTable(rows).story(on: "03-20").cycles
        #expect(cycles.map { "\($0.number) \(short($0.dayOne))\($0.isCertain ? "" : "?")" } == wanted)
    }

    @Test(arguments: [("01-01", "1 1"), ("01-28", "1 28"), ("01-29", "2 1"), ("02-05", "2 8")])
    func `a day is a day of its cycle`(day: String, wanted: String) {
        let story = DoseTable("IXA 4 01-01 01-08 01-15 01-29 02-05").story(on: "02-10")
        let place = whole(day).flatMap { story.cycle(on: $0.earliest) }
        #expect(place.map { "\($0.cycle.number) \($0.day)" } == wanted)
    }

    @Test(arguments: [
        ("LEN 25 QOD 01-01..01-21; LEN 25 QOD 01-29..02-18", "275 100%, 275 100%"),
        ("LEN 15 QOD 01-01..01-21; LEN 15 01-29", "165 60%, 15 5%"),
        // A delay of 4 weeks halves the intensity.
        ("LEN 25 QOD 01-01..01-21; LEN 25 QOD 02-26..03-17", "275 50%, 275 -"),
        ("LEN 25 QOD 01-01..01-10; LEN 25 QOD 01-29..02-18", "125 45%, 275 100%"),
        ("LEN 5 QD 01-01..02-01", "140 51%, 20 7%"),
        ("LEN ? QOD 01-01..01-21", "doseMissing"),
        ("LEN 25 PRN 01-01..01-21", "frequencyUnknown"),
        ("LEN 25 QOD 01-01..01", "dateUnknown"),
        ("LEN 25 QOD 01-01", "dateUnknown"),
        ("LEN 25 QOD 01-01..01-21; LEN 25 ?", "dateUnknown"),
    ])
    func `a cycle's intensity is what was given a day over what was planned`(rows: String, wanted: String) {
        let cycles = DoseTable(rows).story(on: "03-18").cycles
        let text = cycles.compactMap { cycle -> String? in
            guard let dose = cycle.doses.first(where: { $0.drug == "lenalidomide" }) else { return nil }
            guard let given = dose.given else { return dose.doubt?.rawValue }
            let share = dose.relativeIntensity.map { "\(Int(($0 * 100).rounded()))%" } ?? "-"
            return "\(Int(given)) \(share)"
        }
        #expect(text.joined(separator: ", ") == wanted)
    }

    @Test(arguments: [
        ("IXA 4 01-01 01-08 01-15 01-29 02-05 02-12", "12 of 12, 12 of 12"),
        // The investigator began lower.
        ("IXA 3 01-01 01-08 01-15 01-29 02-05 02-12", "9 of 9, 9 of 9"),
    ])
    func `a cycle's dose stands beside what the level due on its first day comes to`(rows: String, wanted: String) {
        let cycles = DoseTable(rows).story(on: "03-18").cycles
        let doses = cycles.compactMap { cycle in cycle.doses.first { $0.drug == "ixazomib" } }
        #expect(doses.map { "\(Int($0.given ?? -1)) of \(Int($0.due ?? -1))" }.joined(separator: ", ") == wanted)
        #expect(doses.allSatisfy { $0.planned == 12 })
    }
}

struct DoseGateTests {
    @Test(arguments: [
        ("PLAT  75 10^9/L  2024-01-29\nLB  NEUT  1.0 10^9/L  2024-01-29", "met"),
        ("PLAT  74 10^9/L  2024-01-29\nLB  NEUT  1.0 10^9/L  2024-01-29", "failed: PLAT"),
        ("PLAT  75 10^9/L  2024-01-29\nLB  NEUT  0.99 10^9/L  2024-01-29", "failed: NEUT"),
        ("PLAT  75 10^9/L  2024-01-26\nLB  NEUT  1.0 10^9/L  2024-01-26", "met"),
        ("PLAT  75 10^9/L  2024-01-25\nLB  NEUT  1.0 10^9/L  2024-01-26", "open: no PLAT"),
        ("PLAT  74 10^9/L  2024-01-30\nLB  NEUT  1.0 10^9/L  2024-01-29", "open: no PLAT"),
        ("PLAT  74 10^9/L  2024-01-27\nLB  PLAT  76 10^9/L  2024-01-28\nLB  NEUT  1.0 10^9/L  2024-01-26", "met"),
        (
            "PLAT  74 10^9/L  2024-01-28\nLB  PLAT  76 10^9/L  2024-01-28\nLB  NEUT  1.0 10^9/L  2024-01-26",
            "failed: PLAT"
        ),
        ("PLAT  90 10^9/L  2024-01\nLB  NEUT  1.0 10^9/L  2024-01-29", "open: PLAT"),
        ("PLAT  90  2024-01-29\nLB  NEUT  1.0 10^9/L  2024-01-29", "open: PLAT"),
        ("PLAT  74 10^9/L  2024-01-29", "failed: PLAT, no NEUT"),
    ])
    func `a cycle wants the last count of the three days before it`(rows: String, wanted: String) {
        #expect(verdict("LB  \(rows)") == wanted)
    }

    @Test(arguments: [
        ("Diarrhoea  1  2024-01-20", "met"),
        ("Diarrhoea  2  2024-01-20", "failed: Diarrhoea"),
        ("Diarrhoea  2  2024-01-29", "failed: Diarrhoea"),
        ("Diarrhoea  2  2024-01-30", "met"),
        ("Diarrhoea  2  2024-01-20..2024-01-29", "met"),
        ("Diarrhoea  2  2024-01-20..2024-01-30", "failed: Diarrhoea"),
        ("Diarrhoea  2  2024-01-20..2024-01", "open: Diarrhoea"),
        ("Diarrhoea  -  2024-01-20", "open: Diarrhoea"),
        ("Diarrhoea  2  -", "open: Diarrhoea"),
        // There before treatment, and no worse since.
        ("Diarrhoea  2  2023-12-20", "met"),
        ("Diarrhoea  2  2023-12-20..2024-01-10\nAE  Diarrhoea  2  2024-01-10", "met"),
        ("Diarrhoea  2  2023-12-20..2024-01-10\nAE  Diarrhoea  3  2024-01-10", "failed: Diarrhoea"),
        // Judged by its count.
        ("Neutropenia  4  2024-01-20", "met"),
    ])
    func `a cycle wants other toxicity at grade 1 or as it was before treatment`(event: String, wanted: String) {
        let counts = "LB  PLAT  90 10^9/L  2024-01-29\nLB  NEUT  2 10^9/L  2024-01-29"
        #expect(verdict("\(counts)\nAE  \(event)") == wanted)
    }

    private func verdict(_ rows: String) -> String {
        let gate = CycleGate(
            counts: [
                CycleGate.Count(analyte: .neutrophils, unit: .gigaPerLitre, atLeast: 1),
                CycleGate.Count(analyte: .platelets, unit: .gigaPerLitre, atLeast: 75),
            ], daysBeforeMax: 3, gradeMax: 1, countedTerms: TermGroup(id: "blood", terms: ["Neutropenia"]))
        let record = record("S", "DM  IXA\n\(rows)")
        let verdicts = gate.verdicts(
            on: [day("2024-01-29")], of: record,
            results: { analyte in record.labResults.filter { analyte.testCodes.contains($0.test) } },
            firstDose: day("2024-01-01"))
        switch verdicts[0] {
        case .met: return "met"
        case .failed(let reasons): return "failed: \(reasons.map(text).joined(separator: ", "))"
        case .indeterminate(let reasons): return "open: \(reasons.map(text).joined(separator: ", "))"
        }
    }

    private func text(_ reason: GateReason) -> String {
        switch reason {
        case .countMissing(let test): "no \(test)"
        case .countTooLow(let row), .countUndecided(let row), .event(let row), .eventUndecided(let row):
            row.text.split(separator: "\"")[1].description
        }
    }
}
