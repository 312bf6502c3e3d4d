// SPDX-License-Identifier: Apache-2.0

import Kit
import Replay
import Settings
import Simulation
import Storage
import Trial

/// Subjects of the simulator to whom happens besides what the shipped rule tests are about, so that every rule speaks.
enum SimulatedSubjects {
    /// Every subject's name here.
    static let subject = "SUBJECT"
    /// The last day on which the simulated sites enter.
    static let lastDay = firstDay + 200
    private static let firstDay = CalendarDay(daysSince1970: 19_570)

    /// The rows of one subject as they end, in no order that means anything.
    ///
    /// - Parameter overlapping: Whether doses of the tests stand beside the simulated ones, so that many are in doubt.
    static func rows(seed: UInt64, overlapping: Bool, using generator: inout Seeded) throws -> [SDTMRow] {
        var rows = standing(seed: seed)
        for test in try shippedTests.get().shuffled(using: &generator).prefix(24) {
            for row in test.rows + test.steps.flatMap(\.rows) {
                guard row.domain != .dm, overlapping || row.domain != .ex else { continue }
                let row = SDTMRow(
                    domain: row.domain,
                    values: row.variables.merging(["STUDYID": SimulatedTrial.study, "USUBJID": subject]) { own, _ in own
                    })
                rows[row.read().row.key] = row
            }
        }
        return rows.keys.sorted().compactMap { rows[$0] }
    }

    private static func standing(seed: UInt64) -> [RowKey: SDTMRow] {
        let trial = SimulatedTrial(seed: seed, subjects: 1, start: firstDay, end: firstDay + 190)
        var rows: [RowKey: SDTMRow] = [:]
        for write in trial.writes() {
            var row = write.operation.row
            row.values["USUBJID"] = subject
            if case .delete = write.operation {
                rows[row.read().row.key] = nil
            } else {
                rows[row.read().row.key] = row
            }
        }
        return rows
    }

    private static let shippedTests = Result {
        try loadRuleTests(at: Fixtures.shippedTests.filter { $0.contains("nct04217967") }).flatMap(\.tests)
            .filter { $0.kind == .fires || $0.kind == .late }
    }
}
