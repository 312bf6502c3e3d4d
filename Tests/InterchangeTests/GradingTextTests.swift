// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Foundation
import Testing

struct GradingTextTests {
    @Test func `every reason and note is explained`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Sources/Grading.md"), encoding: .utf8)
        let notes = LabGrade.Notes(rawValue: .max).names + ["dateUnknown", "ageUncertain"]
        for name in UngradableReason.allCases.map(\.rawValue) + notes + DerivedResult.Remarks(rawValue: .max).names {
            #expect(text.contains("`\(name)`"), "\(name)")
        }
    }
}
