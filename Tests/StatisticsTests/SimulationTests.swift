// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

struct SimulationTests {
    @Test func `a seed determines the result, and another seed another one`() async throws {
        let scenario = try Scenario(
            subjects: 30, accrual: 365, window: 100, eventProbability: 0.3, competingProbability: 0.1,
            timing: .weibull(shape: 2))
        let rule = CountingRule.naive(try pocock(through: 30, nullProbability: 0.2).calibrated().boundary)
        let first = try await scenario.simulate([rule], trials: 1_001, seed: 5)
        #expect(try await scenario.simulate([rule], trials: 1_001, seed: 5) == first)
        #expect(try await scenario.simulate([rule], trials: 1_001, seed: 6) != first)
        #expect(first[0].trials == 1_001)
    }

    /// Where every subject waits for the end of the window, simulation and the exact formulas answer the same.
    @Test func `waiting for every window gives the exact characteristics with pending subjects`() async throws {
        let boundary = try pocock(through: 40, nullProbability: 0.2).calibrated().boundary
        let scenario = try Scenario(subjects: 40, accrual: 400, window: 90, eventProbability: 0.35)
        let found = try await scenario.simulate([.evaluable(boundary)], trials: 2_000, seed: 3)[0]
        let exact = try boundary.pendingCharacteristics(
            eventProbability: 0.35, entry: StaggeredEntry(accrual: 400, window: 90))
        let rejection = try boundary.operatingCharacteristics(eventProbability: 0.35).rejectionProbability
        #expect(isNear(found.rejectionProbability, rejection))
        #expect(isNear(found.enrolled, exact.expectedEnrolled))
    }

    @Test func `survival and TITE keep alpha where naive counting does not`() async throws {
        let comparison = try CountingComparison(
            subjects: 70, nullProbability: 0.1, alpha: 0.05, delta: 0.25, accrual: 730)
        let rows = try await comparison.rows(windows: [180], eventProbabilities: [0.1], trials: 2_000, seed: 11)
        #expect(rows.map(\.counting) == ["naive", "evaluable", "events over enrolled", "survival", "tite"])
        // Published with 4000 trials each.
        for (row, published) in zip(rows, [0.160, 0.052, 0.029, 0.051, 0.049]) {
            let error = (published * (1 - published) * (1.0 / 2_000 + 1.0 / 4_000)).squareRoot()
            #expect(abs(row.characteristics.rejectionProbability.mean - published) <= 4 * error, "\(row.counting)")
        }
    }

    @Test func `competing events come as often as they are asked for`() async throws {
        // One event crosses at once, whoever has it.
        let boundary = try BinaryBoundary(looks: Looks(everySubjectFrom: 1, through: 1), bounds: [1])
        for (p, competing, wanted) in [(0.3, 0.0, 0.3), (0.3, 0.5, 0.3), (0.0, 0.5, 0.0)] {
            let scenario = try Scenario(
                subjects: 1, accrual: 1, window: 10, eventProbability: p, competingProbability: competing,
                timing: .power(shape: 0.5))
            let found = try await scenario.simulate([.naive(boundary)], trials: 4_000, seed: 2)[0]
            #expect(isNear(found.rejectionProbability, wanted))
        }
    }

    private func isNear(_ found: SimulatedMean, _ wanted: Double) -> Bool {
        abs(found.mean - wanted) <= 4 * found.standardError
    }
}
