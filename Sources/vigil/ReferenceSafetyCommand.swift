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
            must be looked at again, asks for an answer anew, and its receivers are told. Nothing is judged, and no \
            clock is moved. An edition is recorded from the day on which it is in force, never before a newer one.

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

    /// The longest name of an edition or a person; both stand in every message.
    private static let charactersMax = 100

    func validate() throws {
        guard ClinicalDate(sdtm: on)?.isComplete == true else {
            throw ValidationError("--on is \(on); give a day such as 2024-03-01.")
        }
        for (option, text) in [("--edition", edition), ("--by", by)] {
            guard text.contains(where: { !$0.isWhitespace }) else {
                throw ValidationError("\(option) is empty; it stands in the record for good.")
            }
            guard text.count <= Self.charactersMax else {
                throw ValidationError("\(option) has \(text.count) characters; give \(Self.charactersMax) at most.")
            }
            guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory.isControl }) else {
                throw ValidationError("\(option) holds a line break or another control character; take it out.")
            }
        }
    }

    func run() async throws {
        try await reporting {
            guard let day = ClinicalDate(sdtm: on)?.earliest else { return }
            let settings = try loadSettings(at: configuration.config, secrets: .omitted)
            let studyProtocol = try settings.study(named: study).protocol
            let ledger = try SQLiteLedger(path: settings.ledger, opening: .existing)
            let now = SystemClock.wallTime()
            let moment = ReviewMoment(
                now: now, secondsFromUTC: try StudyTimeZone(studyProtocol.timeZone).secondsFromUTC(at: now))
            let change = ReferenceSafetyChange(on: day, edition: edition)
            try refuse(change, today: moment.today, after: try inForce(in: ledger, study: studyProtocol.study))
            try ledger.append(
                actor: by, action: Self.action, subject: studyProtocol.study, detail: try detail(of: change), at: now)
            let recall = ExpectednessRecall(
                ledger: ledger, study: studyProtocol.study,
                composer: MessageComposer(
                    recipients: settings.receivers.map(\.recipient), protocols: [studyProtocol]),
                moment: moment)
            let outcome = try recall.commit(change)
            print("Recorded: reference safety information of \(studyProtocol.study), \(edition), from \(day), by \(by)")
            print("Open possible SUSARs that now ask for expectedness to be looked at again: \(outcome.recalled)")
            guard outcome.moving.isEmpty else { throw AlertsMoving(alerts: outcome.moving) }
        }
    }

    /// The action under which the audit chain has each edition.
    private static let action = "referenceSafetyChanged"

    /// The edition last recorded; nil when there was none.
    private func inForce(in ledger: SQLiteLedger, study: String) throws -> ReferenceSafetyChange? {
        guard let detail = try ledger.lastDetail(ofAction: Self.action, subject: study),
            let facts = try? JSONDecoder().decode([String: String].self, from: Data(detail.utf8)),
            let edition = facts["edition"], let day = facts["on"].flatMap(ClinicalDate.init(sdtm:))?.earliest
        else { return nil }
        return ReferenceSafetyChange(on: day, edition: edition)
    }

    /// An edition is recorded once it is in force, and none takes the place of a newer one.
    private func refuse(
        _ change: ReferenceSafetyChange, today: CalendarDay, after last: ReferenceSafetyChange?
    ) throws {
        if change.on > today { throw EditionRefused.notYetInForce(change, today: today) }
        if let last, change.on < last.on { throw EditionRefused.older(change, inForce: last) }
    }

    private func detail(of change: ReferenceSafetyChange) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let detail = ["edition": change.edition, "on": change.on.description]
        return String(decoding: try encoder.encode(detail), as: UTF8.self)
    }
}

/// Why an edition is not recorded.
private enum EditionRefused: Error, CustomStringConvertible {
    case notYetInForce(ReferenceSafetyChange, today: CalendarDay)
    case older(ReferenceSafetyChange, inForce: ReferenceSafetyChange)

    var description: String {
        switch self {
        case .notYetInForce(let change, let today):
            "--on is \(change.on), and today is \(today); record the edition on the day on which it comes into force"
        case .older(let change, let last):
            "--on is \(change.on), before \(last.on), since when \(last.edition) is in force; nothing was recorded"
        }
    }
}

/// Alerts that others kept changing; the rest of them say what they must.
private struct AlertsMoving: Error, CustomStringConvertible {
    var alerts: [AlertID]

    var description: String {
        let names = alerts.map(\.text).joined(separator: ", ")
        return "\(names) changed meanwhile and do not say so yet; run the same command again"
    }
}

extension Unicode.GeneralCategory {
    /// Whether such a character breaks a line, or is not to be seen.
    fileprivate var isControl: Bool {
        [.control, .format, .lineSeparator, .paragraphSeparator].contains(self)
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

    /// How many alerts say so now, each committed alone, and which did not hold still.
    func commit(_ change: ReferenceSafetyChange) throws -> (recalled: Int, moving: [AlertID]) {
        var outcome: (recalled: Int, moving: [AlertID]) = (0, [])
        for alert in try ledger.alerts(AlertFilter(study: study)) {
            switch try commit(change, to: alert.id) {
            case .recalled: outcome.recalled += 1
            case .notConcerned: continue
            case .moving: outcome.moving.append(alert.id)
            }
        }
        return outcome
    }

    private enum Outcome { case recalled, notConcerned, moving }

    private func commit(_ safetyChange: ReferenceSafetyChange, to id: AlertID) throws -> Outcome {
        for _ in 1...ExpectednessRecall.attemptsMax {
            guard let alert = try ledger.alert(id),
                let change = recallExpectedness(of: alert, after: safetyChange, at: moment.now)
            else { return .notConcerned }
            do {
                try ledger.commit(review(of: change), tellingSummaries: false)
                return .recalled
            } catch is AlertMoved {
                continue
            }
        }
        return .moving
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
