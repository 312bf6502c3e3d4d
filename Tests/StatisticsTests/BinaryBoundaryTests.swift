// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

struct BinaryBoundaryTests {
    @Test func `a boundary reads as ranges of subjects`() throws {
        let boundary = try pocock(through: 12, nullProbability: 0.2).calibrated().boundary
        #expect(boundary.stopRanges.map(\.bound) == [3, 4, 5, 6])
        #expect(boundary.stopRanges.last?.subjects.upperBound == 12)
        let retold = boundary.looks.subjects.map { subjects in
            boundary.stopRanges.first { $0.subjects.contains(subjects) }?.bound ?? subjects + 1
        }
        #expect(retold == boundary.bounds)
    }

    @Test func `a range of a grouped design reaches from its first to its last look`() throws {
        let boundary = try BinaryBoundary(looks: Looks(after: [5, 10, 20, 30]), bounds: [9, 4, 4, 6])
        #expect(boundary.bounds == [6, 4, 4, 6])
        #expect(
            boundary.stopRanges == [StopRange(bound: 4, subjects: 10...20), StopRange(bound: 6, subjects: 30...30)])
    }

    // Looks after every subject to 12; bounds 2 3 3 3 4 4 4 5 5 5 6 6.
    @Test(arguments: [
        (0, 0, EventsToBoundary.further(events: 3, atSubjects: 3)),
        (1, 2, .further(events: 2, atSubjects: 4)),
        (2, 4, .further(events: 2, atSubjects: 6)),
        (3, 4, .crossed), (4, 4, .crossed), (2, 2, .further(events: 1, atSubjects: 3)),
        (5, 11, .further(events: 1, atSubjects: 12)), (4, 11, .outOfReach),
        (5, 12, .horizonReached), (6, 12, .crossed), (6, 13, .horizonReached),
    ])
    func `events to the boundary, with a look after every subject`(
        events: Int, subjects: Int, wanted: EventsToBoundary
    ) throws {
        let boundary = try BinaryBoundary(
            looks: Looks(everySubjectFrom: 1, through: 12), bounds: [2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6])
        #expect(try boundary.eventsToBoundary(events: events, subjects: subjects) == wanted)
    }

    // Looks after 10 and 20, bounds 4 and 6.
    @Test(arguments: [
        (0, 0, EventsToBoundary.further(events: 4, atSubjects: 10)),
        (1, 8, .further(events: 5, atSubjects: 20)),
        (3, 8, .further(events: 1, atSubjects: 10)),
        (5, 8, .further(events: 0, atSubjects: 10)),
        (3, 10, .further(events: 3, atSubjects: 20)), (4, 10, .crossed),
        (7, 12, .further(events: 0, atSubjects: 20)), (0, 15, .outOfReach),
    ])
    func `events to the boundary, between the looks of a grouped design`(
        events: Int, subjects: Int, wanted: EventsToBoundary
    ) throws {
        let boundary = try BinaryBoundary(looks: Looks(after: [10, 20]), bounds: [4, 6])
        #expect(try boundary.eventsToBoundary(events: events, subjects: subjects) == wanted)
    }

    @Test func `a boundary that falls again is reached at the look that needs the fewest events`() throws {
        let boundary = try BinaryBoundary(looks: Looks(after: [6, 7]), bounds: [6, 5])
        #expect(try boundary.eventsToBoundary(events: 4, subjects: 4) == .further(events: 1, atSubjects: 7))
    }
}
