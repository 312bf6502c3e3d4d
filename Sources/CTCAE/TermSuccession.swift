// SPDX-License-Identifier: Apache-2.0

/// What became of a term that the next version of CTCAE no longer has.
///
/// NCI identifies terms by MedDRA codes, and no code changed its name from v4.03 to v6.0: a "renamed" term is an old
/// code that was dropped and a new one with the same criteria. The table was made from the codes that only one of two
/// versions has, by the likeness of their criteria and definitions, and by NCI's own navigational notes (v6.0 says it
/// of pneumonia; v5.0 of avascular necrosis, obesity and cerebrovascular ischemia); each line was then read.
struct TermSuccession: Sendable {
    /// How close the later term is to the earlier.
    enum Relation: Sendable {
        /// The same event under another name, in either direction.
        case renamed
        /// The later term takes in the earlier and more; there is no way back.
        case widened
        /// The later version's place for such an event, to be judged; there is no way back.
        case related
    }

    /// The term of the earlier version.
    let earlier: String
    /// The term of the next version.
    let later: String
    /// How close they are.
    let relation: Relation

    /// The term of a version that takes the place of another version's, step by step from version to version.
    static func replacement(
        of term: String, from source: CTCAEVersion, in target: CTCAEVersion, renamedOnly: Bool
    ) -> String? {
        let order = CTCAEVersion.allCases
        guard let start = order.firstIndex(of: source), let end = order.firstIndex(of: target) else { return nil }
        var name = term
        if start < end {
            for version in order[start..<end] { name = later(of: name, from: version, renamedOnly: renamedOnly) }
        } else {
            for version in order[end..<start].reversed() { name = earlier(of: name, from: version) }
        }
        return name == term ? nil : name
    }

    private static func later(of name: String, from version: CTCAEVersion, renamedOnly: Bool) -> String {
        let step = all[version]?.first { termKey($0.earlier) == termKey(name) }
        guard let step, step.relation == .renamed || !renamedOnly else { return name }
        return step.later
    }

    private static func earlier(of name: String, from version: CTCAEVersion) -> String {
        all[version]?.first { $0.relation == .renamed && termKey($0.later) == termKey(name) }?.earlier ?? name
    }

    /// The steps from each version to the next.
    static let all: [CTCAEVersion: [TermSuccession]] = [.v4_03: fromV4, .v5_0: fromV5]

    private static let fromV4 = steps(
        renamed: [
            ("Fetal death", "Pregnancy loss"),
            ("IVth nerve disorder", "Trochlear nerve disorder"),
        ],
        related: [
            ("Acute coronary syndrome", "Cardiac disorders - Other, specify"),
            ("Constrictive pericarditis", "Pericarditis"),
            ("External ear inflammation", "Ear and labyrinth disorders - Other, specify"),
            ("Fallopian tube stenosis", "Reproductive system and breast disorders - Other, specify"),
            ("Female genital tract fistula", "Reproductive system and breast disorders - Other, specify"),
            ("Intraoperative skin injury", "Injury, poisoning and procedural complications - Other, specify"),
            ("Menopause", "Premature menopause"),
            ("Spleen disorder", "Blood and lymphatic system disorders - Other, specify"),
            ("Unintended pregnancy", "Pregnancy, puerperium and perinatal conditions - Other, specify"),
            ("Vaginismus", "Reproductive system and breast disorders - Other, specify"),
            ("Wolff-Parkinson-White syndrome", "Cardiac disorders - Other, specify"),
        ])

    private static let fromV5 = steps(
        renamed: [
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
        ],
        widened: [
            ("Ankle fracture", "Fracture"),
            ("Avascular necrosis", "Osteonecrosis"),
            ("Edema limbs", "Peripheral edema"),
            ("Edema trunk", "Localized edema"),
            ("Genital edema", "Localized edema"),
            ("Hip fracture", "Fracture"),
            ("Muscle weakness left-sided", "Hemiparesis"),
            ("Muscle weakness right-sided", "Hemiparesis"),
            ("Neck edema", "Localized edema"),
            ("Spinal fracture", "Fracture"),
            ("Thrush", "Candidiasis"),
            ("Wrist fracture", "Fracture"),
        ],
        related: [
            ("Anal hemorrhage", "Hematochezia"),
            ("Breast atrophy", "Reproductive system and breast disorders - Other, specify"),
            ("Cardiac troponin I increased", "Investigations - Other, specify"),
            ("Cardiac troponin T increased", "Investigations - Other, specify"),
            ("Colonic hemorrhage", "Hematochezia"),
            ("Conduction disorder", "Cardiac disorders - Other, specify"),
            ("CPK increased", "Investigations - Other, specify"),
            ("Ejection fraction decreased", "Left ventricular dysfunction"),
            ("Electrocardiogram T wave abnormal", "Investigations - Other, specify"),
            ("Fat atrophy", "Skin and subcutaneous tissue disorders - Other, specify"),
            ("Glucose intolerance", "Metabolism and nutrition disorders - Other, specify"),
            ("Ischemia cerebrovascular", "Stroke"),
            ("Left ventricular systolic dysfunction", "Heart failure"),
            ("Lipohypertrophy", "Skin and subcutaneous tissue disorders - Other, specify"),
            ("Lower gastrointestinal hemorrhage", "Hematochezia"),
            ("Obesity", "Weight gain"),
            ("Papulopustular rash", "Skin and subcutaneous tissue disorders - Other, specify"),
            ("Premature menopause", "Ovarian function insufficiency"),
            ("Rash acneiform", "Skin and subcutaneous tissue disorders - Other, specify"),
            ("Rectal hemorrhage", "Hematochezia"),
            ("Restrictive cardiomyopathy", "Cardiac disorders - Other, specify"),
            ("Right ventricular dysfunction", "Cardiac disorders - Other, specify"),
            ("Wheezing", "Bronchospasm"),
        ])

    private static func steps(
        renamed: [(String, String)], widened: [(String, String)] = [], related: [(String, String)]
    ) -> [TermSuccession] {
        renamed.map { TermSuccession(earlier: $0, later: $1, relation: .renamed) }
            + widened.map { TermSuccession(earlier: $0, later: $1, relation: .widened) }
            + related.map { TermSuccession(earlier: $0, later: $1, relation: .related) }
    }
}
