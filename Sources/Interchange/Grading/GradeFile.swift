// SPDX-License-Identifier: Apache-2.0

package import CTCAE

/// How a file of results is graded and its grades are written.
package struct GradingOptions: Sendable {
    /// The CTCAE version.
    package var version: CTCAEVersion
    /// How a row at or before baseline is graded.
    package var atBaseline: AtBaseline
    /// How grades are written.
    package var format: GradeFormat
    /// Whether neutrophils, corrected calcium and eGFR are derived from each subject's rows and graded too.
    package var derives: Bool

    /// Options; see each property.
    package init(version: CTCAEVersion, atBaseline: AtBaseline, format: GradeFormat, derives: Bool = false) {
        self.version = version
        self.atBaseline = atBaseline
        self.format = format
        self.derives = derives
    }
}

/// What a file of results held.
package struct GradingSummary: Hashable, Sendable {
    /// How many malformed rows are named by line.
    package static let namedMax = 5

    /// Rows that were graded or got a reason.
    package var rows = 0
    /// Rows that have not the fields the header promises, and were not graded.
    package var malformedRows = 0
    /// The lines of the first malformed rows.
    package var malformedLines: [Int] = []
}

/// Grades the results of a file, one line for each result and direction.
///
/// Rows stream through: only the subjects' baselines are kept, and they are read beforehand when a row needs one that
/// only a flag tells; with `derives` the rows of one subject at a time are kept too. A row that cannot be graded gets a
/// line with the reason, a row that is none is counted.
///
/// - Parameter sink: takes the text in pieces.
/// - Throws: `InterchangeError` and `GradingError` where the file cannot be read on, and whatever `sink` throws.
package func gradeFile(
    _ source: borrowing ResultSource, _ options: GradingOptions,
    to sink: @escaping (UnsafeRawBufferPointer) throws -> Void
) throws -> GradingSummary {
    var grading = FileGrading(options, rows: try ResultRows(source), sink: sink)
    return try grading.run(source)
}
