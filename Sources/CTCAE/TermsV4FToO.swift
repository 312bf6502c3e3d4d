// SPDX-License-Identifier: Apache-2.0

extension TermDictionary {
    /// The terms of CTCAE v4.03 from F to O: the grades that the standard defines, then the name.
    static let v4FToO = """
        123   Facial muscle weakness
        123   Facial nerve disorder
        123   Facial pain
        123   Fall
        12345 Fallopian tube anastomotic leak
        123   Fallopian tube obstruction
        12345 Fallopian tube perforation
        12345 Fallopian tube stenosis
        123   Fat atrophy
        123   Fatigue
        345   Febrile neutropenia
        123   Fecal incontinence
        12345 Female genital tract fistula
        12    Feminization acquired
        5     Fetal death
        234   Fetal growth retardation
        12345 Fever
        1234  Fibrinogen decreased
        12345 Fibrosis deep connective tissue
        123   Flank pain
        123   Flashing lights
        12    Flatulence
        123   Floaters
        123   Flu like symptoms
        123   Flushing
        1234  Forced expiratory volume decreased
        12345 Fracture
        123   Gait disturbance
        12345 Gallbladder fistula
        345   Gallbladder infection
        45    Gallbladder necrosis
        12345 Gallbladder obstruction
        123   Gallbladder pain
        45    Gallbladder perforation
        12345 Gastric anastomotic leak
        12345 Gastric fistula
        12345 Gastric hemorrhage
        345   Gastric necrosis
        2345  Gastric perforation
        12345 Gastric stenosis
        12345 Gastric ulcer
        12345 Gastritis
        123   Gastroesophageal reflux disease
        12345 Gastrointestinal anastomotic leak
        12345 Gastrointestinal disorders - Other, specify
        12345 Gastrointestinal fistula
        123   Gastrointestinal pain
        2345  Gastrointestinal stoma necrosis
        123   Gastroparesis
        12345 General disorders and administration site conditions - Other, specify
        123   Generalized muscle weakness
        123   Genital edema
        1234  GGT increased
        123   Gingival pain
        1234  Glaucoma
        12345 Glossopharyngeal nerve disorder
        12345 Glucose intolerance
        2     Growth accelerated
        12    Growth hormone abnormal
        123   Growth suppression
        12345 Gum infection
        123   Gynecomastia
        12345 Hallucinations
        1     Haptoglobin decreased
        2345  Head soft tissue necrosis
        123   Headache
        1234  Hearing impaired
        12345 Heart failure
        12345 Hematoma
        12345 Hematosalpinx
        12345 Hematuria
        123   Hemoglobin increased
        1     Hemoglobinuria
        12345 Hemolysis
        1345  Hemolytic uremic syndrome
        12345 Hemorrhoidal hemorrhage
        123   Hemorrhoids
        345   Hepatic failure
        12345 Hepatic hemorrhage
        345   Hepatic infection
        45    Hepatic necrosis
        123   Hepatic pain
        1345  Hepatitis viral
        12345 Hepatobiliary disorders - Other, specify
        123   Hiccups
        234   Hip fracture
        12    Hirsutism
        123   Hoarseness
        123   Hot flashes
        12345 Hydrocephalus
        12345 Hypercalcemia
        12345 Hyperglycemia
        123   Hyperhidrosis
        12345 Hyperkalemia
        1345  Hypermagnesemia
        12345 Hypernatremia
        12    Hyperparathyroidism
        123   Hypersomnia
        12345 Hypertension
        12345 Hyperthyroidism
        12    Hypertrichosis
        12345 Hypertriglyceridemia
        1345  Hyperuricemia
        12345 Hypoalbuminemia
        12345 Hypocalcemia
        123   Hypoglossal nerve disorder
        12345 Hypoglycemia
        2345  Hypohidrosis
        12345 Hypokalemia
        12345 Hypomagnesemia
        1345  Hyponatremia
        12345 Hypoparathyroidism
        12345 Hypophosphatemia
        12345 Hypotension
        2345  Hypothermia
        12345 Hypothyroidism
        2345  Hypoxia
        12345 Ileal fistula
        12345 Ileal hemorrhage
        12345 Ileal obstruction
        2345  Ileal perforation
        12345 Ileal stenosis
        12345 Ileal ulcer
        2345  Ileus
        12345 Immune system disorders - Other, specify
        12345 Infections and infestations - Other, specify
        2345  Infective myositis
        12345 Infusion related reaction
        2345  Infusion site extravasation
        12345 Injection site reaction
        345   Injury to carotid artery
        45    Injury to inferior vena cava
        345   Injury to jugular vein
        12345 Injury to superior vena cava
        12345 Injury, poisoning and procedural complications - Other, specify
        123   INR increased
        123   Insomnia
        12345 Intestinal stoma leak
        2345  Intestinal stoma obstruction
        12345 Intestinal stoma site bleeding
        2345  Intra-abdominal hemorrhage
        12345 Intracranial hemorrhage
        12345 Intraoperative arterial injury
        12345 Intraoperative breast injury
        345   Intraoperative cardiac injury
        12345 Intraoperative ear injury
        12345 Intraoperative endocrine injury
        12345 Intraoperative gastrointestinal injury
        12345 Intraoperative head and neck injury
        345   Intraoperative hemorrhage
        12345 Intraoperative hepatobiliary injury
        12345 Intraoperative musculoskeletal injury
        12345 Intraoperative neurological injury
        12345 Intraoperative ocular injury
        12345 Intraoperative renal injury
        12345 Intraoperative reproductive tract injury
        12345 Intraoperative respiratory injury
        12345 Intraoperative skin injury
        2345  Intraoperative splenic injury
        12345 Intraoperative urinary injury
        12345 Intraoperative venous injury
        12345 Investigations - Other, specify
        2345  Iron overload
        123   Irregular menstruation
        123   Irritability
        12    Ischemia cerebrovascular
        123   IVth nerve disorder
        12345 Jejunal fistula
        12345 Jejunal hemorrhage
        12345 Jejunal obstruction
        2345  Jejunal perforation
        12345 Jejunal stenosis
        12345 Jejunal ulcer
        123   Joint effusion
        2345  Joint infection
        123   Joint range of motion decreased
        123   Joint range of motion decreased cervical spine
        123   Joint range of motion decreased lumbar spine
        234   Keratitis
        12345 Kidney anastomotic leak
        345   Kidney infection
        123   Kyphosis
        12    Lactation disorder
        12345 Large intestinal anastomotic leak
        12345 Laryngeal edema
        12345 Laryngeal fistula
        12345 Laryngeal hemorrhage
        123   Laryngeal inflammation
        12345 Laryngeal mucositis
        12345 Laryngeal obstruction
        12345 Laryngeal stenosis
        2345  Laryngitis
        12345 Laryngopharyngeal dysesthesia
        2345  Laryngospasm
        345   Left ventricular systolic dysfunction
        12    Lethargy
        45    Leukemia secondary to oncology chemotherapy
        345   Leukocytosis
        12345 Leukoencephalopathy
        12    Libido decreased
        123   Libido increased
        123   Lip infection
        123   Lip pain
        1234  Lipase increased
        123   Lipohypertrophy
        123   Localized edema
        123   Lordosis
        12345 Lower gastrointestinal hemorrhage
        2345  Lung infection
        2345  Lymph gland infection
        2345  Lymph leakage
        123   Lymph node pain
        123   Lymphedema
        123   Lymphocele
        1234  Lymphocyte count decreased
        23    Lymphocyte count increased
        2345  Malabsorption
        12    Malaise
        12345 Mania
        12345 Mediastinal hemorrhage
        345   Mediastinal infection
        123   Memory impairment
        12345 Meningismus
        345   Meningitis
        123   Menopause
        12345 Menorrhagia
        12345 Metabolism and nutrition disorders - Other, specify
        12345 Middle ear inflammation
        12345 Mitral valve disease
        12345 Mobitz (type) II atrioventricular block
        12345 Mobitz type I
        123   Movements involuntary
        12345 Mucosal infection
        12345 Mucositis oral
        345   Multi-organ failure
        123   Muscle weakness left-sided
        123   Muscle weakness lower limb
        123   Muscle weakness right-sided
        123   Muscle weakness trunk
        123   Muscle weakness upper limb
        12345 Musculoskeletal and connective tissue disorder - Other, specify
        123   Musculoskeletal deformity
        123   Myalgia
        12345 Myelitis
        45    Myelodysplastic syndrome
        2345  Myocardial infarction
        12345 Myocarditis
        123   Myositis
        1     Nail discoloration
        123   Nail infection
        12    Nail loss
        1     Nail ridging
        123   Nasal congestion
        123   Nausea
        123   Neck edema
        123   Neck pain
        2345  Neck soft tissue necrosis
        12345 Neoplasms benign, malignant and unspecified (incl cysts and polyps) - Other, specify
        12345 Nervous system disorders - Other, specify
        123   Neuralgia
        1234  Neutrophil count decreased
        1234  Night blindness
        12    Nipple deformity
        123   Non-cardiac chest pain
        23    Nystagmus
        234   Obesity
        12345 Obstruction gastric
        123   Oculomotor nerve disorder
        23    Olfactory nerve disorder
        123   Oligospermia
        1234  Optic nerve disorder
        12345 Oral cavity fistula
        123   Oral dysesthesia
        12345 Oral hemorrhage
        123   Oral pain
        12345 Osteonecrosis of jaw
        123   Osteoporosis
        2345  Otitis externa
        2345  Otitis media
        12345 Ovarian hemorrhage
        2345  Ovarian infection
        12345 Ovarian rupture
        123   Ovulation pain
        """
}
