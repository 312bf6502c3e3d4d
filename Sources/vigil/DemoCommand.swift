// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Simulation
import Surveillance
import Trial

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Play a simulated trial, with the daemon watching it and a local receiver listening.",
        discussion: """
            Thirteen sites enter, correct and delete the rows of a made-up NCT04217967. The daemon follows their \
            store, sends signed webhooks to a receiver on this machine, and the messages are printed as they arrive. \
            Time is compressed: by default a fortnight of the trial passes in a second. At the end the digest is \
            written.

            Example: vigil demo --seed 7
            """)

    @Flag(help: "Go on until Ctrl-C, with a slower clock, and keep the digest up to date.")
    var endless = false

    @Option(help: "The seed that chooses the trial.")
    var seed: UInt64 = 1

    @Option(help: "The folder for stores and digest; a temporary one unless given.")
    var folder: String?

    @Option(help: "The protocol to watch by; the one this program is shipped with unless given.")
    var `protocol`: String?

    @Option(help: "Days of the trial that pass in a second.")
    var daysPerSecond: Double?

    /// What is history when the demonstration begins: enough for every arm to have a past.
    private static let historyEnds = CalendarDay(daysSince1970: SimulatedTrial.firstDay.daysSince1970 + 500)
    /// How long the compressed story plays, in seconds.
    private static let secondsPlayed = 25.0

    mutating func validate() throws {
        guard (daysPerSecond ?? 1) > 0 else { throw ValidationError("--days-per-second must be above 0.") }
    }

    func run() async throws {
        let pace = daysPerSecond ?? (endless ? 1 : 14)
        let place = try DemoFolder(at: folder, protocolPath: `protocol`)
        let stage = try await DemoStage(place, seed: seed, historyEnds: DemoCommand.historyEnds)
        print(stage.opening)
        let last = DemoCommand.historyEnds + Int(DemoCommand.secondsPlayed * pace)
        let outcome = try await stage.play(
            daysPerSecond: pace, through: endless ? SimulatedTrial.lastDay + 60 : last, isEndless: endless)
        print(outcome.closing)
        guard outcome.isWhole else { throw ExitCode.failure }
    }
}
