// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// Binary designs of every kind and size against a calibration written apart from this one.
///
/// It sorts all scores, which SciPy's distributions give, and tries them by a plain recursion; the designs named
/// robust are those at which stoppingrule fails.
struct IndependentDesignTests {
    private static let designs = (1...21).map { "I\($0)" } + (1...5).map { "robust-\($0)" }

    @Test(arguments: designs)
    func `bounds and attained alpha agree with another calibration`(designID: String) throws {
        let rows = try ReferenceTable("independent_designs").rows
        let row = try #require(rows.first { $0.cells["design_id"] == designID })
        let found = try row.binaryDesign().calibrated()
        #expect(try found.boundary.bounds == row.bounds())
        #expect(agree(found.attainedAlpha, try row.number("attained_alpha"), within: 1e-12))
        #expect(found.attainedAlpha <= found.design.alpha)
    }
}

extension ReferenceRow {
    /// "3x4;5" is 3 at four looks, then 5 at one.
    fileprivate func bounds() throws -> [Int] {
        try text("bounds").split(separator: ";").flatMap { run in
            let parts = try run.split(separator: "x").map { try #require(Int($0)) }
            return Array(repeating: parts[0], count: parts.count > 1 ? parts[1] : 1)
        }
    }
}

/// Small binary designs against every history that an arm can have.
struct EnumeratedDesignTests {
    private static let methods: [BinaryMethod] = [
        .pocock, .obrienFleming, .wangTsiatis(delta: 0.3), .sprt(alternativeProbability: 0.7), .maxSPRT,
        .powerFamily(delta: 0.4),
    ]
    private static let looks = [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [3, 7, 10], [9]]

    @Test(arguments: methods, looks)
    func `characteristics are those of all histories, each with its probability`(
        method: BinaryMethod, looks: [Int]
    ) throws {
        let design = try BinaryDesign(
            method: method, looks: Looks(after: looks), nullProbability: 0.3, alpha: 0.15)
        let found = try design.calibrated()
        for probability in [0.3, 0.55] {
            let wanted = allHistories(of: found.boundary, eventProbability: probability)
            let exact = try found.boundary.operatingCharacteristics(eventProbability: probability)
            #expect(agree(exact.rejectionProbability, wanted.rejection, within: 1e-14))
            #expect(agree(exact.expectedEvents, wanted.events, within: 1e-13))
            #expect(agree(exact.expectedSubjects, wanted.subjects, within: 1e-13))
        }
        // The next looser score would spend more than alpha.
        let looser = design.boundary(threshold: try #require(found.looserScore)).boundary
        #expect(allHistories(of: looser, eventProbability: 0.3).rejection > design.alpha)
        #expect(allHistories(of: found.boundary, eventProbability: 0.3).rejection <= design.alpha)
    }

    private func allHistories(
        of boundary: BinaryBoundary, eventProbability: Double
    ) -> (rejection: Double, events: Double, subjects: Double) {
        let horizon = boundary.looks.last
        var (rejection, events, subjects) = (0.0, 0.0, 0.0)
        for history in 0..<(1 << horizon) {
            let total = history.nonzeroBitCount
            var probability = 1.0
            for subject in 0..<horizon {
                probability *= history >> subject & 1 == 1 ? eventProbability : 1 - eventProbability
            }
            let crossing = zip(boundary.looks.subjects, boundary.bounds).first { look, bound in
                (history & ((1 << look) - 1)).nonzeroBitCount >= bound
            }
            let seen = crossing.map { (history & ((1 << $0.0) - 1)).nonzeroBitCount } ?? total
            rejection += crossing == nil ? 0 : probability
            events += probability * Double(seen)
            subjects += probability * Double(crossing?.0 ?? horizon)
        }
        return (rejection, events, subjects)
    }
}
