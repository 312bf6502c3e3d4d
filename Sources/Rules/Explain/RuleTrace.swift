// SPDX-License-Identifier: Apache-2.0

package import Trial

/// What one rule looked at in a record, what it saw, and why it did or did not speak.
package struct RuleTrace: Hashable, Sendable {
    /// The rule.
    package var rule: SubjectRule
    /// What it looked at: one sight for a plain condition, one for each part of a signal.
    package var sights: [RuleSight]
    /// The episodes it found, past ones too.
    package var episodes: [Episode]
    /// Rows it looks at and about which nothing certain can be said, in order of key.
    package var undecidable: [RowKey]
    /// Why there is no episode; nil where there is one.
    package var silence: Silence?

    /// Why a rule found nothing.
    package enum Silence: String, CaseIterable, Hashable, Sendable {
        /// The rule is for other arms than the subject's.
        case otherArm
        /// There is no row of what it looks at.
        case nothingRecorded
        /// No row meets it.
        case notMet
        /// Rows meet its parts, but not together within its window, or a row speaks against it.
        case notTogether
        /// Rows meet it, and none is grave enough for a level.
        case belowLevels
        /// No row certainly meets it, and some may.
        case undecided
    }
}

/// What a rule saw of one thing it looks at.
package struct RuleSight: Hashable, Sendable {
    /// What is looked at.
    package enum Subject: Hashable, Sendable {
        /// Results of an analyte against a cut.
        case count(CountCondition)
        /// Laboratory grades.
        case grade(GradeCondition)
        /// Reported events of a group.
        case event(EventCondition)
        /// One part of a signal.
        case part(Signal)
    }

    /// What is looked at.
    package var subject: Subject
    /// Rows there are of it.
    package var rows: Int
    /// Rows that meet it.
    package var meeting: Int
    /// Rows about which nothing certain can be said.
    package var undecided: Int
    /// The row that comes nearest to meeting it, or meets it most; nil where there is none that can be compared.
    package var nearest: Evidence?
    /// When that row was collected, or began.
    package var nearestOn: ClinicalDate?
}
