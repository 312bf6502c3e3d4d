// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// What holds for every method and design.
struct MethodPropertyTests {
    private static let methods: [String] = [
        "pocock", "obf", "wang-tsiatis", "beta-binomial", "chen-chaloner", "sprt", "maxsprt", "power-family",
    ]

    private static func method(_ name: String, nullProbability: Double) throws -> BinaryMethod {
        let prior = try BetaPrior(a: 2 * nullProbability, b: 2 - 2 * nullProbability)
        let alternative = (1 + nullProbability) / 2
        switch name {
        case "pocock": return .pocock
        case "obf": return .obrienFleming
        case "wang-tsiatis": return .wangTsiatis(delta: 0.25)
        case "beta-binomial": return .betaBinomial(prior)
        case "chen-chaloner":
            return .chenChaloner(prior, alternativeProbability: nullProbability * 1.1, posteriorAbove: 0.3)
        case "sprt": return .sprt(alternativeProbability: alternative)
        case "maxsprt": return .maxSPRT
        default: return .powerFamily(delta: 0.2)
        }
    }

    private static let schedules = [Array(1...60), Array(12...60), [15, 30, 45, 60], [60]]

    @Test(arguments: methods, schedules)
    func `bounds never fall, alpha is kept, and crossing grows with p`(name: String, looks: [Int]) throws {
        for nullProbability in [0.03, 0.1, 0.3, 0.6] {
            for alpha in [0.01, 0.05, 0.2] {
                let method = try Self.method(name, nullProbability: nullProbability)
                #expect(method.name == name)
                let found = try BinaryDesign(
                    method: method, looks: Looks(after: looks), nullProbability: nullProbability, alpha: alpha
                ).calibrated()
                let bounds = found.boundary.bounds
                #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 <= $1 }, "\(nullProbability) \(alpha)")
                #expect(found.attainedAlpha > 0 && found.attainedAlpha <= alpha, "\(nullProbability) \(alpha)")
                let rising = try stride(from: 0.02, through: 0.98, by: 0.12)
                    .map { try found.boundary.operatingCharacteristics(eventProbability: $0).rejectionProbability }
                #expect(zip(rising, rising.dropFirst()).allSatisfy { $0 <= $1 + 1e-14 })
            }
        }
    }

    @Test(arguments: [SurvivalDesign.MaximumInformation.expected, .maximum], [0.02, 0.1, 0.4])
    func `survival limits rise and crossing grows with p`(
        maximumInformation: SurvivalDesign.MaximumInformation, nullProbability: Double
    ) throws {
        let methods: [SurvivalMethod] = [
            .pocock, .obrienFleming, .wangTsiatis(delta: 0.05), .wangTsiatis(delta: 0.25),
            .gammaPoisson(shape: 1, rate: nil), .gammaPoisson(shape: 0.5, rate: 300),
            .sprt(alternativeProbability: (1 + nullProbability) / 2), .maxSPRT,
        ]
        for method in methods {
            for alpha in [0.001, 0.05, 0.2] {
                let design = try SurvivalDesign(
                    method: method, subjects: 80, nullProbability: nullProbability, window: 120,
                    maximumInformation: maximumInformation, alpha: alpha)
                let found = try design.calibrated()
                #expect(agree(found.attainedAlpha, alpha, within: 1e-12))
                #expect(
                    zip(found.limits, found.limits.dropFirst())
                        .allSatisfy { $0.exposureMax < $1.exposureMax && $0.events + 1 == $1.events })
                #expect(found.limits.last?.exposureMax == design.exposureEnd)
                let rising = try stride(from: 0.02, through: 0.9, by: 0.11)
                    .map { try found.operatingCharacteristics(eventProbability: $0).rejectionProbability }
                #expect(zip(rising, rising.dropFirst()).allSatisfy { $0 <= $1 + 1e-13 })
            }
        }
    }
}

/// What holds for every Pocock design, whatever its arguments.
struct BoundaryPropertyTests {
    /// Small and large, rare and common events, with a look after every subject and in groups.
    private static let designs: [(looks: [Int], nullProbability: Double, alpha: Double)] =
        [0.01, 0.05, 0.1, 0.3, 0.5, 0.8].flatMap { nullProbability in
            [0.01, 0.05, 0.2].flatMap { alpha in
                [Array(1...40), Array(10...80), [25, 50, 75], [60]]
                    .map { (looks: $0, nullProbability: nullProbability, alpha: alpha) }
            }
        }

    @Test(arguments: designs)
    func `a calibrated boundary keeps its promises`(looks: [Int], nullProbability: Double, alpha: Double) throws {
        let found = try pocock(looks: looks, nullProbability: nullProbability, alpha: alpha).calibrated()
        let bounds = found.boundary.bounds

        // The bound never falls as subjects are added, and rises by no more than their number.
        for look in bounds.indices.dropFirst() {
            #expect((0...(looks[look] - looks[look - 1])).contains(bounds[look] - bounds[look - 1]))
        }
        // The type I error is spent within alpha.
        #expect(found.attainedAlpha > 0)
        #expect(found.attainedAlpha <= alpha)
        let atNull = try found.boundary.operatingCharacteristics(eventProbability: nullProbability)
        #expect(agree(atNull.rejectionProbability, found.attainedAlpha, within: 1e-15))

        // Crossing becomes more probable, and comes sooner, as events become more frequent.
        let rising = try stride(from: 0.02, through: 0.98, by: 0.08)
            .map { try found.boundary.operatingCharacteristics(eventProbability: $0) }
        for (less, more) in zip(rising, rising.dropFirst()) {
            #expect(more.rejectionProbability >= less.rejectionProbability - 1e-14)
            #expect(more.expectedSubjects <= less.expectedSubjects + 1e-11)
        }
    }

    @Test(arguments: [0.05, 0.1, 0.3])
    func `a larger alpha never raises a bound`(nullProbability: Double) throws {
        let boundaries = try [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4]
            .map { try pocock(through: 60, nullProbability: nullProbability, alpha: $0).calibrated().boundary.bounds }
        for (strict, lenient) in zip(boundaries, boundaries.dropFirst()) {
            #expect(zip(strict, lenient).allSatisfy { $0 >= $1 })
        }
    }

    @Test(arguments: designs)
    func `the next looser p-value level would exceed alpha`(
        looks: [Int], nullProbability: Double, alpha: Double
    ) throws {
        let found = try pocock(looks: looks, nullProbability: nullProbability, alpha: alpha).calibrated()
        #expect(try found.design.typeIErrorOfNextLevel(after: found.boundary) > alpha)
    }
}

extension BinaryDesign {
    /// The type I error of the next looser p-value level: the smallest tail of a count just below its bound.
    fileprivate func typeIErrorOfNextLevel(after boundary: BinaryBoundary) throws -> Double {
        let tails = try zip(boundary.looks.subjects, boundary.bounds).map { subjects, bound in
            guard bound > 1 else { return 1.0 }
            let single = try BinaryBoundary(looks: Looks(after: [subjects]), bounds: [bound - 1])
            return try single.operatingCharacteristics(eventProbability: nullProbability).rejectionProbability
        }
        let next = try #require(tails.min())
        let bounds = zip(boundary.bounds, tails).map { $1 <= next * (1 + 1e-10) ? $0 - 1 : $0 }
        let looser = try BinaryBoundary(looks: boundary.looks, bounds: bounds)
        return try looser.operatingCharacteristics(eventProbability: nullProbability).rejectionProbability
    }
}
