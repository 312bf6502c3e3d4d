// SPDX-License-Identifier: Apache-2.0

/// A method of monitoring the proportion of subjects with an event.
///
/// Every method is one rule, "stop as soon as the score of (events, subjects) reaches a threshold"; the methods
/// differ in their score alone.
package enum BinaryMethod: Hashable, Sendable {
    /// The same one-sided exact binomial p-value is asked for at each look.
    ///
    /// Pocock SJ, Biometrika 1977;64:191, in the exact form of Ivanova A, Qaqish BF, Schell MJ,
    /// Biometrics 2005;61:540.
    case pocock

    /// The method's name as a configuration or a command line spells it.
    package var name: String {
        switch self {
        case .pocock: "pocock"
        }
    }

    /// The method's score under the acceptable event probability, for at most the given number of subjects.
    func score(nullProbability: Double, subjectsMax: Int) -> any BinaryScore {
        switch self {
        case .pocock: PocockScore(nullProbability: nullProbability, subjectsMax: subjectsMax)
        }
    }
}
