// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The score of the truncated SPRT: the logarithm of the likelihood ratio of p1 against p0.
struct LikelihoodRatioScore: BinaryScore {
    private let perEvent: Double
    private let perOther: Double

    init(nullProbability: Double, alternativeProbability: Double) {
        perEvent = log(alternativeProbability / nullProbability)
        perOther = log1p(-alternativeProbability) - log1p(-nullProbability)
    }

    func score(events: Double, subjects: Double) -> Double {
        events * perEvent + (subjects - events) * perOther
    }
}

/// The score of MaxSPRT: the logarithm of the likelihood ratio of y/n against p0; 0 where y/n is not above p0.
struct MaximumLikelihoodRatioScore: BinaryScore {
    let nullProbability: Double

    func score(events: Double, subjects: Double) -> Double {
        guard events > subjects * nullProbability else { return 0 }
        let others = subjects - events
        let ofEvents = events * log(events / (subjects * nullProbability))
        return others > 0 ? ofEvents + others * log(others / (subjects * (1 - nullProbability))) : ofEvents
    }
}
