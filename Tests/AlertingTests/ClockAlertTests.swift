// SPDX-License-Identifier: Apache-2.0

import Alerting
import Kit
import Rules
import Testing
import Trial

/// What becomes of an alert as its clock goes on, stops, or never was.
struct ClockAlertTests {
    private static let zone = UTCOffsets(28_800)
    private static let row = "AE  Pneumonia  3  2024-02-28  aware 2024-03-01T10:00  #1"

    private static let rule = SubjectRule.rule(
        "clock",
        .clock(ClockCondition(event: .serious, limit: .hours(24), stoppedBy: .toSponsor, zone: zone)),
        [
            SeverityLevel(test: SeverityTest(kinds: ["half", "four-fifths", "breached"]), severity: .urgent),
            SeverityLevel(test: SeverityTest(kinds: ["running", "start-unknown"]), severity: .daily),
        ])

    /// What each look at one event says: the row's further columns, and the minute.
    private func changes(_ looks: [(words: String, at: String)]) -> [[String]] {
        var book = AlertBook()
        return looks.map { look in
            let date = date(look.at)
            let now = date.map { Self.zone.start(of: $0.earliest, minuteOfDay: $0.minuteOfDay ?? 0) }
            let moment = ReviewMoment(now: now ?? Timestamp(milliseconds: 0), secondsFromUTC: 28_800)
            return book.review(
                record("S", "DM  IXA\n\(Self.row)  \(look.words)"), under: .small([Self.rule]), at: moment
            ).map { change in
                let told = if case .notify(let severity) = change.notification { severity.rawValue } else { "quiet" }
                let kinds = change.kinds.map(\.rawValue) + change.reasons.map(\.rawValue)
                return "\(kinds.joined(separator: " ")) \(told)"
            }
        }
    }

    @Test func `each warning is told, and nothing between two of them`() {
        #expect(
            changes([
                ("serious", "2024-03-01T11:00"), ("serious", "2024-03-01T12:00"), ("serious", "2024-03-01T22:00"),
                ("serious", "2024-03-02T04:00"), ("serious", "2024-03-02T05:12"), ("serious", "2024-03-02T10:00"),
                ("serious", "2024-03-03T10:00"), ("serious  to-sponsor 2024-03-03T09:00", "2024-03-03T11:00"),
            ]) == [
                ["raised newEpisode daily"], [], ["amended severityRose clockMoved urgent"], [],
                ["amended clockMoved urgent"], ["amended clockMoved urgent"], [], ["resolved reported urgent"],
            ])
    }

    @Test func `a report in time resolves, and one dated back takes the breach away`() {
        #expect(
            changes([
                ("serious", "2024-03-01T23:00"), ("serious  to-sponsor 2024-03-01T23:30", "2024-03-02T00:00"),
            ]) == [["raised newEpisode urgent"], ["amended resolved severityFell reported urgent"]])
    }

    @Test func `an event that is serious no more takes its alert back, a blank does not`() {
        let looks = [("serious", "2024-03-01T11:00"), ("not serious", "2024-03-01T12:00")]
        #expect(changes(looks) == [["raised newEpisode daily"], ["retracted recordChanged daily"]])
        let blank = [("serious", "2024-03-01T11:00"), ("", "2024-03-01T12:00")]
        #expect(changes(blank) == [["raised newEpisode daily"], ["amended certaintyMoved daily"]])
    }

    @Test(
        arguments: [
            (
                ClockReport.State.half, nil,
                "Pneumonia, possible SUSAR – medical review needed; 7-day clock due 2024-03-08 24:00 +08:00, "
                    + "half of the time gone, owner: Sponsor",
                "Pneumonia，疑似SUSAR，需医学审核；7 天报告时限截止 2024-03-08 24:00 +08:00，时间已过半，负责人：申办者"
            ),
            (
                .breached, "2024-03-10",
                "Pneumonia, possible SUSAR – medical review needed; 7-day clock was due 2024-03-08 24:00 +08:00, "
                    + "reported 2024-03-10, 2 days late, owner: Sponsor",
                "Pneumonia，疑似SUSAR，需医学审核；7 天报告时限已于 2024-03-08 24:00 +08:00 到期，2024-03-10 报告，逾期 2 天，负责人：申办者"
            ),
            (
                .stopped, "2024-03-05",
                "Pneumonia, possible SUSAR – medical review needed; 7-day clock stopped, reported 2024-03-05, "
                    + "owner: Sponsor", "Pneumonia，疑似SUSAR，需医学审核；7 天报告时限已停止，2024-03-05 已报告，负责人：申办者"
            ),
        ] as [(ClockReport.State, String?, String, String)])
    func `a clock is told in one line in both languages`(
        state: ClockReport.State, reported: String?, en: String, zhHans: String
    ) {
        let due = Self.zone.start(of: day("2024-03-09"))
        let report = ClockReport(
            subject: ClockReport.Subject(term: "Pneumonia", isCoded: true, grade: 5, isFatal: true),
            event: .possibleFatalReaction, limit: .days(7), owner: LocalizedText(en: "Sponsor", zhHans: "申办者"),
            state: state, start: date("2024-03-01"), startSource: .awareness, due: due, certainlyDue: due,
            secondsFromUTC: 28_800, reported: reported.flatMap(date), daysLate: state == .breached ? 2 : nil,
            causality: .notExcluded, expected: .unknown)
        #expect(headline(of: .clock(report), ctcae: "5.0") == en)
        #expect(headline(of: .clock(report), ctcae: "5.0", in: .zhHans) == zhHans)
    }

    @Test(arguments: ClockReport.State.allCases)
    func `every state is told in both languages, and none is called a SUSAR`(state: ClockReport.State) {
        for (causality, expected) in [(Causality.related, Answer.no), (.notExcluded, .unknown)] {
            let report = ClockReport(
                subject: ClockReport.Subject(term: "", isCoded: true, grade: nil, isFatal: true),
                event: .possibleReaction, limit: .days(15), state: state, causality: causality, expected: expected)
            let en = headline(of: .clock(report), ctcae: "5.0")
            let zhHans = headline(of: .clock(report), ctcae: "5.0", in: .zhHans)
            #expect(en.hasPrefix("death, ") && zhHans.hasPrefix("死亡，"))
            #expect(en.contains("medical review needed") && zhHans.contains("需医学审核"))
            #expect(!en.replacing("possible SUSAR", with: "").contains("SUSAR"))
        }
    }
}
