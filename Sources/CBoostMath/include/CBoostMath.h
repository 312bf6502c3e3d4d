// SPDX-License-Identifier: Apache-2.0

/// Special functions of Boost.Math for callers that speak C.
///
/// Nothing throws across this border. An argument outside a function's domain gives NaN, an overflow gives an infinity,
/// and an underflow gives 0.
#ifndef CBOOSTMATH_H
#define CBOOSTMATH_H

#ifdef __cplusplus
extern "C" {
#endif

/// The regularised incomplete beta function I_x(a, b), its complement, their inverses in x, and its derivative in x.
double cboost_beta_lower(double a, double b, double x);
double cboost_beta_upper(double a, double b, double x);
double cboost_beta_lower_inverse(double a, double b, double probability);
double cboost_beta_upper_inverse(double a, double b, double probability);
double cboost_beta_density(double a, double b, double x);

/// The regularised incomplete gamma functions P(a, x) and Q(a, x), their inverses in x, and the derivative of P in x.
double cboost_gamma_lower(double a, double x);
double cboost_gamma_upper(double a, double x);
double cboost_gamma_lower_inverse(double a, double probability);
double cboost_gamma_upper_inverse(double a, double probability);
double cboost_gamma_density(double a, double x);

/// log Γ(x) for x > 0.
double cboost_log_gamma(double x);

/// The standard normal distribution: P(Z ≤ z), P(Z > z), and the quantile.
double cboost_normal_lower(double z);
double cboost_normal_upper(double z);
double cboost_normal_quantile(double probability);

/// The chi-squared distribution: P(X ≤ x) and the quantile.
double cboost_chi_squared_lower(double degrees, double x);
double cboost_chi_squared_quantile(double degrees, double probability);

/// The smallest number of successes whose cumulative probability reaches the given one.
double cboost_binomial_quantile(double trials, double success_probability, double probability);

/// The principal branch of Lambert's W, for x ≥ −1/e.
double cboost_lambert_w0(double x);

#ifdef __cplusplus
}
#endif

#endif
