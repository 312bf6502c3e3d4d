// SPDX-License-Identifier: Apache-2.0

import CTCAE

/// What a row of a file leaves open about its grades, by direction; only what changes a grade is said.
struct RowDoubts {
    /// The doubts of one direction.
    struct Names: OptionSet {
        let rawValue: UInt8

        /// Whether the row is at or before its baseline or after it; the grade covers both.
        static let dateUnknown = Names(rawValue: 1)
        /// Whether the subject was an adult; it is taken for one.
        static let ageUncertain = Names(rawValue: 2)

        /// The doubts' permanent names in the output.
        var names: [String] {
            (contains(.dateUnknown) ? ["dateUnknown"] : []) + (contains(.ageUncertain) ? ["ageUncertain"] : [])
        }
    }

    var low: Names = []
    var high: Names = []

    /// Notes a doubt in the directions in which it makes a difference.
    mutating func add(_ doubt: Names, where grades: LabGrades, differ others: LabGrades) {
        if grades.low?.outcome != others.low?.outcome { low.insert(doubt) }
        if grades.high?.outcome != others.high?.outcome { high.insert(doubt) }
    }
}

extension LabGrade {
    /// The grade with the least of two readings proven and the worst of them possible; this one where one has none.
    func covering(_ other: LabGrade?) -> LabGrade {
        guard case .graded(let grade, let worst) = outcome,
            case .graded(let otherGrade, let otherWorst) = other?.outcome
        else { return self }
        var covering = self
        covering.outcome = .graded(grade: min(grade, otherGrade), worst: max(worst, otherWorst))
        return covering
    }
}
