// SPDX-License-Identifier: Apache-2.0

/// Laboratory rows that follow each other under one test code.
///
/// A record's rows are ordered by key, which begins with the test: what depends on the test alone is asked once a run,
/// not once a row.
package struct TestRun: Hashable, Sendable {
    /// SDTM LBTESTCD.
    package let test: String
    /// Positions of the rows.
    package internal(set) var positions: Range<Int>
}

extension [LabResult] {
    /// The runs of rows of one test, in order; a test may have several.
    package var testRuns: [TestRun] {
        var runs: [TestRun] = []
        for position in indices {
            if let last = runs.indices.last, runs[last].test == self[position].test {
                runs[last].positions = runs[last].positions.lowerBound..<(position + 1)
            } else {
                runs.append(TestRun(test: self[position].test, positions: position..<(position + 1)))
            }
        }
        return runs
    }
}
