// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// The simulated columns of the tables, each within four standard errors of the difference.
@Suite(.enabled(if: ReferenceFolder.exists, "no reference tables beside the package"))
struct SimulationReferenceTests {
    /// As many as a build without optimisation has the time for.
    private let trials = 1_000

    private func expectNear(_ found: SimulatedCharacteristics, _ row: ReferenceRow) throws {
        let wanted = try row.number("reject_prob")
        let name = "\(row.cells["design_id"] ?? "") \(row.cells["p"] ?? "")"
        let variance = wanted * (1 - wanted)
        let error = try (variance / Double(trials) + variance / row.number("MC")).squareRoot()
        #expect(abs(found.rejectionProbability.mean - wanted) <= 4 * error + 1e-3, "\(name) reject_prob \(wanted)")
        // Means over so few crossings are too skewed for a standard error to say much.
        guard wanted * Double(trials) >= 20 else { return }
        for (mean, column) in [
            (found.events, "exp_events"), (found.enrolled, "exp_enrolled"), (found.calendarTime, "exp_calendar"),
        ] {
            // The table gives no spread of its means; its trials are of the same kind as ours.
            let error = try mean.standardError * (1 + Double(trials) / row.number("MC")).squareRoot()
            #expect(abs(mean.mean - (try row.number(column))) <= 4 * error, "\(name) \(column) \(mean)")
        }
    }

    @Test func `survival rules with accrual and Weibull hazards come out`() async throws {
        let designs = try ReferenceFolder.tableByDesign("surv_designs")
        for row in try ReferenceFolder.table("surv_oc_mc") {
            let design = try #require(try designs[row.text("design_id")]?.first).survivalDesign()
            let scenario = try Scenario(
                subjects: design.subjects, accrual: row.number("A"), window: design.window,
                eventProbability: row.number("p"), timing: .weibull(shape: row.number("weibull_shape")))
            let found = try await scenario.simulate([.survival(design.calibrated())], trials: trials, seed: 1)[0]
            try expectNear(found, row)
        }
    }

    @Test func `TITE rules with accrual and competing events come out`() async throws {
        let designs = try ReferenceFolder.tableByDesign("tite_designs")
        for row in try ReferenceFolder.table("tite_oc_mc") {
            let boundary = try #require(try designs[row.text("design_id")]?.first).packageTITEBoundary()
            let shape = try row.number("s")
            let scenario = try Scenario(
                subjects: boundary.binary.design.looks.last, accrual: row.number("A"), window: row.number("tau"),
                eventProbability: row.number("p"), competingProbability: row.number("p_competing"),
                timing: row.text("family") == "power" ? .power(shape: shape) : .weibull(shape: shape))
            let found = try await scenario.simulate([.tite(boundary)], trials: trials, seed: 2)[0]
            try expectNear(found, row)
        }
    }
}
