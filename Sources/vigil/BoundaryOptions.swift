// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Reporting
import Statistics

/// What a boundary is made from, as the command line says it.
struct BoundaryOptions: ParsableArguments {
    @Option(help: "How subjects under observation count: binary, survival, tite or poisson.")
    var counting = Counting.binary.rawValue

    @Option(help: "Subjects N; with poisson, N × p0 events are expected in all.")
    var n: Int

    @Option(help: "The looks: 1:40 for every subject, or 10,20,30.")
    var looks: String?

    @Option(help: "The acceptable event probability.")
    var p0: Double

    @Option(help: "The type I error.")
    var alpha: Double?

    @Option(help: "The exponent of wang-tsiatis or power-family.")
    var delta: Double?

    @Option(help: "a,b of a beta, or shape,rate of a gamma distribution.")
    var prior: String?

    @Option(help: "The event probability to be detected (sprt, chen-chaloner).")
    var p1: Double?

    @Option(help: "The posterior probability of chen-chaloner's second criterion.")
    var nu: Double?

    @Option(help: "The window in days for which a subject is observed (survival; others with --accrual).")
    var tau: Double?

    @Option(help: "Where the exposure ends for which alpha is kept: expected or maximum (survival).")
    var maxInformation = SurvivalDesign.MaximumInformation.expected.rawValue

    @Option(help: "power-family: the event probability to be detected.")
    var pHi: Double?

    @Option(help: "power-family: the crossing probability wanted at p0.")
    var crossLo: Double?

    @Option(help: "power-family: the crossing probability wanted at --p-hi.")
    var crossHi: Double?

    @Option(help: "power-family: which of the two decides, null or alt.")
    var priority = PowerFamilyDesign.Priority.null.rawValue

    @Option(help: "poisson: the fewest events that stop.")
    var minEvents = 1

    @Option(help: "poisson: the expected events before the first look.")
    var delay = 0.0

    @Option(help: "True event probabilities to tell the operating characteristics for: 0.1,0.2,0.3.")
    var oc: String?

    @Option(help: "Days over which subjects enter, for characteristics with subjects pending.")
    var accrual: Double?

    @Option(help: "Simulated trials, where characteristics have no exact form.")
    var trials = 4_000

    @Option(help: "The seed of the simulation.")
    var seed: UInt64 = 1
}

extension BoundaryOptions {
    /// The looks asked for: every subject up to N unless said otherwise.
    func looksAskedFor() throws -> Looks {
        guard let looks else { return try Looks(everySubjectFrom: 1, through: n) }
        let range = looks.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        let found: Looks
        if range.count == 2, let first = range[0], let last = range[1] {
            found = try Looks(everySubjectFrom: first, through: last)
        } else {
            let list = looks.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
            let subjects = list.compactMap { $0 }
            guard subjects.count == list.count else {
                throw ValidationError("--looks: found \(looks); allowed is a range such as 1:\(n), or 10,20,\(n)")
            }
            found = try Looks(after: subjects)
        }
        guard found.last == n else {
            throw ValidationError("--looks: found \(found.last) as the last look; allowed is \(n), which is --n")
        }
        return found
    }

    /// The type I error; only a design by two crossing probabilities does without it.
    func alphaAskedFor() throws -> Double {
        guard let alpha else {
            throw ValidationError("--alpha: found nothing; allowed is a number above 0 and below 1")
        }
        return alpha
    }

    func tauAskedFor(for what: String) throws -> Double {
        guard let tau else { throw ValidationError("--tau: found nothing; \(what) needs the window in days") }
        return tau
    }

    /// The true rates to tell characteristics for.
    func ratesAskedFor() throws -> [Double] { try oc.map { try numbers($0, of: "--oc") } ?? [] }

    func parameters() throws -> MethodParameters {
        MethodParameters(
            delta: delta, prior: try prior.map { try numbers($0, of: "--prior") } ?? [], alternativeProbability: p1,
            nu: nu)
    }

    private func numbers(_ text: String, of option: String) throws -> [Double] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        let numbers = parts.compactMap { $0 }
        guard !numbers.isEmpty, numbers.count == parts.count, numbers.allSatisfy(\.isFinite) else {
            throw ValidationError("\(option): found \(text); allowed are numbers with commas between, such as 0.1,0.2")
        }
        return numbers
    }

    /// The arguments as a sheet repeats them.
    func arguments(method: String) throws -> [BoundaryArgument] {
        let parameters = try parameters()
        let given: [BoundaryArgument?] = [
            BoundaryArgument("method", .text(method)), BoundaryArgument("counting", .text(counting)),
            BoundaryArgument("n", .whole(n)), looks.map { BoundaryArgument("looks", .text($0)) },
            BoundaryArgument("p0", .number(p0)), alpha.map { BoundaryArgument("alpha", .number($0)) },
            delta.map { BoundaryArgument("delta", .number($0)) },
            parameters.prior.isEmpty ? nil : BoundaryArgument("prior", .numbers(parameters.prior)),
            p1.map { BoundaryArgument("p1", .number($0)) }, nu.map { BoundaryArgument("nu", .number($0)) },
            tau.map { BoundaryArgument("tau", .number($0)) },
            counting == "survival" ? BoundaryArgument("max_information", .text(maxInformation)) : nil,
            pHi.map { BoundaryArgument("p_hi", .number($0)) },
            crossLo.map { BoundaryArgument("cross_lo", .number($0)) },
            crossHi.map { BoundaryArgument("cross_hi", .number($0)) },
            accrual.map { BoundaryArgument("accrual", .number($0)) },
        ]
        return given.compactMap { $0 }
    }
}
