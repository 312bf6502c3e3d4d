// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

struct MisuseTests {
    @Test(arguments: [0.0, 1, -0.1, 1.5, .nan, .infinity])
    func `a null probability or an alpha outside 0 to 1 is refused`(value: Double) {
        let nullError = #expect(throws: DesignError.self) { try pocock(through: 30, nullProbability: value) }
        #expect(nullError?.argument == .nullProbability)
        let alphaError = #expect(throws: DesignError.self) {
            try pocock(through: 30, nullProbability: 0.2, alpha: value)
        }
        #expect(alphaError?.argument == .alpha)
        #expect(alphaError?.found == "\(value)")
    }

    @Test(arguments: [[], [0, 5], [-3], [5, 5], [10, 5], [10, 2_001]])
    func `looks that do not rise within the limit are refused`(subjects: [Int]) {
        let error = #expect(throws: DesignError.self) { try Looks(after: subjects) }
        #expect(error?.argument == .looks)
    }

    @Test(arguments: [(0, 10), (11, 10), (1, 2_001), (1, Int.max)])
    func `a range of looks outside the limit is refused`(first: Int, last: Int) {
        let error = #expect(throws: DesignError.self) { try Looks(everySubjectFrom: first, through: last) }
        #expect(error?.argument == .looks)
    }

    @Test func `too few subjects ever to stop are refused with the number needed`() throws {
        let error = #expect(throws: DesignError.self) { try pocock(through: 1, nullProbability: 0.2) }
        #expect(
            error?.description == """
                looks: found 1 as the last look; allowed is at least 2, for with fewer no boundary can stop and keep \
                within alpha
                """)
        let smallest = try pocock(through: 2, nullProbability: 0.2).calibrated()
        #expect(smallest.boundary.bounds == [2, 2])
    }

    @Test(arguments: [[1], [1, 2, 3], [0, 2]])
    func `bounds that do not fit the looks are refused`(bounds: [Int]) throws {
        let looks = try Looks(after: [5, 10])
        let error = #expect(throws: DesignError.self) { try BinaryBoundary(looks: looks, bounds: bounds) }
        #expect(error?.argument == .bounds)
    }

    @Test(arguments: [-0.01, 1.01, .nan])
    func `a true event probability outside 0 to 1 is refused`(value: Double) throws {
        let boundary = try pocock(through: 30, nullProbability: 0.2).calibrated().boundary
        let error = #expect(throws: DesignError.self) {
            try boundary.operatingCharacteristics(eventProbability: value)
        }
        #expect(error?.argument == .eventProbability)
    }

    @Test(arguments: [0, -1, 31])
    func `an arm cannot end outside 1 to the horizon`(subjects: Int) throws {
        let boundary = try pocock(through: 30, nullProbability: 0.2).calibrated().boundary
        let error = #expect(throws: DesignError.self) {
            try boundary.operatingCharacteristics(eventProbability: 0.3, endingAfter: subjects)
        }
        #expect(error?.argument == .subjects)
    }

    @Test(arguments: [
        (-1, 5, DesignError.Argument.events), (6, 5, .events), (0, -1, .subjects), (1, 0, .events),
    ])
    func `counts that do not fit each other are refused`(
        events: Int, subjects: Int, argument: DesignError.Argument
    ) throws {
        let boundary = try pocock(through: 30, nullProbability: 0.2).calibrated().boundary
        let error = #expect(throws: DesignError.self) {
            try boundary.eventsToBoundary(events: events, subjects: subjects)
        }
        #expect(error?.argument == argument)
    }
}
