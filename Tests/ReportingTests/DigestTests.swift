// SPDX-License-Identifier: Apache-2.0

import Alerting
import Reporting
import Rules
import Testing
import Trial

struct DigestTests {
    @Test func `an empty trial says so in every section and estimates nothing`() throws {
        let digest = Digest(try SmallTrial.emptySource())
        #expect(digest.arms.allSatisfy { $0.entered == 0 && $0.exposureDays == 0 })
        #expect(digest.reportedEvents.terms == [])
        let text = renderText(digest, width: 80)
        for sentence in [
            "No critical or urgent alert is open", "No stopping rule is crossed", "No alert is open.",
            "Nothing was taken back or corrected.", "No row is flagged.",
        ] {
            #expect(text.contains(sentence))
        }
        expectNoNumberWithoutMeaning(text)
        expectNoNumberWithoutMeaning(renderHTML(digest))
    }

    @Test func `an arm without subjects is not estimable`() throws {
        var source = try SmallTrial.source()
        source.summaries.removeAll { $0.arm == "L-MT" }
        source.armStatuses = try SmallTrial.statuses(source.summaries, under: source.studyProtocol)
        let digest = Digest(source)
        let line = try #require(digest.reportedEvents.terms.first?.arms.first { $0.arm == "L-MT" })
        #expect(line.entered == 0)
        #expect(line.anyGrade.tenthsOfPercent == nil)
        #expect(line.severeRate.per100SubjectMonths == nil)
        let text = renderText(digest, width: 80)
        #expect(text.contains("L-MT    0   0   0   0   0   0  not estimable  not estimable  not estimable"))
        expectNoNumberWithoutMeaning(text)
    }

    @Test func `subjects without exposure have percentages and no rate`() throws {
        var source = try SmallTrial.source()
        for index in source.summaries.indices { source.summaries[index].lastDose = nil }
        let digest = Digest(source)
        let line = try #require(digest.reportedEvents.terms.first?.arms.first)
        #expect(line.anyGrade.tenthsOfPercent == 1_000)
        #expect(line.severeRate.per100SubjectMonths == nil)
        #expect(renderHTML(digest).contains("not estimable"))
        expectNoNumberWithoutMeaning(renderHTML(digest))
    }

    @Test func `delivery that is switched off is no delivery without arrears`() throws {
        var source = try SmallTrial.emptySource()
        source.delivery.isOn = false
        for page in [renderText(Digest(source), width: 80), renderHTML(Digest(source))] {
            #expect(page.contains("Delivery is switched off") && page.contains("nobody is told"))
            #expect(!page.contains("every message taken") && !page.contains("Every message has been taken"))
        }
    }

    @Test func `a critical alert that resolved unanswered stays listed, and is not counted as open`() throws {
        var source = try SmallTrial.emptySource()
        var alert = SmallTrial.alerts()[0]
        (alert.state, alert.closure) = (.closed, .resolved)
        source.openAlerts = [alert]
        let digest = Digest(source)
        #expect(digest.status.critical.total == 0 && digest.status.critical.resolvedUnanswered == 1)
        let text = renderText(digest, width: 200)
        #expect(text.contains("No critical or urgent alert is open") && text.contains("1 alert waits for an answer"))
        #expect(text.contains("Critical: 0 open, none acknowledged, 1 resolved without an answer"))
        #expect(text.contains("resolved, not acknowledged") && !text.contains("And 1 more"))
    }

    @Test(arguments: ["a table; protocol default, unverified.", "a table; protocol default"])
    func `an unverified source says so once`(source: String) throws {
        var digest = Digest(try SmallTrial.source())
        let index = try #require(digest.boundaries.indices.first)
        (digest.boundaries[index].rule.source, digest.boundaries[index].rule.verified) = (source, false)
        let lines = renderText(digest, width: 200)
        #expect(lines.contains("unverified.") && !lines.contains("unverified.;") && !lines.contains("unverified;"))
        #expect(!lines.contains("unverified.."))
    }

    @Test func `the order in which lists arrive changes nothing`() throws {
        let source = try SmallTrial.source()
        var reversed = source
        reversed.summaries.reverse()
        reversed.openAlerts.reverse()
        reversed.changes.reverse()
        reversed.qualityFlags.reverse()
        #expect(Digest(reversed) == Digest(source))
    }

    @Test func `what exceeds a limit is counted, and the gravest come first`() throws {
        var source = try SmallTrial.source()
        source.limits = DigestLimits(statusAlertsMax: 1, alertsMax: 1, termsMax: 2, correctionsMax: 1, flagsMax: 2)
        let digest = Digest(source)
        #expect(digest.status.alerts.map(\.alert.episode.severity) == [.critical])
        #expect(digest.status.alertsLeftOut == 2)
        #expect(digest.openAlerts.map(\.leftOut) == [1, 0, 0, 0])
        #expect(digest.reportedEvents.terms.map(\.term) == [nil, "Pneumonia", "Diarrhoea"])
        #expect(digest.reportedEvents.termsLeftOut == 3)
        #expect(digest.corrections.lines.map(\.kind) == [.retracted])
        #expect(digest.corrections.leftOut == 2)
        #expect(digest.quality.leftOut == 3)
        #expect(renderText(digest, width: 80).contains("And 3 more terms, not listed."))
    }

    @Test func `a correction shows what the row said and what it says`() throws {
        let text = renderText(Digest(try SmallTrial.source()), width: 80)
        #expect(text.contains("24 10^9/L → 240 10^9/L"))
        #expect(text.contains("grade 1 → grade 2"))
        #expect(!text.contains("[RAISED]"))
    }

    @Test func `rules on unverified numbers are named at the top`() throws {
        let digest = Digest(try SmallTrial.source())
        #expect(digest.header.unverifiedRules.map(\.en) == ["Herpes zoster", "Infection grade ≥ 3"])
        var signed = try SmallTrial.source()
        signed.studyProtocol.subjectRules = []
        signed.studyProtocol.armRules = []
        #expect(!renderText(Digest(signed), width: 80).contains("Unvalidated"))
    }

    private func expectNoNumberWithoutMeaning(_ text: String) {
        #expect(!text.contains(/\b(nan|inf|-0(\.0+)?)\b/.ignoresCase()))
    }
}
