// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import SQLiteStorage
import Storage
import Testing
import Trial

@Suite struct `What the officer lists and answers` {
    let folder: LedgerFolder
    let ledger: SQLiteLedger

    init() throws {
        folder = try LedgerFolder()
        ledger = try folder.ledger()
    }

    private func commitOneOfEach() throws {
        let ended = episode(end: day(3))
        try ledger.commit([
            raised(alert("daily", raised: 9, episode: episode(severity: .daily))),
            raised(alert("early", raised: 1)), raised(alert("late", raised: 2)),
            raised(alert("critical", raised: 0, episode: episode(severity: .critical))),
            raised(alert("resolved", state: .closed, closure: .resolved, raised: 3, episode: ended)),
            raised(alert("historic", state: .closed, closure: .resolved, raised: 4, episode: ended, isHistoric: true)),
        ])
        try ledger.commit([raised(alert("other", raised: 7, study: "OTHER"))], study: "OTHER")
        _ = try ledger.acknowledge(AlertID("early"), answer(1))
    }

    /// Each row: a filter, and the alerts that pass it, gravest and newest first.
    static let filters: [(AlertFilter, [String])] = [
        (AlertFilter(), ["critical", "other", "late", "early", "daily"]),
        (AlertFilter(study: study), ["critical", "late", "early", "daily"]),
        (AlertFilter(study: study, states: [.open]), ["critical", "late", "daily"]),
        (AlertFilter(study: study, states: [.acknowledged]), ["early"]),
        (AlertFilter(study: study, severityMin: .urgent), ["critical", "late", "early"]),
        (AlertFilter(severityMin: .critical), ["critical"]),
        (AlertFilter(study: study, states: [.closed]), ["resolved"]),
        (AlertFilter(states: [.closed], includesHistoric: true), ["historic", "resolved"]),
        (AlertFilter(study: "OTHER", states: [.open, .acknowledged, .closed]), ["other"]),
        (AlertFilter(states: []), []),
    ]

    @Test(arguments: filters)
    func `a filter passes what it names, gravest and newest first`(_ filter: AlertFilter, _ ids: [String]) throws {
        try commitOneOfEach()
        #expect(try ledger.alerts(filter).map(\.id.text) == ids)
    }

    @Test func `an alert is found by its id as it was committed`() throws {
        try ledger.commit([raised(alert())])
        #expect(try ledger.alert(AlertID("A1")) == alert())
        #expect(try ledger.alert(AlertID("A2")) == nil)
    }

    @Test func `every version of an alert is kept, oldest first, and answers make none`() throws {
        let first = raised(alert())
        try ledger.commit([first], at: at(1))
        let answered = try ledger.acknowledge(AlertID("A1"), answer(1))
        let second = amended(answered) { $0.episode.evidence.append(platelets("20 10^9/L", visit: 2)) }
        try ledger.commit([second], at: at(90))
        let versions = [AlertVersion(at: at(1), change: first), AlertVersion(at: at(90), change: second)]
        #expect(try ledger.history(of: AlertID("A1")) == versions)
        #expect(try ledger.history(of: AlertID("A2")) == [])
    }

    @Test func `every answer to an alert is kept, oldest first, though the alert shows the last`() throws {
        try ledger.commit([raised(alert()), raised(alert("A2"))])
        let answers = [answer(1), answer(1, officer: "Dr Wang", at: at(61))]
        for answer in answers { _ = try ledger.acknowledge(AlertID("A1"), answer) }
        #expect(try ledger.answers(to: AlertID("A1")) == answers)
        #expect(try ledger.answers(to: AlertID("A2")) == [])
        #expect(try ledger.alert(AlertID("A1"))?.acknowledgement == answers[1])
    }

    /// Each row: an alert, and one that a list names after it.
    static let neighbours: [(Alert, Alert)] = [
        // What stands before what ended, even unanswered.
        (
            alert("B", episode: episode(severity: .urgent)),
            alert("A", state: .closed, closure: .resolved, episode: episode(severity: .critical))
        ),
        (
            alert("B", raised: 0, episode: episode(severity: .critical)),
            alert("A", raised: 9, episode: episode(severity: .urgent))
        ),
        (alert("B"), alert("A", state: .acknowledged, raised: 9, acknowledgement: answer(1))),
        // The newest onset, whenever it was told.
        (alert("B", raised: 0, episode: later(episode())), alert("A", raised: 9)),
        (alert("B", raised: 0, episode: undated(episode())), alert("A", raised: 9, episode: later(episode()))),
        (alert("B", raised: 9), alert("A", raised: 0)),
        (alert("A"), alert("B")),
    ]

    private static func later(_ episode: Episode) -> Episode {
        var later = episode
        later.onset = ClinicalDate(day(9))
        return later
    }

    private static func undated(_ episode: Episode) -> Episode {
        var undated = episode
        undated.onset = nil
        return undated
    }

    @Test(arguments: neighbours)
    func `an officer's list begins with what presses most`(_ first: Alert, _ second: Alert) {
        #expect(isListedBefore(first, second))
        #expect(!isListedBefore(second, first))
        #expect(!isListedBefore(first, first))
    }

    /// Each row: from, through, limit, and the alerts whose changes are within, oldest first.
    static let times: [(Int64, Int64, Int, [String])] = [
        (0, 100, 10, ["A1", "A2", "A3"]), (10, 20, 10, ["A1", "A2"]), (11, 29, 10, ["A2"]), (20, 20, 10, ["A2"]),
        (0, 100, 2, ["A1", "A2"]), (31, 100, 10, []), (20, 10, 10, []),
    ]

    @Test(arguments: times)
    func `changes of a study within a time, both ends included`(
        _ from: Int64, _ through: Int64, _ limit: Int, _ ids: [String]
    ) throws {
        for (id, second) in [("A1", 10), ("A2", 20), ("A3", 30)] as [(String, Int64)] {
            try ledger.commit([raised(alert(id))], at: at(second))
        }
        try ledger.commit([raised(alert("B1", study: "OTHER"))], at: at(15), study: "OTHER")
        let found = try ledger.changes(study: study, from: at(from), through: at(through), limit: limit)
        #expect(found.map(\.change.alert.id.text) == ids)
    }

    /// Each row: how the alert stands, the version the officer saw, and why her answer is refused; nil when it is not.
    static let answers: [(Alert, Int, AcknowledgementError?)] = [
        (alert(), 1, nil),
        (alert(state: .closed, closure: .resolved), 1, nil),
        (alert("A2"), 1, .unknownAlert(AlertID("A1"))),
        (alert(), 2, .staleVersion(AlertID("A1"), seen: 2, current: 1)),
        (alert(), 0, .staleVersion(AlertID("A1"), seen: 0, current: 1)),
        (alert(state: .closed, closure: .retracted), 1, .alreadyEnded(AlertID("A1"))),
        (alert(state: .closed, closure: .superseded), 1, .alreadyEnded(AlertID("A1"))),
        (alert(state: .closed, closure: .merged(into: AlertID("A9"))), 1, .alreadyEnded(AlertID("A1"))),
    ]

    @Test(arguments: answers)
    func `an answer is recorded for the version that stands`(
        _ standing: Alert, _ seen: Int, _ refusal: AcknowledgementError?
    ) throws {
        try ledger.commit([raised(standing)])
        if let refusal {
            #expect(throws: refusal) { try ledger.acknowledge(AlertID("A1"), answer(seen)) }
            #expect(try ledger.alert(standing.id) == standing)
            return
        }
        var expected = standing
        expected.acknowledgement = answer(seen)
        if standing.state == .open { expected.state = .acknowledged }
        #expect(try ledger.acknowledge(AlertID("A1"), answer(seen)) == expected)
        #expect(try ledger.alert(AlertID("A1")) == expected)
    }

    @Test func `an answer to a version that has since been amended is refused`() throws {
        try ledger.commit([raised(alert())])
        try ledger.commit([amended(alert())])
        #expect(throws: AcknowledgementError.staleVersion(AlertID("A1"), seen: 1, current: 2)) {
            try ledger.acknowledge(AlertID("A1"), answer(1))
        }
    }

    @Test func `an officer works beside the daemon on the same file`() throws {
        try ledger.commit([raised(alert())], messages: [owed("m1")])
        let desk = try folder.ledger(.existing)
        #expect(desk.identity == ledger.identity)
        _ = try desk.acknowledge(AlertID("A1"), answer(1))
        #expect(try ledger.reconciledAlerts(study: study, scope: .subject("S-001")).map(\.state) == [.acknowledged])
        try ledger.record([attempt("m1", at: 1, .delivered)])
        #expect(try desk.outboxStatus().delivered == 1)
        #expect(try desk.verifyAudit() == ledger.verifyAudit())
    }
}
