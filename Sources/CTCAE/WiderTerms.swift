// SPDX-License-Identifier: Apache-2.0

/// Terms of events that account for low or high laboratory values of several kinds, or for more than the value.
///
/// MedDRA's preferred terms and the words of Chinese sites. An event of such a term answers the question what became of
/// a laboratory value; its grade is not the laboratory's, and it needs no laboratory value of its own.
enum WiderTerms {
    private static let marrow: Set<LabTerm> = [
        .anemia, .whiteBloodCellDecreased, .neutrophilCountDecreased, .lymphocyteCountDecreased,
        .plateletCountDecreased,
    ]
    private static let neutrophils: Set<LabTerm> = [.neutrophilCountDecreased, .whiteBloodCellDecreased]
    private static let enzymes: Set<LabTerm> = [.alanineAminotransferaseIncreased, .aspartateAminotransferaseIncreased]
    private static let liver: Set<LabTerm> = enzymes.union([
        .alkalinePhosphataseIncreased, .ggtIncreased, .bloodBilirubinIncreased,
    ])
    private static let kidney: Set<LabTerm> = [
        .creatinineIncreased, .creatinineClearanceDecreased, .chronicKidneyDisease,
    ]
    private static let lysis: Set<LabTerm> = kidney.union([.hyperkalemia, .hypocalcemia, .hyperuricemia])
    private static let clotting: Set<LabTerm> = [
        .fibrinogenDecreased, .inrIncreased, .activatedPartialThromboplastinTimeProlonged,
    ]
    private static let electrolytes: Set<LabTerm> = [
        .hyperkalemia, .hypokalemia, .hypernatremia, .hyponatremia, .hypercalcemia, .hypocalcemia, .hypermagnesemia,
        .hypomagnesemia, .hypophosphatemia,
    ]
    private static let lipids: Set<LabTerm> = [
        .cholesterolHigh, .hypertriglyceridemia, .ldlIncreased, .hdlDecreased,
    ]

    static let english: [(term: String, accountsFor: Set<LabTerm>)] = [
        ("Pancytopenia", marrow), ("Bicytopenia", marrow), ("Cytopenia", marrow), ("Myelosuppression", marrow),
        ("Bone marrow failure", marrow), ("Bone marrow toxicity", marrow), ("Bone marrow hypocellular", marrow),
        ("Aplastic anemia", marrow), ("Haematotoxicity", marrow), ("Myelodysplastic syndrome", marrow),
        ("Febrile neutropenia", neutrophils), ("Neutropenic infection", neutrophils),
        ("Neutropenic sepsis", neutrophils), ("Agranulocytosis", neutrophils), ("Granulocytopenia", neutrophils),
        ("Granulocyte count decreased", neutrophils),
        ("Immune thrombocytopenia", [.plateletCountDecreased]),
        ("Heparin-induced thrombocytopenia", [.plateletCountDecreased]),
        ("Thrombotic microangiopathy", [.plateletCountDecreased, .anemia, .haptoglobinDecreased]),
        ("Thrombotic thrombocytopenic purpura", [.plateletCountDecreased, .anemia, .haptoglobinDecreased]),
        ("Hemolytic uremic syndrome", kidney.union([.plateletCountDecreased, .anemia, .haptoglobinDecreased])),
        ("Disseminated intravascular coagulation", clotting.union([.plateletCountDecreased])),
        ("Coagulopathy", clotting),
        ("Hemolysis", [.anemia, .haptoglobinDecreased]), ("Hemolytic anemia", [.anemia, .haptoglobinDecreased]),
        ("Autoimmune hemolytic anemia", [.anemia, .haptoglobinDecreased]),
        ("Iron deficiency anemia", [.anemia]), ("Anemia of malignant disease", [.anemia]),
        ("Red blood cell count decreased", [.anemia]), ("Polycythemia", [.hemoglobinIncreased]),
        ("White blood cell count increased", [.leukocytosis, .neutrophilCountIncreased]),
        ("Hepatic function abnormal", liver), ("Liver function test abnormal", liver),
        ("Liver function test increased", liver), ("Hepatic enzyme increased", liver), ("Hepatotoxicity", liver),
        ("Liver injury", liver), ("Drug-induced liver injury", liver), ("Hepatitis", liver),
        ("Hepatic failure", liver), ("Hepatitis viral", liver), ("Hepatitis B reactivation", liver),
        ("Cholestasis", liver), ("Jaundice", [.bloodBilirubinIncreased]), ("Transaminases increased", enzymes),
        ("Hypertransaminasemia", enzymes),
        ("Acute kidney injury", kidney), ("Acute renal failure", kidney), ("Renal failure", kidney),
        ("Renal impairment", kidney), ("Renal injury", kidney), ("Glomerular filtration rate decreased", kidney),
        ("Tumor lysis syndrome", lysis), ("Electrolyte imbalance", electrolytes),
        ("Diabetes mellitus", [.hyperglycemia]), ("Type 2 diabetes mellitus", [.hyperglycemia]),
        ("Steroid diabetes", [.hyperglycemia]), ("Glucose intolerance", [.hyperglycemia]),
        ("Diabetic ketoacidosis", [.hyperglycemia, .acidosis, .bloodBicarbonateDecreased]),
        ("Metabolic acidosis", [.acidosis, .bloodBicarbonateDecreased]), ("Gout", [.hyperuricemia]),
        ("Hyperlipidemia", lipids), ("Dyslipidemia", lipids),
        ("Pancreatitis", [.lipaseIncreased, .serumAmylaseIncreased]),
        ("Acute pancreatitis", [.lipaseIncreased, .serumAmylaseIncreased]),
        ("Rhabdomyolysis", [.cpkIncreased]), ("Myositis", [.cpkIncreased]),
        ("Nephrotic syndrome", [.proteinuria, .hypoalbuminemia]),
        ("Myocardial infarction", [.cardiacTroponinIIncreased, .cardiacTroponinTIncreased, .cpkIncreased]),
        ("Hypothyroidism", [.thyroidStimulatingHormoneIncreased]),
    ]

    static let chinese: [(term: String, accountsFor: Set<LabTerm>)] = [
        ("全血细胞减少", marrow), ("全血细胞减少症", marrow), ("骨髓抑制", marrow), ("骨髓功能衰竭", marrow),
        ("血细胞减少", marrow), ("血细胞减少症", marrow), ("血液学毒性", marrow), ("再生障碍性贫血", marrow),
        ("骨髓增生异常综合征", marrow),
        ("发热性中性粒细胞减少症", neutrophils), ("发热性中性粒细胞减少", neutrophils),
        ("粒细胞缺乏", neutrophils), ("粒细胞缺乏症", neutrophils), ("粒细胞减少", neutrophils),
        ("粒细胞减少症", neutrophils),
        ("免疫性血小板减少症", [.plateletCountDecreased]), ("血栓性微血管病", [.plateletCountDecreased, .anemia]),
        ("弥散性血管内凝血", clotting.union([.plateletCountDecreased])), ("凝血功能异常", clotting),
        ("溶血性贫血", [.anemia, .haptoglobinDecreased]), ("缺铁性贫血", [.anemia]),
        ("肝功能异常", liver), ("肝功能损害", liver), ("肝损伤", liver), ("药物性肝损伤", liver), ("肝毒性", liver),
        ("肝酶升高", liver), ("肝衰竭", liver), ("乙型肝炎再激活", liver), ("黄疸", [.bloodBilirubinIncreased]),
        ("转氨酶升高", enzymes),
        ("急性肾损伤", kidney), ("肾功能损害", kidney), ("肾功能不全", kidney), ("肾功能异常", kidney), ("肾衰竭", kidney),
        ("急性肾衰竭", kidney), ("肿瘤溶解综合征", lysis), ("电解质紊乱", electrolytes), ("电解质失衡", electrolytes),
        ("糖尿病", [.hyperglycemia]), ("2型糖尿病", [.hyperglycemia]), ("代谢性酸中毒", [.acidosis, .bloodBicarbonateDecreased]),
        ("痛风", [.hyperuricemia]), ("高脂血症", lipids), ("血脂异常", lipids),
        ("胰腺炎", [.lipaseIncreased, .serumAmylaseIncreased]),
        ("急性胰腺炎", [.lipaseIncreased, .serumAmylaseIncreased]), ("横纹肌溶解症", [.cpkIncreased]),
        ("肾病综合征", [.proteinuria, .hypoalbuminemia]), ("甲状腺功能减退症", [.thyroidStimulatingHormoneIncreased]),
    ]
}
