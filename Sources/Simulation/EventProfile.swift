// SPDX-License-Identifier: Apache-2.0

/// A kind of adverse event and how often it comes.
///
/// Probabilities are per cycle and arm, so that over a course the rates come out near those published for ixazomib
/// maintenance (TOURMALINE-MM3 and -MM4), for lenalidomide maintenance and for both together. They are made up for
/// a simulation and are no source for anything else.
struct EventProfile: Sendable {
    /// What an event of this kind means for treatment and protection.
    enum Nature: Sendable {
        case neuropathy, zoster, infection, covid, thrombosis, gastrointestinal, rash, general
    }

    /// MedDRA preferred term (SDTM AEDECOD).
    let term: String
    /// Words in which sites report it (SDTM AETERM).
    let reportedTerms: [String]
    /// MedDRA system organ class (SDTM AEBODSYS).
    let bodySystem: String
    let nature: Nature
    /// Probability in each of the first three cycles: ixazomib, lenalidomide, both.
    let early: (Double, Double, Double)
    /// Probability in each later cycle.
    let later: (Double, Double, Double)
    /// Weights of the grades 1...5.
    let grades: [Int]
    /// How many days it lasts.
    let days: ClosedRange<Int>

    /// The probability in a cycle of an arm, before protection and blood counts change it.
    func probability(in cycle: Int, of arm: SimulatedArm) -> Double {
        let rates = cycle <= 3 ? early : later
        switch arm {
        case .ixazomib: return rates.0
        case .lenalidomide: return rates.1
        case .combination: return rates.2
        }
    }

    /// All kinds except cytopenias, which follow from blood counts.
    static let all: [EventProfile] = neuropathies + infections + thromboses + others

    private static let neuropathies = [
        EventProfile(
            term: "Peripheral sensory neuropathy", reportedTerms: ["numbness of feet", "tingling fingers"],
            bodySystem: "Nervous system disorders", nature: .neuropathy, early: (0.021, 0.010, 0.030),
            later: (0.005, 0.003, 0.009), grades: [63, 29, 8, 0, 0], days: 40...260),
        EventProfile(
            term: "Neuropathy peripheral", reportedTerms: ["peripheral neuropathy"],
            bodySystem: "Nervous system disorders", nature: .neuropathy, early: (0.004, 0.002, 0.006),
            later: (0.0012, 0.0008, 0.002), grades: [60, 32, 8, 0, 0], days: 40...220),
        EventProfile(
            term: "Peripheral motor neuropathy", reportedTerms: ["weakness of legs"],
            bodySystem: "Nervous system disorders", nature: .neuropathy, early: (0.001, 0.0005, 0.002),
            later: (0.0004, 0.0003, 0.0006), grades: [48, 36, 15, 1, 0], days: 60...260),
    ]

    private static let infections = [
        EventProfile(
            term: "Herpes zoster", reportedTerms: ["shingles", "herpes zoster"],
            bodySystem: "Infections and infestations", nature: .zoster, early: (0.018, 0.006, 0.018),
            later: (0.011, 0.0045, 0.011), grades: [15, 60, 24, 1, 0], days: 14...40),
        EventProfile(
            term: "Pneumonia", reportedTerms: ["lung infection", "pneumonia"],
            bodySystem: "Infections and infestations", nature: .infection, early: (0.011, 0.012, 0.013),
            later: (0.006, 0.0065, 0.0075), grades: [6, 34, 51, 6, 3], days: 9...28),
        EventProfile(
            term: "Upper respiratory tract infection", reportedTerms: ["common cold", "upper airway infection"],
            bodySystem: "Infections and infestations", nature: .infection, early: (0.025, 0.025, 0.03),
            later: (0.017, 0.017, 0.02), grades: [45, 52, 3, 0, 0], days: 5...14),
        EventProfile(
            term: "Urinary tract infection", reportedTerms: ["urinary infection", "cystitis"],
            bodySystem: "Infections and infestations", nature: .infection, early: (0.005, 0.005, 0.006),
            later: (0.004, 0.004, 0.005), grades: [24, 58, 17, 1, 0], days: 5...16),
        EventProfile(
            term: "Sepsis", reportedTerms: ["sepsis"], bodySystem: "Infections and infestations",
            nature: .infection, early: (0.0012, 0.0012, 0.0014), later: (0.0007, 0.0007, 0.0009),
            grades: [0, 0, 20, 60, 20], days: 8...24),
        EventProfile(
            term: "COVID-19", reportedTerms: ["SARS-CoV-2 infection", "COVID-19"],
            bodySystem: "Infections and infestations", nature: .covid, early: (0.004, 0.004, 0.004),
            later: (0.004, 0.004, 0.004), grades: [40, 46, 11, 2, 1], days: 7...25),
    ]

    private static let thromboses = [
        EventProfile(
            term: "Deep vein thrombosis", reportedTerms: ["thrombosis of leg vein", "DVT"],
            bodySystem: "Vascular disorders", nature: .thrombosis, early: (0.0005, 0.004, 0.0045),
            later: (0.0002, 0.0013, 0.0014), grades: [0, 65, 35, 0, 0], days: 45...120),
        EventProfile(
            term: "Pulmonary embolism", reportedTerms: ["pulmonary embolism"],
            bodySystem: "Respiratory, thoracic and mediastinal disorders", nature: .thrombosis,
            early: (0.0002, 0.0015, 0.0015), later: (0.0001, 0.0004, 0.0004), grades: [0, 0, 78, 22, 0],
            days: 60...150),
    ]

    private static let others = [
        EventProfile(
            term: "Nausea", reportedTerms: ["nausea", "feeling sick"], bodySystem: "Gastrointestinal disorders",
            nature: .gastrointestinal, early: (0.085, 0.025, 0.09), later: (0.008, 0.003, 0.009),
            grades: [66, 30, 4, 0, 0], days: 3...20),
        EventProfile(
            term: "Vomiting", reportedTerms: ["vomiting"], bodySystem: "Gastrointestinal disorders",
            nature: .gastrointestinal, early: (0.05, 0.01, 0.055), later: (0.005, 0.001, 0.005),
            grades: [60, 34, 6, 0, 0], days: 1...9),
        EventProfile(
            term: "Diarrhoea", reportedTerms: ["diarrhoea", "loose stools"], bodySystem: "Gastrointestinal disorders",
            nature: .gastrointestinal, early: (0.05, 0.032, 0.06), later: (0.008, 0.008, 0.011),
            grades: [55, 37, 8, 0, 0], days: 2...21),
        EventProfile(
            term: "Rash maculo-papular", reportedTerms: ["rash", "maculopapular rash"],
            bodySystem: "Skin and subcutaneous tissue disorders", nature: .rash, early: (0.025, 0.028, 0.045),
            later: (0.002, 0.002, 0.003), grades: [46, 40, 14, 0, 0], days: 6...40),
        EventProfile(
            term: "Fatigue", reportedTerms: ["fatigue", "tiredness"],
            bodySystem: "General disorders and administration site conditions", nature: .general,
            early: (0.035, 0.04, 0.045), later: (0.005, 0.006, 0.007), grades: [60, 36, 4, 0, 0], days: 14...120),
    ]
}
