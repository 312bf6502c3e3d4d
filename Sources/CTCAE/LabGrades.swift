// SPDX-License-Identifier: Apache-2.0

/// The grades of one result: at most one a direction, neither hiding the other.
package struct LabGrades: Hashable, Sendable {
    /// The grade of the term on the low side, where the version has one.
    package var low: LabGrade?
    /// The grade of the term on the high side, where the version has one.
    package var high: LabGrade?

    /// No grade on either side.
    package static let none = LabGrades(low: nil, high: nil)

    /// Looks at each grade, low side first, without making an array of them.
    package func forEach(_ look: (LabGrade) -> Void) {
        if let low { look(low) }
        if let high { look(high) }
    }

    /// The grades as an array, low side first.
    package var array: [LabGrade] {
        switch (low, high) {
        case (let low?, let high?): [low, high]
        case (let only?, nil), (nil, let only?): [only]
        case (nil, nil): []
        }
    }
}
