// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Synchronization
import Trial

/// Looks over the daemon's shoulder: keeps its own book of every commit and every arrival, and writes down whatever
/// should not have happened.
final class Auditor: Sendable {
    private let book = Mutex(AuditBook())

    /// What should not have happened so far.
    var findings: [String] { book.withLock(\.findings) }

    func finds(_ finding: String) { book.withLock { $0.findings.append(finding) } }

    func inspect<Value>(_ body: (inout AuditBook) -> Value) -> Value { book.withLock { body(&$0) } }

    /// A site changed a row of somebody at the end of the feed.
    func enters(_ name: SubjectName, at position: Int64) {
        book.withLock { $0.feed[name, default: []].append(position) }
    }

    /// The reviewer reads a record.
    func sees(_ name: SubjectName, rows: TruthBook.Rows, head: Int64, store: StoreIdentity) {
        book.withLock { $0.sightings[name] = AuditBook.Sighting(rows: rows, head: head, store: store) }
    }

    /// The reviewer asks who has a row.
    func lists(_ subjects: [String], of study: String) { book.withLock { $0.listed[study] = subjects } }

    /// A review was committed.
    func hears(_ review: Review, told: [AlertChange]) { book.withLock { $0.enter(review, told: told) } }

    /// An officer's answer was taken.
    func acknowledges(_ alert: Alert) {
        book.withLock { book in
            book.alerts[alert.id] = alert
            book.answers += 1
        }
    }

    /// A receiver got a message.
    func arrives(id: String, at url: String, body: String) {
        book.withLock { book in
            guard let owed = book.owed[id] else { return book.findings.append("\(id) arrived and was never committed") }
            if owed.body != body { book.findings.append("\(id) arrived with another body") }
            if !url.hasSuffix(owed.receiver) { book.findings.append("\(id) arrived at the wrong receiver") }
            let isOvertaken = book.owed.values.contains { other in
                other.alert != nil && other.alert == owed.alert && other.receiver == owed.receiver
                    && other.alertVersion < owed.alertVersion && !book.arrived.contains(other.webhookID)
            }
            if isOvertaken { book.findings.append("\(id) arrived before an earlier message about its alert") }
            book.arrived.insert(id)
        }
    }
}

/// The auditor's book.
struct AuditBook: Sendable {
    /// What stood in the store when the reviewer looked.
    struct Sighting {
        var rows: TruthBook.Rows
        var head: Int64
        var store: StoreIdentity
    }

    var findings: [String] = []
    /// The cut of the platelet hold in force.
    var holdBelow = 30
    /// Whether the limit of retractions is so low that it is met.
    var hasLowLimit = false
    /// Who is left alone.
    var quarantined: Set<SubjectName> = []

    /// Positions in the present store's feed.
    var feed: [SubjectName: [Int64]] = [:]
    var sightings: [SubjectName: Sighting] = [:]
    /// Whom a commit has judged, and up to which position of the present store.
    var reviewed: [SubjectName: Int64] = [:]
    var progress: [String: StudyProgress] = [:]
    /// By study, the store it was first followed in.
    var firstStores: [String: StoreIdentity] = [:]
    /// By study, who had a row when a full review that is under way asked.
    var listed: [String: [String]] = [:]
    /// Studies whose store was replaced or restored since their last progress.
    var mayGoBack: Set<String> = []

    /// Every alert as last committed or answered.
    var alerts: [AlertID: Alert] = [:]
    var commits = 0
    var changes = 0
    var answers = 0
    var retractions = 0
    /// Crossings found at quiet points.
    var crossings = 0
    var owed: [String: OwedMessage] = [:]
    var arrived: Set<String> = []

    /// Another store stands in the place of the one that was followed, or an earlier state of it.
    mutating func meetsAnotherStore(feed: [SubjectName: [Int64]]) {
        self.feed = feed
        reviewed = [:]
        sightings = [:]
        mayGoBack = Set(progress.keys)
        listed = [:]
    }

    func standing(_ name: SubjectName) -> [Alert] {
        alerts.values.filter { $0.study == name.study && $0.scope == .subject(name.subject) && $0.isReconciled }
    }

    /// What the oracle expects of somebody's rows.
    func expectation(of rows: TruthBook.Rows, at now: Timestamp) -> Expectation {
        let today = now.day(secondsFromUTC: SimulatedProtocol.secondsFromUTC)
        return Oracle(holdBelow: holdBelow, today: today).expectation(of: rows)
    }

    func ruleVersion(_ rule: String) -> String {
        switch rule {
        case "platelet-hold": "below \(holdBelow)"
        case "platelet-watch": "from \(holdBelow)"
        default: "1"
        }
    }
}
