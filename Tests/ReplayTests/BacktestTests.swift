// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import Replay
import Rules
import SQLiteStorage
import Settings
import Simulation
import Storage
import Testing
import Trial

/// Playing a store's history again.
@Suite struct BacktestTests {
    /// A small simulated trial in a store whose feed tells the simulated instants.
    private final class SimulatedStore {
        let path: String
        let store: SQLiteFollowUpStore
        let writes: [SimulatedWrite]

        init(seed: UInt64, subjects: Int) throws {
            path = FileManager.default.temporaryDirectory.appending(path: "replay-\(UUID().uuidString).sqlite").path
            let days = (SimulatedTrial.firstDay, SimulatedTrial.firstDay + 500)
            writes = SimulatedTrial(seed: seed, subjects: subjects, start: days.0, end: days.1).writes()
            _ = try SQLiteFollowUpWriter(path: path).enter(
                writes.map { write in
                    if case .delete(let row) = write.operation {
                        return DatedWrite(at: write.at, row: row, isDeletion: true)
                    }
                    return DatedWrite(at: write.at, row: write.operation.row, isDeletion: false)
                })
            store = try SQLiteFollowUpStore(path: path)
        }

        deinit {
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        }

        func histories() throws -> [SubjectHistory] {
            var histories: [SubjectHistory] = []
            try store.eachHistory(study: SimulatedTrial.study) { histories.append($0) }
            return histories
        }
    }

    private func study() throws -> ReplayedStudy {
        let path = Fixtures.shipped.appending(path: "protocols/nct04217967.yaml").path
        return ReplayedStudy(try loadProtocol(at: path)) { _ in SimulatedTrial.secondsFromUTC }
    }

    /// What tells an episode that stands from every other.
    private struct Standing: Hashable {
        var rule: String
        var facet: String
        var onset: ClinicalDate?
        var end: ClinicalDate?
        var evidence: [Evidence]

        init(_ episode: Episode) {
            (rule, facet, onset, end) = (episode.rule, episode.facet, episode.onset, episode.end)
            evidence = episode.evidence
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `the feed gives back every row as it was written, and ends in what the store holds`(seed: UInt64) throws {
        let simulated = try SimulatedStore(seed: seed, subjects: 4)
        let histories = try simulated.histories()
        #expect(!histories.isEmpty)
        for history in histories {
            let own = simulated.writes.filter { $0.operation.row.values["USUBJID"] == history.subject }
            var rows = GrowingRecord(subject: history.subject)
            var written: [RowKey: ReadRow] = [:]
            var expected: [RowWrite] = []
            for write in own {
                let row = write.operation.row.read()
                if case .delete = write.operation {
                    expected.append(RowWrite(at: write.at, key: row.row.key, row: nil))
                    written[row.row.key] = nil
                } else if written[row.row.key] != row {
                    expected.append(RowWrite(at: write.at, key: row.row.key, row: row))
                    written[row.row.key] = row
                }
            }
            for write in history.writes {
                if let row = write.row { rows.put(row) } else { rows.remove(write.key) }
            }
            #expect(rows.record == (try simulated.store.record(study: SimulatedTrial.study, subject: history.subject)))
            // A row that came without news leaves no entry, whatever the reader keeps of it.
            #expect(history.writes.map(\.key).count >= expected.count)
            #expect(Set(expected).isSubset(of: Set(history.writes)))
        }
    }

    @Test(arguments: [1, 2] as [UInt64], [ReplayBasis.recorded, .collected(delayDays: 0), .collected(delayDays: 9)])
    func `what stands after a replay is what the record supports at its end`(seed: UInt64, basis: ReplayBasis) throws {
        let simulated = try SimulatedStore(seed: seed, subjects: 3)
        let study = try study()
        let end = study.end(of: SimulatedTrial.firstDay + 700)
        for history in try simulated.histories() {
            let outcome = replay(history, by: basis, in: study, through: end)
            let record = try simulated.store.record(study: SimulatedTrial.study, subject: history.subject)
            let moment = ReviewMoment(now: end, secondsFromUTC: SimulatedTrial.secondsFromUTC)
            let verdict = assess(record, under: study.studyProtocol, at: moment)
            let standing = outcome.alerts.filter(\.isReconciled)
            let doubtful = standing.filter { $0.episode.uncertainties.contains(.evidenceUncertain) }
            let wanted = Set(verdict.episodes.map(Standing.init))
            // A question that came with its answer was never asked.
            let asked = Set(verdict.episodes.filter { !$0.isAnswered }.map(Standing.init))
            let found = Set(standing.filter { !doubtful.contains($0) }.map { Standing($0.episode) })
            #expect(found.isSubset(of: wanted), "too much: \(found.subtracting(wanted))")
            let missing = asked.subtracting(found)
            #expect(missing.count <= doubtful.count, "missing: \(missing); doubtful: \(doubtful.map(\.episode.rule))")
        }
    }

    @Test func `the arms end where one count of the final summaries ends`() throws {
        let simulated = try SimulatedStore(seed: 4, subjects: 8)
        let study = try study()
        let end = study.end(of: SimulatedTrial.firstDay + 700)
        let outcomes = try simulated.histories().map { replay($0, by: .recorded, in: study, through: end) }
        let arms = try replayArms(outcomes.flatMap(\.summaries), in: study, through: end)
        let moment = ReviewMoment(now: end, secondsFromUTC: SimulatedTrial.secondsFromUTC)
        let summaries = outcomes.compactMap { $0.summaries.last?.summary }
        let verdict = try assessArms(summaries, under: study.studyProtocol, at: moment)
        let raised = arms.changes.filter { $0.kinds.contains(.raised) }.count
        let ended = arms.changes.filter { !Set($0.kinds).isDisjoint(with: [.retracted, .resolved]) }.count
        let standing = study.studyProtocol.arms.flatMap { verdict.episodes(of: $0.code) }.filter { $0.end == nil }
        #expect(arms.passes > 0 && raised - ended == standing.count)
    }

    @Test func `a replay by dates knows no row before its day`() throws {
        let simulated = try SimulatedStore(seed: 5, subjects: 2)
        let study = try study()
        for history in try simulated.histories() {
            let outcome = replay(
                history, by: .collected(delayDays: 0), in: study, through: study.end(of: SimulatedTrial.firstDay + 700))
            for alert in outcome.alerts {
                guard let onset = alert.episode.onset?.earliest else { continue }
                #expect(alert.raisedAt.day(secondsFromUTC: SimulatedTrial.secondsFromUTC) >= onset)
            }
        }
    }
}
