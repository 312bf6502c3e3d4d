// SPDX-License-Identifier: Apache-2.0

import CBoostMath

/// The special functions behind distributions and intervals, computed by Boost.Math.
///
/// An argument outside a function's domain gives NaN; whoever calls has checked its arguments and says which.
package enum SpecialFunctions {
    /// I_x(a, b), the probability that a Beta(a, b) variable is at most x.
    package static func betaLowerTail(a: Double, b: Double, x: Double) -> Double {
        cboost_beta_lower(a, b, x)
    }

    /// 1 − I_x(a, b), without the cancellation of a subtraction.
    package static func betaUpperTail(a: Double, b: Double, x: Double) -> Double {
        cboost_beta_upper(a, b, x)
    }

    /// The x at which I_x(a, b) equals a probability.
    package static func betaQuantile(a: Double, b: Double, probability: Double) -> Double {
        cboost_beta_lower_inverse(a, b, probability)
    }

    /// The x at which 1 − I_x(a, b) equals a probability.
    package static func betaUpperQuantile(a: Double, b: Double, probability: Double) -> Double {
        cboost_beta_upper_inverse(a, b, probability)
    }

    /// The density of Beta(a, b) at x.
    package static func betaDensity(a: Double, b: Double, x: Double) -> Double {
        cboost_beta_density(a, b, x)
    }

    /// P(a, x), the probability that a Gamma(a, rate 1) variable is at most x.
    package static func gammaLowerTail(shape: Double, x: Double) -> Double {
        cboost_gamma_lower(shape, x)
    }

    /// Q(a, x) = 1 − P(a, x), without the cancellation of a subtraction.
    package static func gammaUpperTail(shape: Double, x: Double) -> Double {
        cboost_gamma_upper(shape, x)
    }

    /// The x at which P(a, x) equals a probability.
    package static func gammaQuantile(shape: Double, probability: Double) -> Double {
        cboost_gamma_lower_inverse(shape, probability)
    }

    /// The x at which Q(a, x) equals a probability.
    package static func gammaUpperQuantile(shape: Double, probability: Double) -> Double {
        cboost_gamma_upper_inverse(shape, probability)
    }

    /// log Γ(x), for x above 0.
    package static func logGamma(_ x: Double) -> Double {
        cboost_log_gamma(x)
    }

    /// log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a + b).
    package static func logBeta(a: Double, b: Double) -> Double {
        logGamma(a) + logGamma(b) - logGamma(a + b)
    }

    /// P(Z ≤ z) of the standard normal distribution.
    package static func normalLowerTail(_ z: Double) -> Double {
        cboost_normal_lower(z)
    }

    /// P(Z > z) of the standard normal distribution.
    package static func normalUpperTail(_ z: Double) -> Double {
        cboost_normal_upper(z)
    }

    /// The z at which P(Z ≤ z) equals a probability.
    package static func normalQuantile(_ probability: Double) -> Double {
        cboost_normal_quantile(probability)
    }

    /// P(X ≤ x) of the chi-squared distribution.
    package static func chiSquaredLowerTail(degrees: Double, x: Double) -> Double {
        cboost_chi_squared_lower(degrees, x)
    }

    /// The x at which P(X ≤ x) of the chi-squared distribution equals a probability.
    package static func chiSquaredQuantile(degrees: Double, probability: Double) -> Double {
        cboost_chi_squared_quantile(degrees, probability)
    }

    /// The smallest number of successes among `trials` whose cumulative probability reaches `probability`; NaN if
    /// there is none.
    package static func binomialQuantile(trials: Int, success: Double, probability: Double) -> Double {
        cboost_binomial_quantile(Double(trials), success, probability)
    }

    /// P(X = count) of the Poisson distribution with a mean above 0.
    package static func poissonProbability(count: Int, mean: Double) -> Double {
        cboost_gamma_density(Double(count) + 1, mean)
    }

    /// The principal branch of Lambert's W: the w ≥ −1 with w·exp(w) = x, for x ≥ −1/e.
    package static func lambertW0(_ x: Double) -> Double {
        cboost_lambert_w0(x)
    }
}
