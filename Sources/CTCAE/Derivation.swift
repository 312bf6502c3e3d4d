// SPDX-License-Identifier: Apache-2.0

/// A value that no laboratory reported and that follows from others of the same subject.
package enum Derivation: String, CaseIterable, Hashable, Sendable, Codable {
    /// Absolute neutrophils: white blood cells times the share that the differential of the same draw gives, or the sum
    /// of segmented neutrophils and bands where they were counted apart.
    case neutrophilsFromDifferential
    /// Total calcium corrected for the albumin of the same draw.
    ///
    /// Calcium + 0.8 x (4.0 - albumin in g/dL) in mg/dL, calcium + 0.02 x (40 - albumin in g/L) in mmol/L: the slope
    /// in common use (K/DOQI 2003). Payne et al., Br Med J 1973;4:643, whose name it goes by, printed a slope of 1.0.
    /// It is a formula, not a measurement: the slopes of single subjects run from 0.007 to 0.053 mmol/g (Pain et al.,
    /// Br Med J 1975;4:617), and where a paraprotein binds calcium, as in some myelomas, it misleads; ionised calcium
    /// then decides.
    case correctedCalcium
    /// Creatinine clearance by Cockcroft and Gault, Nephron 1976;16:31, with the weight as measured.
    ///
    /// (140 - age) x weight in kg / (72 x creatinine in mg/dL), times 0.85 in women. It holds for a stable
    /// creatinine, is mL/min of this body, not of 1.73 m2, and stands in for the 24-hour collection that CTCAE v6.0
    /// speaks of.
    case creatinineClearance
    /// eGFR by CKD-EPI 2021 without race (Inker et al., N Engl J Med 2021;385:1737).
    ///
    /// 142 x min(c/k, 1)^a x max(c/k, 1)^-1.200 x 0.9938^age, times 1.012 in women, where c is creatinine in mg/dL, k
    /// 0.7 and a -0.241 in women, k 0.9 and a -0.302 in men.
    case estimatedGlomerularFiltrationRate

    /// What the value is graded as.
    package var analyte: Analyte {
        switch self {
        case .neutrophilsFromDifferential: .neutrophils
        case .correctedCalcium: .correctedCalcium
        case .creatinineClearance: .creatinineClearance
        case .estimatedGlomerularFiltrationRate: .estimatedGlomerularFiltrationRate
        }
    }
}
