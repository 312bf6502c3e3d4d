// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing

@Suite struct CriterionSearchTests {
    private func terms(_ name: String, _ version: CTCAEVersion) -> Set<String> {
        Set(version.criteria(named: name).lines.map(\.term))
    }

    @Test(arguments: [
        ("PLT", ["Platelet count decreased"]), ("anc", ["Neutrophil count decreased"]),
        ("K", ["Hypokalemia", "Hyperkalemia"]), ("EGFR", ["Chronic kidney disease"]),
        ("QTCF", ["Electrocardiogram QT corrected interval prolonged"]), ("NA", ["Hyponatremia", "Hypernatremia"]),
        ("platelet count decreased", ["Platelet count decreased"]), ("Anemia", ["Anemia"]),
        ("neutro", ["Neutrophil count decreased"]), ("corr int", ["Electrocardiogram QT corrected interval prolonged"]),
        ("emia", []), ("", []), ("-", []),
    ])
    func `a name is a test code, then a term, then the beginning of words`(name: String, wanted: [String]) {
        #expect(terms(name, .v5_0) == Set(wanted))
    }

    @Test func `a term's name in another version is told from its own`() {
        #expect(CTCAEVersion.v6_0.criteria(named: "Platelet count decreased").renamed == "Thrombocytopenia")
        #expect(terms("Platelet count decreased", .v6_0) == ["Thrombocytopenia"])
        #expect(CTCAEVersion.v5_0.criteria(named: "lymphopenia").renamed == "Lymphocyte count decreased")
        #expect(CTCAEVersion.v6_0.criteria(named: "lymphopenia").renamed == nil)
    }

    @Test func `glucose stands for its fasting states too`() {
        let lines = CTCAEVersion.v4_03.criteria(named: "GLUC").lines
        #expect(Set(lines) == Set(lines).union(CTCAEVersion.v4_03.criteria(named: "GLUCF").lines))
        #expect(terms("GLUCF", .v4_03).contains("Hyperglycemia"))
    }

    @Test(arguments: CTCAEVersion.allCases)
    func `every accepted test code that a version grades is found`(version: CTCAEVersion) {
        for line in version.criterionLines {
            for test in line.tests { #expect(version.criteria(named: test).lines.contains(line), "\(test)") }
        }
    }

    @Test func `limits of a criterion are told`() {
        #expect(CTCAEVersion.v5_0.criteria(named: "SYSBP").lines.contains { $0.isForAdults })
        #expect(!CTCAEVersion.v5_0.criteria(named: "PLT").lines.contains { $0.isForAdults })
        #expect(CTCAEVersion.allCases.contains { $0.criterionLines.contains { !$0.units.isEmpty } })
    }
}
