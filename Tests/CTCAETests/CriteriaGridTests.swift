// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing

@Suite struct CriteriaGridTests {
    /// The versions whose whole table agrees with the grid.
    static let versions: [CTCAEVersion] = CTCAEVersion.allCases

    /// Up to ten rows that differ, with what the version prints for the grade the grid expects.
    private func differences(_ rows: [GridRow]) -> (count: Int, first: String) {
        let differing = rows.filter { $0.actual != $0.expected || !$0.hasTerm }
        let told = differing.prefix(10).map { row in
            let words = CriteriaGrid.words(row.version, row.term, row.expected)
            return "\(row)\n  graded \(String(describing: row.actual)), the words: \(words)"
        }
        return (differing.count, told.joined(separator: "\n"))
    }

    @Test(arguments: versions)
    func `every row of the grid is graded as the criterion's words say`(version: CTCAEVersion) throws {
        let rows = try CriteriaGrid.rows(version)
        #expect(rows.count > 3_000)
        let (count, first) = differences(rows)
        #expect(count == 0, "\(count) of \(rows.count) rows differ:\n\(first)")
    }

    @Test(.enabled(if: CriteriaGrid.wholeGrid != nil), arguments: versions)
    func `every row of the whole grid is graded as the criterion's words say`(version: CTCAEVersion) throws {
        let rows = try CriteriaGrid.wholeRows(version)
        #expect(rows.count > 15_000)
        let (count, first) = differences(rows)
        #expect(count == 0, "\(count) of \(rows.count) rows differ:\n\(first)")
    }

    @Test(arguments: versions)
    func `the grid speaks of every term that numbers grade`(version: CTCAEVersion) throws {
        let terms = Set(try CriteriaGrid.rows(version).map(\.term))
        #expect(terms == Set(version.gradedTerms.map { $0.name(in: version) }))
    }
}
