// SPDX-License-Identifier: Apache-2.0

import Simulation
import Storage
import Testing
import Trial

@Suite struct RateTests {
    static let neuropathies: Set = [
        "Peripheral sensory neuropathy", "Neuropathy peripheral", "Peripheral motor neuropathy",
    ]
    static let infections: Set = [
        "Pneumonia", "Upper respiratory tract infection", "Urinary tract infection", "Sepsis", "COVID-19",
        "Herpes zoster",
    ]
    static let thromboses: Set = ["Deep vein thrombosis", "Pulmonary embolism"]

    /// An event, the least grade that counts, the arms, and the band the part of subjects with it lies in.
    struct Expectation: Sendable, CustomTestStringConvertible {
        let name: String
        let terms: Set<String>
        let grade: Int
        let arms: Set<String>
        let band: ClosedRange<Double>

        var testDescription: String { "\(name), grade \(grade) or more, in \(arms.sorted().joined(separator: " "))" }
    }

    @Test(arguments: [
        Expectation(name: "neuropathy", terms: neuropathies, grade: 1, arms: ["IXA", "IXA-LEN"], band: 0.15...0.36),
        Expectation(name: "neuropathy", terms: neuropathies, grade: 1, arms: ["LEN"], band: 0.03...0.2),
        Expectation(name: "neuropathy", terms: neuropathies, grade: 3, arms: ["IXA", "IXA-LEN"], band: 0...0.08),
        Expectation(
            name: "infection", terms: infections, grade: 3, arms: ["IXA", "LEN", "IXA-LEN"], band: 0.1...0.28),
        Expectation(
            name: "zoster", terms: ["Herpes zoster"], grade: 1, arms: ["IXA", "LEN", "IXA-LEN"], band: 0.02...0.11),
        Expectation(name: "thrombosis", terms: thromboses, grade: 2, arms: ["LEN", "IXA-LEN"], band: 0.01...0.1),
        Expectation(name: "nausea", terms: ["Nausea"], grade: 1, arms: ["IXA", "IXA-LEN"], band: 0.2...0.5),
        Expectation(name: "diarrhoea", terms: ["Diarrhoea"], grade: 1, arms: ["IXA", "IXA-LEN"], band: 0.15...0.42),
        Expectation(
            name: "rash", terms: ["Rash maculo-papular"], grade: 1, arms: ["IXA", "LEN", "IXA-LEN"], band: 0.06...0.26),
    ])
    func `adverse events come about as often as published`(expected: Expectation) {
        let events = SimulatedTrial.outcome.of(.ae).filter { row in
            expected.terms.contains(row["AEDECOD"]) && Int(row["AETOXGR"]) ?? 0 >= expected.grade
        }
        #expect(expected.band.contains(share(of: events, in: expected.arms)))
    }

    @Test(arguments: [
        ("PLAT", 50.0, "IXA", 0.05...0.3), ("PLAT", 50, "LEN", 0.05...0.3), ("PLAT", 50, "IXA-LEN", 0.08...0.38),
        ("NEUT", 1.0, "IXA", 0.01...0.2), ("NEUT", 1, "LEN", 0.18...0.5), ("NEUT", 1, "IXA-LEN", 0.25...0.6),
    ])
    func `low counts of grade 3 come about as often as published`(
        test: String, below: Double, arm: String, band: ClosedRange<Double>
    ) {
        let low = SimulatedTrial.outcome.of(.lb).filter { row in row.count(of: test).map { $0 < below } ?? false }
        #expect(band.contains(share(of: low, in: [arm])))
    }

    @Test func `platelets fall in the middle of an ixazomib cycle and are back at its end`() {
        let ixazomib = subjects(in: ["IXA"])
        func mean(_ visit: String) -> Double {
            let counts = SimulatedTrial.outcome.of(.lb).filter { ixazomib.contains($0.subject) && $0["VISIT"] == visit }
                .compactMap { $0.count(of: "PLAT") }
            return counts.reduce(0, +) / Double(counts.count)
        }
        #expect(mean("CYCLE 1 DAY 15") < 0.8 * mean("CYCLE 1 DAY 1"))
        #expect(mean("CYCLE 2 DAY 1") > 0.85 * mean("CYCLE 1 DAY 1"))
    }

    @Test func `most low counts of grade 3 are reported as adverse events`() {
        let terms = ["Platelet count decreased", "Neutrophil count decreased"]
        let low = Set(
            SimulatedTrial.outcome.of(.lb).filter { row in
                (row.count(of: "PLAT") ?? 999) < 50 || (row.count(of: "NEUT") ?? 999) < 1
            }.map(\.subject))
        let reported = Set(
            SimulatedTrial.outcome.of(.ae).filter { terms.contains($0["AEDECOD"]) && $0["AETOXGR"] >= "3" }
                .map(\.subject))
        #expect(Double(low.intersection(reported).count) > 0.75 * Double(low.count))
    }

    @Test func `some subjects die and most who leave do so because the disease progressed`() {
        let leaving = SimulatedTrial.outcome.of(.ds)
        let progressed = leaving.count { $0["DSDECOD"] == "PROGRESSIVE DISEASE" }
        #expect((40...120).contains(progressed))
        #expect(leaving.contains { $0["DSDECOD"] == "LOST TO FOLLOW-UP" })
        let deaths = leaving.count { $0["DSDECOD"] == "DEATH" }
        #expect((8...45).contains(deaths))
        #expect(deaths == SimulatedTrial.outcome.of(.dm).count { $0["DTHFL"] == "Y" })
    }

    private func subjects(in arms: Set<String>) -> Set<String> {
        Set(SimulatedTrial.outcome.of(.dm).filter { arms.contains($0["ACTARMCD"]) }.map(\.subject))
    }

    /// The part of the subjects of some arms who have one of these rows.
    private func share(of rows: [SDTMRow], in arms: Set<String>) -> Double {
        let subjects = subjects(in: arms)
        return Double(subjects.intersection(rows.map(\.subject)).count) / Double(subjects.count)
    }
}
