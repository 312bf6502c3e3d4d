// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

struct OperatingCharacteristicsTests {
    private static let packageDesigns = ["P1-Pocock", "P2-Pocock", "P3-Pocock", "P4-Pocock"]

    private func boundary(_ designID: String) throws -> BinaryBoundary {
        let rows = try ReferenceTable("pocock_designs").rows
        return try #require(rows.first { $0.cells["design_id"] == designID }).design().calibrated().boundary
    }

    @Test(arguments: packageDesigns)
    func `rejection, expected events and expected subjects of stoppingrule come out`(designID: String) throws {
        let boundary = try boundary(designID)
        let rows = try ReferenceTable("pocock_characteristics").rows.filter { $0.cells["design_id"] == designID }
        #expect(rows.count == 7)
        for row in rows {
            let found = try boundary.operatingCharacteristics(eventProbability: row.number("p"))
            #expect(agree(found.rejectionProbability, try row.number("rejection")))
            #expect(agree(found.expectedEvents, try row.number("expected_events")))
            #expect(agree(found.expectedSubjects, try row.number("expected_subjects")))
        }
    }

    @Test(arguments: packageDesigns)
    func `the stagewise stopping probabilities of stoppingrule come out`(designID: String) throws {
        let boundary = try boundary(designID)
        let rows = try ReferenceTable("pocock_stages").rows.filter { $0.cells["design_id"] == designID }
        let byProbability = Dictionary(grouping: rows) { $0.cells["p"] }
        #expect(byProbability.count == 2)
        for stages in byProbability.values {
            let probability = try #require(stages.first).number("p")
            let found = try boundary.operatingCharacteristics(eventProbability: probability).stoppingProbabilities
            try #require(found.count == stages.count)
            for (found, stage) in zip(found, stages) {
                #expect(agree(found, try stage.number("stopping")))
            }
        }
    }

    @Test(arguments: [(0.0, 0.0, 20.0), (1.0, 1.0, 3.0)])
    func `a certain event crosses at the first look that can, an impossible one never`(
        eventProbability: Double, rejection: Double, subjects: Double
    ) throws {
        let boundary = try pocock(through: 20, nullProbability: 0.2).calibrated().boundary
        #expect(boundary.stopRanges.first?.subjects.lowerBound == 3)
        let found = try boundary.operatingCharacteristics(eventProbability: eventProbability)
        #expect(found.rejectionProbability == rejection)
        #expect(found.expectedSubjects == subjects)
        #expect(found.expectedEvents == subjects * eventProbability)
    }

    @Test func `an arm that ends early has the power of the looks it took`() throws {
        let full = try pocock(through: 60, nullProbability: 0.1).calibrated().boundary
        let ended = try full.operatingCharacteristics(eventProbability: 0.25, endingAfter: 40)
        let bounds = Array(full.bounds.prefix(40))
        let short = try BinaryBoundary(looks: Looks(everySubjectFrom: 1, through: 40), bounds: bounds)
        let wanted = try short.operatingCharacteristics(eventProbability: 0.25)
        #expect(ended.rejectionProbability == wanted.rejectionProbability)
        #expect(ended.expectedSubjects == wanted.expectedSubjects)
        #expect(ended.stoppingProbabilities == wanted.stoppingProbabilities + Array(repeating: 0, count: 20))
        let whole = try full.operatingCharacteristics(eventProbability: 0.25)
        #expect(ended.rejectionProbability < whole.rejectionProbability)
    }

    @Test func `subjects after the last look taken are evaluated and counted`() throws {
        // One look at 10 that stops at 3 of 10 or more; the arm ends at 15. P(Bin(10, 0.5) ≥ 3) = 968/1024.
        let boundary = try BinaryBoundary(looks: Looks(after: [10, 20]), bounds: [3, 21])
        let found = try boundary.operatingCharacteristics(eventProbability: 0.5, endingAfter: 15)
        #expect(agree(found.rejectionProbability, 968.0 / 1024, within: 1e-15))
        #expect(agree(found.expectedSubjects, 15 - 5 * 968.0 / 1024, within: 1e-13))
        #expect(found.stoppingProbabilities.last == 0)
    }

    @Test func `an arm that ends before its first look cannot cross`() throws {
        let boundary = try pocock(looks: [10, 20], nullProbability: 0.2).calibrated().boundary
        let found = try boundary.operatingCharacteristics(eventProbability: 0.9, endingAfter: 9)
        #expect(found.rejectionProbability == 0)
        #expect(found.expectedSubjects == 9)
    }
}
