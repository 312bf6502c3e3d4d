// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
import Delivery
import Foundation
import Logging
import Rules
import SQLiteStorage
import ServiceLifecycle
import Simulation
import Storage
import Surveillance
import Synchronization
import Trial

/// The daemon's services over one store and one receiver, wired as the program wires them, inside this process.
struct BenchDaemon {
    let ledger: SQLiteLedger
    let reviewer: Reviewer
    let watch: StudyWatch
    private let store: String
    private let url: String?
    private let switchboard: Switchboard

    /// Opens a store and a new ledger beside it.
    ///
    /// - Parameter url: where messages go; nil when nobody is told.
    init(store path: String, studyProtocol: StudyProtocol, url: String?) throws {
        store = path
        self.url = url
        ledger = try SQLiteLedger(path: path + "-ledger", opening: .creating)
        let offset = SimulatedTrial.secondsFromUTC
        watch = StudyWatch(
            studyProtocol: studyProtocol, store: try SQLiteFollowUpStore(path: path), secondsFromUTC: { _ in offset })
        let recipients = url.map { _ in
            [Recipient(name: BenchReceiver.name, severityMin: .urgent, payload: .coded, language: .en)]
        }
        let switchboard = Switchboard()
        self.switchboard = switchboard
        reviewer = Reviewer(
            ledger: ledger, marker: try ReviewMark(ledger: ledger.path),
            composer: MessageComposer(recipients: recipients ?? [], protocols: [studyProtocol]),
            names: NumberedNames(), continues: { switchboard.continues() },
            announce: { switchboard.committed.signal() })
    }

    /// Runs the services until the body is done.
    func run(_ body: @Sendable () async throws -> Void) async throws {
        let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        let receiver = try BenchReceiver(outbox: ledger, url: url)
        let services: [any Service] = [
            DeliveryService(
                deliverer: receiver.deliverer, wake: switchboard.committed, pulse: switchboard.pulse,
                exchangesAtOnce: CourierLimits().connectionsPerHostMax, now: SystemClock.wallTime, logger: logger),
            ReviewService(
                reviewer: reviewer, watches: [watch], stage: BlockingStage(label: "review"), interval: .seconds(30),
                switchboard: switchboard, clock: SystemClock(lastCommitted: nil), desk: ledger, logger: logger),
            StoreWatchService(
                stores: [WatchedStore(store: watch.store, hints: FollowUpWatch(path: store).hints)],
                wake: switchboard.changed, logger: logger),
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for service in services { group.addTask { try await service.run() } }
            try await body()
            group.cancelAll()
        }
        await receiver.close()
    }

    /// Waits until the first pass over the study is committed and its messages are delivered.
    func settle(secondsMax: Double) async throws {
        let start = ContinuousClock.now
        while start.secondsUntilNow < secondsMax {
            try await Task.sleep(for: .milliseconds(100))
            let isReviewed = try ledger.progress(study: watch.study).map { $0.isFirstPassDone && !$0.areArmsDue }
            if isReviewed == true, try ledger.outboxStatus().pending == 0 { return }
        }
        throw BenchError.timedOut("the first pass")
    }
}

/// The receiver of every benchmark, and what delivers to it.
struct BenchReceiver {
    static let name = "bench"

    let deliverer: Deliverer
    private let courier = CurlCourier(limits: CourierLimits())

    /// Delivers an outbox to a loopback address, or to nobody.
    init(outbox: any Outbox, url: String?) throws {
        let secret = try WebhookSecret("whsec_" + Data(repeating: 7, count: 32).base64EncodedString())
        let receivers = url.map { url in
            [
                Self.name: StandardWebhookReceiver(
                    url: url, secrets: [secret], allowsHTTP: true, softwareVersion: "bench")
            ]
        }
        deliverer = Deliverer(
            outbox: outbox, courier: courier, receivers: receivers ?? [:], stage: BlockingStage(label: "outbox"))
    }

    /// Ends the courier's thread, without which the process must not end.
    func close() async { await courier.shutdown() }
}

/// Counts names up.
final class NumberedNames: NameMinting {
    private let next = Atomic<Int>(0)

    func mintAlertID() -> AlertID { AlertID("A-\(next.add(1, ordering: .relaxed).newValue)") }

    func mintWebhookID() -> String { "msg_\(next.add(1, ordering: .relaxed).newValue)" }
}
