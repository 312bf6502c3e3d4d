// SPDX-License-Identifier: Apache-2.0

package import Alerting
import CTCAE
package import Rules
import Trial

/// A message for one receiver, ready to be owed.
package struct ComposedMessage: Hashable, Sendable {
    /// The receiver's name.
    package var receiver: String
    /// The alert it tells of; nil for a summary.
    package var alert: AlertID?
    /// The alert's version; 0 for a summary.
    package var alertVersion: Int
    /// How grave it is.
    package var severity: Severity
    /// UTF-8 JSON, exactly as it will be signed and sent.
    package var body: String
}

/// Makes the messages that changes of alerts call for, one for each recipient who hears of the severity.
package struct MessageComposer: Sendable {
    private let recipients: [Recipient]
    private let rules: [String: RuleText]
    private let ctcae: [String: String]
    /// By study; none for an open trial.
    private let masks: [String: TreatmentMask]

    /// A composer for recipients, with the protocols whose rules the messages quote.
    package init(recipients: [Recipient], protocols: [StudyProtocol]) {
        self.recipients = recipients
        rules = protocols.reduce(into: [:]) { texts, studyProtocol in
            for rule in studyProtocol.subjectRules { texts[studyProtocol.study + rule.id] = RuleText(rule) }
            for rule in studyProtocol.armRules { texts[studyProtocol.study + rule.id] = RuleText(rule) }
        }
        ctcae = Dictionary(
            protocols.map { ($0.study, $0.ctcae.rawValue) }, uniquingKeysWith: { first, _ in first })
        masks = Dictionary(
            protocols.compactMap { study in TreatmentMask(study).map { (study.study, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// Messages for one change; none when nobody is told of it alone.
    ///
    /// - Parameter moment: when, by the clock of the study.
    package func messages(for change: AlertChange, at moment: ReviewMoment) -> [ComposedMessage] {
        guard case .notify(let severity) = change.notification else { return [] }
        return recipients.filter { $0.severityMin <= severity }.map { recipient in
            ComposedMessage(
                receiver: recipient.name, alert: change.alert.id, alertVersion: change.alert.version,
                severity: severity,
                body: body(of: change, at: moment, for: recipient).json(at: moment.now))
        }
    }

    /// One summary for each recipient who hears of any of the changes; none when there are none.
    package func summaries(of changes: [AlertChange], study: String, at moment: ReviewMoment) -> [ComposedMessage] {
        recipients.compactMap { recipient in
            // Whoever heard of an alert when it was graver hears that it is superseded.
            let heard = changes.filter { $0.alert.severityToEnd >= recipient.severityMin }
            guard let gravest = heard.map(\.alert.severityToEnd).max() else { return nil }
            let bodies = heard.map { body(of: $0, at: moment, for: recipient) }
            return ComposedMessage(
                receiver: recipient.name, alert: nil, alertVersion: 0, severity: gravest,
                body: SummaryBody(study: study, bodies: bodies, language: recipient.language).json(at: moment.now))
        }
    }

    private func body(of change: AlertChange, at moment: ReviewMoment, for recipient: Recipient) -> AlertBody {
        AlertBody(
            change, masked: masks[change.alert.study], rule: rule(of: change.alert), ctcae: ctcae(of: change.alert),
            secondsFromUTC: moment.secondsFromUTC, for: recipient)
    }

    private func rule(of alert: Alert) -> RuleText {
        rules[alert.study + alert.episode.rule] ?? RuleText(systemRule: alert.episode.rule)
    }

    private func ctcae(of alert: Alert) -> String { ctcae[alert.study] ?? "" }
}

/// What a message quotes of a rule.
struct RuleText: Hashable, Sendable {
    var id: String
    var version: String
    var title: LocalizedText
    var source: String
    var isVerified: Bool
    var runbook: String

    init(_ rule: SubjectRule) {
        (id, version, title, source) = (rule.id, rule.version, rule.title, rule.source)
        (isVerified, runbook) = (rule.verified, rule.runbook)
    }

    init(_ rule: ArmRule) {
        (id, version, title, source) = (rule.id, rule.version, rule.title, rule.source)
        (isVerified, runbook) = (rule.verified, rule.runbook)
    }

    /// A rule of the monitor itself, or one that the protocol no longer has.
    init(systemRule id: String) {
        self.id = id
        version = ""
        isVerified = true
        guard id.hasPrefix("system/") else {
            (title, source, runbook) = (LocalizedText(en: id), "", "")
            return
        }
        runbook = String(id.dropFirst("system/".count))
        title = systemTitles[runbook] ?? LocalizedText(en: "Monitor", zhHans: "监测系统")
        source = "vigil"
    }
}

/// What is the matter with the monitor, by runbook, in words that name no subject.
private let systemTitles = [
    "store-replaced": LocalizedText(
        en: "The follow-up store was replaced or restored", zhHans: "随访数据库已被替换或恢复"),
    "retractions-held": LocalizedText(
        en: "One pass would take back too many alerts; all are held", zhHans: "一次审查将撤回过多警报；已全部暂缓"),
    "subject-quarantined": LocalizedText(en: "A subject is not being watched", zhHans: "有一名受试者未被监测"),
    "clock-jumped": LocalizedText(en: "The clock jumped", zhHans: "系统时钟跳变"),
    "feed-unreadable": LocalizedText(en: "The follow-up store cannot be read", zhHans: "无法读取随访数据库"),
]
