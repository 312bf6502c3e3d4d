// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules
import Trial

extension Wording {
    var kind: String { "Safety digest" }
    var contents: String { "Contents" }
    var reviewedUntil: String { "Reviewed until" }
    var newestRow: String { "Newest row" }
    var noRow: String { "none" }
    var prepared: String { "Prepared" }
    var changesSince: String { "Changes since" }
    var changesSinceBeginning: String { "the beginning of monitoring" }
    var followUpStore: String { "Follow-up store" }
    var grading: String { "Grading" }
    var protocolVersion: String { "Protocol version" }
    var auditHead: String { "Audit head" }
    var noAuditHead: String { "no entry yet" }

    func storePosition(_ feed: FeedStanding) -> String { "\(feed.store), feed position \(feed.position)" }

    func version(_ ctcae: CTCAEVersion) -> String { "CTCAE \(ctcae.rawValue)" }

    /// An instant in UTC and by the study's clock, whose day is named where it differs.
    func instant(_ instant: Timestamp, in zone: StudyZone) -> String {
        let local = studyTime(instant, in: zone)
        let isSameDay = instant.day(secondsFromUTC: 0) == instant.day(secondsFromUTC: zone.secondsFromUTC)
        let clock = isSameDay ? local.split(separator: " ").last.map(String.init) ?? local : local
        return "\(instant.local(secondsFromUTC: 0)) UTC (\(clock) \(zone.name))"
    }

    /// An instant by the study's clock.
    func studyTime(_ instant: Timestamp, in zone: StudyZone) -> String {
        instant.local(secondsFromUTC: zone.secondsFromUTC)
    }

    var proposalsTitle: String { "Alerts are proposals." }
    var proposals: String {
        "The investigator decides about subjects, the DSMB about arms. Subjects are named by pseudonym (USUBJID) only."
    }

    var unvalidatedTitle: String { "Unvalidated." }
    func unvalidated(_ unverified: Int, of rules: Int) -> String {
        """
        \(unverified) of \(count(rules, "rule", "rules")) \(unverified == 1 ? "rests" : "rest") on numbers without a \
        published source or the sponsor's sign-off. They detect and alert, and withhold their dose proposals. Stopping \
        rules are marked in section 4; `vigil check` lists them all.
        """
    }

    func footer(_ header: DigestHeader) -> String {
        """
        \(header.study), reviewed until \(header.cutOff). All times without a zone are \(header.zone.name). \
        Times of follow-up are as recorded by the sites; nothing here is a comparison between arms.
        """
    }
}
