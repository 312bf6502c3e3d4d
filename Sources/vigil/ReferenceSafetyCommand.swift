// SPDX-License-Identifier: Apache-2.0

import Alerting
import ArgumentParser
import Channels
import Foundation
import Rules
import SQLiteStorage
import Settings
import Storage
import Surveillance
import Trial

struct ReferenceSafetyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference-safety",
        abstract: "Record that the reference safety information changed.",
        discussion: """
            Stands in the audit chain with your name. Each possible SUSAR that is open then says that its expectedness \
            must be looked at again, and its receivers are told. Nothing is judged, and no clock is moved.

            Works beside a running daemon, which sends what is owed.

            Example: vigil reference-safety --on 2024-03-01 --edition "US label 3/2024" --by "Dr Li"
            """)

    @OptionGroup var configuration: ConfigurationOption

    @Option(help: "The study; may be left out when one is configured.")
    var study: String?

    @Option(help: "The first day on which the edition is in force.")
    var on: String

    @Option(help: "What the edition is called.")
    var edition: String

    @Option(help: "Your name, as it will stand in the record.")
    var by: String

    func validate() throws {
        guard ClinicalDate(sdtm: on)?.isComplete == true else {
            throw ValidationError("--on is \(on); give a day such as 2024-03-01.")
        }
        for (option, text) in [("--edition", edition), ("--by", by)] {
            guard text.contains(where: { !$0.isWhitespace }) else {
                throw ValidationError("\(option) is empty; it stands in the record for good.")
            }
        }
    }

    func run() async throws {
        try await reporting {
            guard let day = ClinicalDate(sdtm: on)?.earliest else { return }
            let settings = try loadSettings(at: configuration.config, secrets: .omitted)
            let studyProtocol = try settings.study(named: study).protocol
            let ledger = try SQLiteLedger(path: settings.ledger, opening: .existing)
            let change = ReferenceSafetyChange(on: day, edition: edition)
            let now = SystemClock.wallTime()
            try ledger.append(
                actor: by, action: "referenceSafetyChanged", subject: studyProtocol.study,
                detail: try detail(of: change), at: now)
            let recall = ExpectednessRecall(
                ledger: ledger, study: studyProtocol.study,
                composer: MessageComposer(
                    recipients: settings.receivers.map(\.recipient), protocols: [studyProtocol]),
                moment: ReviewMoment(
                    now: now, secondsFromUTC: try StudyTimeZone(studyProtocol.timeZone).secondsFromUTC(at: now)))
            let recalled = try recall.commit(change)
            print("Recorded: reference safety information of \(studyProtocol.study), \(edition), from \(day), by \(by)")
            print("Open possible SUSARs that now ask for expectedness to be looked at again: \(recalled)")
        }
    }

    private func detail(of change: ReferenceSafetyChange) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let detail = ["edition": change.edition, "on": change.on.description]
        return String(decoding: try encoder.encode(detail), as: UTF8.self)
    }
}

/// Lets the open possible SUSARs of a study say that expectedness must be looked at again.
private struct ExpectednessRecall {
    let ledger: SQLiteLedger
    let study: String
    let composer: MessageComposer
    let moment: ReviewMoment

    /// How often an alert is read again because the daemon or an officer changed it in between.
    private static let attemptsMax = 5

    /// How many alerts say so now; each is committed alone.
    func commit(_ change: ReferenceSafetyChange) throws -> Int {
        let open = try ledger.alerts(AlertFilter(study: study))
        return try open.map { try commit(change, to: $0.id) }.filter { $0 }.count
    }

    private func commit(_ change: ReferenceSafetyChange, to id: AlertID) throws -> Bool {
        for attempt in 1... {
            guard let alert = try ledger.alert(id),
                let change = recallExpectedness(of: alert, after: change, at: moment.now)
            else { return false }
            do {
                try ledger.commit(review(of: change), tellingSummaries: false)
                return true
            } catch is AlertMoved where attempt < ExpectednessRecall.attemptsMax {
                continue
            }
        }
        return false
    }

    private func review(of change: AlertChange) -> Review {
        let messages = composer.messages(for: change, at: moment).map { message in
            OwedMessage(
                webhookID: RandomNames().mintWebhookID(), receiver: message.receiver, study: study,
                alert: message.alert, alertVersion: message.alertVersion, severity: message.severity,
                body: message.body, createdAt: moment.now)
        }
        return Review(
            study: study, now: moment.now, assessment: .none, changes: [change], messages: messages, progress: nil)
    }
}
