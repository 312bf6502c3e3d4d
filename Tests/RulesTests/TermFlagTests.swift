// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Kit
import Rules
import Testing
import Trial

@Suite struct TermFlagTests {
    /// A graded event as a site or its coder may write it, and what is asked about it under a version.
    struct Asked: Sendable, CustomTestStringConvertible {
        var version = CTCAEVersion.v5_0
        var decoded = ""
        var lowest = ""
        var reported = ""
        var grade: Int? = 3
        var flag: String?

        var testDescription: String { "\(version.rawValue) \(decoded)|\(lowest)|\(reported) \(grade ?? 0)" }
    }

    @Test(arguments: [
        Asked(decoded: "Diarrhea", grade: 3, flag: nil),
        Asked(decoded: "Diarrhoea", grade: 3, flag: nil),
        Asked(decoded: "Alopecia", grade: 4, flag: "AETOXGR impossibleGrade 1, 2"),
        Asked(decoded: "Rhinorrhoea", grade: 2, flag: "AETOXGR impossibleGrade 1"),
        Asked(version: .v4_03, decoded: "Peripheral sensory neuropathy", grade: 5, flag: nil),
        Asked(decoded: "Peripheral sensory neuropathy", grade: 5, flag: "AETOXGR impossibleGrade 1, 2, 3, 4"),
        Asked(decoded: "Thrombocytopenia", flag: "AEDECOD termOfAnotherVersion Platelet count decreased"),
        Asked(version: .v6_0, decoded: "Thrombocytopenia", grade: 5, flag: nil),
        Asked(
            version: .v6_0, decoded: "Platelet count decreased",
            flag: "AEDECOD termOfAnotherVersion Thrombocytopenia"),
        Asked(version: .v6_0, decoded: "Hip fracture", flag: "AEDECOD termOfAnotherVersion Fracture"),
        Asked(decoded: "Aplastic anemia", flag: "AEDECOD termOfAnotherVersion -"),
        Asked(decoded: "Neutropenia", flag: "AEDECOD unknownTerm Neutrophil count decreased"),
        Asked(decoded: "Febrile neutropenie", flag: "AEDECOD unknownTerm Febrile neutropenia"),
        Asked(decoded: "Zebra stripes", flag: "AEDECOD unknownTerm -"),
        Asked(decoded: "Zebra stripes", lowest: "Neutropenia", flag: "AELLT unknownTerm Neutrophil count decreased"),
        Asked(decoded: "Pneumonia", lowest: "Lung infection", flag: nil),
        Asked(decoded: "Neutropenia", lowest: "Neutrophil count decreased", grade: 4, flag: nil),
        Asked(decoded: "Neutropenia", grade: nil, flag: nil),
        Asked(reported: "Infections and infestations - Other, specify: COVID-19", grade: 2, flag: nil),
        Asked(reported: "felt unwell on Tuesday", grade: 2, flag: nil),
        Asked(reported: "腹泻", grade: 2, flag: "AETERM unknownTerm Diarrhea"),
    ])
    func `a graded term is checked against the study's version`(asked: Asked) {
        var studyProtocol = StudyProtocol.small([])
        studyProtocol.ctcae = asked.version
        var record = record("S", "DM  IXA")
        record.adverseEvents = [
            AdverseEvent(
                key: key(.ae, "row"), reportedTerm: asked.reported, lowestLevelTerm: asked.lowest,
                preferredTerm: asked.decoded, grade: asked.grade)
        ]
        let flags = assess(record, under: studyProtocol, at: moment("2024-03-01")).qualityFlags
        let told = flags.map { "\($0.variable) \($0.reason.rawValue) \($0.suggestion ?? "-")" }
        #expect(told == (asked.flag.map { [$0] } ?? []))
        #expect(flags.allSatisfy { $0.key == key(.ae, "row") })
    }

    @Test func `a term that a group of the protocol lists is known to the protocol`() {
        let record = record("S", "DM  IXA\nAE  Pneumonia  3  2024-01-08\nAE  手足麻木  2  2024-01-08  painless")
        #expect(assess(record, under: .small([]), at: moment("2024-03-01")).qualityFlags == [])
    }
}
