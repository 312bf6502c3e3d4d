// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

/// An episode that must be known, by the oracle's own reckoning.
struct ExpectedEpisode: Hashable, Sendable {
    var rule: String
    var facet: String
    var onset: CalendarDay
    var end: CalendarDay?
    var severity: Severity
    /// In order of time.
    var evidence: [RowKey]
    var closing: [RowKey]

    func overlaps(_ episode: Episode) -> Bool {
        guard let other = episode.onset?.earliest else { return false }
        return (end.map { other <= $0 } ?? true) && (episode.end.map { onset <= $0.latest } ?? true)
    }
}

/// What must be known of one subject.
struct Expectation: Sendable {
    var episodes: [ExpectedEpisode] = []
    /// By rule, the rows that decide nothing for certain.
    var undecidable: [String: Set<RowKey>] = [:]
}

/// Says what a subject's rows mean, in a plain way of its own: it shares no code with the rules it judges.
struct Oracle {
    /// The cut of the platelet hold in force.
    var holdBelow: Int
    var today: CalendarDay

    func expectation(of rows: TruthBook.Rows) -> Expectation {
        var samples: [PlateletRow] = []
        var events: [EventRow] = []
        for row in rows.values {
            switch row {
            case .platelets(let sample): samples.append(sample)
            case .event(let event): events.append(event)
            case .demographics, .dose: break
            }
        }
        var expectation = Expectation()
        expectation.episodes = holdEpisodes(samples) + watchEpisodes(samples)
        expectation.episodes += eventEpisodes(events, rule: "neuropathy", terms: Oracle.neuropathies)
        expectation.episodes += eventEpisodes(events, rule: "infection", terms: Oracle.infections)
        let doubtful = Set(samples.filter { !$0.isCertain }.map(\.key))
        expectation.undecidable["platelet-hold"] = doubtful
        expectation.undecidable["platelet-watch"] = doubtful
        for (rule, terms) in [("neuropathy", Oracle.neuropathies), ("infection", Oracle.infections)] {
            let ungraded = events.filter { terms.contains($0.term) && $0.grade == nil }
            expectation.undecidable[rule] = Set(ungraded.map(\.key))
        }
        return expectation
    }

    static let neuropathies = ["Neuropathy peripheral", "Paraesthesia"]
    static let infections = ["Pneumonia", "Sepsis"]

    // MARK: Counts

    private struct Sample {
        var key: RowKey
        var day: CalendarDay
        /// Where in the day; a count without a time is early when it is good and late when it is bad.
        var minute: Int
        var isBad: Bool
        /// Bad, or worse than the rule looks for: either speaks against recovery.
        var isContrary: Bool
        var isRecovered: Bool
        var isCritical: Bool
    }

    private func holdEpisodes(_ rows: [PlateletRow]) -> [ExpectedEpisode] {
        let samples = rows.compactMap { row -> Sample? in
            let isLow = row.count < holdBelow
            // Without a unit a low number is low in one reading; a high one, or no number, says nothing.
            guard row.isCertain || (row.writing == .unknownUnit && isLow) else { return nil }
            return sample(
                row, isBad: isLow, isContrary: isLow, isRecovered: row.count >= 50,
                isCritical: row.isCertain && row.count < 10)
        }
        return countEpisodes(samples, rule: "platelet-hold", pairDays: 3, mild: .urgent)
    }

    private func watchEpisodes(_ rows: [PlateletRow]) -> [ExpectedEpisode] {
        let samples = rows.filter(\.isCertain).map { row in
            sample(
                row, isBad: row.count >= holdBelow && row.count < 50, isContrary: row.count < 50,
                isRecovered: row.count >= 50, isCritical: false)
        }
        return countEpisodes(samples, rule: "platelet-watch", pairDays: nil, mild: .daily)
    }

    private func sample(
        _ row: PlateletRow, isBad: Bool, isContrary: Bool, isRecovered: Bool, isCritical: Bool
    ) -> Sample {
        Sample(
            key: row.key, day: row.day, minute: row.minute ?? (isContrary ? 24 * 60 : -1), isBad: isBad,
            isContrary: isContrary, isRecovered: isRecovered, isCritical: isCritical)
    }

    private func countEpisodes(
        _ unordered: [Sample], rule: String, pairDays: Int?, mild: Severity
    ) -> [ExpectedEpisode] {
        let ordered = unordered.sorted {
            $0.day != $1.day ? $0.day < $1.day : $0.minute != $1.minute ? $0.minute < $1.minute : $0.key < $1.key
        }
        // A good count says nothing when a bad one of the same day comes after it.
        let samples = ordered.enumerated().filter { index, sample in
            sample.isContrary || !ordered[(index + 1)...].contains { $0.day == sample.day && $0.isContrary }
        }.map(\.element)
        var episodes: [ExpectedEpisode] = []
        var next = 0
        while let first = samples[next...].firstIndex(where: \.isBad) {
            let last = (first..<samples.count).first { !closing(samples, first, $0, pairDays).isEmpty }
            let stretch = samples[first...(last ?? samples.count - 1)]
            episodes.append(
                ExpectedEpisode(
                    rule: rule, facet: "", onset: samples[first].day, end: last.map { samples[$0].day },
                    severity: stretch.contains { $0.isBad && $0.isCritical } ? .critical : mild,
                    evidence: stretch.filter(\.isBad).map(\.key),
                    closing: last.map { closing(samples, first, $0, pairDays) } ?? []))
            next = last.map { $0 + 1 } ?? samples.count
        }
        return episodes
    }

    /// The counts that end the episode beginning at one place, if the count at another is the last of them.
    private func closing(_ samples: [Sample], _ first: Int, _ index: Int, _ pairDays: Int?) -> [RowKey] {
        let sample = samples[index]
        guard index > first, !sample.isContrary else { return [] }
        if sample.isRecovered { return [sample.key] }
        guard let pairDays, let lastBad = samples[first..<index].lastIndex(where: \.isContrary) else { return [] }
        let firstGood = samples[lastBad + 1]
        return sample.day - firstGood.day >= pairDays && index > lastBad + 1 ? [firstGood.key, sample.key] : []
    }

    // MARK: Events

    private func eventEpisodes(_ all: [EventRow], rule: String, terms: [String]) -> [ExpectedEpisode] {
        terms.flatMap { term -> [ExpectedEpisode] in
            let events = all.filter { $0.term == term }.sorted { ($0.day, $0.key) < ($1.day, $1.key) }
            let findings = events.filter { isFinding($0, rule) }
            let milder = events.filter { !isFinding($0, rule) && ($0.grade ?? 9) <= 1 }
            var runs: [[EventRow]] = []
            for event in findings {
                let ends = (runs.last ?? []).map { endOf($0, milder)?.day }
                let lastEnd = ends.contains { $0 == nil } ? nil : ends.compactMap { $0 }.max()
                if runs.isEmpty || lastEnd.map({ event.day - $0 > 7 }) ?? false {
                    runs.append([event])
                } else {
                    runs[runs.count - 1].append(event)
                }
            }
            return runs.map { episode($0, milder, rule, facet: term.lowercased()) }
        }
    }

    private func isFinding(_ event: EventRow, _ rule: String) -> Bool {
        // Whatever its grade is, a neuropathy is at least of grade 1.
        guard rule == "infection" else { return (event.grade ?? 1) >= 2 || event.pain != .no }
        return event.grade.map { $0 >= 3 } ?? event.isSerious
    }

    /// When a report was over: as reported, else by the first milder report of the term after it.
    private func endOf(_ event: EventRow, _ milder: [EventRow]) -> (day: CalendarDay, by: RowKey?)? {
        if let end = event.end { return (end, nil) }
        return milder.first { $0.day > event.day }.map { ($0.day, $0.key) }
    }

    private func episode(
        _ run: [EventRow], _ milder: [EventRow], _ rule: String, facet: String
    ) -> ExpectedEpisode {
        let ends = run.map { endOf($0, milder) }
        var last: (day: CalendarDay, by: RowKey?)?
        if !ends.contains(where: { $0 == nil }) {
            // Of reports that end on one day the one with the greatest key is the last.
            let ranked = zip(run, ends).sorted { first, second in
                guard let one = first.1?.day, let other = second.1?.day else { return false }
                return one != other ? one < other : first.0.key < second.0.key
            }
            last = ranked.last?.1
        }
        let lastDay = last.map { min($0.day, today) } ?? today
        let days = lastDay - run[0].day
        return ExpectedEpisode(
            rule: rule, facet: facet, onset: run[0].day, end: last?.day,
            severity: run.map { severity($0, rule, days: days) }.max() ?? .digest, evidence: run.map(\.key),
            closing: (last?.by).map { [$0] } ?? [])
    }

    private func severity(_ event: EventRow, _ rule: String, days: Int) -> Severity {
        if rule == "infection" { return event.term == "Sepsis" || (event.grade ?? 0) >= 4 ? .critical : .urgent }
        switch (event.grade ?? 1, event.pain) {
        case (4..., _): return .critical
        case (3, _), (2, .yes): return .urgent
        case (2, .unknown): return days >= 7 ? .urgent : .daily
        case (2, .no), (1, .yes): return .daily
        default: return .query
        }
    }
}
