// SPDX-License-Identifier: Apache-2.0

extension TermDictionary {
    /// The terms of CTCAE v6.0 from P to Z: the grades that the standard defines, then the name.
    static let v6PToZ = """
        123   Pain
        123   Pain in extremity
        123   Pain of skin
        123   Palmar-plantar erythrodysesthesia syndrome
        12    Palpitations
        345   Pancreas infection
        12345 Pancreatic anastomotic leak
        12345 Pancreatic duct stenosis
        12345 Pancreatic fistula
        12345 Pancreatic hemorrhage
        123   Pancreatic insufficiency
        345   Pancreatic necrosis
        2345  Pancreatitis
        1234  Papilledema
        12345 Papulovesicular rash
        123   Paresthesia
        123   Paronychia
        12345 Paroxysmal atrial tachycardia
        123   Pelvic floor muscle weakness
        2345  Pelvic infection
        123   Pelvic pain
        2345  Pelvic soft tissue necrosis
        12345 Penile infection
        123   Penile pain
        345   Perforation bile duct
        2345  Pericardial effusion
        45    Pericardial tamponade
        12345 Pericarditis
        123   Perineal pain
        123   Periodontal disease
        123   Periorbital edema
        2345  Periorbital infection
        123   Peripheral edema
        2345  Peripheral ischemia
        12345 Peripheral motor neuropathy
        2345  Peripheral nerve infection
        1234  Peripheral sensory neuropathy
        345   Peritoneal infection
        345   Peritoneal necrosis
        1234  Personality change
        123   Phantom pain
        12345 Pharyngeal anastomotic leak
        12345 Pharyngeal fistula
        12345 Pharyngeal hemorrhage
        12345 Pharyngeal mucositis
        345   Pharyngeal necrosis
        12345 Pharyngeal stenosis
        2345  Pharyngitis
        123   Pharyngolaryngeal pain
        2     Phlebitis
        12345 Phlebitis infective
        123   Photophobia
        12345 Photosensitivity
        12345 Pleural effusion
        12345 Pleural hemorrhage
        2345  Pleural infection
        123   Pleuritic pain
        12345 Pneumatosis
        2345  Pneumonia
        12345 Pneumonitis
        12345 Pneumothorax
        2345  Portal hypertension
        2345  Portal vein thrombosis
        2345  Post biopsy bleeding
        12    Postnasal drip
        12345 Postoperative hemorrhage
        2345  Postoperative thoracic procedure complication
        12    Precocious puberty
        4     Pregnancy loss
        12345 Pregnancy, puerperium and perinatal conditions - Other, specify
        1234  Premature delivery
        2     Presyncope
        12345 Proctitis
        123   Productive cough
        12345 Prolapse of intestinal stoma
        12345 Prolapse of urostomy
        2345  Prostate infection
        12345 Prostatic hemorrhage
        123   Prostatic obstruction
        123   Prostatic pain
        123   Pruritus
        12345 Psychiatric disorders - Other, specify
        12345 Psychosis
        12345 Pulmonary edema
        12345 Pulmonary fibrosis
        12345 Pulmonary fistula
        12345 Pulmonary hypertension
        12345 Pulmonary valve disease
        123   Purpura
        12345 Pustular drug eruption
        12345 Pyramidal tract syndrome
        12345 Radiation recall reaction (dermatologic)
        12345 Radiculitis
        12345 Rash maculo-papular
        23    Rash pustular
        12345 Rectal anastomotic leak
        123   Rectal fissure
        12345 Rectal fistula
        12345 Rectal mucositis
        345   Rectal necrosis
        12345 Rectal obstruction
        123   Rectal pain
        2345  Rectal perforation
        12345 Rectal stenosis
        12345 Rectal ulcer
        12345 Recurrent laryngeal nerve palsy
        12345 Renal and urinary disorders - Other, specify
        12345 Renal calculi
        123   Renal colic
        12345 Renal hemorrhage
        12345 Reproductive system and breast disorders - Other, specify
        45    Respiratory failure
        12345 Respiratory, thoracic and mediastinal disorders - Other, specify
        123   Restlessness
        34    Retinal detachment
        12    Retinal tear
        23    Retinal vascular disorder
        12345 Retinoic acid syndrome
        1234  Retinopathy
        2345  Retroperitoneal hemorrhage
        2345  Reversible posterior leukoencephalopathy syndrome
        12345 Rhabdomyolysis
        2     Rhinitis infective
        1     Rhinorrhea
        123   Rotator cuff injury
        12345 Salivary duct inflammation
        12345 Salivary gland fistula
        2345  Salivary gland infection
        123   Scalp pain
        1234  Scleral disorder
        123   Scoliosis
        12345 Scrotal infection
        123   Scrotal pain
        12345 Secondary hemophagocytic lymphohistiocytosis
        12345 Seizure
        345   Sepsis
        123   Seroma
        1234  Serum amylase increased
        12345 Serum sickness
        12345 Shingles
        12345 Sick sinus syndrome
        12345 Sinus bradycardia
        12345 Sinus disorder
        123   Sinus pain
        123   Sinus tachycardia
        2345  Sinusitis
        2345  Sinusoidal obstruction syndrome
        12345 Skin and subcutaneous tissue disorders - Other, specify
        123   Skin atrophy
        12    Skin hyperpigmentation
        12    Skin hypopigmentation
        12345 Skin induration
        12345 Skin infection
        12    Skin papilloma
        12345 Skin ulceration
        12345 Sleep apnea
        12345 Small intestinal anastomotic leak
        12345 Small intestinal mucositis
        12345 Small intestinal obstruction
        2345  Small intestinal perforation
        12345 Small intestinal stenosis
        2345  Small intestine infection
        12345 Small intestine ulcer
        12    Sneezing
        12345 Social circumstances - Other, specify
        2345  Soft tissue infection
        2345  Soft tissue necrosis lower limb
        2345  Soft tissue necrosis upper limb
        12345 Somnolence
        123   Sore throat
        12345 Spasticity
        12345 Spermatic cord anastomotic leak
        12345 Spermatic cord hemorrhage
        123   Spermatic cord obstruction
        12345 Spinal cord compression
        345   Splenic infection
        2345  Stenosis of gastrointestinal stoma
        345   Stevens-Johnson syndrome
        12345 Stoma site infection
        123   Stomach pain
        123   Stomal ulcer
        345   Stridor
        12345 Stroke
        123   Subcutaneous emphysema
        5     Sudden death NOS
        1234  Suicidal ideation
        345   Suicide attempt
        12345 Superficial soft tissue fibrosis
        2     Superficial thrombophlebitis
        12345 Superior vena cava syndrome
        12345 Supraventricular tachycardia
        12345 Surgical and medical procedures - Other, specify
        3     Syncope
        1234  Systemic post-immunization reaction
        12    Telangiectasia
        123   Tendon reflex decreased
        1234  Testicular disorder
        12345 Testicular hemorrhage
        123   Testicular pain
        12    Testosterone deficiency
        12345 Thrombocytopenia
        1     Thrombocytosis
        2345  Thrombotic microangiopathy
        345   Thrombotic thrombocytopenic purpura
        1     Thyroid stimulating hormone increased
        12345 Thyroiditis
        123   Tinnitus
        2345  Tissue injury
        123   Tooth development disorder
        1     Tooth discoloration
        2345  Tooth infection
        123   Toothache
        45    Toxic epidermal necrolysis
        12345 Tracheal fistula
        12345 Tracheal hemorrhage
        12345 Tracheal mucositis
        12345 Tracheal obstruction
        12345 Tracheal stenosis
        2345  Tracheitis
        12345 Tracheostomy site bleeding
        12    Transient ischemic attacks
        345   Treatment related secondary malignancy
        123   Tremor
        12345 Tricuspid valve disease
        123   Trigeminal nerve disorder
        123   Trismus
        123   Trochlear nerve disorder
        12345 Tubulointerstitial nephritis
        12345 Tumor hemorrhage
        12345 Tumor inflammation-associated neurotoxicity
        12345 Tumor lysis syndrome
        123   Tumor pain
        345   Typhlitis
        123   Unequal limb length
        12345 Upper gastrointestinal hemorrhage
        2345  Upper respiratory infection
        12345 Ureteric anastomotic leak
        12345 Urethral anastomotic leak
        2345  Urethral infection
        2345  Urinary fistula
        12    Urinary frequency
        123   Urinary incontinence
        123   Urinary protein increased
        12345 Urinary retention
        2345  Urinary tract infection
        12345 Urinary tract obstruction
        123   Urinary tract pain
        12    Urinary urgency
        1     Urine discoloration
        34    Urine output decreased
        12345 Urostomy leak
        12345 Urostomy obstruction
        12345 Urostomy site bleeding
        2345  Urostomy stenosis
        123   Urticaria
        12345 Uterine anastomotic leak
        12345 Uterine fistula
        12345 Uterine hemorrhage
        2345  Uterine infection
        123   Uterine obstruction
        123   Uterine pain
        2345  Uterine perforation
        1234  Uveitis
        12    Vaccination site lymphadenopathy
        12345 Vaginal anastomotic leak
        12    Vaginal discharge
        123   Vaginal dryness
        12345 Vaginal fistula
        12345 Vaginal hemorrhage
        12345 Vaginal infection
        1234  Vaginal inflammation
        123   Vaginal obstruction
        123   Vaginal pain
        2345  Vaginal perforation
        1235  Vaginal stricture
        12345 Vagus nerve disorder
        12345 Vas deferens anastomotic leak
        12345 Vascular access complication
        12345 Vascular disorders - Other, specify
        12345 Vasculitis
        2345  Vasovagal reaction
        12345 Venous injury
        12345 Venous thromboembolism
        12345 Ventricular arrhythmia
        45    Ventricular fibrillation
        2345  Ventricular tachycardia
        123   Vertigo
        23    Vestibular disorder
        23    Viremia
        12    Virilization
        2345  Visceral arterial ischemia
        234   Vision decreased
        123   Vital capacity abnormal
        1     Vitamin D decreased
        1234  Vitreous hemorrhage
        123   Voice alteration
        12345 Vomiting
        12345 Vulval infection
        1234  Watering eyes
        123   Weight gain
        123   Weight loss
        1234  White blood cell decreased
        12345 Wound complication
        12345 Wound dehiscence
        12345 Wound infection
        """
}
