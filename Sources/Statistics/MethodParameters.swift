// SPDX-License-Identifier: Apache-2.0

/// What a configuration or a command line says of a method besides its name; a method takes what it needs.
package struct MethodParameters: Hashable, Sendable {
    /// The exponent Δ of Wang-Tsiatis, or δ of the power family.
    package var delta: Double?
    /// The two parameters of a prior: a and b of a beta, shape and rate of a gamma distribution.
    package var prior: [Double]
    /// The event probability p1 that is to be detected.
    package var alternativeProbability: Double?
    /// The posterior probability ν of Chen-Chaloner's second criterion.
    package var nu: Double?

    /// Parameters, of which those that a method does not take may be absent.
    package init(
        delta: Double? = nil, prior: [Double] = [], alternativeProbability: Double? = nil, nu: Double? = nil
    ) {
        self.delta = delta
        self.prior = prior
        self.alternativeProbability = alternativeProbability
        self.nu = nu
    }

    fileprivate func required(
        _ value: Double?, _ argument: DesignError.Argument, of method: String
    ) throws(DesignError) -> Double {
        guard let value else {
            throw DesignError(argument: argument, found: "nothing", allowed: "a number, which \(method) needs")
        }
        return value
    }

    fileprivate func betaPrior(of method: String) throws(DesignError) -> BetaPrior {
        guard prior.count == 2 else {
            throw DesignError(
                argument: .prior, found: "\(prior.count) numbers", allowed: "two, a and b, which \(method) needs")
        }
        return try BetaPrior(a: prior[0], b: prior[1])
    }
}

extension BinaryMethod {
    /// The names of all binary methods.
    package static let names = [
        "pocock", "obf", "wang-tsiatis", "beta-binomial", "chen-chaloner", "sprt", "maxsprt", "power-family",
    ]

    /// The method with a name.
    ///
    /// The parameters' ranges are checked by the design, against p0.
    ///
    /// - Throws: `DesignError` naming `method` if there is none of that name, or the parameter that it lacks.
    package init(name: String, parameters: MethodParameters) throws(DesignError) {
        switch name {
        case "pocock": self = .pocock
        case "obf": self = .obrienFleming
        case "wang-tsiatis": self = .wangTsiatis(delta: try parameters.required(parameters.delta, .delta, of: name))
        case "beta-binomial": self = .betaBinomial(try parameters.betaPrior(of: name))
        case "chen-chaloner":
            self = .chenChaloner(
                try parameters.betaPrior(of: name),
                alternativeProbability: try parameters.required(
                    parameters.alternativeProbability, .alternativeProbability, of: name),
                posteriorAbove: try parameters.required(parameters.nu, .nu, of: name))
        case "sprt":
            self = .sprt(
                alternativeProbability: try parameters.required(
                    parameters.alternativeProbability, .alternativeProbability, of: name))
        case "maxsprt": self = .maxSPRT
        case "power-family": self = .powerFamily(delta: parameters.delta ?? 0)
        default:
            throw DesignError(
                argument: .method, found: "\"\(name)\"", allowed: Self.names.joined(separator: ", "))
        }
    }
}

extension SurvivalMethod {
    /// The names of all survival methods.
    package static let names = ["pocock", "obf", "wang-tsiatis", "gamma-poisson", "sprt", "maxsprt"]

    /// The method with a name.
    ///
    /// A gamma prior may leave out its rate, which then puts its mean at the acceptable rate.
    ///
    /// - Throws: `DesignError` naming `method` if there is none of that name, or the parameter that it lacks.
    package init(name: String, parameters: MethodParameters) throws(DesignError) {
        switch name {
        case "pocock": self = .pocock
        case "obf": self = .obrienFleming
        case "wang-tsiatis": self = .wangTsiatis(delta: try parameters.required(parameters.delta, .delta, of: name))
        case "gamma-poisson":
            guard let shape = parameters.prior.first, parameters.prior.count <= 2 else {
                throw DesignError(
                    argument: .prior, found: "\(parameters.prior.count) numbers",
                    allowed: "shape and rate, or the shape alone, which \(name) needs")
            }
            self = .gammaPoisson(shape: shape, rate: parameters.prior.count > 1 ? parameters.prior[1] : nil)
        case "sprt":
            self = .sprt(
                alternativeProbability: try parameters.required(
                    parameters.alternativeProbability, .alternativeProbability, of: name))
        case "maxsprt": self = .maxSPRT
        default:
            throw DesignError(
                argument: .method, found: "\"\(name)\"", allowed: Self.names.joined(separator: ", "))
        }
    }
}
