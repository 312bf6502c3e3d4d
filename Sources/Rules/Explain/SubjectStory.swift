// SPDX-License-Identifier: Apache-2.0

import CTCAE
package import Trial

/// What the rules make of one subject and why, for a person who asks: grades, doses, cover, and every rule that looked.
///
/// Made by the same functions as the verdict, from the same record, so that the two cannot tell different things.
package struct SubjectStory: Hashable, Sendable {
    /// SDTM USUBJID.
    package var subject: String
    /// Episodes, doubts and what is asked of the data manager.
    package var verdict: SubjectVerdict
    /// What became of the doses; nil where the protocol does not say what is due.
    package var doses: DoseStory?
    /// How each prophylactic stood, in the order of the protocol.
    package var covers: [CoverCourse]
    /// The laboratory terms that ever reached a grade, by name.
    package var grades: [GradeCourse]
    /// Every rule, in the order of the protocol.
    package var rules: [RuleTrace]
}

/// How one prophylactic stood from the first dose to today.
package struct CoverCourse: Hashable, Sendable {
    /// The prophylactic's id.
    package var prophylactic: String
    /// Stretches of days in one state, in order.
    package var periods: [CoverPeriod]
}

/// One laboratory term over time.
package struct GradeCourse: Hashable, Sendable {
    /// The term's name in the study's version.
    package var term: String
    /// The baseline's grade; nil when no row is marked as one, or it cannot be graded.
    package var baseline: Int?
    /// The first of the results at the worst grade.
    package var worst: GradedReading
    /// The last result, as far as dates tell.
    package var last: GradedReading
}

/// A result with its grade.
package struct GradedReading: Hashable, Sendable {
    /// The grade that the number proves.
    package var grade: Int
    /// The result as people read it.
    package var reading: String
    /// When it was collected.
    package var collected: ClinicalDate?
    /// The row.
    package var key: RowKey
}
