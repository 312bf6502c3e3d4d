// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The exposures at which a design's curve passes 1, 2, … events, in events expected at λ0.
///
/// In that unit the acceptable rate is 1 and the window drops out.
struct SurvivalLimits {
    private let method: SurvivalMethod
    /// λ0 Umax.
    let informationMax: Double
    /// λ0 N τ.
    let informationEnd: Double
    private let nullRate: Double
    private let rateRatio: Double

    init(design: SurvivalDesign) {
        method = design.method
        nullRate = design.nullRate
        informationMax = design.exposureOfMaximumInformation * nullRate
        informationEnd = design.exposureEnd * nullRate
        if case .sprt(let alternative) = method {
            rateRatio = log1p(-alternative) / log1p(-design.nullProbability)
        } else {
            rateRatio = .nan
        }
    }

    /// The rows of the boundary: from the first event count that can stop to the first that stops at the very end.
    ///
    /// - Parameter strictness: the threshold c; for a posterior probability c it is −log(1 − c).
    func rows(strictness: Double) -> [InformationLimit] {
        var rows: [InformationLimit] = []
        var events = 1
        while true {
            let limit = information(events: events, strictness: strictness)
            guard limit < informationEnd else { break }
            if limit > 0 { rows.append(InformationLimit(events: events, information: limit)) }
            events += 1
        }
        rows.append(InformationLimit(events: events, information: informationEnd))
        return rows
    }

    /// The largest expected number of events at which so many events stop; not above 0 if they never do.
    private func information(events: Int, strictness c: Double) -> Double {
        let count = Double(events)
        switch method {
        case .pocock:
            return pocock(count, c)
        case .obrienFleming:
            return count - c * informationMax.squareRoot()
        case .wangTsiatis(let delta):
            return delta == 0
                ? count - c * informationMax.squareRoot()
                : powerRoot(count, factor: c * pow(informationMax, 0.5 - delta), exponent: delta)
        case .gammaPoisson(let shape, let rate):
            let believed = rate.map { $0 * nullRate } ?? shape
            let complement = exp(-c)
            let quantile =
                complement < 1
                ? SpecialFunctions.gammaQuantile(shape: shape + count, probability: complement) : .infinity
            return quantile - believed
        case .sprt:
            return (count * log(rateRatio) - c) / (rateRatio - 1)
        case .maxSPRT:
            return MaximumLikelihoodRatio.information(events: count, threshold: c)
        }
    }

    /// The x at which x + c √x equals the count.
    private func pocock(_ count: Double, _ c: Double) -> Double {
        let discriminant = (c * c + 4 * count).squareRoot()
        // Either form of the root, where it adds and does not subtract.
        let root = c > 0 ? 2 * count / (c + discriminant) : (discriminant - c) / 2
        return root * root
    }

    /// The x at which x + factor · x^exponent equals the count, by Newton's method on the logarithm of x.
    ///
    /// The sum is convex and rising in log x, so that steps from above never pass the root.
    private func powerRoot(_ count: Double, factor: Double, exponent: Double) -> Double {
        guard factor > 0 else { return count }
        var position = min(log(count), log(count / factor) / exponent)
        for _ in 0..<100 {
            let linear = exp(position)
            let power = factor * exp(exponent * position)
            let step = (linear + power - count) / (linear + exponent * power)
            position -= step
            guard abs(step) > 1e-15 * max(1, abs(position)) else { break }
        }
        return exp(position)
    }
}

/// A stopping limit in events expected at the acceptable rate.
struct InformationLimit {
    var events: Int
    var information: Double
}

/// The Poisson likelihood ratio of the rate seen against the acceptable one.
enum MaximumLikelihoodRatio {
    /// D ln(D/μ) − (D − μ) where D is above μ, else 0.
    static func logarithm(events: Double, information: Double) -> Double {
        guard events > information else { return 0 }
        return information > 0 ? events * log(events / information) - (events - information) : .infinity
    }

    /// The largest μ below D at which the logarithm reaches the threshold: −D W0(−exp(−1 − c/D)).
    static func information(events: Double, threshold: Double) -> Double {
        guard threshold > 0 else { return events }
        return -events * SpecialFunctions.lambertW0(-exp(-1 - threshold / events))
    }
}
