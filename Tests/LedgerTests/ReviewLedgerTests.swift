// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import SQLiteStorage
import Storage
import Testing
import Trial

@Suite struct `What the reviewer commits and reads back` {
    let folder: LedgerFolder
    let ledger: SQLiteLedger

    init() throws {
        folder = try LedgerFolder()
        ledger = try folder.ledger()
    }

    @Test func `a study never followed has no progress`() throws {
        try ledger.commit([], assessed("S-001"))
        #expect(try ledger.progress(study: study) == nil)
    }

    @Test(arguments: [progress(0), progress(17), progress(18, areArmsDue: true, armsReviewAgainAt: at(900))])
    func `progress is read as committed`(_ committed: StudyProgress) throws {
        try ledger.commit(progress: progress(3))
        try ledger.commit(progress: committed)
        #expect(try ledger.progress(study: study) == committed)
        #expect(try ledger.progress(study: "OTHER") == nil)
    }

    @Test func `a review without progress leaves it as it is`() throws {
        try ledger.commit(progress: progress(17))
        try ledger.commit([raised(alert())], .none, messages: [owed("m1")])
        #expect(try ledger.progress(study: study) == progress(17))
    }

    /// Each row: what is committed after the arms were assessed, and whether they are due then.
    static let armsDue: [(Review.Assessment, StudyProgress?, Bool)] = [
        (.none, nil, false),
        (.none, progress(5), false),
        (.none, progress(5, areArmsDue: true), true),
        (assessed("S-001"), nil, true),
        (assessed("S-001"), progress(5), true),
        (.arms(reviewAgainAt: nil), progress(5, areArmsDue: true), false),
    ]

    @Test(arguments: armsDue)
    func `a subject makes the arms due and only their assessment ends it`(
        _ assessment: Review.Assessment, _ change: StudyProgress?, _ isDue: Bool
    ) throws {
        try ledger.commit([], .arms(reviewAgainAt: nil), progress: progress(1))
        try ledger.commit([], assessment, progress: change)
        #expect(try ledger.progress(study: study)?.areArmsDue == isDue)
    }

    @Test func `a subject whom the arms count as before does not make them due`() throws {
        try ledger.commit([], assessed("S-001"), progress: progress(1))
        try ledger.commit([], .arms(reviewAgainAt: nil))
        var changed = summary("S-001")
        changed.lastContact = day(50)
        let assessment = Review.Assessment.subject(
            changed, qualityFlags: [], reviewAgainAt: nil, concernsArms: false)
        try ledger.commit([], assessment, progress: progress(2))
        #expect(try ledger.progress(study: study)?.areArmsDue == false)
        #expect(try ledger.summary(study: study, subject: "S-001") == changed)
        #expect(try ledger.summary(study: study, subject: "S-002") == nil)
    }

    @Test func `the first pass makes the arms due before there is progress`() throws {
        try ledger.commit([], assessed("S-001"))
        try ledger.commit(progress: progress(1))
        #expect(try ledger.progress(study: study)?.areArmsDue == true)
    }

    @Test func `the arms' assessment says when they are due again`() throws {
        try ledger.commit([], .arms(reviewAgainAt: at(500)), progress: progress(1, armsReviewAgainAt: at(400)))
        #expect(try ledger.progress(study: study)?.armsReviewAgainAt == at(500))
    }

    @Test func `summaries come back in order of subject, the latest of each`() throws {
        try ledger.commit([], assessed("S-010"))
        try ledger.commit([], assessed("S-002"))
        try ledger.commit([], .subject(summary("S-010", arm: nil), qualityFlags: [], reviewAgainAt: nil))
        #expect(try ledger.summaries(study: study) == [summary("S-002"), summary("S-010", arm: nil)])
        #expect(try ledger.summaries(study: "OTHER").isEmpty)
    }

    @Test func `subjects are due from their instant on, and not without one`() throws {
        for (subject, again) in [("S-003", at(10)), ("S-001", at(20)), ("S-002", nil), ("S-004", at(21))] {
            try ledger.commit([], assessed(subject, again: again))
        }
        #expect(try ledger.dueSubjects(study: study, at: at(9)) == [])
        #expect(try ledger.dueSubjects(study: study, at: at(10)) == ["S-003"])
        #expect(try ledger.dueSubjects(study: study, at: at(20)) == ["S-001", "S-003"])
        try ledger.commit([], assessed("S-001"))
        #expect(try ledger.dueSubjects(study: study, at: at(20)) == ["S-003"])
    }

    @Test func `subjects with an alert or an assessment are known, arms are not`() throws {
        try ledger.commit([], assessed("S-002"))
        try ledger.commit([raised(alert("A1", scope: .subject("S-001")))])
        try ledger.commit([raised(alert("A2", scope: .subject("S-002")))])
        try ledger.commit([raised(alert("A3", scope: .arm("IXALEN"))), raised(alert("A4", scope: .system))])
        #expect(try ledger.knownSubjects(study: study) == ["S-001", "S-002"])
    }

    @Test func `reconciliation sees open, acknowledged and resolved alerts of the scope alone, oldest first`() throws {
        let resolved = alert("A2", state: .closed, closure: .resolved, raised: 1, episode: episode(end: day(3)))
        let open = alert("A1", raised: 5)
        let others = [
            alert("A3", state: .closed, closure: .retracted), alert("A4", state: .closed, closure: .superseded),
            alert("A5", state: .closed, closure: .merged(into: AlertID("A1"))), alert("A6", scope: .subject("S-002")),
            alert("A7", scope: .arm("S-001")), alert("A8", scope: .system),
        ]
        try ledger.commit(([open, resolved] + others).map { raised($0) })
        #expect(try ledger.reconciledAlerts(study: study, scope: .subject("S-001")) == [resolved, open])
        #expect(try ledger.reconciledAlerts(study: study, scope: .system).map(\.id) == [AlertID("A8")])
        #expect(try ledger.reconciledAlerts(study: "OTHER", scope: .subject("S-001")).isEmpty)
    }

    @Test func `changes wait for a summary until one is told`() throws {
        try ledger.commit([raised(alert("A2"), .inSummary), raised(alert("A1"), .inSummary), raised(alert("A3"))])
        #expect(try ledger.changesForSummary(study: study).map(\.alert.id.text) == ["A2", "A1"])
        try ledger.commit(
            [raised(alert("A4"), .inSummary)], messages: [owed("s1", alert: nil, version: 0)], tellingSummaries: true)
        #expect(try ledger.changesForSummary(study: study).map(\.alert.id.text) == ["A4"])
        #expect(try ledger.changesForSummary(study: "OTHER").isEmpty)
    }

    @Test func `quality flags are those of the latest verdict, with their subject`() throws {
        let key = RowKey(domain: .lb, text: "[\"PLAT\"]")
        let flags = [
            RowDefect(key: key, variable: "LBORRESU", reason: .unknownUnit),
            RowDefect(key: nil, variable: "", reason: .malformedRow),
        ]
        try ledger.commit([], assessed("S-002", flags: flags))
        try ledger.commit([], assessed("S-001", flags: [flags[1]]))
        #expect(try ledger.qualityFlags(study: study).map(\.subject) == ["S-001", "S-002", "S-002"])
        #expect(try ledger.qualityFlags(study: study).map(\.flag) == [flags[1], flags[0], flags[1]])
        try ledger.commit([], assessed("S-002", flags: [flags[1]]))
        #expect(try ledger.qualityFlags(study: study).map(\.flag) == [flags[1], flags[1]])
        try ledger.commit([], assessed("S-002"))
        #expect(try ledger.qualityFlags(study: study).map(\.subject) == ["S-001"])
    }

    @Test func `a subject that brings the process down twice is quarantined until a review of it is finished`() throws {
        #expect(try ledger.recordStrike(study: study, subject: "S-001", at: at(0)) == 1)
        #expect(try ledger.quarantinedSubjects(study: study, strikesMax: 2) == [])
        #expect(try ledger.recordStrike(study: study, subject: "S-001", at: at(1)) == 2)
        #expect(try ledger.recordStrike(study: study, subject: "S-002", at: at(2)) == 1)
        #expect(try ledger.quarantinedSubjects(study: study, strikesMax: 2) == ["S-001"])
        #expect(try ledger.quarantinedSubjects(study: "OTHER", strikesMax: 2) == [])
        try ledger.commit([], assessed("S-001"))
        #expect(try ledger.quarantinedSubjects(study: study, strikesMax: 1) == ["S-002"])
    }

    @Test func `a finished review clears the strikes of its subject alone`() throws {
        for subject in ["S-001", "S-002"] { _ = try ledger.recordStrike(study: study, subject: subject, at: at(0)) }
        try ledger.commit([], assessed("S-001"))
        #expect(try ledger.quarantinedSubjects(study: study, strikesMax: 1) == ["S-002"])
        #expect(try ledger.recordStrike(study: study, subject: "S-001", at: at(1)) == 1)
    }
}
