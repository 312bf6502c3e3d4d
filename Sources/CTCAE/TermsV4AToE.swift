// SPDX-License-Identifier: Apache-2.0

extension TermDictionary {
    /// The terms of CTCAE v4.03 from A to E: the grades that the standard defines, then the name.
    static let v4AToE = """
        123   Abdominal distension
        345   Abdominal infection
        123   Abdominal pain
        2345  Abdominal soft tissue necrosis
        123   Abducens nerve disorder
        123   Accessory nerve disorder
        1345  Acidosis
        123   Acoustic nerve disorder NOS
        123   Activated partial thromboplastin time prolonged
        2345  Acute coronary syndrome
        12345 Acute kidney injury
        12345 Adrenal insufficiency
        345   Adult respiratory distress syndrome
        12345 Agitation
        123   Akathisia
        1234  Alanine aminotransferase increased
        2345  Alcohol intolerance
        1234  Alkaline phosphatase increased
        1345  Alkalosis
        12345 Allergic reaction
        12    Allergic rhinitis
        12    Alopecia
        123   Amnesia
        12345 Anal fistula
        12345 Anal hemorrhage
        12345 Anal mucositis
        345   Anal necrosis
        123   Anal pain
        12345 Anal stenosis
        12345 Anal ulcer
        345   Anaphylaxis
        12345 Anemia
        123   Ankle fracture
        12345 Anorectal infection
        12345 Anorexia
        12    Anorgasmia
        12345 Anxiety
        345   Aortic injury
        12345 Aortic valve disease
        3     Aphonia
        345   Apnea
        345   Appendicitis
        2345  Appendicitis perforated
        12345 Arachnoiditis
        12345 Arterial injury
        345   Arteritis infective
        123   Arthralgia
        123   Arthritis
        12345 Ascites
        1234  Aspartate aminotransferase increased
        12345 Aspiration
        145   Asystole
        123   Ataxia
        12345 Atelectasis
        12345 Atrial fibrillation
        12345 Atrial flutter
        2345  Atrioventricular block complete
        12    Atrioventricular block first degree
        12345 Autoimmune disorder
        12345 Avascular necrosis
        3     Azoospermia
        123   Back pain
        12345 Bile duct stenosis
        12345 Biliary anastomotic leak
        2345  Biliary fistula
        345   Biliary tract infection
        12345 Bladder anastomotic leak
        2345  Bladder infection
        2345  Bladder perforation
        123   Bladder spasm
        12    Bloating
        12345 Blood and lymphatic system disorders - Other, specify
        123   Blood antidiuretic hormone abnormal
        1234  Blood bilirubin increased
        123   Blood corticotrophin decreased
        123   Blood gonadotrophin abnormal
        12    Blood prolactin abnormal
        123   Blurred vision
        12    Body odor
        345   Bone infection
        12345 Bone marrow hypocellular
        123   Bone pain
        123   Brachial plexopathy
        123   Breast atrophy
        2345  Breast infection
        123   Breast pain
        12345 Bronchial fistula
        2345  Bronchial infection
        12345 Bronchial obstruction
        12345 Bronchial stricture
        12345 Bronchopleural fistula
        12345 Bronchopulmonary hemorrhage
        12345 Bronchospasm
        12    Bruising
        12345 Bullous dermatitis
        12345 Burn
        123   Buttock pain
        2345  Capillary leak syndrome
        123   Carbon monoxide diffusing capacity decreased
        45    Cardiac arrest
        12345 Cardiac disorders - Other, specify
        13    Cardiac troponin I increased
        13    Cardiac troponin T increased
        1234  Cataract
        2345  Catheter related infection
        1234  CD4 lymphocytes decreased
        12345 Cecal hemorrhage
        345   Cecal infection
        12345 Central nervous system necrosis
        12345 Cerebrospinal fluid leakage
        2345  Cervicitis infection
        123   Cheilitis
        123   Chest pain - cardiac
        123   Chest wall pain
        123   Chills
        2345  Cholecystitis
        1234  Cholesterol high
        12345 Chronic kidney disease
        12345 Chylothorax
        123   Cognitive disturbance
        12345 Colitis
        12345 Colonic fistula
        12345 Colonic hemorrhage
        12345 Colonic obstruction
        2345  Colonic perforation
        12345 Colonic stenosis
        12345 Colonic ulcer
        123   Concentration impairment
        12345 Conduction disorder
        12345 Confusion
        12345 Congenital, familial and genetic disorders - Other, specify
        123   Conjunctivitis
        2345  Conjunctivitis infective
        12345 Constipation
        345   Constrictive pericarditis
        2345  Corneal infection
        234   Corneal ulcer
        123   Cough
        1234  CPK increased
        345   Cranial nerve infection
        1234  Creatinine increased
        123   Cushingoid
        12345 Cystitis noninfective
        12345 Cytokine release syndrome
        5     Death neonatal
        5     Death NOS
        12345 Dehydration
        12    Delayed orgasm
        23    Delayed puberty
        12345 Delirium
        2345  Delusions
        123   Dental caries
        12345 Depressed level of consciousness
        12345 Depression
        12345 Dermatitis radiation
        345   Device related infection
        12345 Diarrhea
        2345  Disseminated intravascular coagulation
        123   Dizziness
        123   Dry eye
        123   Dry mouth
        123   Dry skin
        12345 Duodenal fistula
        12345 Duodenal hemorrhage
        2345  Duodenal infection
        12345 Duodenal obstruction
        2345  Duodenal perforation
        12345 Duodenal stenosis
        12345 Duodenal ulcer
        123   Dysarthria
        123   Dysesthesia
        12    Dysgeusia
        123   Dysmenorrhea
        123   Dyspareunia
        123   Dyspepsia
        12345 Dysphagia
        123   Dysphasia
        12345 Dyspnea
        12345 Ear and labyrinth disorders - Other, specify
        123   Ear pain
        4     Edema cerebral
        123   Edema face
        123   Edema limbs
        123   Edema trunk
        12    Ejaculation disorder
        234   Ejection fraction decreased
        1234  Electrocardiogram QT corrected interval prolonged
        345   Encephalitis infection
        345   Encephalomyelitis infection
        12345 Encephalopathy
        345   Endocarditis infective
        12345 Endocrine disorders - Other, specify
        234   Endophthalmitis
        12345 Enterocolitis
        2345  Enterocolitis infectious
        12345 Enterovesical fistula
        12345 Epistaxis
        123   Erectile dysfunction
        12345 Erythema multiforme
        2345  Erythroderma
        12345 Esophageal anastomotic leak
        12345 Esophageal fistula
        12345 Esophageal hemorrhage
        2345  Esophageal infection
        345   Esophageal necrosis
        12345 Esophageal obstruction
        123   Esophageal pain
        2345  Esophageal perforation
        12345 Esophageal stenosis
        12345 Esophageal ulcer
        2345  Esophageal varices hemorrhage
        12345 Esophagitis
        123   Euphoria
        123   Exostosis
        12345 External ear inflammation
        123   External ear pain
        123   Extraocular muscle paresis
        12345 Extrapyramidal disorder
        1234  Eye disorders - Other, specify
        2345  Eye infection
        123   Eye pain
        123   Eyelid function disorder
        """
}
