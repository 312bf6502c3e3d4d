// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
import Rules
import Storage
import Surveillance
import Trial

/// One small trial under surveillance in memory, judged by the simulation's auditor as well.
struct WatchedTrial {
    let memory = MemoryFollowUpStore(identity: "first")
    let ledger: any SimulatedLedger
    let auditor = Auditor()
    let truth = TruthBook()
    let misfortune = Misfortune(seed: 1)
    let names = CountedNames()
    let mark: RememberedMark
    let store: FaultyStore
    let retractionsMax: Int
    private(set) var holdBelow = 30

    /// Monitoring begins on day 0 and the trial's days are counted from it.
    static let firstDay = SimulatedProtocol.monitoringFrom

    init(retractionsMax: Int = 100, ledger: any SimulatedLedger = MemoryLedger()) {
        self.ledger = ledger
        self.retractionsMax = retractionsMax
        mark = RememberedMark(misfortune: misfortune)
        store = FaultyStore(memory, misfortune: misfortune, auditor: auditor, truth: truth, meanwhile: {})
        auditor.inspect { $0.hasLowLimit = true }
    }

    /// Enters or corrects rows of a subject.
    func put(_ rows: TruthRow..., of subject: String = "A-1", study: String = "A") throws {
        for row in rows {
            truth.put(row, of: SubjectName(study: study, subject: subject))
            try memory.put(row.sdtm(study: study, subject: subject))
        }
    }

    func remove(_ row: TruthRow, of subject: String = "A-1") throws {
        truth.remove(row.key, of: SubjectName(study: "A", subject: subject))
        try memory.remove(row.sdtm(study: "A", subject: subject))
    }

    /// The protocol is amended.
    mutating func hold(below cut: Int) {
        holdBelow = cut
        auditor.inspect { $0.holdBelow = cut }
    }

    /// One pass at noon in the study's zone, so many days after monitoring began.
    @discardableResult
    func review(
        onDay day: Int = 0, _ options: ReviewOptions = ReviewOptions(), through store: (any FollowUpStore)? = nil,
        answering: @escaping @Sendable (Review) -> Void = { _ in }, continues: @escaping @Sendable () -> Bool = { true }
    ) throws -> PassReport {
        let studyProtocol = SimulatedProtocol.of("A", holdBelow: holdBelow, retractionsMax: retractionsMax)
        let recipients = simulatedRecipients.map {
            Recipient(name: $0.name, severityMin: $0.severityMin, payload: .coded, language: .en)
        }
        let reviewer = Reviewer(
            ledger: AnsweredLedger(
                FaultyLedger(inner: ledger, misfortune: misfortune, auditor: auditor, meanwhile: { _ in }),
                answering: answering),
            marker: mark, composer: MessageComposer(recipients: recipients, protocols: [studyProtocol]), names: names,
            continues: continues)
        let watch = StudyWatch(
            studyProtocol: studyProtocol, store: store ?? self.store,
            secondsFromUTC: { _ in SimulatedProtocol.secondsFromUTC })
        return try reviewer.reviewOnce(watch, now: WatchedTrial.noon(onDay: day), options: options)
    }

    static func noon(onDay day: Int) -> Timestamp {
        let days = Int64(firstDay.daysSince1970 + day)
        return Timestamp(milliseconds: (days * 86_400 + 43_200 - Int64(SimulatedProtocol.secondsFromUTC)) * 1_000)
    }

    /// Every alert about subjects, the oldest first, also those that ended.
    var alerts: [Alert] { held.filter { $0.scope != .system } }

    /// Every alert about the monitor itself, the oldest first.
    var systemAlerts: [Alert] { held.filter { $0.scope == .system } }

    private var held: [Alert] {
        auditor.inspect { book in
            book.alerts.values.sorted { Int($0.id.text.dropFirst()) ?? 0 < Int($1.id.text.dropFirst()) ?? 0 }
        }
    }

    /// Messages owed so far.
    var owed: [OwedMessage] {
        auditor.inspect { book in book.owed.values.sorted { $0.webhookID < $1.webhookID } }
    }

    var commits: Int { auditor.inspect(\.commits) }
    var progress: StudyProgress? { try? ledger.progress(study: "A") }

    /// A platelet count on a day of the trial; the hour tells counts of one day apart.
    static func count(_ count: Int, day: Int, hour: Int = 8) -> TruthRow {
        .platelets(
            PlateletRow(
                test: "PLAT", specimen: "BLOOD", day: firstDay + day, minute: hour * 60, reference: "", count: count,
                writing: .gigaPerLitre))
    }

    static func neuropathy(grade: Int?, pain: Answer, day: Int) -> TruthRow {
        .event(
            EventRow(
                verbatim: "tingling", term: "Neuropathy peripheral", day: firstDay + day, reference: "", grade: grade,
                pain: pain, isSerious: false))
    }
}

/// A ledger before each commit of which an officer may act.
struct AnsweredLedger: ReviewLedger {
    private let inner: any ReviewLedger
    private let answering: @Sendable (Review) -> Void

    init(_ inner: any ReviewLedger, answering: @escaping @Sendable (Review) -> Void) {
        self.inner = inner
        self.answering = answering
    }

    func commit(_ review: Review, tellingSummaries: Bool) throws {
        answering(review)
        try inner.commit(review, tellingSummaries: tellingSummaries)
    }

    func progress(study: String) throws -> StudyProgress? { try inner.progress(study: study) }
    func reconciledAlerts(study: String, scope: Scope) throws -> [Alert] {
        try inner.reconciledAlerts(study: study, scope: scope)
    }
    func dueSubjects(study: String, at now: Timestamp) throws -> [String] {
        try inner.dueSubjects(study: study, at: now)
    }
    func knownSubjects(study: String) throws -> [String] { try inner.knownSubjects(study: study) }
    func summary(study: String, subject: String) throws -> SubjectSummary? {
        try inner.summary(study: study, subject: subject)
    }
    func summaries(study: String) throws -> [SubjectSummary] { try inner.summaries(study: study) }
    func heldRetractions(study: String) throws -> Int { try inner.heldRetractions(study: study) }
    func changesForSummary(study: String) throws -> [AlertChange] { try inner.changesForSummary(study: study) }
    func recordStrike(study: String, subject: String, at now: Timestamp) throws -> Int {
        try inner.recordStrike(study: study, subject: subject, at: now)
    }
    func quarantinedSubjects(study: String, strikesMax: Int) throws -> [String] {
        try inner.quarantinedSubjects(study: study, strikesMax: strikesMax)
    }
}
