// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Trial

/// Shanghai, all year round.
let shanghai = UTCOffsets(28_800)

/// Berlin in 2024: summer time from 31 March, 01:00 UTC, to 27 October, 01:00 UTC.
let berlin = UTCOffsets(
    3_600,
    changes: [
        UTCOffsets.Change(from: instant("2024-03-31T01:00", in: UTCOffsets(0)), seconds: 7_200),
        UTCOffsets.Change(from: instant("2024-10-27T01:00", in: UTCOffsets(0)), seconds: 3_600),
    ])

/// An instant from a minute of a zone: `2024-03-01T10:00`.
func instant(_ text: String, in zone: UTCOffsets = shanghai) -> Timestamp {
    guard let date = date(text) else { preconditionFailure("no date: \(text)") }
    return zone.start(of: date.earliest, minuteOfDay: date.minuteOfDay ?? 0)
}

/// A rule over a clock, with a level for each kind that asks for more than the digest.
func clockRule(
    _ event: ClockCondition.Event = .serious, _ limit: ClockCondition.Limit = .hours(24),
    start: ClockCondition.Start = .awareness, stoppedBy: ClockCondition.Report = .toSponsor,
    owner: String? = "Sponsor", warnsHoursBefore: Int? = nil, zone: UTCOffsets = shanghai
) -> SubjectRule {
    SubjectRule.rule(
        "clock",
        .clock(
            ClockCondition(
                event: event, limit: limit, start: start, stoppedBy: stoppedBy,
                owner: owner.map { LocalizedText(en: $0) }, warnsHoursBefore: warnsHoursBefore, zone: zone,
                causality: CausalityWords(related: ["Related"], notRelated: ["Not related", "无关"]))),
        [
            SeverityLevel(
                test: SeverityTest(kinds: ["half", "four-fifths", "last-day", "breached"]), severity: .urgent),
            SeverityLevel(test: SeverityTest(kinds: ["running", "start-unknown", "not-started"]), severity: .daily),
        ])
}

/// Seven days for what is fatal or life threatening, stopped by the report to the authority.
func sevenDays(owner: String? = "Sponsor", zone: UTCOffsets = shanghai) -> SubjectRule {
    clockRule(
        .possibleFatalReaction, .days(7), stoppedBy: .toAuthority, owner: owner, warnsHoursBefore: 24, zone: zone)
}

/// What a rule over a clock says of rows at an instant of its zone, one a line: `breached urgent 2024-03-01..`.
func clocks(
    _ rule: SubjectRule, _ rows: String, at text: String, zone: UTCOffsets = shanghai,
    monitoringFrom: String = "2020-01-01"
) -> [String] {
    verdict(rule, rows, at: text, zone: zone, monitoringFrom: monitoringFrom).episodes.map { episode in
        guard case .clock(let report) = episode.finding else { return "no clock" }
        let doubts = episode.uncertainties.sorted().map(\.rawValue).filter { $0 != "subjectNotInDemographics" }
        return "\(report.state.rawValue) \(episode.severity.rawValue) "
            + "\(episode.onset?.description ?? "")..\(episode.end?.description ?? "")"
            + (doubts.isEmpty ? "" : " (\(doubts.joined(separator: ", ")))")
    }
}

/// The verdict of one rule at an instant of a zone.
func verdict(
    _ rule: SubjectRule, _ rows: String, at text: String, zone: UTCOffsets = shanghai,
    monitoringFrom: String = "2020-01-01"
) -> SubjectVerdict {
    let now = instant(text, in: zone)
    return assess(
        record("S", rows), under: .small([rule], monitoringFrom: monitoringFrom),
        at: ReviewMoment(now: now, secondsFromUTC: zone.seconds(at: now)))
}
