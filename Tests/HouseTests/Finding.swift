// SPDX-License-Identifier: Apache-2.0

import Testing

/// One breach of a house rule: where it is, and what to do about it.
struct Finding: Hashable, CustomStringConvertible {
    var path: String
    var line: Int
    var message: String

    var description: String { "\(path):\(line): \(message)" }
}

/// Fails the test once for each finding, so that the output is a list to work through.
func expectNone(_ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
    for finding in findings { Issue.record("\(finding)", sourceLocation: sourceLocation) }
}
