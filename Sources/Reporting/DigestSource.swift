// SPDX-License-Identifier: Apache-2.0

package import Alerting
package import Rules
package import Trial

/// Everything a digest is made from, read by the caller at one moment.
package struct DigestSource: Hashable, Sendable {
    /// What the configuration says about the trial.
    package var studyProtocol: StudyProtocol
    /// One summary a subject.
    package var summaries: [SubjectSummary]
    /// Where each arm stands against each stopping rule.
    package var armStatuses: [ArmStatus]
    /// Alerts that are open or acknowledged, and critical ones that resolved before anybody answered them.
    package var openAlerts: [Alert]
    /// Changes of alerts since `since`, in any order.
    package var changes: [DatedChange]
    /// When the period of the changes begins, as a rule with the last digest; nil for the beginning of monitoring.
    package var since: Timestamp?
    /// What the data manager should mend.
    package var qualityFlags: [SubjectFlag]
    /// How delivery stands.
    package var delivery: DeliveryStanding
    /// The instant up to which the follow-up store was read.
    package var cutOff: Timestamp
    /// The study's time zone.
    package var zone: StudyZone
    /// Which follow-up store was read, and how far.
    package var feed: FeedStanding
    /// Hash of the last entry of the audit chain; nil when there is none.
    package var auditHead: String?
    /// What stopping rules declared, and every change of it, in order.
    package var declarations: [ArmDeclarationChange]
    /// When the digest was made.
    package var preparedAt: Timestamp
    /// How much of each list is printed.
    package var limits: DigestLimits

    /// A source; see each property.
    package init(
        studyProtocol: StudyProtocol, summaries: [SubjectSummary], armStatuses: [ArmStatus], openAlerts: [Alert],
        changes: [DatedChange], since: Timestamp?, qualityFlags: [SubjectFlag], delivery: DeliveryStanding,
        cutOff: Timestamp, zone: StudyZone, feed: FeedStanding, auditHead: String?, preparedAt: Timestamp,
        declarations: [ArmDeclarationChange] = [], limits: DigestLimits = .standard
    ) {
        self.studyProtocol = studyProtocol
        self.summaries = summaries
        self.armStatuses = armStatuses
        self.openAlerts = openAlerts
        self.changes = changes
        self.since = since
        self.qualityFlags = qualityFlags
        self.delivery = delivery
        self.cutOff = cutOff
        self.zone = zone
        self.feed = feed
        self.auditHead = auditHead
        self.declarations = declarations
        self.preparedAt = preparedAt
        self.limits = limits
    }
}

/// A change of an alert and when it was committed.
package struct DatedChange: Hashable, Sendable {
    /// When it was committed.
    package var at: Timestamp
    /// The change, with the alert as it stood after it.
    package var change: AlertChange

    /// A dated change.
    package init(at: Timestamp, change: AlertChange) {
        self.at = at
        self.change = change
    }
}

/// A defect of a row and the subject it belongs to.
package struct SubjectFlag: Hashable, Sendable {
    /// SDTM USUBJID.
    package var subject: String
    /// What should be mended.
    package var defect: RowDefect

    /// A flag.
    package init(subject: String, defect: RowDefect) {
        self.subject = subject
        self.defect = defect
    }
}

/// How delivery to the receivers stands.
package struct DeliveryStanding: Hashable, Sendable {
    /// Messages that no receiver has taken yet.
    package var pending: Int
    /// When the oldest of them was made.
    package var oldestPending: Timestamp?
    /// Whether the configuration lets anybody be told.
    package var isOn: Bool

    /// A standing.
    package init(pending: Int, oldestPending: Timestamp?, isOn: Bool = true) {
        self.isOn = isOn
        self.pending = pending
        self.oldestPending = oldestPending
    }
}

/// The time zone by which the study's days are told.
package struct StudyZone: Hashable, Sendable {
    /// IANA name, for example `Asia/Shanghai`.
    package var name: String
    /// Seconds east of UTC at the data cut-off.
    package var secondsFromUTC: Int

    /// A zone.
    package init(name: String, secondsFromUTC: Int) {
        self.name = name
        self.secondsFromUTC = secondsFromUTC
    }
}

/// Which follow-up store was read, and how far.
package struct FeedStanding: Hashable, Sendable {
    /// What tells this store from another, for example its identity and epoch.
    package var store: String
    /// The position in its change feed, as text.
    package var position: String

    /// A standing.
    package init(store: String, position: String) {
        self.store = store
        self.position = position
    }
}

/// How much of each list is printed; what is left out is counted.
package struct DigestLimits: Hashable, Sendable {
    /// Alerts listed in the status section.
    package var statusAlertsMax: Int
    /// Alerts listed for each severity.
    package var alertsMax: Int
    /// Terms in each table of events.
    package var termsMax: Int
    /// Changes in the list of corrections.
    package var correctionsMax: Int
    /// Rows in the list of data quality flags.
    package var flagsMax: Int

    /// Limits.
    package init(statusAlertsMax: Int, alertsMax: Int, termsMax: Int, correctionsMax: Int, flagsMax: Int) {
        self.statusAlertsMax = statusAlertsMax
        self.alertsMax = alertsMax
        self.termsMax = termsMax
        self.correctionsMax = correctionsMax
        self.flagsMax = flagsMax
    }

    /// What a reader can take in.
    package static let standard = DigestLimits(
        statusAlertsMax: 10, alertsMax: 40, termsMax: 15, correctionsMax: 40, flagsMax: 20)
}
