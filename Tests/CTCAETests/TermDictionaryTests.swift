// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CTCAE

@Suite struct TermDictionaryTests {
    @Test(arguments: [(CTCAEVersion.v4_03, 790), (.v5_0, 837), (.v6_0, 850)])
    func `a version lists as many terms as NCI published`(version: CTCAEVersion, count: Int) {
        let dictionary = TermDictionary.of(version)
        #expect(dictionary.version == version)
        #expect(dictionary.count == count)
        #expect(dictionary.names.count == count)
    }

    @Test(
        arguments: [
            (.v4_03, "Peripheral sensory neuropathy", [1, 2, 3, 4, 5]), (.v4_03, "Sepsis", [4, 5]),
            (.v4_03, "Hyponatremia", [1, 3, 4, 5]), (.v4_03, "Acute kidney injury", [1, 2, 3, 4, 5]),
            (.v4_03, "Febrile neutropenia", [3, 4, 5]), (.v4_03, "Platelet count decreased", [1, 2, 3, 4]),
            (.v4_03, "Proteinuria", [1, 2, 3]), (.v4_03, "Obesity", [2, 3, 4]), (.v4_03, "Retinal tear", [2, 3, 4]),
            (.v4_03, "Urine output decreased", [3, 4]), (.v4_03, "Spleen disorder", [1, 2, 4, 5]),
            (.v4_03, "Eosinophilia", nil), (.v4_03, "Shingles", nil),
            (.v5_0, "Peripheral sensory neuropathy", [1, 2, 3, 4]), (.v5_0, "Sepsis", [3, 4, 5]),
            (.v5_0, "Anemia", [1, 2, 3, 4, 5]), (.v5_0, "Alopecia", [1, 2]), (.v5_0, "Febrile neutropenia", [3, 4, 5]),
            (.v5_0, "Syncope", [3]), (.v5_0, "Asystole", [1, 4, 5]), (.v5_0, "Death NOS", [5]),
            (.v5_0, "Platelet count decreased", [1, 2, 3, 4]), (.v5_0, "Retinal tear", [1, 2]),
            (.v5_0, "Infections and infestations - Other, specify", [1, 2, 3, 4, 5]), (.v5_0, "Eosinophilia", [1, 3]),
            (.v5_0, "Zoster", nil), (.v5_0, "Thrombocytopenia", nil),
            (.v6_0, "Thrombocytopenia", [1, 2, 3, 4, 5]), (.v6_0, "Lymphopenia", [1]),
            (.v6_0, "Pneumonia", [2, 3, 4, 5]),
            (.v6_0, "Creatinine clearance decreased", [2, 3]), (.v6_0, "HDL decreased", [1]),
            (.v6_0, "Alkaline phosphatase increased", [1]), (.v6_0, "Hyperglycemia", [1, 2, 3, 4]),
            (.v6_0, "Venous thromboembolism", [1, 2, 3, 4, 5]), (.v6_0, "Aplastic anemia", [2, 3, 4, 5]),
            (.v6_0, "Rash maculo-papular", [1, 2, 3, 4, 5]), (.v6_0, "Urinary protein increased", [1, 2, 3]),
            (.v6_0, "CPK increased", nil), (.v6_0, "Cardiac troponin I increased", nil),
        ] as [(CTCAEVersion, String, [Int]?)])
    func `a term takes the grades the standard defines`(version: CTCAEVersion, term: String, grades: [Int]?) {
        #expect(TermDictionary.of(version).grades(of: term) == grades)
    }

    @Test(arguments: CTCAEVersion.allCases)
    func `every listed term is known in any case and spacing and takes some grades`(version: CTCAEVersion) {
        let dictionary = TermDictionary.of(version)
        for name in dictionary.names {
            let grades = dictionary.grades(of: name) ?? []
            #expect(grades == Array(Set(grades)).sorted() && !grades.isEmpty, "\(name)")
            #expect(Set(1...5).isSuperset(of: grades), "\(name)")
            #expect(dictionary.term(spelling: name) == name)
            let written = "  " + name.uppercased().replacing(" ", with: "  ")
            #expect(dictionary.check(term: written, grade: grades.last) == .allowed, "\(name)")
            #expect(name.split(separator: " ", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }, "\(name)")
        }
    }

    @Test(arguments: CTCAEVersion.allCases)
    func `no two terms of a version become one by their spelling or wording`(version: CTCAEVersion) {
        let names = TermDictionary.of(version).names
        #expect(Set(names.map(plainSpelling)).count == names.count)
        #expect(Set(names.map(plainWording)).count == names.count)
    }

    @Test(arguments: CTCAEVersion.allCases)
    func `every laboratory term of a version is in its dictionary and may take its grades`(version: CTCAEVersion) {
        let dictionary = TermDictionary.of(version)
        for criterion in version.criteria {
            let name = criterion.term.name(in: version)
            let allowed = dictionary.grades(of: name) ?? []
            let graded = Set(criterion.cuts.flatMap { [$0.grade, $0.worst] }).intersection(1...5)
            #expect(!graded.isEmpty && graded.isSubset(of: allowed), "\(name): \(graded.sorted())")
        }
    }

    @Test(
        arguments: [
            (.v5_0, "ALOPECIA", 2, .allowed),
            (.v5_0, "alopecia", 3, .impossibleGrade(allowed: [1, 2])),
            (.v5_0, "Alopecia", nil, .allowed),
            (.v5_0, "Febrile  neutropenia ", 3, .allowed),
            (.v5_0, "Syncope", 1, .impossibleGrade(allowed: [3])),
            (.v5_0, "Anemia", 0, .impossibleGrade(allowed: [1, 2, 3, 4, 5])),
            (.v4_03, "Peripheral sensory neuropathy", 5, .allowed),
            (.v5_0, "Peripheral sensory neuropathy", 5, .impossibleGrade(allowed: [1, 2, 3, 4])),
            (.v5_0, "Infections and infestations - Other, specify: COVID-19", 3, .allowed),
            (.v5_0, "Infections and infestations – Other, specify", 3, .allowed),
        ] as [(CTCAEVersion, String, Int?, TermDictionary.TermCheck)])
    func `a reported term and grade are checked together`(
        version: CTCAEVersion, term: String, grade: Int?, expected: TermDictionary.TermCheck
    ) {
        #expect(TermDictionary.of(version).check(term: term, grade: grade) == expected)
    }

    @Test(
        arguments: [
            (.v5_0, "Febrile neutropenie", "Febrile neutropenia"), (.v5_0, "Anaemia", "Anemia"),
            (.v5_0, "Diarrhoea", "Diarrhea"), (.v5_0, "Hypokalaemia", "Hypokalemia"),
            (.v5_0, "Hyperkalaemia", "Hyperkalemia"), (.v5_0, "Oesophageal haemorrhage", "Esophageal hemorrhage"),
            (.v5_0, "Tumour lysis syndrome", "Tumor lysis syndrome"), (.v5_0, "Leucocytosis", "Leukocytosis"),
            (.v5_0, "Rash maculopapular", "Rash maculo-papular"), (.v5_0, "Hot flash", "Hot flashes"),
            (.v5_0, "Neuropathy sensory peripheral", "Peripheral sensory neuropathy"),
            (.v5_0, "ALT elevated", "Alanine aminotransferase increased"),
            (.v5_0, "Neutropenia", "Neutrophil count decreased"), (.v5_0, "Leucopenia", "White blood cell decreased"),
            (.v5_0, "Herpes zoster", "Shingles"), (.v4_03, "Herpes zoster", nil),
            (.v5_0, "DVT", "Thromboembolic event"), (.v6_0, "DVT", "Venous thromboembolism"),
            (.v5_0, "血小板计数降低", "Platelet count decreased"), (.v6_0, "血小板计数降低", "Thrombocytopenia"),
            (.v6_0, "Creatine kinase increased", "Investigations - Other, specify"),
            (.v5_0, "Infections and infestations - Other", "Infections and infestations - Other, specify"),
            (.v5_0, "Peripheral neuropathy", nil), (.v5_0, "Oral ulcer", nil), (.v5_0, "Hypotensin", "Hypotension"),
            (.v5_0, "Zebra", nil), (.v5_0, "", nil),
        ] as [(CTCAEVersion, String, String?)])
    func `an unknown term names the one that was likely meant`(version: CTCAEVersion, term: String, nearest: String?) {
        #expect(TermDictionary.of(version).check(term: term, grade: 2) == .unknownTerm(nearest: nearest))
    }

    @Test(arguments: [
        "Hyprkalemia", "Hyperthermia", "GGT decreased", "Creatinine decreased", "Hypocholesterolemia", "Neutrophilia",
    ])
    func `no term is suggested that may be the opposite of what was meant`(term: String) {
        #expect(TermDictionary.of(.v5_0).check(term: term, grade: 3) == .unknownTerm(nearest: nil))
    }

    @Test(arguments: CTCAEVersion.allCases)
    func `every synonym names a term, and is none itself`(version: CTCAEVersion) {
        let dictionary = TermDictionary.of(version)
        for (synonym, name) in TermSynonyms.listed {
            #expect(dictionary.term(spelling: synonym) == nil, "\(synonym)")
            #expect(CTCAEVersion.allCases.contains { TermDictionary.of($0).grades(of: name) != nil }, "\(name)")
            if case .unknownTerm(let nearest?) = dictionary.check(term: synonym, grade: nil) {
                #expect(dictionary.names.contains(nearest), "\(synonym)")
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a thousand unknown terms are looked up in less than a minute`() {
        let dictionary = TermDictionary.of(.v5_0)
        let unlike = (0..<1000).filter { number in
            dictionary.check(term: "Blod and lymphatic sistem \(number)", grade: 3) == .unknownTerm(nearest: nil)
        }
        #expect(unlike.count == 1000)
    }
}
