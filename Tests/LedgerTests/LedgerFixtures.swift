// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import GRDB
import Rules
import SQLiteStorage
import Storage
import Trial

/// A ledger in a folder of its own, which goes when the value does.
final class LedgerFolder {
    let path: String
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "vigil-ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "ledger.sqlite").path
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func ledger(_ opening: SQLiteLedger.Opening = .creating, pagesMax: Int? = nil) throws -> SQLiteLedger {
        try SQLiteLedger(path: path, opening: opening, pagesMax: pagesMax)
    }

    /// A connection that knows nothing of ledgers, as a stranger or an attacker has it.
    func stranger<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try DatabaseQueue(path: path).writeWithoutTransaction(body)
    }

    /// The number of rows of each table, by which a half-written commit would show.
    func rowCounts() throws -> [String: Int] {
        try stranger { database in
            let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            return try Dictionary(
                uniqueKeysWithValues: tables.map { table in
                    (table, try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? -1)
                })
        }
    }
}

let study = "NCT04217967"

func at(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: 1_700_000_000_000 + seconds * 1_000) }

func day(_ number: Int) -> CalendarDay { CalendarDay(daysSince1970: 19_000 + number) }

func platelets(_ reading: String, visit: Int = 1) -> Evidence {
    Evidence(key: RowKey(domain: .lb, text: "[\"PLAT\",\"BLOOD\",\"2024-01-0\(visit)\"]"), reading: reading)
}

func episode(
    rule: String = "platelets", severity: Severity = .urgent, end: CalendarDay? = nil,
    evidence: [Evidence] = [platelets("24 10^9/L")], closing: [Evidence] = []
) -> Episode {
    Episode(
        rule: rule, ruleVersion: "a1b2", facet: "", onset: ClinicalDate(day(1)), end: end.map { ClinicalDate($0) },
        severity: severity,
        finding: .laboratory(
            LaboratoryFinding(
                test: "PLAT", reading: "24 10^9/L", term: "Platelet count decreased", grade: 4,
                collected: ClinicalDate(day(1)))),
        evidence: evidence, closing: closing, uncertainties: [.dateUnknown],
        proposal: Proposal(action: LocalizedText(en: "Hold", zhHans: "暂停"), dose: nil, doseWithheld: true))
}

func alert(
    _ id: String = "A1", scope: Scope = .subject("S-001"), state: Alert.State = .open, closure: Alert.Closure? = nil,
    version: Int = 1, raised: Int64 = 0, episode: Episode = episode(), isHistoric: Bool = false,
    study: String = study, acknowledgement: Acknowledgement? = nil
) -> Alert {
    Alert(
        id: AlertID(id), study: study, scope: scope, site: "101", state: state, closure: closure, version: version,
        raisedAt: at(raised), changedAt: at(raised), episode: episode, isHistoric: isHistoric,
        acknowledgement: acknowledgement)
}

func raised(_ alert: Alert, _ notification: Alerting.Notification = .notify(.urgent)) -> AlertChange {
    AlertChange(alert: alert, kinds: [.raised], reasons: [.newEpisode], notification: notification)
}

/// The next version of an alert as a reviewer who read `before` would make it.
func amended(_ before: Alert, _ change: (inout Alert) -> Void = { _ in }) -> AlertChange {
    var after = before
    after.version += 1
    change(&after)
    return AlertChange(alert: after, kinds: [.amended], reasons: [.evidenceMoved], notification: .notify(.urgent))
}

func answer(_ version: Int, officer: String = "Dr Lin", at instant: Timestamp = at(60)) -> Acknowledgement {
    Acknowledgement(officer: officer, reason: "Dose held", version: version, at: instant)
}

func owed(
    _ id: String, to receiver: String = "ward", alert: AlertID? = AlertID("A1"), version: Int = 1,
    severity: Severity = .urgent, created: Int64 = 0
) -> OwedMessage {
    OwedMessage(
        webhookID: id, receiver: receiver, study: study, alert: alert, alertVersion: version, severity: severity,
        body: "{\"id\":\"\(id)\"}", createdAt: at(created))
}

func attempt(
    _ id: String, to receiver: String = "ward", at seconds: Int64, _ standing: AttemptRecord.Standing
) -> AttemptRecord {
    AttemptRecord(
        webhookID: id, receiver: receiver, at: at(seconds), durationMilliseconds: 12, outcome: "200", standing: standing
    )
}

func summary(_ subject: String, arm: String? = "IXALEN") -> SubjectSummary {
    SubjectSummary(
        subject: subject, site: "101", arm: arm, entry: day(0), lastDose: day(30), died: nil, lastContact: day(40),
        events: [
            "neuropathy": ArmRuleEvent(confirmed: nil, possible: day(9), evidence: platelets("grade 3, pain unknown"))
        ],
        reportedGrades: ["Nausea": 2], laboratoryGrades: ["Platelet count decreased": 4])
}

func progress(_ watermark: Int64, areArmsDue: Bool = false, armsReviewAgainAt: Timestamp? = nil) -> StudyProgress {
    StudyProgress(
        store: StoreIdentity(identity: "f00d", epoch: 2), watermark: watermark,
        watermarkFingerprint: watermark == 0 ? nil : "beef", protocolVersion: "v7", reviewedAt: at(watermark),
        isFirstPassDone: true, areArmsDue: areArmsDue, armsReviewAgainAt: armsReviewAgainAt)
}

func assessed(
    _ subject: String, flags: [RowDefect] = [], again: Timestamp? = nil
) -> Review.Assessment {
    .subject(summary(subject), qualityFlags: flags, reviewAgainAt: again)
}

extension SQLiteLedger {
    /// Commits a review of which a test names only what it is about.
    func commit(
        _ changes: [AlertChange] = [], _ assessment: Review.Assessment = .none, messages: [OwedMessage] = [],
        progress: StudyProgress? = nil, at now: Timestamp = at(0), tellingSummaries: Bool = false,
        study: String = study
    ) throws {
        try commit(
            Review(
                study: study, now: now, assessment: assessment, changes: changes, messages: messages,
                progress: progress), tellingSummaries: tellingSummaries)
    }
}
