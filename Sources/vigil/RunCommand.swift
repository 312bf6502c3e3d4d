// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle
import Settings
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

    func run() async throws {
        try await reporting {
            let logger = Logger(label: "vigil")
            let watchtower = try Watchtower(configuration: configuration.config)
            try await watchtower.requireStores()
            for warning in watchtower.settings.warnings { logger.warning("\(warning)") }
            let environment = ProcessInfo.processInfo.environment
            let period = environment["WATCHDOG_USEC"].flatMap(Int.init).map { Duration.microseconds($0) }
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
}
