// SPDX-License-Identifier: Apache-2.0

import Channels
import Foundation
import Logging
import Receiver
import SQLiteStorage
import ServiceLifecycle
import Settings
import Simulation
import Storage
import Surveillance
import Synchronization
import Trial
import UnixSignals

/// A whole trial's surroundings on one machine: sites that write, the daemon that watches, a receiver that prints.
struct DemoStage {
    private let place: DemoFolder
    private let seed: UInt64
    private let secret: String
    private let writer: SQLiteFollowUpWriter
    private let clock: PlaybackClock
    private let history: Playback
    private let historyRows: Int

    /// Fills the store with the trial's past.
    init(_ place: DemoFolder, seed: UInt64, historyEnds: CalendarDay) async throws {
        self.place = place
        self.seed = seed
        secret = DemoStage.mintSecret()
        writer = try SQLiteFollowUpWriter(path: place.store)
        let trial = SimulatedTrial(
            seed: seed, subjects: SimulatedTrial.enrolment, start: SimulatedTrial.firstDay, end: SimulatedTrial.lastDay)
        var playback = Playback(trial.writes())
        let begin = Timestamp(
            milliseconds: (Int64(historyEnds.daysSince1970) * 86_400 - Int64(SimulatedTrial.secondsFromUTC)) * 1_000)
        var counts = WriteCounts()
        while let batch = playback.nextBatch(through: begin) { counts = counts + (try batch.write(to: writer)) }
        historyRows = counts.inserted
        history = playback
        clock = PlaybackClock(begin)
    }

    var opening: String {
        """
        A simulated NCT04217967 (seed \(seed)): \(historyRows) rows of history are in the follow-up store.
        The daemon starts on \(clock.now.local(secondsFromUTC: SimulatedTrial.secondsFromUTC)), Asia/Shanghai.
        What the safety officer receives:
        """
    }

    /// Plays the trial while the daemon watches, and gives what came of it.
    func play(daysPerSecond: Double, through last: CalendarDay, isEndless: Bool) async throws -> DemoOutcome {
        let printer = MessagePrinter()
        let receiver = LocalReceiver(
            port: 0, secrets: [try WebhookSecret(secret)], now: { SystemClock.wallTime().seconds },
            onEvent: { await printer.print($0) })
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await receiver.run() }
            try place.writeConfiguration(receiverURL: try await receiver.url(), secret: secret)
            let watchtower = try Watchtower(configuration: place.configuration.path, clock: clock)
            for service in watchtower.services(logger: Logger(label: "vigil") { _ in SwiftLogNoOpLogHandler() }) {
                group.addTask { try await service.run() }
            }
            group.addTask { await clock.stopOnSignal() }
            try await watchtower.firstPass()
            try await follow(watchtower, daysPerSecond: daysPerSecond, through: last, isEndless: isEndless)
            let outcome = try await watchtower.outcome(
                printed: await printer.count, digest: place.digest, configuration: place.configuration)
            group.cancelAll()
            return outcome
        }
    }

    /// Lets the sites write, day by day.
    private func follow(
        _ watchtower: Watchtower, daysPerSecond: Double, through last: CalendarDay, isEndless: Bool
    ) async throws {
        var playback = history
        let stepsPerSecond = 20.0
        let step = daysPerSecond * 86_400 / stepsPerSecond
        var steps = 0
        while clock.now.day(secondsFromUTC: SimulatedTrial.secondsFromUTC) < last, !clock.isStopped {
            try await Task.sleep(for: .seconds(1 / stepsPerSecond))
            clock.advance(seconds: step)
            while let batch = playback.nextBatch(through: clock.now) { _ = try batch.write(to: writer) }
            steps += 1
            if isEndless, steps % 200 == 1 {
                try watchtower.writeDigest(to: place.digest)
                if steps == 1 { print("digest, renewed every ten seconds: \(place.digest.path)") }
            }
        }
    }

    private static func mintSecret() -> String {
        "whsec_" + Data((0..<32).map { _ in UInt8.random(in: .min ... .max) }).base64EncodedString()
    }
}

/// A clock that a demonstration moves on.
final class PlaybackClock: ReviewClock {
    private let instant: Mutex<Timestamp>
    private let stopped = Atomic<Bool>(false)

    init(_ instant: Timestamp) {
        self.instant = Mutex(instant)
    }

    var now: Timestamp { instant.withLock { $0 } }

    func advance(seconds: Double) {
        instant.withLock { $0 = $0 + seconds }
    }

    /// Whether somebody has asked for the end of the story.
    var isStopped: Bool { stopped.load(ordering: .relaxed) }

    /// Waits for Ctrl-C or SIGTERM, so that a demonstration that is stopped still sums up.
    func stopOnSignal() async {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) {
            stopped.store(true, ordering: .relaxed)
            return
        }
    }

    func read(acceptsJump: Bool) -> ClockGuard.Reading { ClockGuard.Reading(now: now) }
}

/// Prints messages one after another as they arrive.
actor MessagePrinter {
    private(set) var count = 0

    func print(_ event: ReceiverEvent) {
        if case .received = event { count += 1 }
        Swift.print("\n\(event.text)")
    }
}
