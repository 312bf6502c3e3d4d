// SPDX-License-Identifier: Apache-2.0

import Foundation
import Settings
import Testing
import Trial

/// What looks like an oversight warns, and stops nothing.
@Suite struct WarningTests {
    private func warnings(_ before: String, _ after: String) throws -> [ConfigurationFault] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigil-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = try Fixtures.protocolText().replacing(before, with: after)
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
        let found = try warnings("    verified: false\n    runbook: neur", "    \(heading)\n    runbook: neur")
        #expect(found.map(\.path) == (path.map { [$0] } ?? []))
    }

    @Test(
        arguments: [
            ("Hypertensin", "did you mean `Hypertension`?"), ("Hypertenson", "did you mean `Hypertension`?"),
            ("Parotitis", nil), ("Herpes zooster oticus", nil), ("Shingles", nil), ("Bacteraemia", nil),
            ("Alopecia, Alopeca", nil),
        ] as [(String, String?)])
    func `a term one slip from a CTCAE term that the group lacks is a warning`(term: String, hint: String?) throws {
        let found = try warnings("[Herpes zoster, 带状疱疹]", "[Herpes zoster, \(term)]")
        #expect(found.map(\.hint) == (hint.map { [$0] } ?? []))
    }

    @Test(
        arguments: [
            ("ascertainment: ae, ctcae: \"5.0\", follow_up_days: 365, method: binomial", []),
            ("ascertainment: lab", ["stopping_rules[0].p0_from.ascertainment"]),
            ("ascertainment: either", ["stopping_rules[0].p0_from.ascertainment"]),
            ("ctcae: \"4.03\"", ["stopping_rules[0].p0_from.ctcae"]),
            ("follow_up_days: 180", ["stopping_rules[0].p0_from.follow_up_days"]),
        ] as [(String, [String])])
    func `an acceptable rate of a trial that counted otherwise is a warning`(from: String, paths: [String]) throws {
        let found = try warnings("    window_days: 365\n", "    window_days: 365\n    p0_from: {\(from)}\n")
        #expect(found.map(\.path) == paths)
    }
}
