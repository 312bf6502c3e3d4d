// SPDX-License-Identifier: Apache-2.0

/// What sites and MedDRA call a CTCAE term, where only one term can be meant.
///
/// The list is short on purpose: a word that two terms share ("peripheral neuropathy", "hypertransaminasemia",
/// "asthenia") is not in it, and the suggestion is only ever shown, never used to grade. Chinese names are those of the
/// Chinese MedDRA for terms that CTCAE and MedDRA name alike.
enum TermSynonyms {
    /// Each synonym's words, and the term's name in some version.
    static let byWording = Dictionary(listed.map { (plainWording($0), $1) }) { first, _ in first }

    /// The synonyms as they are written, and the term of each.
    static let listed: [(synonym: String, name: String)] = english + chinese

    private static let english = [
        ("Acute kidney failure", "Acute kidney injury"),
        ("Acute renal failure", "Acute kidney injury"),
        ("ALP increased", "Alkaline phosphatase increased"),
        ("Blood alkaline phosphatase increased", "Alkaline phosphatase increased"),
        ("ALT increased", "Alanine aminotransferase increased"),
        ("APTT prolonged", "Activated partial thromboplastin time prolonged"),
        ("AST increased", "Aspartate aminotransferase increased"),
        ("Blood creatine phosphokinase increased", "CPK increased"),
        ("Creatine kinase increased", "CPK increased"),
        ("CK increased", "CPK increased"),
        ("Blood creatinine increased", "Creatinine increased"),
        ("Hyperbilirubinemia", "Blood bilirubin increased"),
        ("Bilirubin increased", "Blood bilirubin increased"),
        ("Lactate dehydrogenase increased", "Blood lactate dehydrogenase increased"),
        ("LDH increased", "Blood lactate dehydrogenase increased"),
        ("Cerebrovascular accident", "Stroke"),
        ("Decreased appetite", "Anorexia"),
        ("Loss of appetite", "Anorexia"),
        ("Deep vein thrombosis", "Thromboembolic event"),
        ("DVT", "Thromboembolic event"),
        ("Pulmonary embolism", "Thromboembolic event"),
        ("Venous thrombosis", "Thromboembolic event"),
        ("Electrocardiogram QT prolonged", "Electrocardiogram QT corrected interval prolonged"),
        ("QT prolonged", "Electrocardiogram QT corrected interval prolonged"),
        ("QTc prolonged", "Electrocardiogram QT corrected interval prolonged"),
        ("Gamma-glutamyltransferase increased", "GGT increased"),
        ("Neutropenia", "Neutrophil count decreased"),
        ("Hair loss", "Alopecia"),
        ("Herpes zoster", "Shingles"),
        ("Zoster", "Shingles"),
        ("Heart attack", "Myocardial infarction"),
        ("Cardiac failure", "Heart failure"),
        ("Hives", "Urticaria"),
        ("Itching", "Pruritus"),
        ("Leukopenia", "White blood cell decreased"),
        ("White blood cell count decreased", "White blood cell decreased"),
        ("WBC decreased", "White blood cell decreased"),
        ("Lymphocytopenia", "Lymphocyte count decreased"),
        ("Muscle spasm", "Muscle cramp"),
        ("Oedema peripheral", "Edema limbs"),
        ("Platelets decreased", "Platelet count decreased"),
        ("Pyrexia", "Fever"),
        ("Shortness of breath", "Dyspnea"),
        ("Stomatitis", "Mucositis oral"),
        ("Upper respiratory tract infection", "Upper respiratory infection"),
        ("URTI", "Upper respiratory infection"),
        ("UTI", "Urinary tract infection"),
        ("Weight decreased", "Weight loss"),
        ("Weight increased", "Weight gain"),
    ]

    private static let chinese = [
        ("上呼吸道感染", "Upper respiratory infection"),
        ("丙氨酸氨基转移酶升高", "Alanine aminotransferase increased"),
        ("中性粒细胞减少", "Neutrophil count decreased"),
        ("中性粒细胞减少症", "Neutrophil count decreased"),
        ("中性粒细胞计数降低", "Neutrophil count decreased"),
        ("便秘", "Constipation"),
        ("发热", "Fever"),
        ("发热性中性粒细胞减少症", "Febrile neutropenia"),
        ("呕吐", "Vomiting"),
        ("天门冬氨酸氨基转移酶升高", "Aspartate aminotransferase increased"),
        ("头晕", "Dizziness"),
        ("头痛", "Headache"),
        ("失眠", "Insomnia"),
        ("尿路感染", "Urinary tract infection"),
        ("带状疱疹", "Shingles"),
        ("恶心", "Nausea"),
        ("深静脉血栓形成", "Thromboembolic event"),
        ("淋巴细胞计数降低", "Lymphocyte count decreased"),
        ("疲乏", "Fatigue"),
        ("白细胞计数降低", "White blood cell decreased"),
        ("肺栓塞", "Thromboembolic event"),
        ("肺部感染", "Lung infection"),
        ("脱发", "Alopecia"),
        ("腹泻", "Diarrhea"),
        ("血小板减少症", "Platelet count decreased"),
        ("血小板计数降低", "Platelet count decreased"),
        ("贫血", "Anemia"),
        ("低钾血症", "Hypokalemia"),
        ("高血压", "Hypertension"),
    ]
}
