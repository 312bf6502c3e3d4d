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
    private let told = ToldConditions()

    /// The longest the loop sleeps: a pass without changes costs a few reads, and the watchdog wants to hear of it.
    private static let silenceMax = Duration.seconds(15)

    /// A review loop over studies.
    ///
    /// - Parameters:
    ///   - interval: how often the stores are polled even when nothing wakes the loop.
    ///   - switchboard: tells that a store may have changed, and hears that the loop is alive.
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
        try tell(.clockJumped(seconds: reading.jumpedBy ?? 0), holds: !reading.isTrusted, watch, moment)
        do {
            var report = try reviewer.reviewOnce(
                watch, now: reading.now, options: ReviewOptions(trustsClock: reading.isTrusted))
            report.changes += try tell(.storeUnreadable(study: watch.study), holds: false, watch, moment)
            return report
        } catch let error as FollowUpStoreError {
            logger.error("store unreadable", metadata: ["study": "\(watch.study)", "error": "\(error)"])
            var report = PassReport()
            report.changes = try tell(.storeUnreadable(study: watch.study), holds: true, watch, moment)
            return report
        }
    }

    /// Tells a condition when it begins or ends; gives the number of changes.
    @discardableResult
    private func tell(
        _ condition: SystemCondition, holds: Bool, _ watch: StudyWatch, _ moment: ReviewMoment
    ) throws -> Int {
        guard told.stands(condition, study: watch.study) != holds else { return 0 }
        let changes = try reviewer.report(condition, holds: holds, study: watch.study, at: moment)
        told.note(condition, study: watch.study, holds: holds)
        return changes
    }

    /// An operator believes the new time by acknowledging the alert that tells of the jump.
    private func isJumpAcknowledged(study: String) throws -> Bool {
        let condition = SystemCondition.clockJumped(seconds: 0)
        guard told.stands(condition, study: study) != false else { return false }
        return try desk.alerts(AlertFilter(study: study, states: [.acknowledged])).contains { alert in
            alert.episode.rule == condition.rule
        }
    }
}
