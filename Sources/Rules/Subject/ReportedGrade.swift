// SPDX-License-Identifier: Apache-2.0

import Trial

/// The CTCAE grade of an event with life-threatening consequences (CTCAE v5.0, Grades).
private let lifeThreateningGrade = 4
/// The CTCAE grade of an event that led to death (CTCAE v5.0, Grades).
private let deathGrade = 5

extension AdverseEvent {
    /// The grade by which rules judge the event, 1...5: the one recorded, and no less than the event certainly has.
    ///
    /// An event is at least of grade 1, one that threatens life at least of grade 4, and one that led to death of
    /// grade 5. Where the grade is not recorded this is the least it may be.
    var gradeToJudge: Int { max(grade ?? leastGrade, leastGrade) }

    /// Every grade that the event may have, where its grade and its seriousness disagree or one is not recorded.
    ///
    /// An event that nobody has recorded as fatal did not lead to death.
    var gradesPossible: ClosedRange<Int> {
        guard let grade else { return leastGrade...max(leastGrade, lifeThreateningGrade) }
        return min(grade, gradeToJudge)...gradeToJudge
    }

    /// Whether the grade recorded is below what the event's own seriousness says: one of the two needs correction.
    var isGradeContradicted: Bool { grade.map { $0 < gradeToJudge } ?? false }

    private var leastGrade: Int { fatal == .yes ? deathGrade : lifeThreatening == .yes ? lifeThreateningGrade : 1 }
}
