// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

/// The course of arms under one stopping rule, as a statistician reads it.
package struct ArmCourseSheet: Hashable, Sendable {
    /// The rule with its arms.
    package var group: BoundaryGroup
    /// By when it was known, in the study's zone.
    package var header: DigestHeader

    /// The course of the arms of a rule, or nil where the digest has no such rule.
    package init?(rule: String, arms: [String]?, in digest: Digest) {
        guard var group = digest.boundaries.first(where: { $0.rule.id == rule }) else { return nil }
        if let arms { group.arms.removeAll { !arms.contains($0.status.arm) } }
        self.group = group
        header = digest.header
    }

    /// The boundary and the courses as an SVG file of its own, readable in print and in grey.
    package var svg: String { fileDrawing(of: BoundaryChart(group, in: Wording())) }

    /// The columns of ``rows``.
    package static let columns = ["arm", "day", "size", "events", "events_worst_case", "bound"]

    /// A row for each place on each course; the size is in the rule's unit, a bound that is none is empty.
    package var rows: [[String]] {
        group.arms.flatMap { line in
            line.course.points.map { point in
                [
                    line.status.arm, point.day.description, "\(point.size)", "\(point.events)",
                    "\(point.eventsWorstCase)", point.bound.map { "\($0)" } ?? "",
                ]
            }
        }
    }

    /// Where each arm stands, for a terminal.
    package var standing: [String] {
        let wording = Wording()
        return [wording.caption(group.rule), wording.design(group.rule)]
            + group.arms.map { line in
                let outlook = wording.outlook(line.status).map { " \($0)" } ?? ""
                return "\(line.status.arm): \(wording.standing(line, in: header.zone)).\(outlook)"
            }
    }
}
