// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

struct FirstCrossingTests {
    private func everySubject() throws -> BinaryBoundary {
        try BinaryBoundary(looks: Looks(everySubjectFrom: 1, through: 8), bounds: [2, 3, 3, 3, 3, 3, 4, 4])
    }

    private func path(_ counts: [(events: Int, subjects: Int)]) throws -> [Tally] {
        try counts.map { try Tally(events: $0.events, subjects: $0.subjects) }
    }

    @Test func `the first crossing is found even when the arm falls below the boundary later`() throws {
        let path = try path([(1, 1), (2, 2), (2, 3), (2, 4), (3, 5), (3, 6), (3, 7), (3, 8)])
        let wanted = Crossing(pathIndex: 4, tally: path[4], bound: 3)
        #expect(try everySubject().firstCrossing(along: path) == .crossed(wanted))
        #expect(try everySubject().eventsToBoundary(events: 3, subjects: 8) == .horizonReached)
    }

    @Test func `one event fewer does not cross`() throws {
        let path = try path([(0, 0), (1, 1), (2, 2), (2, 3), (2, 4), (2, 5), (2, 6), (3, 7), (3, 8)])
        #expect(try everySubject().firstCrossing(along: path) == .notCrossed)
    }

    @Test func `no subject evaluable yet is not a crossing`() throws {
        #expect(try everySubject().firstCrossing(along: []) == .notCrossed)
        #expect(try everySubject().firstCrossing(along: path([(0, 0)])) == .notCrossed)
    }

    @Test func `counts beyond the horizon never cross`() throws {
        let path = try path([(0, 8), (9, 17)])
        #expect(try everySubject().firstCrossing(along: path) == .notCrossed)
    }

    // Looks after 10 and 20, bounds 4 and 6. Of 7 events among 12 at least 5 fell on the first 10.
    @Test(arguments: [(7, 12, 5), (6, 12, 4), (7, 13, 4)])
    func `a look passed over crosses when every order of the subjects does`(
        events: Int, subjects: Int, eventsAtLook: Int
    ) throws {
        let boundary = try BinaryBoundary(looks: Looks(after: [10, 20]), bounds: [4, 6])
        let path = try path([(1, 6), (events, subjects)])
        let wanted = Crossing(pathIndex: 1, tally: try Tally(events: eventsAtLook, subjects: 10), bound: 4)
        #expect(try boundary.firstCrossing(along: path) == .crossed(wanted))
    }

    @Test func `a look passed over does not cross when some order of the subjects would not`() throws {
        let boundary = try BinaryBoundary(looks: Looks(after: [10, 20]), bounds: [4, 6])
        #expect(try boundary.firstCrossing(along: path([(1, 6), (5, 12)])) == .notCrossed)
    }

    @Test func `events seen before a look count at it, though the step passes it`() throws {
        let boundary = try BinaryBoundary(looks: Looks(after: [10, 20]), bounds: [4, 6])
        let path = try path([(4, 9), (4, 19)])
        let wanted = Crossing(pathIndex: 1, tally: try Tally(events: 4, subjects: 10), bound: 4)
        #expect(try boundary.firstCrossing(along: path) == .crossed(wanted))
    }

    @Test(arguments: [
        [(0, 3), (0, 3)], [(1, 3), (0, 4)], [(1, 3), (3, 4)], [(1, 3), (1, 2)], [(0, 0), (0, 0)],
    ])
    func `a path that no arm can take is refused`(counts: [(Int, Int)]) throws {
        let path = try path(counts.map { (events: $0.0, subjects: $0.1) })
        let error = #expect(throws: DesignError.self) { try everySubject().firstCrossing(along: path) }
        #expect(error?.argument == .path)
    }
}
