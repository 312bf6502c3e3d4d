// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import Testing

struct CalibrationTests {
    private static let packageDesigns = ["P1-Pocock", "P2-Pocock", "P3-Pocock", "P4-Pocock"]

    private func calibrated(_ designID: String) throws -> (CalibratedBoundary, ReferenceRow) {
        let rows = try ReferenceTable("pocock_designs").rows
        let row = try #require(rows.first { $0.cells["design_id"] == designID })
        return (try row.design().calibrated(), row)
    }

    @Test(arguments: packageDesigns)
    func `the bounds of stoppingrule come out at every look`(designID: String) throws {
        let (found, _) = try calibrated(designID)
        let wanted = try ReferenceTable("pocock_bounds").rows.filter { $0.cells["design_id"] == designID }
        #expect(try found.design.looks.subjects == wanted.map { try $0.count("subjects") })
        #expect(
            try found.boundary.bounds
                == wanted.map { min(try $0.count("bound"), try $0.count("subjects") + 1) })
    }

    @Test(arguments: packageDesigns)
    func `the attained alpha and the p-value level come out`(designID: String) throws {
        let (found, row) = try calibrated(designID)
        #expect(agree(found.attainedAlpha, try row.number("attained_alpha"), within: 1e-13))
        #expect(agree(found.attainedAlpha, try row.number("attained_alpha_package")))
        #expect(agree(exp(-found.scoreThreshold), try row.number("level"), within: 1e-12))
    }

    @Test(arguments: [
        "single-50", "from-10", "irregular", "one-sided-coin", "alpha-equals-p0", "alpha-equals-p0-squared", "rare",
        "common", "strict", "every-211", "every-500",
    ])
    func `calibration agrees with exact rational arithmetic`(designID: String) throws {
        let rows = try ReferenceTable("rational_designs").rows
        let row = try #require(rows.first { $0.cells["design_id"] == designID })
        let found = try row.design().calibrated()
        #expect(try found.boundary.bounds == row.text("bounds").split(separator: ";").map { Int($0) })
        #expect(agree(found.attainedAlpha, try row.number("attained_alpha"), within: 1e-13))
        #expect(found.attainedAlpha <= found.design.alpha)
    }

    @Test func `an alpha that is attained exactly is not lost to rounding`() throws {
        // 0.2 × 0.2 exceeds 0.04 in floating point, though not on paper.
        #expect(0.2 * 0.2 > 0.04)
        let found = try pocock(looks: [2], nullProbability: 0.2, alpha: 0.04).calibrated()
        #expect(found.boundary.bounds == [2])
    }

    // log P(Bin(n, p0) ≥ y), from 60-digit sums of exact fractions of the double nearest p0.
    @Test(arguments: [
        (50, 16, 0.2, -3.4801294658897497835), (211, 60, 0.15, -14.634132602145314703),
        (500, 400, 0.1, -684.4516143256453297), (1_000, 40, 0.05, -0.061678485928841734958),
        (2_000, 1_100, 0.5, -12.373652650632970949), (2_000, 200, 0.1, -0.67157655517431744607),
    ])
    func `a single look asks for the binomial tail itself, deep tails included`(
        subjects: Int, events: Int, nullProbability: Double, logTail: Double
    ) throws {
        let found = try pocock(looks: [subjects], nullProbability: nullProbability, alpha: exp(logTail) * (1 + 1e-6))
            .calibrated()
        #expect(found.boundary.bounds == [events])
        #expect(agree(found.scoreThreshold, -logTail, within: 1e-11))
        #expect(agree(found.attainedAlpha / exp(logTail), 1, within: 1e-10))
    }
}
