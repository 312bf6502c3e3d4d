// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// clinfun's `toxbdry` with delta 0 asks for one exact p-value at each look, which is Pocock's method.
struct ToxbdryTests {
    private func design(_ designID: String) throws -> (BinaryDesign, [ReferenceRow]) {
        let rows = try ReferenceTable("toxbdry_bounds").rows.filter { $0.cells["design_id"] == designID }
        return (try #require(rows.first).design(looksOf: rows), rows)
    }

    @Test(arguments: ["P1", "P2"])
    func `the conservative boundary of toxbdry is the calibrated one`(designID: String) throws {
        let (design, rows) = try design(designID)
        #expect(
            try design.calibrated().boundary.bounds
                == rows.map { min(try $0.count("most_acceptable"), try $0.count("subjects")) + 1 })
    }

    @Test(arguments: ["P1", "P2"])
    func `the operating characteristics of toxbdry come out`(designID: String) throws {
        let boundary = try design(designID).0.calibrated().boundary
        let rows = try ReferenceTable("toxbdry_characteristics").rows.filter { $0.cells["design_id"] == designID }
        #expect(rows.count == 6)
        for row in rows {
            let found = try boundary.operatingCharacteristics(eventProbability: row.number("p"))
            #expect(agree(found.rejectionProbability, try row.number("rejection")))
            let beforeLast = found.stoppingProbabilities.dropLast().reduce(0, +)
            #expect(agree(beforeLast, try row.number("stopping_before_last")))
            #expect(agree(found.expectedSubjects, try row.number("expected_subjects")))
        }
    }
}

extension ReferenceRow {
    /// The design of this row, with the looks that the rows list singly.
    fileprivate func design(looksOf rows: [ReferenceRow]) throws -> BinaryDesign {
        try BinaryDesign(
            method: .pocock, looks: Looks(after: rows.map { try $0.count("subjects") }), nullProbability: number("p0"),
            alpha: number("alpha"))
    }
}
