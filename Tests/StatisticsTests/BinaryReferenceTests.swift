// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// Every binary method against the exact calibration of stoppingrule's designs.
struct BinaryDesignTests {
    private static let designs = ["P1", "P2", "P3", "P4"].flatMap { size in
        ["Pocock", "OBF", "WT", "BB", "CC", "SPRT", "MaxSPRT"].map { "\(size)-\($0)" }
    }

    @Test(arguments: designs)
    func `bounds and attained alpha come out for every method`(designID: String) throws {
        let row = try #require(try ReferenceTable("binary_designs").rows.first { $0.cells["design_id"] == designID })
        let found = try row.binaryDesign().calibrated()
        #expect(try found.boundary.bounds == row.text("bounds").split(separator: ";").map { Int($0) })
        #expect(agree(found.attainedAlpha, try row.number("attained_alpha"), within: 1e-13))
    }
}

@Suite(.enabled(if: ReferenceFolder.exists, "no reference tables beside the package"))
struct BinaryReferenceTests {
    @Test func `every bound and every attained alpha of the tables comes out`() throws {
        let bounds = try ReferenceFolder.tableByDesign("bin_boundary_exact")
        let exact = try ReferenceFolder.tableByDesign("bin_exact")
        for row in try ReferenceFolder.table("bin_designs") {
            let design = try row.text("design_id")
            let found = try row.binaryDesign().calibrated()
            let wanted = try #require(bounds[design]).map { min(try $0.count("bound_exact"), try $0.count("n") + 1) }
            #expect(found.boundary.bounds == wanted, "\(design)")
            let alpha = try #require(exact[design]?.first).number("alpha_exact")
            #expect(agree(found.attainedAlpha, alpha, within: 1e-12), "\(design)")
        }
    }

    /// stoppingrule's own bounds, which split ties in some designs.
    private func packageBoundary(_ row: ReferenceRow, among bounds: [String: [ReferenceRow]]) throws -> BinaryBoundary {
        let own = try #require(bounds[row.text("design_id")])
        return try BinaryBoundary(
            looks: Looks(after: own.map { try $0.count("n") }), bounds: own.map { try $0.count("bound") })
    }

    @Test func `the operating characteristics of the tables come out`() throws {
        let bounds = try ReferenceFolder.tableByDesign("bin_boundary")
        for row in try ReferenceFolder.table("bin_oc") {
            let found = try packageBoundary(row, among: bounds)
                .operatingCharacteristics(eventProbability: row.number("p"))
            #expect(agree(found.rejectionProbability, try row.number("reject_prob")))
            #expect(agree(found.expectedEvents, try row.number("exp_tox")))
            #expect(agree(found.expectedSubjects, try row.number("exp_n_evaluated")))
        }
    }

    @Test func `the operating characteristics with pending subjects come out`() throws {
        let bounds = try ReferenceFolder.tableByDesign("bin_boundary")
        for row in try ReferenceFolder.table("bin_oc_pending") {
            let entry = try StaggeredEntry(accrual: row.number("A"), window: row.number("tau"))
            let found = try packageBoundary(row, among: bounds)
                .pendingCharacteristics(eventProbability: row.number("p"), entry: entry)
            #expect(agree(found.expectedEvents, try row.number("exp_tox_incl_pending")))
            #expect(agree(found.expectedEnrolled, try row.number("exp_enrolled")))
            #expect(agree(found.expectedCalendarTime, try row.number("exp_calendar")))
        }
    }

    @Test func `the stagewise stopping probabilities come out`() throws {
        let bounds = try ReferenceFolder.tableByDesign("bin_boundary")
        let stages = Dictionary(grouping: try ReferenceFolder.table("bin_stage")) {
            [$0.cells["design_id"] ?? "", $0.cells["p"] ?? ""]
        }
        for rows in stages.values {
            let first = try #require(rows.first)
            let found = try packageBoundary(first, among: bounds)
                .operatingCharacteristics(eventProbability: first.number("p")).stoppingProbabilities
            try #require(found.count == rows.count)
            for (found, row) in zip(found, rows) {
                #expect(agree(found, try row.number("stop_prob")))
            }
        }
    }

    @Test func `the power family brackets its target as toxbdry does`() throws {
        let bounds = try ReferenceFolder.tableByDesign("clinfun_boundary")
        let characteristics = try ReferenceFolder.tableByDesign("clinfun_oc")
        for row in try ReferenceFolder.table("clinfun_designs") {
            let name = try row.text("design_id")
            let found = try row.powerFamilyDesign().calibrated()
            for (boundary, side) in [(found.justBelow, "hi"), (found.justAbove, "lo")] {
                let wanted = try #require(bounds[name])
                    .map { min(try $0.count("\(side)_max_acceptable"), try $0.count("n")) + 1 }
                #expect(boundary.bounds == wanted, "\(name) \(side)")
                for row in try #require(characteristics[name]) {
                    let found = try boundary.operatingCharacteristics(eventProbability: row.number("ptox"))
                    #expect(agree(found.rejectionProbability, try row.number("pcross.\(side)")))
                    #expect(agree(found.expectedSubjects, try row.number("ess.\(side)")))
                    let beforeLast = found.stoppingProbabilities.dropLast().reduce(0, +)
                    #expect(agree(beforeLast, try row.number("pstop.\(side)")))
                }
            }
        }
    }
}

extension ReferenceRow {
    fileprivate func powerFamilyDesign() throws -> PowerFamilyDesign {
        try PowerFamilyDesign(
            looks: Looks(spelling: text("looks")), nullProbability: number("pLo"), highProbability: number("pHi"),
            crossingAtNull: number("cP0"), crossingAtHigh: number("cP1"), delta: number("delta"),
            priority: #require(PowerFamilyDesign.Priority(rawValue: text("priority"))))
    }
}
