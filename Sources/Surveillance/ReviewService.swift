// SPDX-License-Identifier: Apache-2.0

import Alerting
package import Logging
import Rules
import ServiceLifecycle
package import Storage
import Trial

/// Reviews the studies until the daemon stops: at once, at an interval, and early when a store may have changed.
package struct ReviewService: Service {
    private let reviewer: Reviewer
    private let watches: [StudyWatch]
    private let stage: BlockingStage
    private let interval: Duration
    private let switchboard: Switchboard
    private let clock: any ReviewClock
    private let desk: any OfficerDesk
    private let logger: Logger

    /// The longest the loop sleeps: a pass without changes costs a few reads, and the watchdog wants to hear of it.
    private static let silenceMax = Duration.seconds(15)

    /// A review loop over studies.
    ///
    /// - Parameters:
    ///   - interval: how often the stores are polled even when nothing wakes the loop.
    ///   - switchboard: tells that a store may have changed, and is told when messages became owed.
    package init(
        reviewer: Reviewer, watches: [StudyWatch], stage: BlockingStage, interval: Duration,
        switchboard: Switchboard, clock: any ReviewClock, desk: any OfficerDesk, logger: Logger
    ) {
        self.reviewer = reviewer
        self.watches = watches
        self.stage = stage
        self.interval = interval
        self.switchboard = switchboard
        self.clock = clock
        self.desk = desk
        self.logger = logger
    }

    package func run() async throws {
        try await withGracefulShutdownHandler {
            for await _ in switchboard.changed.signals(every: min(interval, Self.silenceMax)).cancelOnGracefulShutdown()
            {
                for watch in watches where switchboard.continues() { try await review(watch) }
            }
        } onGracefulShutdown: {
            switchboard.stop()
        }
        logger.info("review stopped")
    }

    /// One pass over one study; a store that cannot be read is an alert, a ledger that cannot be written is the end.
    private func review(_ watch: StudyWatch) async throws {
        let report = try await stage.run { [self] in
            try pass(over: watch)
        }
        if report.messages > 0 { switchboard.committed.signal() }
        guard report.changes > 0 || report.fullReviewReason != nil else { return }
        logger.info(
            "reviewed",
            metadata: [
                "study": "\(watch.study)", "subjects": "\(report.subjectsReviewed)", "changes": "\(report.changes)",
                "messages": "\(report.messages)", "full": "\(report.fullReviewReason?.rawValue ?? "no")",
            ])
    }

    private func pass(over watch: StudyWatch) throws -> PassReport {
        let reading = clock.read(acceptsJump: try isJumpAcknowledged(study: watch.study))
        let moment = watch.moment(reading.now)
        if let seconds = reading.jumpedBy {
            try reviewer.report(.clockJumped(seconds: seconds), holds: true, study: watch.study, at: moment)
        } else {
            try reviewer.report(.clockJumped(seconds: 0), holds: false, study: watch.study, at: moment)
        }
        var report: PassReport
        do {
            report = try reviewer.reviewOnce(
                watch, now: reading.now, options: ReviewOptions(trustsClock: reading.isTrusted))
        } catch let error as FollowUpStoreError {
            logger.error("store unreadable", metadata: ["study": "\(watch.study)", "error": "\(error)"])
            report = PassReport()
            report.changes = try reviewer.report(
                .storeUnreadable(study: watch.study), holds: true, study: watch.study, at: moment)
            report.messages = report.changes
            return report
        }
        report.changes += try reviewer.report(
            .storeUnreadable(study: watch.study), holds: false, study: watch.study, at: moment)
        return report
    }

    /// An operator believes the new time by acknowledging the alert that tells of the jump.
    private func isJumpAcknowledged(study: String) throws -> Bool {
        try desk.alerts(AlertFilter(study: study, states: [.acknowledged])).contains { alert in
            alert.episode.rule == SystemCondition.clockJumped(seconds: 0).rule
        }
    }
}
