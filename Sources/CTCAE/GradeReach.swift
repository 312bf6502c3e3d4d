// SPDX-License-Identifier: Apache-2.0

extension CTCAEVersion {
    /// The highest grade that a result may mean by a term of this version; nil where the version has no cuts for it.
    package func highestGrade(of term: LabTerm) -> Int? {
        criteria.filter { $0.term == term }.flatMap { $0.cuts + $0.cutsIfBaselineHigh }.map(\.worst).max()
    }
}
