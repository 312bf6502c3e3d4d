// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Logging
import SQLiteStorage
import ServiceLifecycle
import Settings
import Storage
import Surveillance
import UnixSignals

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Watch the configured studies until stopped.",
        discussion: """
            Reviews, delivers and follows the stores until SIGTERM or Ctrl-C, finishes what is in hand, and exits 0. \
            Under systemd it reports readiness and keeps the watchdog informed.

            Example: vigil run --config Config/vigil.yaml
            """)

    @OptionGroup var configuration: ConfigurationOption

    /// Half of it must outlast the 15 s that the review sleeps, and the subject after it.
    private static let watchdogPeriodMin = Duration.seconds(40)

    func run() async throws {
        try await reporting {
            let logger = Logger(label: "vigil")
            let watchtower = try Watchtower(configuration: configuration.config)
            try await watchtower.requireStores()
            for warning in watchtower.settings.warnings { logger.warning("\(warning)") }
            try warnOfStrangers(in: watchtower, logger)
            let environment = ProcessInfo.processInfo.environment
            let period = environment["WATCHDOG_USEC"].flatMap(Int.init).map { Duration.microseconds($0) }
            if let period, period < Self.watchdogPeriodMin {
                logger.warning(
                    "the watchdog's limit is too short for a healthy daemon: set WatchdogSec to 40 or more",
                    metadata: ["seconds": "\(period.components.seconds)"])
            }
            let services = watchtower.services(
                logger: logger, socket: environment["NOTIFY_SOCKET"].map(ServiceManagerSocket.init(path:)),
                watchdogPeriod: period ?? .seconds(60))
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: logger))
            try await group.run()
            await watchtower.close()
        }
    }
    /// Messages to a receiver that the configuration no longer names would wait for ever in silence.
    private func warnOfStrangers(in watchtower: Watchtower, _ logger: Logger) throws {
        let known = Set(watchtower.deliverer.receiverNames)
        for name in try watchtower.ledger.receiversOwed() where !known.contains(name) {
            let pending = try watchtower.ledger.backlog(of: name).pending
            logger.warning(
                """
                messages are owed to a receiver that is not configured, and go nowhere: put the name back under \
                `receivers`, or accept that they are never delivered
                """,
                metadata: ["receiver": "\(name)", "pending": "\(pending)"])
        }
    }
}
