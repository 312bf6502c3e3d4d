// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// Arguments from which no boundary comes: the error names the argument and the range.
struct MethodMisuseTests {
    private func design(_ method: BinaryMethod, _ nullProbability: Double = 0.2) throws -> BinaryDesign {
        try BinaryDesign(
            method: method, looks: Looks(everySubjectFrom: 1, through: 30), nullProbability: nullProbability,
            alpha: 0.05)
    }

    @Test(arguments: [0.1, 0.2, 1, .nan])
    func `a probability to be detected that is not above p0 is refused`(alternative: Double) {
        let error = #expect(throws: DesignError.self) { try design(.sprt(alternativeProbability: alternative)) }
        #expect(error?.description == "p1: found \(alternative); allowed is above p0, which is 0.2, and below 1")
    }

    @Test(arguments: [-0.1, 1.1, .nan])
    func `an exponent outside its family is refused`(delta: Double) {
        for (method, largest) in [(BinaryMethod.wangTsiatis(delta: delta), 0.5), (.powerFamily(delta: delta), 1)] {
            let error = #expect(throws: DesignError.self) { try design(method) }
            #expect(error?.description == "delta: found \(delta); allowed is 0 to \(largest)")
        }
        let error = #expect(throws: DesignError.self) { try survival(.wangTsiatis(delta: delta)) }
        #expect(error?.argument == .delta)
    }

    @Test(arguments: [(0.0, 1.0), (1, -1), (.nan, 1), (1, .infinity)])
    func `a prior without two positive numbers is refused`(a: Double, b: Double) {
        let error = #expect(throws: DesignError.self) { try BetaPrior(a: a, b: b) }
        #expect(error?.argument == .prior)
    }

    @Test func `a second criterion so strict that it alone keeps alpha is refused with its limit`() throws {
        let prior = try BetaPrior(a: 0.4, b: 1.6)
        func design(_ nu: Double) throws -> BinaryDesign {
            try self.design(.chenChaloner(prior, alternativeProbability: 0.4, posteriorAbove: nu))
        }
        let error = #expect(throws: DesignError.self) { try design(0.9999).calibrated() }
        #expect(error?.argument == .nu)
        let allowed = try #require(error?.allowed)
        let limit = try #require(allowed.split { " ,".contains($0) }.compactMap { Double($0) }.first)
        #expect(allowed.hasPrefix("below "))
        // The limit named is where the design begins to work.
        #expect(throws: DesignError.self) { try design(limit + 1e-6).calibrated() }
        #expect(try design(limit - 1e-6).calibrated().attainedAlpha <= 0.05)
        #expect(throws: DesignError.self) { try design(1) }
        #expect(throws: DesignError.self) { try design(-0.1) }
    }

    @Test func `TITE refuses a method with two criteria, and looks in groups`() throws {
        let prior = try BetaPrior(a: 0.4, b: 1.6)
        let method = BinaryMethod.chenChaloner(prior, alternativeProbability: 0.3, posteriorAbove: 0.5)
        let error = #expect(throws: DesignError.self) { try design(method).titeCalibrated() }
        #expect(error?.argument == .method)
        let grouped = try BinaryDesign(
            method: .obrienFleming, looks: Looks(after: [10, 20, 30]), nullProbability: 0.2, alpha: 0.05)
        let looks = #expect(throws: DesignError.self) { try grouped.titeCalibrated() }
        #expect(looks?.argument == .looks)
    }

    private func survival(
        _ method: SurvivalMethod, subjects: Int = 30, p0: Double = 0.2, window: Double = 90, alpha: Double = 0.05
    ) throws -> SurvivalDesign {
        try SurvivalDesign(
            method: method, subjects: subjects, nullProbability: p0, window: window, maximumInformation: .expected,
            alpha: alpha)
    }

    @Test func `survival designs name the argument at fault`() throws {
        let faults: [(DesignError.Argument, () throws -> SurvivalDesign)] = [
            (.subjects, { try survival(.pocock, subjects: 0) }),
            (.subjects, { try survival(.pocock, subjects: 2_001) }),
            (.nullProbability, { try survival(.pocock, p0: 1) }), (.window, { try survival(.pocock, window: 0) }),
            (.window, { try survival(.pocock, window: .nan) }), (.alpha, { try survival(.pocock, alpha: 0) }),
            (.alternativeProbability, { try survival(.sprt(alternativeProbability: 0.2)) }),
            (.prior, { try survival(.gammaPoisson(shape: 0, rate: nil)) }),
            (.prior, { try survival(.gammaPoisson(shape: 1, rate: -1)) }),
        ]
        for (argument, make) in faults {
            let error = #expect(throws: DesignError.self) { try make() }
            #expect(error?.argument == argument)
        }
    }

    @Test func `an alpha beyond what any survival boundary spends is refused with the most it can`() throws {
        // With 0.1 events expected, even one event stops with a probability of 1 − exp(−0.1) only.
        let design = try survival(.maxSPRT, subjects: 5, p0: 0.02, alpha: 0.2)
        let error = #expect(throws: DesignError.self) { try design.calibrated() }
        #expect(error?.argument == .alpha)
        #expect(error?.allowed.hasPrefix("below 0.0951") == true)
    }

    @Test func `Poisson MaxSPRT names the argument at fault`() {
        let faults: [(DesignError.Argument, () throws -> PoissonMaxSPRTDesign)] = [
            (.informationEnd, { try PoissonMaxSPRTDesign(informationEnd: 0, alpha: 0.05) }),
            (.eventsMin, { try PoissonMaxSPRTDesign(informationEnd: 5, eventsMin: 0, alpha: 0.05) }),
            (.alpha, { try PoissonMaxSPRTDesign(informationEnd: 5, alpha: 1) }),
            (
                .firstLook,
                { try PoissonMaxSPRTDesign(informationEnd: 5, alpha: 0.05, schedule: .continuous(firstLook: 5)) }
            ),
            (.groups, { try PoissonMaxSPRTDesign(informationEnd: 5, alpha: 0.05, schedule: .grouped([])) }),
            (.groups, { try PoissonMaxSPRTDesign(informationEnd: 5, alpha: 0.05, schedule: .grouped([3, 3])) }),
        ]
        for (argument, make) in faults {
            let error = #expect(throws: DesignError.self) { try make() }
            #expect(error?.argument == argument)
        }
    }

    @Test func `scenarios and entries name the argument at fault`() async throws {
        let faults: [(DesignError.Argument, () throws -> Void)] = [
            (.window, { _ = try StaggeredEntry(accrual: 100, window: 101) }),
            (.accrual, { _ = try StaggeredEntry(accrual: 0, window: 1) }),
            (.subjects, { _ = try Scenario(subjects: 0, accrual: 1, window: 1, eventProbability: 0.1) }),
            (.eventProbability, { _ = try Scenario(subjects: 9, accrual: 1, window: 1, eventProbability: 1) }),
            (
                .competingProbability,
                {
                    _ = try Scenario(
                        subjects: 9, accrual: 1, window: 1, eventProbability: 0.5, competingProbability: 0.5)
                }
            ),
            (
                .shape,
                {
                    _ = try Scenario(
                        subjects: 9, accrual: 1, window: 1, eventProbability: 0.5, timing: .power(shape: 0))
                }
            ),
        ]
        for (argument, make) in faults {
            let error = #expect(throws: DesignError.self) { try make() }
            #expect(error?.argument == argument)
        }
        let scenario = try Scenario(subjects: 31, accrual: 1, window: 1, eventProbability: 0.1)
        let boundary = try design(.pocock).calibrated().boundary
        let trials = await #expect(throws: DesignError.self) { try await scenario.simulate([], trials: 1, seed: 1) }
        #expect(trials?.argument == .trials)
        let subjects = await #expect(throws: DesignError.self) {
            try await scenario.simulate([.naive(boundary)], trials: 10, seed: 1)
        }
        #expect(subjects?.argument == .subjects)
    }
}
