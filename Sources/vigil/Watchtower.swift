// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
import Delivery
import Foundation
import Logging
import Rules
import SQLiteStorage
import ServiceLifecycle
import Settings
import Storage
import Surveillance
import Trial

/// Everything that follows studies into one ledger, opened and wired: the only place that names the adapters.
///
/// It holds the ledger's lock for as long as it lives.
struct Watchtower {
    let settings: Settings
    let ledger: SQLiteLedger
    let watches: [StudyWatch]
    let reviewer: Reviewer
    let deliverer: Deliverer
    let clock: any ReviewClock
    private let lock: LedgerLock
    private let unopened: [StoreOpening]
    private let courier: CurlCourier
    private let courierLimits = CourierLimits()
    private let switchboard = Switchboard()
    private let reviewStage = BlockingStage(label: "review")

    /// Opens ledger and stores.
    ///
    /// A review mark that an earlier process left behind is charged to the subject it names.
    /// - Parameter clock: the daemon's sense of time; the machine's clocks unless given.
    init(configuration path: String, clock: (any ReviewClock)? = nil) throws {
        settings = try loadSettings(at: path)
        lock = try LedgerLock(ledger: settings.ledger)
        let ledger = try SQLiteLedger(path: settings.ledger, opening: .creating)
        self.ledger = ledger
        let mark = try ReviewMark(ledger: settings.ledger)
        if let left = mark.left() {
            // In this order, so that a kill in between loses one strike: the other way round it would count one death
            // twice, and leave a subject unwatched for it.
            try mark.clear()
            _ = try ledger.recordStrike(study: left.study, subject: left.subject, at: SystemClock.wallTime())
        }
        let openings = try settings.studies.map(StoreOpening.init)
        watches = openings.compactMap(\.watch)
        unopened = openings.filter { $0.watch == nil }
        let last = try settings.studies.compactMap { try ledger.progress(study: $0.protocol.study)?.reviewedAt }.max()
        let jumped = try ledger.alerts(AlertFilter(states: [.open])).contains { alert in
            alert.episode.rule == SystemCondition.clockJumped(seconds: 0).rule
        }
        self.clock = clock ?? SystemClock(lastCommitted: last, isSuspect: jumped)
        let switchboard = switchboard
        reviewer = Reviewer(
            ledger: ledger, marker: mark,
            composer: MessageComposer(
                recipients: settings.receivers.map(\.recipient), protocols: settings.studies.map(\.protocol)),
            names: RandomNames(), continues: { switchboard.continues() },
            announce: { switchboard.committed.signal() })
        let courier = CurlCourier(limits: courierLimits)
        self.courier = courier
        switchboard.pulse.expect(.courier) { courier.lastLoopAt }
        deliverer = Deliverer(
            outbox: ledger, courier: courier,
            receivers: Dictionary(
                settings.receivers.compactMap { receiver in receiver.endpoint.map { (receiver.name, $0) } },
                uniquingKeysWith: { first, _ in first }),
            stage: BlockingStage(label: "outbox"))
    }

    /// The daemon's services, in the order in which they start.
    func services(logger: Logger, socket: ServiceManagerSocket? = nil, watchdogPeriod: Duration = .seconds(60))
        -> [any Service]
    {
        [
            DeliveryService(
                deliverer: deliverer, wake: switchboard.committed, pulse: switchboard.pulse,
                exchangesAtOnce: courierLimits.connectionsPerHostMax, now: SystemClock.wallTime, logger: logger),
            ReviewService(
                reviewer: reviewer, watches: watches, stage: reviewStage,
                interval: .seconds(settings.pollIntervalSeconds), switchboard: switchboard, clock: clock, desk: ledger,
                logger: logger),
            StoreWatchService(
                stores: zip(watches, settings.studies).map { watch, study in
                    WatchedStore(store: watch.store, hints: FollowUpWatch(path: study.store).hints)
                },
                wake: switchboard.changed, logger: logger),
            WatchdogService(socket: socket, pulse: switchboard.pulse, period: watchdogPeriod, logger: logger),
        ]
    }

    /// Makes sure that every store could be opened.
    ///
    /// A store that cannot be is told to the receivers before the error ends the start: a log line alone would leave a
    /// study unwatched in silence.
    func requireStores() async throws {
        guard let first = unopened.first else { return }
        let now = SystemClock.wallTime()
        for opening in unopened {
            let moment = ReviewMoment(now: now, secondsFromUTC: opening.zone.secondsFromUTC(at: now))
            let study = opening.study
            try reviewer.report(.storeUnreadable(study: study), holds: true, study: study, at: moment)
        }
        _ = try await deliverOnce()
        await close()
        throw first.failure ?? FollowUpStoreError.missing(path: first.study)
    }

    /// One pass over every study, or over one.
    func reviewOnce(study: String? = nil, options: ReviewOptions = ReviewOptions()) throws -> [(String, PassReport)] {
        try watches.filter { study == nil || $0.study == study }.map { watch in
            let reading = clock.read(acceptsJump: false)
            var options = options
            options.trustsClock = reading.isTrusted
            return (watch.study, try reviewer.reviewOnce(watch, now: reading.now, options: options))
        }
    }

    /// Sends what is due now, batch after batch to each receiver for as long as it takes them.
    func deliverOnce() async throws -> Int {
        var attempted = 0
        for name in deliverer.receiverNames {
            var report: Deliverer.BatchReport
            repeat {
                report = try await deliverer.deliverOnce(to: name, now: SystemClock.wallTime)
                attempted += report.attempted
            } while report.delivered > 0
        }
        return attempted
    }

    /// Ends the courier's thread.
    func close() async {
        await courier.shutdown()
    }
}
