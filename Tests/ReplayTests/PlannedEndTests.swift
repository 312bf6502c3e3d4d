// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import Replay
import Rules
import Settings
import Simulation
import Storage
import Testing
import Trial

/// An end that a site entered ahead of its day comes by time alone.
@Suite struct PlannedEndTests {
    private static func row(_ domain: Domain, _ values: [String: String]) -> ReadRow {
        SDTMRow(
            domain: domain,
            values: values.merging(["STUDYID": SimulatedTrial.study, "USUBJID": "SUBJECT"]) { own, _ in own }
        ).read()
    }

    @Test func `the planned end of an inducer wakes the monitor, and the alert is resolved without another row`() throws
    {
        let path = Fixtures.shipped.appending(path: "protocols/nct04217967.yaml").path
        let study = ReplayedStudy(try loadProtocol(at: path)) { _ in SimulatedTrial.secondsFromUTC }
        let started = CalendarDay(daysSince1970: 19_732)
        let end = started + 10
        var replay = SubjectReplay("SUBJECT", in: study)
        replay.put(Self.row(.dm, ["ARMCD": "IXA", "SITEID": "01"]))
        replay.put(Self.row(.ex, ["EXTRT": "IXAZOMIB", "EXDOSE": "4", "EXDOSU": "mg", "EXSTDTC": "\(started)"]))
        replay.put(Self.row(.cm, ["CMTRT": "RIFAMPICIN", "CMSTDTC": "\(started)", "CMENDTC": "\(end)"]))
        _ = replay.pass(at: study.end(of: started))
        let inducer = { replay.alerts.first { $0.episode.rule == "cyp3a-inducer" } }
        #expect(try #require(inducer()).closure == nil)
        while let wake = replay.nextWake(through: study.end(of: end)) { _ = replay.pass(at: wake) }
        #expect(try #require(inducer()).closure == .resolved)
        #expect(inducer()?.episode.end == ClinicalDate(end))
    }
}
