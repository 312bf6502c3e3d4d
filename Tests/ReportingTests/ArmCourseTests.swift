// SPDX-License-Identifier: Apache-2.0

import Reporting
import Rules
import Testing

/// The courses of arms under a stopping rule.
struct ArmCourseTests {
    private func sheet(_ rule: String, arms: [String]? = nil) throws -> ArmCourseSheet {
        try #require(ArmCourseSheet(rule: rule, arms: arms, in: Digest(try SmallTrial.source())))
    }

    @Test(arguments: ["ARM-INF", "ARM-PN"])
    func `a course begins at nothing, never falls and ends where the arm stands`(rule: String) throws {
        for line in try sheet(rule).group.arms {
            let points = line.course.points
            #expect(points.first.map { [Double($0.events), $0.size] } == [0, 0])
            #expect(
                points.last.map { [$0.events, $0.eventsWorstCase] } == [
                    line.status.events, line.status.eventsWorstCase,
                ])
            #expect(points.last?.size == line.status.size)
            #expect(points.last?.bound == line.status.bound)
            for (former, later) in zip(points, points.dropFirst()) {
                #expect(former.day < later.day && former.events <= later.events && former.size <= later.size)
            }
        }
    }

    @Test func `only the arms asked for are shown`() throws {
        let one = try sheet("ARM-INF", arms: ["L-MT"])
        #expect(Set(one.rows.map { $0[0] }) == ["L-MT"])
        #expect(one.rows.allSatisfy { $0.count == ArmCourseSheet.columns.count })
        #expect(one.svg.contains("class=\"course\""))
        #expect(ArmCourseSheet(rule: "ARM-NONE", arms: nil, in: Digest(try SmallTrial.source())) == nil)
    }
}
