// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Dispatch
import Foundation
import Replay
import Rules
import SQLiteStorage
import Settings
import Storage
import Surveillance
import Synchronization
import Trial

struct BacktestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract: "Replay a store's history to see when each rule would have fired, and how loud it would have been.",
        discussion: """
            Every subject's rows are played as they became known, and what time alone makes true is looked at when it \
            does. Alerts are counted when they are raised, amended, resolved and taken back, by rule and by week, and \
            held against the protocol's noise budget. The store is only read; no ledger is opened and nobody is told.

            Rows are known as the store recorded them: corrections, deletions and late rows included. A store that was \
            filled at once says nothing of that; then rows are known by their own dates, and the output says so.

            Example: vigil backtest --config Config/vigil.yaml --study NCT04217967
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    enum Basis: String, ExpressibleByArgument, CaseIterable {
        case recorded
        case collected
    }

    @OptionGroup var configuration: ConfigurationOption

    @Option(help: "The study; may be left out when one is configured.")
    var study: String?

    @Option(name: .customLong("by"), help: "When a row is known: recorded by the store, or collected, by its own date.")
    var basis: Basis?

    @Option(help: "With --by collected: days from a row's date until it is known.")
    var delayDays = 0

    @Option(help: "The first day that counts, such as 2024-01-01; the replay itself begins at the beginning.")
    var from: String?

    @Option(help: "The last day.")
    var to: String?

    @Option(help: "text or json.")
    var format = Format.text

    func validate() throws {
        for (option, text) in [("--from", from), ("--to", to)] {
            guard let text, ClinicalDate(sdtm: text)?.isComplete != true else { continue }
            throw ValidationError("\(option) is \(text); give a day such as 2024-06-01.")
        }
        guard (0...365).contains(delayDays) else {
            throw ValidationError("--delay-days is \(delayDays); give 0 to 365.")
        }
    }

    func run() async throws {
        try await reporting {
            let settings = try loadSettings(at: configuration.config, secrets: .omitted)
            let bench = try BacktestBench(
                try settings.study(named: study), basis: basis, delayDays: delayDays, from: day(from), to: day(to),
                now: SystemClock.wallTime())
            let clock = ContinuousClock()
            let start = clock.now
            let backtest = try bench.backtest()
            let seconds = (clock.now - start) / .seconds(1)
            switch format {
            case .text:
                print(BacktestText(backtest, basis: bench.words).text)
                print("Replayed in \((seconds * 10).rounded() / 10) s.")
            case .json: print(try BacktestDocument(backtest, basis: bench.words).json)
            }
        }
    }

    private func day(_ text: String?) -> CalendarDay? { text.flatMap { ClinicalDate(sdtm: $0)?.earliest } }
}

/// A study's store, ready to be played again.
struct BacktestBench {
    private let store: SQLiteFollowUpStore
    private let study: ReplayedStudy
    private let basis: ReplayBasis
    private let isChosen: Bool
    private let from: CalendarDay
    private let to: CalendarDay

    /// Subjects that are replayed at a time, which bounds the memory.
    private static let subjectsAtOnce = max(1, ProcessInfo.processInfo.activeProcessorCount)

    /// - Throws: `NothingToReplay` when the store has no rows of the study.
    init(
        _ settings: StudySettings, basis: BacktestCommand.Basis?, delayDays: Int, from: CalendarDay?, to: CalendarDay?,
        now: Timestamp
    ) throws {
        let zone = try StudyTimeZone(settings.protocol.timeZone)
        study = ReplayedStudy(settings.protocol, secondsFromUTC: zone.secondsFromUTC(at:))
        store = try SQLiteFollowUpStore(path: settings.store)
        let name = settings.protocol.study
        guard let span = try store.feedSpan(study: name) else { throw NothingToReplay(study: name) }
        let isFilledAtOnce = span.upperBound - span.lowerBound < 86_400
        isChosen = basis != nil
        let day = { (instant: Timestamp) in instant.day(secondsFromUTC: zone.secondsFromUTC(at: instant)) }
        if basis ?? (isFilledAtOnce ? .collected : .recorded) == .recorded {
            self.basis = .recorded
            self.from = from ?? day(span.lowerBound)
            self.to = to ?? day(span.upperBound)
        } else {
            self.basis = .collected(delayDays: delayDays)
            let dates = try store.collectedSpan(study: name)
            self.from = from ?? dates?.lowerBound ?? day(span.lowerBound)
            // A row dated ahead of today is a slip, and the time until then has not been.
            self.to = to ?? min((dates?.upperBound ?? day(now)) + delayDays, day(now))
        }
        guard self.from <= self.to else { throw NothingToReplay(study: name) }
    }

    /// By what rows were known.
    var words: String {
        switch basis {
        case .recorded: "rows as recorded by the store"
        case .collected(let delay):
            (delay == 0 ? "rows by their own dates" : "rows \(delay) days after their own dates")
                + (isChosen ? "" : ", because the store was filled within a day")
        }
    }

    /// Plays every subject, then the arms.
    func backtest() throws -> Backtest {
        var tally = BacktestTally(of: study, from: from, to: to)
        var summaries: [DatedSummary] = []
        var waiting: [SubjectHistory] = []
        let end = study.end(of: to)
        func play() {
            for outcome in outcomes(of: waiting, through: end) {
                tally.add(outcome)
                summaries += outcome.summaries
            }
            waiting = []
        }
        try store.eachHistory(study: study.studyProtocol.study) { history in
            waiting.append(history)
            if waiting.count == BacktestBench.subjectsAtOnce { play() }
        }
        play()
        tally.add(try replayArms(summaries, in: study, through: end))
        return tally.backtest
    }

    private func outcomes(of histories: [SubjectHistory], through end: Timestamp) -> [SubjectOutcome] {
        let outcomes = Mutex<[Int: SubjectOutcome]>([:])
        DispatchQueue.concurrentPerform(iterations: histories.count) { index in
            let outcome = replay(histories[index], by: basis, in: study, through: end)
            outcomes.withLock { $0[index] = outcome }
        }
        return outcomes.withLock { found in histories.indices.compactMap { found[$0] } }
    }
}

/// A store without rows in the days that were asked for.
struct NothingToReplay: Error, CustomStringConvertible {
    var study: String

    var description: String {
        "the store has no history of \(study) in these days; `vigil import` or `vigil simulate` fills a store"
    }
}
