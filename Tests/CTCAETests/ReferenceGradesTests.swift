// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Foundation
import Testing

@Suite struct ReferenceGradesTests {
    @Test func `the boundary cases kept with the project grade as admiral grades them`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/boundaries-v5.csv")
        let grades = csvRows(try String(contentsOf: file, encoding: .utf8)).compactMap(ReferenceGrade.init)
        #expect(grades.count > 400)
        #expect(Set(grades.map(\.term)).count == 21)
        for grade in grades {
            #expect(grade.agrees, "\(grade) here: \(String(describing: grade.outcome))")
        }
    }

    @Test(.enabled(if: ReferenceFolder.path != nil), arguments: ["expected_v5", "grid_v5"])
    func `every grading of the reference agrees but for the departures that the standard's text demands`(name: String)
        throws
    {
        let rows = csvRows(try ReferenceFolder.unzipped("ctcae/check/\(name).csv.gz"))
        let grades = rows.compactMap(ReferenceGrade.init)
        let departures = grades.filter { !$0.agrees && $0.isKnownDeparture }
        let differences = grades.filter { !$0.agrees && !$0.isKnownDeparture }
        print("\(name): \(rows.count) rows, \(grades.count) compared, \(departures.count) known departures")
        #expect(grades.count == rows.count && grades.count > 5_000)
        #expect(differences.isEmpty, "\(differences.count) differ, the first: \(differences.prefix(5))")
    }
}
