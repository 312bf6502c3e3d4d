// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
import Rules
import Storage
import Surveillance
import Trial

/// Two trials, their sites, a daemon that dies, receivers that fail and an officer, through forty simulated days.
struct SimulatedWorld {
    /// What the world is built on.
    struct Ground {
        var ledger: any SimulatedLedger
        /// Makes an empty store under another identity each time.
        var makeStore: (Int) throws -> any SimulatedStore
    }

    let seed: UInt64
    let ground: Ground
    let auditor = Auditor()
    let truth = TruthBook()
    let misfortune: Misfortune
    let sites: SimulatedSites
    let store: FaultyStore
    let receivers: SimulatedReceivers
    let mark: RememberedMark
    let names = CountedNames()
    let stage = BlockingStage(label: "simulation")
    let studies: [String]
    let retractionsMax: Int
    let daysCount = 40

    var holdBelow = 30
    var now = Timestamp(milliseconds: Int64(SimulatedProtocol.monitoringFrom.daysSince1970) * 86_400_000)
    var storesMade = 1
    /// What was done, for whoever replays the seed.
    var trace: [String] = []

    init(seed: UInt64, on ground: Ground) throws {
        self.seed = seed
        self.ground = ground
        studies = seed % 3 == 0 ? ["A"] : ["A", "B"]
        retractionsMax = seed % 5 == 0 ? 2 : 1_000
        misfortune = Misfortune(seed: seed &* 31 &+ 7)
        let first = try ground.makeStore(1)
        sites = SimulatedSites(
            studies: studies, subjectsEach: seed % 2 == 0 ? 4 : 6, seed: seed, truth: truth, auditor: auditor,
            store: first)
        let sites = sites
        store = FaultyStore(
            first, misfortune: misfortune, auditor: auditor, truth: truth, meanwhile: { try sites.editSomebody() })
        receivers = SimulatedReceivers(misfortune: misfortune, auditor: auditor)
        mark = RememberedMark(misfortune: misfortune)
        let hasLowLimit = retractionsMax < 1_000
        auditor.inspect { $0.hasLowLimit = hasLowLimit }
    }

    /// Lives through all of it, judging at quiet points.
    mutating func run() async throws {
        for _ in 0..<25 { try sites.editSomebody() }
        for day in 0..<daysCount {
            misfortune.set(crash: 6, failure: 6)
            let opening = now
            for step in 0..<6 {
                now = opening + Double(step) * 14_400 + Double(misfortune.draw(14_000))
                sites.move(to: now.day(secondsFromUTC: SimulatedProtocol.secondsFromUTC))
                try await takeStep(on: day)
            }
            now = opening + 86_400
            if day % 8 == 7 { try await settle() }
            guard auditor.findings.isEmpty else { return }
        }
    }

    private mutating func takeStep(on day: Int) async throws {
        switch misfortune.draw(100) {
        case ..<40: try sites.editSomebody()
        case ..<72: try pass(over: studies[misfortune.draw(studies.count)])
        case ..<84: try await deliver()
        case ..<91: answerAnAlert()
        case ..<95:
            let receiver = simulatedRecipients[misfortune.draw(simulatedRecipients.count)].name
            receivers.set(SimulatedWorld.url(of: receiver), isDown: misfortune.draw(2) == 0)
        case ..<97: try moveToACopy()
        case ..<98: try await restoreABackup()
        default: if seed % 4 == 1, day > 15 { changeTheCut() }
        }
    }

    // MARK: The daemon

    var reviewer: Reviewer {
        let protocols = studies.map(studyProtocol)
        let desk = ground.ledger
        let (auditor, misfortune) = (auditor, misfortune)
        let ledger = FaultyLedger(
            inner: ground.ledger, misfortune: misfortune, auditor: auditor,
            meanwhile: { SimulatedOfficer(desk: desk, auditor: auditor).answer(before: $0) })
        return Reviewer(
            ledger: ledger, marker: mark,
            composer: MessageComposer(
                recipients: simulatedRecipients.map {
                    Recipient(name: $0.name, severityMin: $0.severityMin, payload: .coded, language: .en)
                }, protocols: protocols),
            names: names, continues: { !misfortune.happens(30) })
    }

    func studyProtocol(_ study: String) -> StudyProtocol {
        SimulatedProtocol.of(study, holdBelow: holdBelow, retractionsMax: retractionsMax)
    }

    /// One pass, whatever becomes of it; a process that died is followed by another.
    @discardableResult
    mutating func pass(over study: String, options: ReviewOptions? = nil) throws -> PassReport? {
        let watch = StudyWatch(
            studyProtocol: studyProtocol(study), store: store, secondsFromUTC: { _ in SimulatedProtocol.secondsFromUTC }
        )
        let trust = ReviewOptions(trustsClock: !misfortune.happens(100))
        // Now and then the clock goes back a little.
        let moment = misfortune.happens(100) ? now + -7_200 : now
        do {
            let report = try reviewer.reviewOnce(watch, now: moment, options: options ?? trust)
            trace.append("\(now) pass over \(study): \(report)")
            return report
        } catch is Crash {
            trace.append("\(now) pass over \(study) died")
            try startAgain()
        } catch is FollowUpStoreError {
            trace.append("\(now) pass over \(study): the store failed")
            if let left = mark.left { auditor.finds("\(left.subject) would be charged with a crash of the store's") }
        } catch is LedgerError {
            trace.append("\(now) pass over \(study): the ledger failed")
            mark.forget()
        } catch is AlertMoved {
            trace.append("\(now) pass over \(study): an officer was faster")
        }
        return nil
    }

    /// What a new process does with the note that the one before left.
    private mutating func startAgain() throws {
        misfortune.startAgain()
        guard let left = mark.left else { return }
        let strikes = try ground.ledger.recordStrike(study: left.study, subject: left.subject, at: now)
        if strikes >= Reviewer.strikesMax { auditor.inspect { _ = $0.quarantined.insert(left) } }
        mark.forget()
    }

    mutating func deliver() async throws {
        let instant = now
        let deliverer = Deliverer(
            outbox: FaultyLedger(
                inner: ground.ledger, misfortune: misfortune, auditor: auditor, meanwhile: { _ in }),
            courier: receivers, receivers: try SimulatedWorld.endpoints(), stage: stage, jitter: { 0.5 })
        do {
            for name in deliverer.receiverNames { _ = try await deliverer.deliverOnce(to: name, now: { instant }) }
        } catch is Crash {
            misfortune.startAgain()
        } catch is LedgerError {}
    }

    static func url(of receiver: String) -> String { "https://receivers.example/\(receiver)" }

    private static func endpoints() throws -> [String: StandardWebhookReceiver] {
        let secret = try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let pairs = simulatedRecipients.map { recipient in
            let endpoint = StandardWebhookReceiver(
                url: url(of: recipient.name), secrets: [secret], allowsHTTP: false, softwareVersion: "1")
            return (recipient.name, endpoint)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private func answerAnAlert() {
        let officer = SimulatedOfficer(desk: ground.ledger, auditor: auditor)
        officer.answerSomething(of: studies[misfortune.draw(studies.count)], choosing: misfortune.draw, at: now)
    }
}
