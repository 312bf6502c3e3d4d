// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import Kit
import Replay
import Rules
import Settings
import Simulation
import Storage
import Testing
import Trial

/// What stands in the end depends on the rows as they end, and on nothing of how they came.
@Suite struct ArrivalOrderTests {
    /// What tells an alert that is open from every other.
    private struct Open: Hashable {
        var rule: String
        var facet: String
        var onset: ClinicalDate?
        var end: ClinicalDate?
        var severity: Severity
        var evidence: [Evidence]
        var uncertainties: Set<Uncertainty>

        init(_ episode: Episode) {
            (rule, facet, onset, end) = (episode.rule, episode.facet, episode.onset, episode.end)
            (severity, evidence, uncertainties) = (episode.severity, episode.evidence, episode.uncertainties)
        }

        /// Whether it says that it is uncertain, and rests on a row about which its rule can say nothing.
        func isInDoubt(by undecidable: [EpisodeKind: Set<RowKey>]) -> Bool {
            let kinds = [EpisodeKind(rule: rule), EpisodeKind(rule: rule, facet: facet)]
            let doubtful = kinds.reduce(into: Set<RowKey>()) { $0.formUnion(undecidable[$1] ?? []) }
            return uncertainties.contains(.evidenceUncertain) && evidence.contains { doubtful.contains($0.key) }
        }

        /// Whether another tells of it, and of more.
        func isKept(in other: Open) -> Bool {
            rule == other.rule && facet == other.facet && Set(evidence).isSubset(of: other.evidence)
                && severity <= other.severity
        }
    }

    private typealias Standing = (open: Set<Open>, undecidable: [EpisodeKind: Set<RowKey>])

    private let study: ReplayedStudy
    private let now: Timestamp

    init() throws {
        study = try ArrivalOrderTests.shipped.get()
        now = study.end(of: SimulatedSubjects.lastDay)
    }

    private static let shipped = Result {
        let path = Fixtures.shipped.appending(path: "protocols/nct04217967.yaml").path
        return ReplayedStudy(try loadProtocol(at: path)) { _ in SimulatedTrial.secondsFromUTC }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `order, passes and duplicates of a subject's rows never change what stands open`(seed: UInt64) throws {
        var generator = Seeded(seed: seed)
        let rows = try SimulatedSubjects.rows(seed: seed, overlapping: false, using: &generator)
        let wanted = end(of: [rows.map(Arrival.row)])
        #expect(!wanted.open.isEmpty)
        for _ in 0..<3 {
            let arrivals = rows.map { Array(repeating: Arrival.row($0), count: .random(in: 1...2, using: &generator)) }
            let found = end(of: passes(of: merged(arrivals, using: &generator), using: &generator))
            expect(found, toBe: wanted)
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `what a row said before it was entered again never changes what stands open`(seed: UInt64) throws {
        var generator = Seeded(seed: seed)
        let rows = try SimulatedSubjects.rows(seed: seed, overlapping: true, using: &generator)
        let keys = Set(rows.map { $0.read().row.key })
        let wanted = end(of: [rows.map(Arrival.row)])
        for _ in 0..<3 {
            let arrivals = rows.map { $0.versions(besides: keys, using: &generator) }
            let found = end(of: passes(of: merged(arrivals, using: &generator), using: &generator))
            expect(found, toBe: wanted)
        }
    }

    @Test func `the subjects make most rules speak`() throws {
        var spoken: Set<String> = []
        for seed in 0..<8 as Range<UInt64> {
            var generator = Seeded(seed: seed)
            let rows = try SimulatedSubjects.rows(seed: seed, overlapping: false, using: &generator)
            spoken.formUnion(end(of: [rows.map(Arrival.row)]).open.map(\.rule))
        }
        #expect(spoken.count * 2 > study.studyProtocol.subjectRules.count, "only \(spoken.sorted())")
    }

    /// Nothing may differ but an alert that was certain while fewer rows were known.
    ///
    /// Once told it stands, and as grave as it was told, while its rule can say neither yes nor no of a row it rests
    /// on; and it says that it is uncertain.
    private func expect(_ found: Standing, toBe wanted: Standing) {
        let kept = found.open.subtracting(wanted.open)
        let unjustified = kept.filter { !$0.isInDoubt(by: found.undecidable) }
        let missing = wanted.open.subtracting(found.open).filter { missing in !kept.contains(where: missing.isKept) }
        #expect(missing.isEmpty && unjustified.isEmpty, "missing: \(missing)\ntoo much: \(unjustified)")
    }

    /// What is open after the last of some passes, which is always of one instant, and what the record leaves in doubt.
    private func end(of passes: [[Arrival]]) -> Standing {
        var replay = SubjectReplay(SimulatedSubjects.subject, in: study)
        for (index, arrivals) in passes.enumerated() {
            for arrival in arrivals {
                switch arrival {
                case .row(let row): replay.put(row.read())
                case .removal(let row): replay.remove(row.read().row.key)
                }
            }
            _ = replay.pass(at: now + Double(index + 1 - passes.count) * 86_400)
        }
        let moment = ReviewMoment(now: now, secondsFromUTC: SimulatedTrial.secondsFromUTC)
        let verdict = assess(replay.record, under: study.studyProtocol, at: moment)
        return (Set(replay.alerts.filter { $0.closure == nil }.map { Open($0.episode) }), verdict.undecidable)
    }

    /// Cuts arrivals into passes, one to about twenty.
    private func passes(of arrivals: [Arrival], using generator: inout Seeded) -> [[Arrival]] {
        let size = max(1, arrivals.count / Int.random(in: 1...20, using: &generator))
        return stride(from: 0, to: arrivals.count, by: size).map {
            Array(arrivals[$0..<min($0 + size, arrivals.count)])
        }
    }

    /// Rows' arrivals in any order that leaves each row's own as they are.
    private func merged(_ arrivals: [[Arrival]], using generator: inout Seeded) -> [Arrival] {
        var turns = arrivals.indices.flatMap { Array(repeating: $0, count: arrivals[$0].count) }
        turns.shuffle(using: &generator)
        var taken = Array(repeating: 0, count: arrivals.count)
        return turns.map { row in
            defer { taken[row] += 1 }
            return arrivals[row][taken[row]]
        }
    }
}

/// Something that a site enters.
enum Arrival {
    case row(SDTMRow)
    case removal(SDTMRow)
}

/// What stood in a variable before.
private let before = ["", "1", "4", "2024-01", "2024-02-20", "Y", "N", "?"]

extension SDTMRow {
    /// The row as it came to be: at times with something else in one of its variables before, or nothing, or nonsense.
    ///
    /// It never took the place of another row: what the store then lost would not come back.
    fileprivate func versions(besides keys: Set<RowKey>, using generator: inout Seeded) -> [Arrival] {
        var arrivals = [Arrival.row(self)]
        for _ in 0..<max(0, Int.random(in: -2...2, using: &generator)) {
            guard let changed = changed(using: &generator) else { continue }
            let key = changed.read().row.key
            let isSameRow = key == read().row.key
            guard isSameRow || !keys.contains(key) else { continue }
            arrivals.insert(contentsOf: isSameRow ? [.row(changed)] : [.row(changed), .removal(changed)], at: 0)
            if Bool.random(using: &generator) { arrivals.insert(.row(self), at: 0) }
        }
        return arrivals
    }

    private func changed(using generator: inout Seeded) -> SDTMRow? {
        let fixed: Set<String> = ["STUDYID", "USUBJID"]
        let variables = values.keys.filter { !fixed.contains($0) }.sorted()
        guard let variable = variables.randomElement(using: &generator) else { return nil }
        var changed = self
        changed.values[variable] = before.randomElement(using: &generator)
        return changed
    }
}
