// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

@Suite(.enabled(if: ReferenceFolder.exists, "no reference tables beside the package"))
struct CurveReferenceTests {
    private func subjects(of arm: String) throws -> [FollowedSubject] {
        try estimators("data_synth").filter { $0.cells["arm"] == arm }.map { try $0.followedSubject() }
    }

    @Test func `Kaplan-Meier and its intervals come out`() throws {
        for row in try estimators("km") {
            let curve = KaplanMeier(try subjects(of: row.text("group")))
            let point = try #require(try curve.estimate(at: row.number("time")).value)
            #expect(point.atRisk == (try row.count("n_risk")))
            #expect(agree(point.survival, try row.number("surv"), relatively: 1e-9))
            #expect(agree(point.standardError, try row.number("std_err"), relatively: 1e-9))
            let scale = try #require(KaplanMeier.Scale(rawValue: row.text("conf_type")))
            let interval = try #require(point.interval(scale, level: .ninetyFive).value)
            #expect(agree(interval.lower, try row.number("lower"), relatively: 1e-9))
            #expect(agree(interval.upper, try row.number("upper"), relatively: 1e-9))
        }
    }

    @Test func `Aalen-Johansen and its intervals come out`() throws {
        for row in try estimators("aalen_johansen") {
            let curve = AalenJohansen(try subjects(of: row.text("group")), cause: try row.count("cause"))
            let point = try #require(try curve.estimate(at: row.number("time")).value)
            #expect(point.atRisk == (try row.count("n_risk")))
            #expect(agree(point.incidence, try row.number("cif"), relatively: 1e-9))
            #expect(agree(point.standardError, try row.number("std_err"), relatively: 1e-9))
            let interval = try #require(point.interval(level: .ninetyFive).value)
            #expect(agree(interval.lower, try row.number("lower"), relatively: 1e-9))
            #expect(agree(interval.upper, try row.number("upper"), relatively: 1e-9))
        }
    }

    @Test func `Aalen-Johansen comes out at every time`() throws {
        let subjects = try subjects(of: "ixalen")
        let curves = (AalenJohansen(subjects, cause: 1), AalenJohansen(subjects, cause: 2))
        for row in try estimators("aj_full_ixalen") {
            let time = try row.number("time")
            for (curve, cause) in [(curves.0, 1), (curves.1, 2)] {
                let point = try #require(try curve.estimate(at: time).value)
                #expect(point.atRisk == (try row.count("n_risk")))
                #expect(agree(point.incidence, try row.number("cif\(cause)"), relatively: 1e-9))
                #expect(agree(point.standardError, try row.number("se\(cause)"), relatively: 1e-9))
            }
        }
    }
}

extension ReferenceRow {
    fileprivate func followedSubject() throws -> FollowedSubject {
        let event = try count("event")
        return try FollowedSubject(time: number("time"), outcome: event == 0 ? .censored : .event(cause: event))
    }
}
