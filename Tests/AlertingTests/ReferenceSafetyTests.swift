// SPDX-License-Identifier: Apache-2.0

import Alerting
import Kit
import Rules
import Testing
import Trial

/// What a change of the reference safety information does to the alerts that stand.
struct ReferenceSafetyTests {
    private let change = ReferenceSafetyChange(on: day("2024-03-01"), edition: "US label 3/2024")
    private let now = moment("2024-03-02").now

    private func alert(_ event: ClockCondition.Event) -> Alert {
        let report = ClockReport(
            subject: ClockReport.Subject(term: "Pneumonia", isCoded: true, grade: 3, isFatal: false), event: event,
            limit: .days(15), state: .notStarted)
        return Alert(
            id: AlertID("A-1"), study: "S1", scope: .subject("S1-01"), site: "01", state: .acknowledged, version: 3,
            raisedAt: moment("2024-01-10").now, changedAt: moment("2024-01-10").now,
            episode: Episode(
                rule: "possible-susar-15", ruleVersion: "1", onset: date("2024-01-08"), severity: .daily,
                finding: .clock(report), evidence: []),
            isHistoric: false,
            acknowledgement: Acknowledgement(officer: "Li", reason: "Seen", version: 3, at: moment("2024-01-11").now))
    }

    @Test func `an open possible SUSAR says that expectedness must be looked at again, once for each edition`() throws {
        let told = try #require(recallExpectedness(of: alert(.possibleReaction), after: change, at: now))
        #expect(told.kinds == [.amended] && told.reasons == [.referenceSafetyChanged])
        #expect(told.notification == .notify(.daily))
        #expect(told.alert.version == 4)
        // The answer was to the edition before.
        #expect(told.alert.state == .open && told.alert.acknowledgement == nil && told.alert.askedAt == now)
        let words = [Language.en, .zhHans].map { AlertFacts(told.alert, in: $0).steps }
        #expect(
            words == [
                [
                    "The reference safety information changed on 2024-03-01 (US label 3/2024): look at expectedness "
                        + "again."
                ],
                ["参考安全性信息已于 2024-03-01 变更（US label 3/2024）：请重新审核是否属预期反应。"],
            ])
        #expect(recallExpectedness(of: told.alert, after: change, at: now) == nil)
        let next = ReferenceSafetyChange(on: day("2024-06-01"), edition: "US label 6/2024")
        #expect(recallExpectedness(of: told.alert, after: next, at: now) != nil)
    }

    @Test func `whoever heard of it when it was graver hears of the edition`() throws {
        var graver = alert(.possibleReaction)
        graver.severityTold = .critical
        let told = try #require(recallExpectedness(of: graver, after: change, at: now))
        #expect(told.notification == .notify(.critical))
    }

    @Test func `a serious event, and what is over, are left alone`() {
        #expect(recallExpectedness(of: alert(.serious), after: change, at: now) == nil)
        var over = alert(.possibleReaction)
        (over.state, over.closure) = (.closed, .resolved)
        #expect(recallExpectedness(of: over, after: change, at: now) == nil)
    }
}
