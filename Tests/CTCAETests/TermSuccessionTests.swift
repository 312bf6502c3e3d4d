// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CTCAE

@Suite struct TermSuccessionTests {
    /// The twelve terms that v6.0 calls by another name.
    static let renamedInV6 = [
        ("Bullous dermatitis", "Dermatosis bullous"),
        ("Eczema", "Eczematous dermatitis"),
        ("Encephalitis infection", "Encephalitis"),
        ("Encephalomyelitis infection", "Encephalomyelitis"),
        ("Lung infection", "Pneumonia"),
        ("Lymphocyte count decreased", "Lymphopenia"),
        ("Night blindness", "Decreased night vision"),
        ("Pancreatic enzymes decreased", "Pancreatic insufficiency"),
        ("Platelet count decreased", "Thrombocytopenia"),
        ("Proteinuria", "Urinary protein increased"),
        ("Thromboembolic event", "Venous thromboembolism"),
        ("Vaccination complication", "Systemic post-immunization reaction"),
    ]

    @Test(arguments: renamedInV6)
    func `a renamed term is told in both directions`(v5: String, v6: String) {
        #expect(TermDictionary.of(.v6_0).replacement(of: v5, renamedOnly: true) == v6)
        #expect(TermDictionary.of(.v5_0).replacement(of: v6, renamedOnly: true) == v5)
        guard case .ofAnotherVersion(let earlier, v6) = TermDictionary.of(.v6_0).check(term: v5, grade: 3) else {
            Issue.record("\(v5) is not told under v6.0")
            return
        }
        #expect(earlier.last == .v5_0)
        #expect(
            TermDictionary.of(.v5_0).check(term: v6.uppercased(), grade: nil)
                == .ofAnotherVersion([.v6_0], replacement: v5))
    }

    @Test(
        arguments: [
            (.v5_0, "Fetal death", [.v4_03], "Pregnancy loss"),
            (.v5_0, "IVth nerve disorder", [.v4_03], "Trochlear nerve disorder"),
            (.v4_03, "Trochlear nerve disorder", [.v5_0, .v6_0], "IVth nerve disorder"),
            (.v4_03, "Thrombocytopenia", [.v6_0], "Platelet count decreased"),
            (.v6_0, "Lung infections", [.v4_03, .v5_0], "Pneumonia"),
            (.v6_0, "Hip fracture", [.v4_03, .v5_0], "Fracture"),
            (.v6_0, "Oedema limbs", [.v4_03, .v5_0], "Peripheral edema"),
            (.v6_0, "Thrush", [.v5_0], "Candidiasis"),
            (.v6_0, "CPK increased", [.v4_03, .v5_0], "Investigations - Other, specify"),
            (.v6_0, "Cardiac troponin T increased", [.v4_03, .v5_0], "Investigations - Other, specify"),
            (.v6_0, "Menopause", [.v4_03], "Ovarian function insufficiency"),
            (.v5_0, "Candidiasis", [.v6_0], nil),
            (.v5_0, "Aplastic anemia", [.v6_0], nil),
            (.v4_03, "Eosinophilia", [.v5_0, .v6_0], nil),
        ] as [(CTCAEVersion, String, [CTCAEVersion], String?)])
    func `a term of another version names its versions and its place here`(
        version: CTCAEVersion, term: String, versions: [CTCAEVersion], replacement: String?
    ) {
        #expect(
            TermDictionary.of(version).check(term: term, grade: 2)
                == .ofAnotherVersion(versions, replacement: replacement))
    }

    @Test func `every term that a later version dropped has its place there`() {
        for (version, next) in zip(CTCAEVersion.allCases, CTCAEVersion.allCases.dropFirst()) {
            let later = TermDictionary.of(next)
            let dropped = Set(TermDictionary.of(version).names).subtracting(later.names)
            let told = TermSuccession.all[version, default: []]
            #expect(dropped.count == (version == .v4_03 ? 13 : 47))
            #expect(dropped == Set(told.map(\.earlier)))
            #expect(told.allSatisfy { later.names.contains($0.later) })
        }
    }

    @Test func `a renamed term takes its grades under either name, save those a criterion lost or gained`() {
        let differ = TermSuccession.all.values.joined().filter { $0.relation == .renamed }.filter { step in
            let grades = [step.earlier, step.later].map { name in
                CTCAEVersion.allCases.compactMap { TermDictionary.of($0).grades(of: name) }.first
            }
            return grades[0] != grades[1]
        }
        #expect(
            Set(differ.map(\.later)) == ["Lymphopenia", "Thrombocytopenia", "Pregnancy loss"])
    }
}
