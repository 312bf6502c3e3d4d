// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import Testing

@Suite(.enabled(if: ReferenceFolder.exists, "no reference tables beside the package"))
struct TITEReferenceTests {
    @Test func `every effective sample size of the tables comes out at their thresholds`() throws {
        let limits = try ReferenceFolder.tableByDesign("tite_boundary_tight")
        for row in try ReferenceFolder.table("tite_designs") {
            let name = try row.text("design_id")
            try expect(row.packageTITEBoundary(), toAgreeWith: #require(limits[name]), within: 1e-6, name)
        }
    }

    /// Two sets of the package's own thresholds are apart.
    ///
    /// Those of beta-binomial rules carry its root tolerance; those of two Pocock rules are the end
    /// of its bracket, at which its type I error is above alpha.
    @Test func `calibration gives the tables' sizes where the package keeps alpha`() throws {
        let limits = try ReferenceFolder.tableByDesign("tite_boundary_tight")
        for row in try ReferenceFolder.table("tite_designs") {
            let name = try row.text("design_id")
            let package = try row.packageTITEBoundary().binary
            guard name.hasSuffix("BB") || package.attainedAlpha <= package.design.alpha else {
                #expect(["P2-Pocock", "P3-Pocock"].contains(name))
                continue
            }
            let found = try row.binaryDesign().titeCalibrated()
            let tolerance = name.hasSuffix("BB") ? 1e-4 : 1e-6
            try expect(found, toAgreeWith: #require(limits[name]), within: tolerance, name)
        }
    }

    private func expect(
        _ found: TITEBoundary, toAgreeWith wanted: [ReferenceRow], within tolerance: Double, _ name: String
    ) throws {
        #expect(try found.limits.map(\.events) == wanted.map { try $0.count("events") }, "\(name)")
        for (limit, row) in zip(found.limits, wanted) {
            #expect(agree(limit.effectiveSizeMax, try row.number("max_ess_tight"), within: tolerance), "\(name)")
        }
    }
}

extension ReferenceRow {
    /// The boundary at the threshold that stoppingrule found, a posterior probability for beta-binomial rules.
    func packageTITEBoundary() throws -> TITEBoundary {
        let threshold = try number("cval")
        return try binaryDesign().titeBoundary(
            threshold: try text("method") == "BB" ? -log1p(-threshold) : threshold)
    }
}

@Suite(.enabled(if: ReferenceFolder.exists, "no reference tables beside the package"))
struct EProcessReferenceTests {
    @Test func `every e-value of the table comes out`() throws {
        for row in try estimators("evalue") {
            let process = try EProcess(
                prior: BetaPrior(a: row.number("a"), b: row.number("b")), nullProbability: row.number("p0"), alpha: 0.05
            )
            let tally = try Tally(events: row.count("y"), subjects: row.count("n"))
            #expect(agree(process.logValue(tally), try row.number("log_e"), relatively: 1e-9))
            #expect(agree(process.value(tally), try row.number("e_value"), relatively: 1e-9))
        }
    }
}

/// The rows of one table of estimates.
func estimators(_ name: String) throws -> [ReferenceRow] { try ReferenceFolder.table("estimators/\(name)") }

/// Whether two numbers agree within a relative difference.
func agree(_ found: Double, _ wanted: Double, relatively difference: Double) -> Bool {
    found == wanted || abs(found - wanted) <= difference * abs(wanted)
}
