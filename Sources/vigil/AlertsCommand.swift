// SPDX-License-Identifier: Apache-2.0

import Alerting
import ArgumentParser
import CTCAE
import Reporting
import Rules
import SQLiteStorage
import Settings
import Storage
import Surveillance
import Trial

struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "List, show and answer alerts.",
        discussion: "Works beside a running daemon.",
        subcommands: [List.self, Show.self, Acknowledge.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List alerts: what stands before what ended, the gravest, unanswered and newest first.",
            discussion: "Example: vigil alerts list --config Config/vigil.yaml --severity-min daily")

        @OptionGroup var configuration: ConfigurationOption

        @Option(help: "Only this study.")
        var study: String?

        @Option(help: "The least severity: critical, urgent, daily, query or digest.")
        var severityMin = Severity.urgent

        @Flag(help: "List closed alerts too.")
        var closed = false

        func run() async throws {
            try await reporting {
                let desk = try OpenedLedger(configuration)
                if let study { _ = try desk.settings.study(named: study) }
                let states: Set<Alert.State> = closed ? [.open, .acknowledged, .closed] : [.open, .acknowledged]
                var all = try desk.ledger.alerts(AlertFilter(study: study, states: states))
                if !closed { all = try desk.ledger.resolvedUnanswered(study: study) + all }
                let alerts = all.filter { $0.episode.severity >= severityMin }.sorted(by: isListedBefore)
                for alert in alerts {
                    print(AlertLine(alert, ctcae: desk.ctcae(of: alert), mask: desk.mask(of: alert)).line)
                }
                print("\(alerts.count) alerts")
                guard alerts.count < all.count else { return }
                print(
                    "\(all.count - alerts.count) more below \(severityMin.rawValue); --severity-min digest shows them")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show an alert with everything that happened to it.",
            discussion: "Example: vigil alerts show A-7K2M-9QXD --config Config/vigil.yaml")

        @OptionGroup var configuration: ConfigurationOption

        @Argument(help: "The alert's id.")
        var id: String

        @Option(help: "The language of the page: en or zh-Hans.")
        var language = Language.en

        @Option(help: "Columns of the page.")
        var width = 80

        func validate() throws {
            guard (60...200).contains(width) else { throw ValidationError("--width is \(width); give 60 to 200.") }
        }

        func run() async throws {
            try await reporting {
                let desk = try OpenedLedger(configuration)
                let id = AlertID(id.uppercased())
                guard let alert = try desk.ledger.alert(id) else { throw AcknowledgementError.unknownAlert(id) }
                let page = renderAlert(
                    alert, under: try desk.rule(of: alert), history: try desk.history(of: alert),
                    answers: try desk.ledger.answers(to: id), in: language, width: width)
                print(page, terminator: "")
            }
        }
    }

    struct Acknowledge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ack",
            abstract: "Answer an alert: you have seen this version and act on it.",
            discussion: """
                Example: vigil alerts ack A-7K2M-9QXD --by "Officer on duty" --reason "Ixazomib held, count repeated"
                """)

        @OptionGroup var configuration: ConfigurationOption

        @Argument(help: "The alert's id.")
        var id: String

        @Option(help: "Your name, as it will stand in the record.")
        var by: String

        @Option(help: "What you decided, or why nothing is to be done.")
        var reason: String

        @Option(help: "The version you saw; may be left out for an alert that never changed.")
        var version: Int?

        func validate() throws {
            for (option, text) in [("--by", by), ("--reason", reason)] {
                guard text.contains(where: { !$0.isWhitespace }) else {
                    throw ValidationError("\(option) is empty; it stands in the record for good.")
                }
            }
        }

        func run() async throws {
            try await reporting {
                let desk = try OpenedLedger(configuration)
                let id = AlertID(id.uppercased())
                guard let alert = try desk.ledger.alert(id) else { throw AcknowledgementError.unknownAlert(id) }
                guard version != nil || alert.version == 1 else {
                    throw VersionNotNamed(id: id, current: alert.version)
                }
                let answer = Acknowledgement(
                    officer: by, reason: reason, version: version ?? alert.version, at: SystemClock.wallTime())
                let answered = try desk.ledger.acknowledge(id, answer)
                print("\(answered.id) version \(answer.version) acknowledged by \(by)")
            }
        }
    }
}

/// A ledger opened beside the daemon, with the protocols by which its alerts are read.
private struct OpenedLedger {
    let ledger: SQLiteLedger
    let settings: Settings

    init(_ option: ConfigurationOption) throws {
        settings = try loadSettings(at: option.config, secrets: .omitted)
        ledger = try SQLiteLedger(path: settings.ledger, opening: .existing)
    }

    private func studyProtocol(of alert: Alert) -> StudyProtocol? {
        settings.studies.first { $0.protocol.study == alert.study }?.protocol
    }

    /// The CTCAE version by which the alert's grades are read.
    func ctcae(of alert: Alert) -> String { studyProtocol(of: alert)?.ctcae.rawValue ?? "unknown" }

    /// What a reader may not learn of the alert's trial; nil where the trial is open.
    func mask(of alert: Alert) -> TreatmentMask? { studyProtocol(of: alert).flatMap(TreatmentMask.init) }

    /// The rule of an alert as its study's protocol has it, or the monitor's own.
    func rule(of alert: Alert) throws -> AlertRule {
        let studyProtocol = studyProtocol(of: alert)
        var rule = AlertRule(
            ctcae: ctcae(of: alert), title: nil, source: "", isVerified: true, runbook: "",
            secondsFromUTC: try secondsFromUTC(at: alert.changedAt, of: alert), zone: studyProtocol?.timeZone ?? "UTC",
            mask: mask(of: alert))
        if let own = studyProtocol?.subjectRules.first(where: { $0.id == alert.episode.rule }) {
            (rule.title, rule.source) = (own.title, own.source)
            (rule.isVerified, rule.runbook) = (own.verified, own.runbook)
        } else if let own = studyProtocol?.armRules.first(where: { $0.id == alert.episode.rule }) {
            (rule.title, rule.source) = (own.title, own.source)
            (rule.isVerified, rule.runbook) = (own.verified, own.runbook)
        } else if alert.scope == .system {
            rule.title = LocalizedText(en: "the monitor itself", zhHans: "监测系统自身")
            rule.runbook = alert.episode.rule.split(separator: "/").last.map(String.init) ?? ""
        }
        return rule
    }

    /// Every version of an alert, told by the study's clock.
    func history(of alert: Alert) throws -> [AlertHistoryEntry] {
        try ledger.history(of: alert.id).map { version in
            AlertHistoryEntry(
                at: version.at.local(secondsFromUTC: try secondsFromUTC(at: version.at, of: alert)),
                change: version.change)
        }
    }

    private func secondsFromUTC(at instant: Timestamp, of alert: Alert) throws -> Int {
        try studyProtocol(of: alert).map { try StudyTimeZone($0.timeZone).secondsFromUTC(at: instant) } ?? 0
    }
}

extension Language: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}

extension AcknowledgementError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownAlert(let id): "there is no alert \(id); `vigil alerts list --closed` shows all of them"
        case .alreadyEnded(let id): "\(id) was taken back or superseded; there is nothing to answer"
        case .staleVersion(let id, let seen, let current) where seen > current:
            "\(id) has no version \(seen) yet; the present one is \(current)"
        case .staleVersion(let id, let seen, let current):
            "\(id) has moved from version \(seen) to \(current); look at it again with `vigil alerts show \(id)`"
        }
    }
}

/// An alert that has changed since it was raised was answered without saying which version was seen.
struct VersionNotNamed: Error, CustomStringConvertible {
    var id: AlertID
    var current: Int

    var description: String {
        "\(id) is at version \(current); look at it with `vigil alerts show \(id)` and name the version you saw, "
            + "--version \(current)"
    }
}
