// SPDX-License-Identifier: Apache-2.0

/// One boundary under all ways of counting subjects still under observation, side by side, by simulation.
///
/// It answers why counting events at once and other subjects only at the end of the window is refused: with subjects
/// entering while others are observed, that rule's type I error is several times its alpha.
package struct CountingComparison: Hashable, Sendable {
    /// The number of subjects N.
    package let subjects: Int
    /// The event probability p0 that is acceptable.
    package let nullProbability: Double
    /// The type I error that each boundary may spend.
    package let alpha: Double
    /// The exponent Δ of the Wang-Tsiatis boundaries compared.
    package let delta: Double
    /// The time A over which subjects enter, in the unit of the windows.
    package let accrual: Double

    /// A comparison of Wang-Tsiatis boundaries.
    ///
    /// - Throws: `DesignError` naming what the binary or the survival design refuses, or `accrual`.
    package init(
        subjects: Int, nullProbability: Double, alpha: Double, delta: Double, accrual: Double
    ) throws(DesignError) {
        self.subjects = subjects
        self.nullProbability = nullProbability
        self.alpha = alpha
        self.delta = delta
        self.accrual = try DesignError.requirePositive(accrual, .accrual)
        _ = try binaryDesign()
    }

    /// What one way of counting does in one scenario.
    package struct Row: Hashable, Sendable {
        /// The way of counting.
        package let counting: String
        /// The scenario that was simulated.
        package let scenario: Scenario
        /// What came of it.
        package let characteristics: SimulatedCharacteristics
    }

    /// Simulates every way of counting in one scenario after the other: each window with each true probability.
    ///
    /// - Throws: `DesignError` naming `tau`, `p`, `shape` or `trials`.
    package func rows(
        windows: [Double], eventProbabilities: [Double], timing: Scenario.Timing = .weibull(shape: 1), trials: Int,
        seed: UInt64
    ) async throws(DesignError) -> [Row] {
        var rows: [Row] = []
        for window in windows {
            let rules = try rules(window: window)
            for probability in eventProbabilities {
                let scenario = try Scenario(
                    subjects: subjects, accrual: accrual, window: window, eventProbability: probability, timing: timing)
                let found = try await scenario.simulate(rules, trials: trials, seed: seed)
                rows += zip(rules, found).map { Row(counting: $0.name, scenario: scenario, characteristics: $1) }
            }
        }
        return rows
    }

    /// The boundary under every way of counting.
    private func rules(window: Double) throws(DesignError) -> [CountingRule] {
        let design = try binaryDesign()
        let binary = try design.calibrated().boundary
        let survival = try SurvivalDesign(
            method: .wangTsiatis(delta: delta), subjects: subjects, nullProbability: nullProbability, window: window,
            maximumInformation: .expected, alpha: alpha)
        return [
            .naive(binary), .evaluable(binary), .eventsOverEnrolled(binary), .survival(try survival.calibrated()),
            .tite(try design.titeCalibrated()),
        ]
    }

    private func binaryDesign() throws(DesignError) -> BinaryDesign {
        try BinaryDesign(
            method: .wangTsiatis(delta: delta), looks: Looks(everySubjectFrom: 1, through: subjects),
            nullProbability: nullProbability, alpha: alpha)
    }
}
