// SPDX-License-Identifier: Apache-2.0

import Foundation
import Settings
import Testing
import Trial

/// Sign-offs that say something odd warn, and stop nothing.
@Suite struct SignOffTests {
    private func warnings(_ heading: String) throws -> [ConfigurationFault] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigil-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = try Fixtures.protocolText()
            .replacing("    verified: false\n    runbook: neuropathy", with: "    \(heading)\n    runbook: neuropathy")
        try Data(text.utf8).write(to: folder.appendingPathComponent("protocol.yaml"))
        let settings = """
            ledger: ledger.sqlite
            poll_interval_seconds: 30
            studies: [{protocol: protocol.yaml, store: store.sqlite}]
            deliver: false
            """
        try Data(settings.utf8).write(to: folder.appendingPathComponent("vigil.yaml"))
        let today = CalendarDay(year: 2024, month: 5, day: 6)
        return try loadSettings(
            at: folder.appendingPathComponent("vigil.yaml").path, secrets: .omitted, today: today
        ).warnings.filter { $0.path != "deliver" }
    }

    @Test(
        arguments: [
            ("verified: false", nil), ("verified: false\n    signed_off: {by: A, on: 2024-05-06}", nil),
            ("verified: false\n    signed_off: {by: A, on: 2024-05-07}", "rules[2].signed_off.on"),
            ("verified: true\n    signed_off: {by: A, on: 2024-05-06}", "rules[2].signed_off"),
        ] as [(String, String?)])
    func `a sign-off of a day to come, or of nothing, is a warning`(heading: String, path: String?) throws {
        #expect(try warnings(heading).map(\.path) == (path.map { [$0] } ?? []))
    }
}
