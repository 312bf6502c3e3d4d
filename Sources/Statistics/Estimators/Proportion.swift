// SPDX-License-Identifier: Apache-2.0

/// The proportion of subjects with an event, with its limits.
package struct Proportion: Hashable, Sendable {
    /// Events per subject.
    package let proportion: Double
    /// The exact limits of Clopper CJ, Pearson ES, Biometrika 1934;26:404.
    package let clopperPearson: Interval
    /// The score limits of Wilson EB, J Am Stat Assoc 1927;22:209.
    package let wilson: Interval

    /// The proportion of a tally's subjects with an event.
    package static func estimate(_ tally: Tally, level: ConfidenceLevel) -> Estimate<Proportion> {
        guard tally.subjects > 0 else { return .notEstimable(.noSubjects) }
        return .estimated(
            Proportion(
                proportion: Double(tally.events) / Double(tally.subjects),
                clopperPearson: clopperPearson(events: tally.events, subjects: tally.subjects, level: level),
                wilson: wilson(events: tally.events, subjects: tally.subjects, level: level)))
    }

    static func clopperPearson(events: Int, subjects: Int, level: ConfidenceLevel) -> Interval {
        let (count, others) = (Double(events), Double(subjects - events))
        let lower =
            events == 0 ? 0 : SpecialFunctions.betaQuantile(a: count, b: others + 1, probability: level.tail)
        let upper =
            events == subjects
            ? 1 : SpecialFunctions.betaUpperQuantile(a: count + 1, b: others, probability: level.tail)
        return Interval(lower: lower, upper: upper)
    }

    static func wilson(events: Int, subjects: Int, level: ConfidenceLevel) -> Interval {
        let (count, size, z) = (Double(events), Double(subjects), level.deviate)
        let centre = count + z * z / 2
        let half = z * (count * (size - count) / size + z * z / 4).squareRoot()
        let scale = size + z * z
        // On paper the limits are exactly 0 and 1 at the ends; rounding must not pass them.
        return Interval(
            lower: events == 0 ? 0 : (centre - half) / scale,
            upper: events == subjects ? 1 : (centre + half) / scale)
    }
}
