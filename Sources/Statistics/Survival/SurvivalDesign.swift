// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a stopping boundary for the rate of events per time under observation is to achieve.
///
/// Each subject is observed for a window τ at most, and events are taken as a Poisson process in the total exposure U,
/// at the constant rate that gives a subject the event within τ with probability p.
package struct SurvivalDesign: Hashable, Sendable {
    /// Where the exposure ends for which alpha is kept.
    package enum MaximumInformation: String, Hashable, Sendable, CaseIterable {
        /// The exposure at which N p0 events are expected, less than N τ since an event ends a subject's exposure.
        case expected
        /// The exposure N τ of N subjects observed throughout.
        case maximum
    }

    /// The method that shares the type I error out over the exposure.
    package let method: SurvivalMethod
    /// The number of subjects N.
    package let subjects: Int
    /// The event probability p0 within the window that is acceptable.
    package let nullProbability: Double
    /// The time τ for which each subject is observed, in any unit; exposures are in the same.
    package let window: Double
    /// Where the exposure ends for which alpha is kept.
    package let maximumInformation: MaximumInformation
    /// The probability of crossing by the maximum information when the event probability is p0.
    package let alpha: Double

    /// A design whose arguments have been checked.
    ///
    /// - Throws: `DesignError` naming `subjects`, `p0`, `tau` or `alpha`, or what the method is given.
    package init(
        method: SurvivalMethod, subjects: Int, nullProbability: Double, window: Double,
        maximumInformation: MaximumInformation, alpha: Double
    ) throws(DesignError) {
        try DesignError.requireSubjects(subjects, within: 1...Looks.subjectsMax)
        self.method = method
        self.subjects = subjects
        self.nullProbability = try DesignError.requireOpenUnit(nullProbability, .nullProbability)
        self.window = try DesignError.requirePositive(window, .window)
        self.maximumInformation = maximumInformation
        self.alpha = try DesignError.requireOpenUnit(alpha, .alpha)
        try method.check(nullProbability: nullProbability)
    }

    /// The acceptable rate λ0 = −ln(1 − p0)/τ.
    package var nullRate: Double { -log1p(-nullProbability) / window }

    /// The exposure N τ of N subjects observed throughout.
    package var exposureEnd: Double { Double(subjects) * window }

    /// The exposure Umax up to which alpha is kept.
    package var exposureOfMaximumInformation: Double {
        switch maximumInformation {
        case .expected: Double(subjects) * nullProbability / nullRate
        case .maximum: exposureEnd
        }
    }
}
