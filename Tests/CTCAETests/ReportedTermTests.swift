// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CTCAE

@Suite struct ReportedTermTests {
    @Test(arguments: LabTerm.allCases)
    func `a laboratory term is known by every name it has, and by nothing else's`(term: LabTerm) {
        for writing in ReportedTerm.writings(of: term) {
            #expect(ReportedTerm.of(writing)?.names == [term], "\(writing)")
        }
        for version in CTCAEVersion.allCases {
            #expect(ReportedTerm.of(term.name(in: version).uppercased())?.names == [term])
        }
    }

    @Test(arguments: LabTerm.allCases)
    func `every laboratory term has a Chinese name`(term: LabTerm) {
        #expect(ReportedTerm.writings(of: term).contains { !$0.utf8.allSatisfy { $0 < 0x80 } })
    }

    @Test(arguments: [
        ("Thrombocytopenia", LabTerm.plateletCountDecreased), ("Platelet count decreased", .plateletCountDecreased),
        ("thrombocytopaenia", .plateletCountDecreased), ("血小板减少症", .plateletCountDecreased),
        ("血小板减少", .plateletCountDecreased), ("血小板计数降低", .plateletCountDecreased),
        ("Neutropenia", .neutrophilCountDecreased), ("中性粒细胞计数降低", .neutrophilCountDecreased),
        ("Anaemia", .anemia), ("贫血", .anemia), ("Leukopenia", .whiteBloodCellDecreased),
        ("Leucopenia", .whiteBloodCellDecreased), ("Lymphopenia", .lymphocyteCountDecreased),
        ("Hypokalaemia", .hypokalemia), ("血钾降低", .hypokalemia), ("Hyperkalaemia", .hyperkalemia),
        ("Blood creatinine increased", .creatinineIncreased), ("谷丙转氨酶升高", .alanineAminotransferaseIncreased),
        ("Thrombocytosis", .thrombocytosis), ("Neutrophilia", .neutrophilCountIncreased),
    ])
    func `a reported term is found by MedDRA's name and the site's`(written: String, term: LabTerm) {
        #expect(ReportedTerm.of(written)?.names == [term])
    }

    @Test(arguments: [
        ("Pancytopenia", LabTerm.plateletCountDecreased), ("骨髓抑制", .neutrophilCountDecreased),
        ("Febrile neutropenia", .neutrophilCountDecreased), ("肝功能异常", .alanineAminotransferaseIncreased),
        ("Acute kidney injury", .creatinineIncreased), ("Haemolytic anaemia", .anemia),
    ])
    func `a wider term accounts for a value and is no name of it`(written: String, term: LabTerm) throws {
        let said = try #require(ReportedTerm.of(written))
        #expect(said.accountsFor.contains(term))
        #expect(said.names.isEmpty)
    }

    @Test func `no wider term is written as the name of a laboratory term`() {
        for wider in ReportedTerm.wider { #expect(ReportedTerm.of(wider.term)?.names == [], "\(wider.term)") }
    }

    @Test(arguments: ["", "Headache", "Herpes zoster", "Platelet count", "血小板", "Peripheral neuropathy"])
    func `another event says nothing of the laboratory`(written: String) {
        #expect(ReportedTerm.of(written) == nil)
    }

    @Test(arguments: [
        (LabTerm.plateletCountDecreased, CTCAEVersion.v5_0, 4), (.neutrophilCountDecreased, .v5_0, 4),
        (.anemia, .v5_0, 3),
        (.hemoglobinIncreased, .v4_03, 3), (.leukocytosis, .v5_0, 3), (.vitaminDDecreased, .v5_0, 0),
    ])
    func `grades beyond the last cut are the clinician's`(term: LabTerm, version: CTCAEVersion, gravest: Int) {
        #expect(term.gravestGrade(in: version) == gravest)
    }
}
