// SPDX-License-Identifier: Apache-2.0

/// Serum results of one subject, each around a personal level inside or near the reference interval.
struct SerumChemistry: Sendable {
    private var levels: [Double]
    private let creatinineGrowth: Double

    /// The serum of a subject at enrolment; some have impaired kidneys, and in some of these they go on failing.
    init(sex: Sex, _ generator: inout SeededGenerator) {
        levels = Analyte.chemistry.map { analyte in
            let range = analyte.referenceRange(sex)
            let width = range.upperBound - range.lowerBound
            return range.lowerBound + width * min(1, max(0, 0.45 + 0.13 * generator.normal()))
        }
        let isImpaired = generator.chance(0.12)
        creatinineGrowth = isImpaired && generator.chance(0.5) ? 1.025 : 1.001
        scale(.creatinine, by: isImpaired ? generator.between(1.3...2.2) : 1)
        scale(.glucose, by: generator.chance(0.12) ? generator.between(1.2...1.9) : 1)
        scale(.albumin, by: 0.96)
    }

    /// Lets a cycle pass.
    mutating func age() {
        if self[.creatinine] < 420 { scale(.creatinine, by: creatinineGrowth) }
    }

    /// A panel drawn now, in the usual units and the order of `Analyte.chemistry`.
    func panel(_ generator: inout SeededGenerator) -> [Double] {
        let liver = generator.chance(0.008) ? generator.between(2.5...9) : 1
        let bilirubin = liver > 6 && generator.chance(0.25) ? generator.between(1.5...3) : 1
        return Analyte.chemistry.map { analyte in
            let noise = generator.factor(spread: spread(of: analyte))
            switch analyte {
            case .alanineAminotransferase, .aspartateAminotransferase: return self[analyte] * noise * liver
            case .bilirubin: return self[analyte] * noise * bilirubin
            default: return self[analyte] * noise
            }
        }
    }

    private func spread(of analyte: Analyte) -> Double {
        switch analyte {
        case .sodium: 0.01
        case .calcium, .albumin: 0.035
        case .potassium: 0.072
        case .creatinine: 0.06
        case .alkalinePhosphatase, .glucose: 0.12
        default: 0.24
        }
    }

    private subscript(analyte: Analyte) -> Double {
        levels[analyte.rawValue - Analyte.bloodCount.count]
    }

    private mutating func scale(_ analyte: Analyte, by factor: Double) {
        levels[analyte.rawValue - Analyte.bloodCount.count] *= factor
    }
}
