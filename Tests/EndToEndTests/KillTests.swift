// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import Kit
import Receiver
import Rules
import SQLiteStorage
import Storage
import Testing
import Trial

/// The daemon is killed again and again while rows arrive and the receiver fails now and then.
@Suite struct KillTests {
    private static let kills = 200
    private static let seed: UInt64 = 20_261_122

    @Test(.timeLimit(.minutes(3)))
    func `however often it is killed, what is in the ledger arrives, nothing else does, and no row is overlooked`()
        async throws
    {
        let place = try Workplace()
        _ = try place.writer().apply(SmallStudy.enrolment())
        try await withReceiver { receiver, mailbox in
            try place.configure(receiver: try await receiver.url(), pollSeconds: 1)
            try await Self.live(at: place, receiver, mailbox)
            let leftAlone = try await Self.settle(place)
            try await Self.expectWhatAFreshLedgerSays(place, except: leftAlone)
            if !leftAlone.isEmpty {
                let release = try await place.run("review", "--release-quarantined")
                #expect(release.status == 0, "\(release.errors)")
                #expect(try await Self.settle(place).isEmpty)
                try await Self.expectWhatAFreshLedgerSays(place, except: [])
            }
            try Self.expectExactDelivery(place, mailbox)
            try await Self.expectNothingLeft(place)
        }
    }

    /// Rows arrive and daemons die.
    private static func live(at place: Workplace, _ receiver: LocalReceiver, _ mailbox: Mailbox) async throws {
        let writer = try place.writer()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                var sites = SmallSites(seed: seed)
                while !Task.isCancelled {
                    try sites.write(to: writer)
                    // The pace of entry, not a wait: it ends with the last kill.
                    try? await Task.sleep(for: .milliseconds(5))
                }
            }
            var generator = Seeded(seed: seed + 1)
            for number in 1...kills {
                if Int.random(in: 0..<10, using: &generator) == 0 { receiver.failNext(1, status: 503) }
                let daemon = try place.daemon()
                if number.isMultiple(of: 4) {
                    // While it starts and catches up.
                    try await Task.sleep(for: .milliseconds(Int.random(in: 1...60, using: &generator)))
                } else {
                    // While it runs: soon after a new message, so that the story goes on on a slow machine too.
                    let before = mailbox.countOfDifferent
                    try? await eventually("a message arrives", within: 0.5) { mailbox.countOfDifferent > before }
                    try await Task.sleep(for: .milliseconds(Int.random(in: 0...80, using: &generator)))
                }
                daemon.signal(SIGKILL)
                let ending = try await daemon.ending()
                try #require(ending.wasSignalled && ending.status == SIGKILL, "it ended by itself: \(ending.errors)")
            }
            group.cancelAll()
        }
    }

    /// Lets a daemon do what is left, and gives the subjects it leaves alone because it died twice over them.
    private static func settle(_ place: Workplace) async throws -> Set<String> {
        let ledger = try place.ledger()
        let head = try SQLiteFollowUpStore(path: place.store).head()
        let systemd = try ServiceManager(path: place.path("notify-\(UUID().uuidString.prefix(4))"))
        let daemon = try place.daemon(environment: ["NOTIFY_SOCKET": systemd.path])
        try await eventually("the daemon is ready") { !systemd.assignments().isEmpty }
        try await eventually("all is reviewed and delivered", within: 60) {
            guard let progress = try ledger.progress(study: SmallStudy.study) else { return false }
            return try progress.watermark == head && !progress.areArmsDue && ledger.outboxStatus().pending == 0
        }
        daemon.signal(SIGTERM)
        let ending = try await daemon.ending()
        #expect(ending.status == 0 && !ending.wasSignalled, "\(ending.errors)")
        return Set(try ledger.quarantinedSubjects(study: SmallStudy.study, strikesMax: 2))
    }

    private static func expectExactDelivery(_ place: Workplace, _ mailbox: Mailbox) throws {
        let owed = try place.owedMessages()
        #expect(owed.count >= 100)
        let arrivals = Dictionary(grouping: mailbox.messages, by: \.webhookID).mapValues { Set($0.map(\.body)) }
        #expect(Set(arrivals.keys) == Set(owed.keys))
        #expect(arrivals.allSatisfy { id, bodies in bodies == [Array((owed[id] ?? "").utf8)] })
        let strange = mailbox.otherEvents.filter { $0 != .failedOnPurpose(status: 503) }
        #expect(strange.isEmpty)
    }

    private static func expectNothingLeft(_ place: Workplace) async throws {
        let last = try await place.run("review")
        #expect(last.output.contains("what changed: 0 subjects, 0 alert changes, 0 messages owed"), "\(last.output)")
        let full = try await place.run("review", "--full")
        #expect(full.output.contains("12 subjects, 0 alert changes, 0 messages owed"), "\(full.output)")
        let audit = try await place.run("audit", "verify")
        #expect(audit.status == 0 && audit.output.hasPrefix("intact"), "\(audit.output)")
    }

    /// Compares with a ledger that has seen nothing but the store as it is now.
    private static func expectWhatAFreshLedgerSays(_ place: Workplace, except leftAlone: Set<String>) async throws {
        let name = "fresh-\(leftAlone.count)"
        try place.configure(name: "\(name).yaml", ledger: "\(name).sqlite")
        let review = try await place.run("review", configuration: "\(name).yaml")
        #expect(review.status == 0, "\(review.errors)")
        // An arm is counted from all of its subjects.
        let isCompared = { (opened: OpenEpisode) in
            switch opened.scope {
            case .subject(let subject): !leftAlone.contains(subject)
            case .arm: leftAlone.isEmpty
            case .system: false
            }
        }
        let standing = try openEpisodes(place.ledger()).filter(isCompared)
        #expect(!standing.isEmpty)
        #expect(try standing == openEpisodes(place.ledger("\(name).sqlite")).filter(isCompared))
    }

    /// What the open alerts say, whatever their names and their past.
    private static func openEpisodes(_ ledger: SQLiteLedger) throws -> Set<OpenEpisode> {
        Set(
            try ledger.alerts(AlertFilter(study: SmallStudy.study)).map {
                OpenEpisode(scope: $0.scope, episode: $0.episode)
            })
    }
}

private struct OpenEpisode: Hashable {
    var scope: Scope
    var episode: Episode
}

/// Hospitals that enter, correct and delete rows, the same for the same seed.
private struct SmallSites {
    private var generator: Seeded

    init(seed: UInt64) {
        generator = Seeded(seed: seed)
    }

    mutating func write(to writer: any FollowUpWriter) throws {
        let subject = SmallStudy.subjects.randomElement(using: &generator) ?? ""
        let visit = Int.random(in: 1...6, using: &generator)
        let count = [5, 20, 25, 40, 60, 150].randomElement(using: &generator) ?? 0
        let platelets = SmallStudy.platelets(subject, visit: visit, count)
        let event = SmallStudy.neuropathy(
            subject, visit: visit, grade: Int.random(in: 1...4, using: &generator),
            end: Bool.random(using: &generator) ? "2023-05-01" : "")
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<5: _ = try writer.apply([platelets])
        case 5: _ = try writer.delete([platelets])
        case 6..<9: _ = try writer.apply([event])
        default: _ = try writer.delete([event])
        }
    }
}
