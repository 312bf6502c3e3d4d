// SPDX-License-Identifier: Apache-2.0

/// What MedDRA and Chinese sites call the terms that laboratories grade, beside CTCAE's names and `TermSynonyms`.
///
/// Preferred terms of MedDRA stand as they are spelt there, which need not be CTCAE's spelling; the Chinese names are
/// those of the Chinese MedDRA and the commonest ones of case report forms.
enum ReportedTermNames {
    static let listed: [LabTerm: [String]] = blood.merging(chemistry) { $0 + $1 }.merging(others) { $0 + $1 }

    private static let blood: [LabTerm: [String]] = [
        .anemia: [
            "Anaemia", "Haemoglobin decreased", "贫血", "贫血症", "血红蛋白降低", "血红蛋白减少", "血红蛋白下降",
        ],
        .hemoglobinIncreased: ["Haemoglobin increased", "血红蛋白升高", "血红蛋白增高"],
        .whiteBloodCellDecreased: [
            "Leukopenia", "White blood cell count decreased", "白细胞减少", "白细胞减少症", "白细胞降低", "白细胞计数减少",
            "白细胞计数降低",
        ],
        .leukocytosis: ["Leukocytosis", "白细胞增多", "白细胞增多症"],
        .neutrophilCountDecreased: [
            "Neutropenia", "Neutrophils decreased", "ANC decreased", "中性粒细胞减少", "中性粒细胞减少症", "中性粒细胞降低",
            "中性粒细胞计数减少", "中性粒细胞计数降低",
        ],
        .lymphocyteCountDecreased: [
            "Lymphopenia", "Lymphocytopenia", "淋巴细胞减少", "淋巴细胞减少症", "淋巴细胞降低", "淋巴细胞计数减少", "淋巴细胞计数降低",
        ],
        .lymphocyteCountIncreased: ["Lymphocytosis", "淋巴细胞增多", "淋巴细胞增多症", "淋巴细胞计数升高"],
        .plateletCountDecreased: [
            "Thrombocytopenia", "Platelets low", "血小板减少", "血小板减少症", "血小板降低", "血小板计数减少", "血小板计数降低",
        ],
        .cd4LymphocytesDecreased: ["CD4 lymphocyte count decreased", "CD4淋巴细胞减少", "CD4淋巴细胞计数降低"],
        .eosinophilia: ["Eosinophil count increased", "嗜酸性粒细胞增多", "嗜酸性粒细胞增多症", "嗜酸性粒细胞计数升高"],
        .neutrophilCountIncreased: ["Neutrophilia", "中性粒细胞增多", "中性粒细胞计数升高"],
        .thrombocytosis: ["Platelet count increased", "血小板增多", "血小板增多症", "血小板计数升高"],
        .methemoglobinemia: ["Methaemoglobinaemia", "高铁血红蛋白血症"],
        .haptoglobinDecreased: ["结合珠蛋白降低"],
        .activatedPartialThromboplastinTimeProlonged: [
            "活化部分凝血活酶时间延长", "APTT延长", "部分凝血活酶时间延长",
        ],
        .fibrinogenDecreased: ["Blood fibrinogen decreased", "Hypofibrinogenaemia", "血纤维蛋白原降低", "纤维蛋白原降低"],
        .inrIncreased: ["International normalised ratio increased", "国际标准化比值升高", "INR升高"],
    ]

    private static let chemistry: [LabTerm: [String]] = [
        .alanineAminotransferaseIncreased: [
            "丙氨酸氨基转移酶升高", "谷丙转氨酶升高", "丙氨酸转氨酶升高", "ALT升高",
        ],
        .aspartateAminotransferaseIncreased: [
            "天门冬氨酸氨基转移酶升高", "天冬氨酸氨基转移酶升高", "谷草转氨酶升高", "AST升高",
        ],
        .alkalinePhosphataseIncreased: ["血碱性磷酸酶升高", "碱性磷酸酶升高"],
        .bloodBilirubinIncreased: ["Hyperbilirubinaemia", "血胆红素升高", "胆红素升高", "高胆红素血症", "血胆红素增高"],
        .creatinineIncreased: ["Blood creatinine increased", "血肌酐升高", "肌酐升高", "血肌酸酐升高"],
        .creatinineClearanceDecreased: ["Creatinine renal clearance decreased", "肌酐清除率降低", "肾肌酐清除率降低"],
        .chronicKidneyDisease: ["慢性肾脏病"],
        .hyperkalemia: ["Hyperkalaemia", "Blood potassium increased", "高钾血症", "血钾升高"],
        .hypokalemia: ["Hypokalaemia", "Blood potassium decreased", "低钾血症", "血钾降低"],
        .hypernatremia: ["Hypernatraemia", "Blood sodium increased", "高钠血症", "血钠升高"],
        .hyponatremia: ["Hyponatraemia", "Blood sodium decreased", "低钠血症", "血钠降低"],
        .hypercalcemia: ["Hypercalcaemia", "Blood calcium increased", "高钙血症", "血钙升高"],
        .hypocalcemia: ["Hypocalcaemia", "Blood calcium decreased", "低钙血症", "血钙降低"],
        .hypermagnesemia: ["Hypermagnesaemia", "Blood magnesium increased", "高镁血症", "血镁升高"],
        .hypomagnesemia: ["Hypomagnesaemia", "Blood magnesium decreased", "低镁血症", "血镁降低"],
        .hypophosphatemia: [
            "Hypophosphataemia", "Blood phosphorus decreased", "低磷血症", "低磷酸血症", "血磷降低",
        ],
        .hypoalbuminemia: ["Hypoalbuminaemia", "Blood albumin decreased", "低白蛋白血症", "血白蛋白降低", "白蛋白降低"],
        .hypoglycemia: ["Hypoglycaemia", "Blood glucose decreased", "低血糖", "低血糖症", "血葡萄糖降低", "血糖降低"],
        .hyperglycemia: ["Hyperglycaemia", "Blood glucose increased", "高血糖", "高血糖症", "血葡萄糖升高", "血糖升高"],
        .hyperuricemia: ["Hyperuricaemia", "Blood uric acid increased", "高尿酸血症", "血尿酸升高"],
        .lactateDehydrogenaseIncreased: ["血乳酸脱氢酶升高", "乳酸脱氢酶升高"],
        .ggtIncreased: ["γ-谷氨酰转移酶升高", "谷氨酰转肽酶升高", "γ-谷氨酰转肽酶升高"],
        .cholesterolHigh: [
            "Blood cholesterol increased", "Hypercholesterolaemia", "血胆固醇升高", "高胆固醇血症",
        ],
        .hdlDecreased: ["High density lipoprotein decreased", "高密度脂蛋白降低"],
        .ldlIncreased: ["Low density lipoprotein increased", "低密度脂蛋白升高"],
        .hypertriglyceridemia: [
            "Hypertriglyceridaemia", "Blood triglycerides increased", "高甘油三酯血症", "血甘油三酯升高",
        ],
        .cpkIncreased: ["Blood creatine phosphokinase increased", "血肌酸磷酸激酶升高", "肌酸激酶升高"],
        .bloodBicarbonateDecreased: ["血碳酸氢盐降低", "碳酸氢盐降低"],
        .lipaseIncreased: ["脂肪酶升高"],
        .serumAmylaseIncreased: ["Amylase increased", "Blood amylase increased", "淀粉酶升高", "血淀粉酶升高"],
    ]

    private static let others: [LabTerm: [String]] = [
        .acidosis: ["酸中毒"],
        .alkalosis: ["碱中毒"],
        .thyroidStimulatingHormoneIncreased: [
            "Blood thyroid stimulating hormone increased", "TSH increased", "血促甲状腺激素升高", "促甲状腺激素升高",
        ],
        .cardiacTroponinIIncreased: ["Troponin I increased", "肌钙蛋白I升高"],
        .cardiacTroponinTIncreased: ["Troponin T increased", "肌钙蛋白T升高"],
        .vitaminDDecreased: ["Vitamin D deficiency", "维生素D降低", "维生素D缺乏"],
        .proteinuria: ["Protein urine present", "蛋白尿", "尿蛋白阳性", "尿蛋白升高"],
        .fever: ["Pyrexia", "Body temperature increased", "发热", "体温升高"],
        .hypothermia: ["Body temperature decreased", "低体温", "体温过低"],
        .weightGain: ["体重增加", "体重升高"],
        .weightLoss: ["体重降低", "体重减轻", "体重下降"],
        .hypertension: ["Blood pressure increased", "高血压", "血压升高"],
        .hypoxia: ["Oxygen saturation decreased", "缺氧", "低氧血症", "血氧饱和度降低"],
        .qtIntervalProlonged: ["心电图QT间期延长", "QT间期延长", "心电图QTc间期延长"],
    ]
}
