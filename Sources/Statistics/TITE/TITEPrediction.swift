// SPDX-License-Identifier: Apache-2.0

extension TITEBoundary {
    /// The probability that an arm that has not yet crossed ever will, averaged over what is believed of p by now.
    ///
    /// What is left of the horizon is taken as subjects to come, each of whom adds 1 to the effective size and has the
    /// event with the probability that the prior and all before give. Where the size is whole this is the binary
    /// boundary's predictive probability; it takes a subject under observation as that much of a subject settled.
    package func predictiveProbabilityOfCrossing(from tally: EffectiveTally, prior: BetaPrior) -> Double {
        if isCrossed(by: tally) { return 1 }
        let horizon = Double(binary.design.looks.last)
        var size = tally.effectiveSize
        let toCome = Int(max(0, horizon - size).rounded(.down))
        var paths = ContinuingPaths(events: tally.events, subjectsMax: tally.events + toCome)
        var crossing = 0.0
        for _ in 0..<toCome {
            let before = size
            paths.add { (prior.a + Double($0)) / (prior.a + prior.b + before) }
            size += 1
            guard size >= Double(firstLook), let bound = limits.first(where: { $0.effectiveSizeMax >= size }) else {
                continue
            }
            crossing += paths.stop(from: bound.events)
        }
        return min(1, crossing)
    }
}
