// SPDX-License-Identifier: Apache-2.0

#include "CBoostMath.h"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/lambert_w.hpp>

#include <limits>

namespace {

namespace policies = boost::math::policies;

// Every error becomes a value. Doubles are not promoted: twice the time for digits that no tolerance here asks for.
using Policy = policies::policy<
    policies::domain_error<policies::errno_on_error>,
    policies::pole_error<policies::errno_on_error>,
    policies::overflow_error<policies::errno_on_error>,
    policies::underflow_error<policies::ignore_error>,
    policies::denorm_error<policies::ignore_error>,
    policies::evaluation_error<policies::errno_on_error>,
    policies::rounding_error<policies::errno_on_error>,
    policies::indeterminate_result_error<policies::errno_on_error>,
    policies::discrete_quantile<policies::integer_round_up>,
    policies::promote_double<false>>;

using Binomial = boost::math::binomial_distribution<double, Policy>;
using ChiSquared = boost::math::chi_squared_distribution<double, Policy>;
using Normal = boost::math::normal_distribution<double, Policy>;

// The policy leaves nothing that throws but a defect; it must not cross into a caller without exceptions either.
template <class Function>
double guarded(Function function) noexcept {
    try {
        return function();
    } catch (...) {
        return std::numeric_limits<double>::quiet_NaN();
    }
}

}  // namespace

extern "C" {

double cboost_beta_lower(double a, double b, double x) {
    return guarded([=] { return boost::math::ibeta(a, b, x, Policy()); });
}

double cboost_beta_upper(double a, double b, double x) {
    return guarded([=] { return boost::math::ibetac(a, b, x, Policy()); });
}

double cboost_beta_lower_inverse(double a, double b, double probability) {
    return guarded([=] { return boost::math::ibeta_inv(a, b, probability, Policy()); });
}

double cboost_beta_upper_inverse(double a, double b, double probability) {
    return guarded([=] { return boost::math::ibetac_inv(a, b, probability, Policy()); });
}

double cboost_beta_density(double a, double b, double x) {
    return guarded([=] { return boost::math::ibeta_derivative(a, b, x, Policy()); });
}

double cboost_gamma_lower(double a, double x) {
    return guarded([=] { return boost::math::gamma_p(a, x, Policy()); });
}

double cboost_gamma_upper(double a, double x) {
    return guarded([=] { return boost::math::gamma_q(a, x, Policy()); });
}

double cboost_gamma_lower_inverse(double a, double probability) {
    return guarded([=] { return boost::math::gamma_p_inv(a, probability, Policy()); });
}

double cboost_gamma_upper_inverse(double a, double probability) {
    return guarded([=] { return boost::math::gamma_q_inv(a, probability, Policy()); });
}

double cboost_gamma_density(double a, double x) {
    return guarded([=] { return boost::math::gamma_p_derivative(a, x, Policy()); });
}

double cboost_log_gamma(double x) {
    return guarded([=] { return boost::math::lgamma(x, Policy()); });
}

double cboost_normal_lower(double z) {
    return guarded([=] { return boost::math::cdf(Normal(), z); });
}

double cboost_normal_upper(double z) {
    return guarded([=] { return boost::math::cdf(boost::math::complement(Normal(), z)); });
}

double cboost_normal_quantile(double probability) {
    return guarded([=] { return boost::math::quantile(Normal(), probability); });
}

double cboost_chi_squared_lower(double degrees, double x) {
    return guarded([=] { return boost::math::cdf(ChiSquared(degrees), x); });
}

double cboost_chi_squared_quantile(double degrees, double probability) {
    return guarded([=] { return boost::math::quantile(ChiSquared(degrees), probability); });
}

double cboost_binomial_quantile(double trials, double success_probability, double probability) {
    return guarded([=] { return boost::math::quantile(Binomial(trials, success_probability), probability); });
}

double cboost_lambert_w0(double x) {
    return guarded([=] { return boost::math::lambert_w0(x, Policy()); });
}

}  // extern "C"
