// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
import Rules
package import Settings
import Storage
import Trial

/// Runs one rule test.
///
/// Rows become known by their own dates, those that a step adds at the step; what time alone makes true is looked at
/// when it does. At each step the alerts that stand, and those that ended since the step before, are compared with
/// what the step expects.
package func run(_ test: RuleTest, in study: ReplayedStudy) -> RuleTestOutcome {
    var run = RuleTestRun(test, in: study)
    for step in test.steps { run.take(step) }
    return RuleTestOutcome(test: test, failures: run.failures)
}

/// The state of one test on its way through its steps.
struct RuleTestRun {
    private let test: RuleTest
    private let study: ReplayedStudy
    private let watched: Set<String>
    private var replay: SubjectReplay
    private var rows: [StandingRow] = []
    /// Rows that every test of the arm has, whose days do not move.
    private var given: [StandingRow] = []
    private var shown: [RowKey: ReadRow] = [:]
    private var last = Timestamp(milliseconds: .min / 2)
    /// What was not as expected so far.
    private(set) var failures: [RuleTestOutcome.Failure] = []

    private static let subject = "SUBJECT"

    init(_ test: RuleTest, in study: ReplayedStudy) {
        self.test = test
        self.study = study
        watched = Set(test.steps.flatMap { $0.expected ?? [] }.map(\.rule) + [test.rule])
        replay = SubjectReplay(RuleTestRun.subject, in: study)
        given = test.givenRows(under: study.studyProtocol).map { StandingRow($0, from: nil, study: self.study) }
        rows = test.rows.map { StandingRow($0, from: nil, study: study) }
    }

    /// Goes on to a step, does what the sites do there, and looks at the alerts.
    mutating func take(_ step: RuleTestStep) {
        let at = study.instant(of: step.on.earliest, minute: step.on.minuteOfDay ?? 1_439)
        var changes = advance(to: at)
        for correction in step.corrections { rows[correction.row].correct(correction.variables) }
        for position in step.deletions { rows[position].isDeleted = true }
        rows += step.rows.map { StandingRow($0, from: at, study: study) }
        changes += pass(at: at)
        last = at
        guard let expected = step.expected else { return }
        failures += compare(expected, with: found(changes), at: step)
        if test.isOnly { failures += strangers(changes, at: step) }
    }

    /// Passes at every instant until another at which a row becomes known, or time alone calls for one.
    private mutating func advance(to end: Timestamp) -> [AlertChange] {
        var changes: [AlertChange] = []
        let instants = Set((given + rows).flatMap(\.instants)).filter { $0 > last && $0 <= end }
        for instant in instants.sorted() {
            changes += wake(through: instant)
            changes += pass(at: instant)
        }
        return changes + wake(through: end)
    }

    private mutating func wake(through end: Timestamp) -> [AlertChange] {
        var changes: [AlertChange] = []
        while let wake = replay.nextWake(through: end) { changes += replay.pass(at: wake) }
        return changes
    }

    /// Brings the record to what is known at an instant, and remakes the verdict.
    private mutating func pass(at instant: Timestamp) -> [AlertChange] {
        var visible: [RowKey: ReadRow] = [:]
        for row in given + rows {
            if let read = row.visible(at: instant) { visible[read.row.key] = read }
        }
        for key in shown.keys where visible[key] == nil { replay.remove(key) }
        for (key, row) in visible where shown[key] != row { replay.put(row) }
        shown = visible
        return replay.pass(at: instant)
    }

    /// The alerts to compare: those that stand, and those that ended or changed since the step before.
    private func found(_ changes: [AlertChange]) -> [FoundAlert] {
        var kinds: [AlertID: Set<String>] = [:]
        for change in changes { kinds[change.alert.id, default: []].formUnion(change.kinds.map(\.rawValue)) }
        return replay.alerts.filter { watched.contains($0.episode.rule) }
            .filter { $0.closure == nil || kinds[$0.id] != nil }
            .map { FoundAlert($0, changes: kinds[$0.id] ?? [], ctcae: study.studyProtocol.ctcae.rawValue) }
    }

    /// Pairs what is expected with what was found, first where all agrees, then within a rule.
    private func compare(
        _ expected: [ExpectedAlert], with found: [FoundAlert], at step: RuleTestStep
    ) -> [RuleTestOutcome.Failure] {
        var (missing, unexpected) = (expected, found)
        missing.removeAll { alert in
            let match = unexpected.firstIndex { $0.differences(from: alert).isEmpty }
            guard let match else { return false }
            unexpected.remove(at: match)
            return true
        }
        var failures: [RuleTestOutcome.Failure] = []
        for alert in missing {
            let same = unexpected.firstIndex { $0.rule == alert.rule }
            let found = same.map { unexpected.remove(at: $0) }
            failures.append(
                RuleTestOutcome.Failure(
                    line: alert.line, on: "\(step.on)", rule: alert.rule,
                    differences: found?.differences(from: alert) ?? [
                        RuleTestOutcome.Difference(expected: alert.summary, found: "no alert")
                    ],
                    says: found?.summary))
        }
        failures += unexpected.map { stranger in
            RuleTestOutcome.Failure(
                line: step.line, on: "\(step.on)", rule: stranger.rule,
                differences: [RuleTestOutcome.Difference(expected: "no alert", found: stranger.summary)], says: nil)
        }
        return failures
    }

    /// Other rules that spoke at urgent or above although the test says that none does.
    private func strangers(_ changes: [AlertChange], at step: RuleTestStep) -> [RuleTestOutcome.Failure] {
        changes.map(\.alert).filter { !watched.contains($0.episode.rule) && $0.episode.severity >= .urgent }
            .map { alert in
                let found = FoundAlert(alert, changes: [], ctcae: study.studyProtocol.ctcae.rawValue)
                return RuleTestOutcome.Failure(
                    line: step.line, on: "\(step.on)", rule: found.rule,
                    differences: [RuleTestOutcome.Difference(expected: "no alert", found: found.summary)], says: nil)
            }
    }
}

/// A row of a test, and from when it is known as what.
private struct StandingRow {
    private var sdtm: SDTMRow
    private let study: ReplayedStudy
    /// The instant before which it cannot be known, because a step enters it; nil for a row that was there before.
    private let entered: Timestamp?
    /// The day from which it is known as written, whatever its own dates.
    private let known: CalendarDay?
    var isDeleted = false
    private var versions: [(from: Timestamp, row: ReadRow)] = []

    init(_ row: RuleTestRow, from entered: Timestamp?, study: ReplayedStudy) {
        sdtm = SDTMRow(
            domain: row.domain,
            values: row.variables.merging(
                ["STUDYID": study.studyProtocol.study, "USUBJID": "SUBJECT"], uniquingKeysWith: { _, own in own }))
        self.study = study
        self.entered = entered
        known = row.known
        versions = dated()
    }

    /// The instants at which more becomes known of the row.
    var instants: [Timestamp] { isDeleted ? [] : versions.map(\.from) }

    mutating func correct(_ variables: [String: String]) {
        sdtm.values.merge(variables) { _, corrected in corrected }
        versions = dated()
    }

    /// The row as known at an instant; nil before it is known, and once it is deleted.
    func visible(at instant: Timestamp) -> ReadRow? {
        isDeleted ? nil : versions.last { $0.from <= instant }?.row
    }

    private func dated() -> [(from: Timestamp, row: ReadRow)] {
        let read = sdtm.read()
        let start = Timestamp(milliseconds: .min / 4)
        if let known { return [(study.instant(of: known), read)] }
        return read.byItsOwnDates.map { dated in
            let from = dated.day.map { study.instant(of: $0, minute: dated.minute) } ?? start
            return (max(from, entered ?? from), dated.row)
        }
    }
}
