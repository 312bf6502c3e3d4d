// SPDX-License-Identifier: Apache-2.0

import Reporting
import Testing

struct SnapshotTests {
    @Test func `the text digest reads as it was approved`() throws {
        try expectSnapshot(renderText(Digest(SmallTrial.source()), width: 80), named: "small-trial.txt")
    }

    @Test func `the HTML digest reads as it was approved`() throws {
        try expectSnapshot(renderHTML(Digest(SmallTrial.source())), named: "small-trial.html")
    }

    @Test func `a trial before its first subject reads as it was approved`() throws {
        try expectSnapshot(renderText(Digest(SmallTrial.emptySource()), width: 80), named: "empty-trial.txt")
    }
}
