// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing

@Suite struct TermDictionaryTests {
    private let dictionary = TermDictionary.of(.v5_0)

    @Test func `version 5_0 lists 837 terms`() {
        #expect(dictionary?.count == 837)
        #expect(dictionary?.version == .v5_0)
    }

    @Test func `a version whose list is not written has no dictionary`() {
        #expect(TermDictionary.of(.v4_03) == nil)
        #expect(TermDictionary.of(.v6_0) == nil)
    }

    @Test(
        arguments: [
            ("Anemia", [1, 2, 3, 4, 5]), ("Alopecia", [1, 2]), ("Febrile neutropenia", [3, 4, 5]), ("Syncope", [3]),
            ("Peripheral sensory neuropathy", [1, 2, 3, 4]), ("Asystole", [1, 4, 5]), ("Death NOS", [5]),
            ("Platelet count decreased", [1, 2, 3, 4]),
            ("Infections and infestations - Other, specify", [1, 2, 3, 4, 5]),
            ("Zoster", nil),
        ] as [(String, [Int]?)])
    func `a term takes the grades the standard defines`(term: String, grades: [Int]?) {
        #expect(dictionary?.grades(of: term) == grades)
    }

    @Test(
        arguments: [
            ("ALOPECIA", 2, TermDictionary.TermCheck.allowed),
            ("alopecia", 3, .impossibleGrade(allowed: [1, 2])),
            ("Alopecia", nil, .allowed),
            ("Febrile  neutropenia ", 3, .allowed),
            ("Syncope", 1, .impossibleGrade(allowed: [3])),
            ("Anemia", 0, .impossibleGrade(allowed: [1, 2, 3, 4, 5])),
            ("Febrile neutropenie", 3, .unknownTerm(nearest: "Febrile neutropenia")),
            ("Anaemia", 2, .unknownTerm(nearest: "Anemia")),
            ("Herpes zoster", 2, .unknownTerm(nearest: nil)),
            ("", 2, .unknownTerm(nearest: nil)),
        ] as [(String, Int?, TermDictionary.TermCheck)])
    func `a reported term and grade are checked together`(
        term: String, grade: Int?, expected: TermDictionary.TermCheck
    ) {
        #expect(dictionary?.check(term: term, grade: grade) == expected)
    }

    @Test func `every laboratory term is in the dictionary and may take its grades`() {
        for term in CTCAEVersion.v5_0.gradedTerms {
            #expect(dictionary?.grades(of: term.rawValue) != nil, "\(term.rawValue)")
        }
    }
}
