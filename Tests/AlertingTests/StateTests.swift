// SPDX-License-Identifier: Apache-2.0

import Alerting
import Kit
import Rules
import Testing
import Trial

/// Acknowledgement, history, the first day, held retractions and changed rules.
struct StateTests {
    private let studyProtocol = StudyProtocol.small([.plateletHold])

    private func platelets(_ samples: String...) -> SubjectRecord {
        let rows = samples.map { sample in
            let parts = sample.split(separator: " ")
            return "LB  PLAT  \(parts[1]) 10^9/L  2024-\(parts[0])"
        }
        return record("S", "DM  IXA\n" + rows.joined(separator: "\n"))
    }

    @Test(arguments: [
        (["01-08 24", "01-15 22"], Alert.State.acknowledged, true),
        (["01-08 24", "01-15 8"], .open, false),
        (["01-08 24", "01-15 60"], .closed, true),
        (["01-08 24", "01-10 8", "01-15 60"], .closed, false),
        (["01-08 240"], .closed, true),
    ])
    func `an acknowledgement stands until the alert is graver than what was seen`(
        samples: [String], state: Alert.State, isKept: Bool
    ) {
        var book = AlertBook()
        book.review(platelets("01-08 24"), under: studyProtocol, at: moment("2024-03-01"))
        book.acknowledge(AlertID("A1"))
        var record = platelets()
        for sample in samples { record.labResults += platelets(sample).labResults }
        book.review(record, under: studyProtocol, at: moment("2024-03-02"))
        #expect(book.only.state == state)
        #expect((book.only.acknowledgement != nil) == isKept)
    }

    @Test func `an alert that reopens, or grows graver after it resolved, wants a new answer`() {
        for after in [["01-08 24"], ["01-08 8", "01-15 60"]] {
            var book = AlertBook()
            book.review(platelets("01-08 24", "01-15 60"), under: studyProtocol, at: moment("2024-03-01"))
            book.acknowledge(AlertID("A1"))
            var record = platelets()
            for sample in after { record.labResults += platelets(sample).labResults }
            book.review(record, under: studyProtocol, at: moment("2024-03-02"))
            #expect(book.only.acknowledgement == nil)
        }
    }

    @Test(arguments: [
        (["01-08 24", "01-15 60"], true, Notification.hold(.historic)),
        (["01-08 24", "02-01 60"], false, .inSummary),
        (["01-08 24"], false, .inSummary),
        (["01-08 8"], false, .notify(.critical)),
    ])
    func `on the first pass history is not told, open alerts come in a summary, critical ones singly`(
        samples: [String], isHistoric: Bool, notification: Notification
    ) {
        var book = AlertBook()
        var record = platelets()
        for sample in samples { record.labResults += platelets(sample).labResults }
        let changes = book.review(
            record, under: .small([.plateletHold], monitoringFrom: "2024-02-01"), at: moment("2024-03-01"),
            isFirstPass: true)
        #expect(changes.map(\.notification) == [notification])
        #expect(book.only.isHistoric == isHistoric)
    }

    @Test func `history that is taken back is told to nobody, and history that reaches into monitoring is told`() {
        let watched = StudyProtocol.small([.plateletHold], monitoringFrom: "2024-02-01")
        for (after, isHistoric, notification) in [
            (["01-08 240", "01-15 60"], true, Notification.hold(.historic)), (["01-08 24"], false, .notify(.urgent)),
        ] {
            var book = AlertBook()
            book.review(platelets("01-08 24", "01-15 60"), under: watched, at: moment("2024-03-01"))
            var record = platelets()
            for sample in after { record.labResults += platelets(sample).labResults }
            let changes = book.review(record, under: watched, at: moment("2024-03-02"))
            #expect(changes.map(\.notification) == [notification])
            #expect(book.only.isHistoric == isHistoric)
        }
    }

    @Test func `a held retraction stands marked until it is released or its row is back`() {
        var book = AlertBook()
        book.review(platelets("01-08 24"), under: studyProtocol, at: moment("2024-03-01"))
        let held = book.review(platelets(), under: studyProtocol, at: moment("2024-03-02"), retractions: .hold)
        #expect(held.map(\.reasons) == [[.retractionHeld]])
        #expect(held.map(\.notification) == [.hold(.nothingToActOn)])
        #expect(book.review(platelets(), under: studyProtocol, at: moment("2024-03-03"), retractions: .hold) == [])
        #expect(book.review(platelets(), under: studyProtocol, at: moment("2024-03-04")) == [])
        var released = book
        let changes = released.review(
            platelets(), under: studyProtocol, at: moment("2024-03-05"), retractions: .release)
        #expect(changes.map(\.kinds) == [[.retracted]])
        let back = book.review(platelets("01-08 24"), under: studyProtocol, at: moment("2024-03-05"))
        #expect(back.map(\.notification) == [.hold(.nothingToActOn)])
        #expect(book.only.episode.uncertainties == [])
        #expect(book.only.state == .open)
    }

    @Test func `a rule that changes only its version amends in silence`() {
        var book = AlertBook()
        var changed = SubjectRule.plateletHold
        changed.version = "2"
        book.review(platelets("01-08 24"), under: studyProtocol, at: moment("2024-03-01"))
        let changes = book.review(platelets("01-08 24"), under: .small([changed]), at: moment("2024-03-02"))
        #expect(changes.map(\.reasons) == [[.ruleChanged]])
        #expect(changes.map(\.notification) == [.hold(.nothingToActOn)])
        #expect(book.only.episode.ruleVersion == "2")
        #expect(book.review(platelets("01-08 24"), under: .small([changed]), at: moment("2024-03-03")) == [])
    }

    @Test(arguments: [
        (Severity.daily, Notification.inSummary, [AlertChange.Reason.severityFell, .ruleChanged]),
        (.critical, .notify(.critical), [.severityRose, .ruleChanged]),
    ])
    func `a changed rule is told in one summary, unless it makes an alert graver`(
        severity: Severity, notification: Notification, reasons: [AlertChange.Reason]
    ) {
        var book = AlertBook()
        var changed = SubjectRule.plateletHold
        changed.version = "2"
        changed.levels = [SeverityLevel(severity: severity, action: LocalizedText(en: "Withhold."))]
        book.review(platelets("01-08 24"), under: studyProtocol, at: moment("2024-03-01"))
        let changes = book.review(platelets("01-08 24"), under: .small([changed]), at: moment("2024-03-02"))
        #expect(changes.map(\.reasons) == [reasons])
        #expect(changes.map(\.notification) == [notification])
    }

    @Test(arguments: [true, false])
    func `an alert that a changed or removed rule no longer makes is superseded, never retracted`(isRemoved: Bool) {
        var book = AlertBook()
        var changed = SubjectRule.plateletHold
        changed.version = "2"
        if case .count(var condition) = changed.condition {
            condition.below = 20
            changed.condition = .count(condition)
        }
        book.review(platelets("01-08 24"), under: studyProtocol, at: moment("2024-03-01"))
        let changes = book.review(
            platelets("01-08 24"), under: .small(isRemoved ? [] : [changed]), at: moment("2024-03-02"))
        #expect(changes.map(\.kinds) == [[.superseded]])
        #expect(changes.map(\.reasons) == [[.ruleWithdrawn]])
        #expect(changes.map(\.notification) == [.inSummary])
        #expect(book.only.closure == .superseded)
    }

    @Test func `a changed rule does not end an alert whose row cannot be read`() {
        var book = AlertBook()
        var changed = SubjectRule.plateletHold
        changed.version = "2"
        book.review(platelets("01-08 24"), under: studyProtocol, at: moment("2024-03-01"))
        book.review(platelets("01-08 PENDING"), under: .small([changed]), at: moment("2024-03-02"))
        #expect(book.only.closure == nil)
        #expect(book.only.episode.uncertainties == [.evidenceUncertain])
    }

    @Test func `a row that is back after its retraction raises a new alert`() {
        var book = AlertBook()
        for record in [platelets("01-08 24"), platelets(), platelets("01-08 24")] {
            book.review(record, under: studyProtocol, at: moment("2024-03-01"))
        }
        #expect(book.alerts.map(\.closure) == [.retracted, nil])
    }

    @Test func `every change counts the version up by one and says when`() {
        var book = AlertBook()
        book.review(platelets("01-08 24"), under: studyProtocol, at: moment("2024-03-01"))
        book.review(platelets("01-08 24", "01-15 22"), under: studyProtocol, at: moment("2024-03-02"))
        book.review(platelets("01-08 24", "01-15 60"), under: studyProtocol, at: moment("2024-03-03"))
        #expect(book.only.version == 3)
        #expect(book.only.raisedAt == moment("2024-03-01").now)
        #expect(book.only.changedAt == moment("2024-03-03").now)
    }
}
