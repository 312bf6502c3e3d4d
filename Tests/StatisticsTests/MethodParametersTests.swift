// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

struct MethodParametersTests {
    private let everything = MethodParameters(delta: 0.25, prior: [1, 4], alternativeProbability: 0.4, nu: 0.5)

    @Test func `every method answers to its name`() throws {
        for name in BinaryMethod.names {
            #expect(try BinaryMethod(name: name, parameters: everything).name == name)
        }
        for name in SurvivalMethod.names {
            #expect(try SurvivalMethod(name: name, parameters: everything).name == name)
        }
        #expect(
            try SurvivalMethod(name: "gamma-poisson", parameters: MethodParameters(prior: [2]))
                == .gammaPoisson(shape: 2, rate: nil))
    }

    @Test(arguments: [
        ("wang-tsiatis", "delta"), ("beta-binomial", "prior"), ("chen-chaloner", "prior"), ("sprt", "p1"),
        ("gamma-poisson", "prior"), ("pocok", "method"),
    ])
    func `a misspelt method and a parameter that is lacking are named`(name: String, argument: String) {
        let makers: [() throws -> Void] =
            name == "gamma-poisson"
            ? [{ _ = try SurvivalMethod(name: name, parameters: MethodParameters()) }]
            : [{ _ = try BinaryMethod(name: name, parameters: MethodParameters()) }]
        for make in makers {
            let error = #expect(throws: DesignError.self) { try make() }
            #expect(error?.argument.rawValue == argument)
        }
    }

    @Test func `naive counting is refused with the reason, and a misspelt counting with the names`() throws {
        let naive = #expect(throws: DesignError.self) { try Counting(name: "naive") }
        #expect(naive?.allowed.contains("type I error of .05 to about .16") == true)
        let misspelt = #expect(throws: DesignError.self) { try Counting(name: "tight") }
        #expect(misspelt?.description == "counting: found \"tight\"; allowed is tite, survival, binary, poisson")
        #expect(try Counting(name: "tite") == .tite)
    }

    @Test func `at whole sizes TITE predicts what the binary boundary does`() throws {
        let design = try BinaryDesign(
            method: .wangTsiatis(delta: 0.25), looks: Looks(everySubjectFrom: 10, through: 60), nullProbability: 0.1,
            alpha: 0.05)
        let found = try design.titeCalibrated()
        let prior = try BetaPrior(a: 1, b: 4)
        for (events, subjects) in [(0, 4), (1, 10), (3, 20), (5, 40)] {
            let whole = found.predictiveProbabilityOfCrossing(
                from: try EffectiveTally(events: events, effectiveSize: Double(subjects)), prior: prior)
            let binary = try found.binary.boundary.predictiveProbabilityOfCrossing(
                from: Tally(events: events, subjects: subjects), prior: prior)
            #expect(agree(whole, binary, within: 1e-12))
        }
    }

    @Test func `evidence says how many events are left`() throws {
        let process = try EProcess(prior: BetaPrior(a: 1, b: 4), nullProbability: 0.1, alpha: 0.05)
        for (events, subjects) in [(0, 0), (2, 10), (0, 60)] {
            let left = process.eventsToBoundary(try Tally(events: events, subjects: subjects))
            #expect(process.isCrossed(by: try Tally(events: events + left, subjects: subjects + left)))
            #expect(!process.isCrossed(by: try Tally(events: events + left - 1, subjects: subjects + left - 1)))
        }
    }
}
