// SPDX-License-Identifier: Apache-2.0

import Trial

/// Finds what makes a signal hold, or perhaps hold, from the sightings of its leaves.
struct SignalMatcher {
    /// A signal whose leaves are numbered, so that a sighting can be named by leaf and position.
    indirect enum Node {
        case leaf(Int)
        case all([Node], within: SignalWindow)
        case any([Node])
        case not(Int)
        case possibly(Node)
    }

    let root: Node
    private let hasCombination: Bool
    let leaves: [Signal]
    /// The sightings of each leaf, in order of time.
    let sightings: [[Sighting]]

    /// Looks for the leaves of a signal.
    init(_ signal: Signal, in rows: SignalRows) {
        leaves = signal.leaves
        var count = 0
        root = SignalMatcher.numbered(signal, &count)
        hasCombination = signal.hasCombination
        // Most records hold nothing of most signals: what shows recovery is looked for where something may end.
        let holding = leaves.map { rows.sightings(of: $0, onlyHolding: true) }
        sightings =
            SignalMatcher.mayHold(root, where: holding.map { !$0.isEmpty })
            ? leaves.map { rows.sightings(of: $0, onlyHolding: false) } : holding
    }

    /// Whether a signal may hold at all, where it is only known which leaves may.
    private static func mayHold(_ node: Node, where holding: [Bool]) -> Bool {
        switch node {
        case .leaf(let leaf): holding[leaf]
        case .not: true
        case .possibly(let part): mayHold(part, where: holding)
        case .any(let parts): parts.contains { mayHold($0, where: holding) }
        case .all(let parts, within: _): parts.allSatisfy { mayHold($0, where: holding) }
        }
    }

    subscript(member: SignalMatch.Member) -> Sighting { sightings[member.leaf][member.position] }

    private static func numbered(_ signal: Signal, _ count: inout Int) -> Node {
        switch signal {
        case .all(let parts, let window): return .all(parts.map { numbered($0, &count) }, within: window)
        case .any(let parts): return .any(parts.map { numbered($0, &count) })
        case .possibly(let part): return .possibly(numbered(part, &count))
        case .not:
            count += 1
            return .not(count - 1)
        default:
            count += 1
            return .leaf(count - 1)
        }
    }

    /// Everything that makes the signal hold or perhaps hold.
    ///
    /// Events are told apart by their terms, unless a combination makes one finding of several rows.
    var matches: [SignalMatch] {
        let found = matches(of: root)
        guard hasCombination else { return found }
        return found.map { match in
            var match = match
            match.facet = ""
            return match
        }
    }

    private func matches(of node: Node) -> [SignalMatch] {
        switch node {
        case .leaf(let leaf): matches(ofLeaf: leaf)
        case .any(let parts): parts.flatMap { matches(of: $0) }
        case .all(let parts, let window): matches(ofAll: parts, window)
        case .not: []
        case .possibly(let part):
            matches(of: part).map { match in
                var match = match
                match.doubts.insert(.onlyPossible)
                return match
            }
        }
    }

    private func matches(ofLeaf leaf: Int) -> [SignalMatch] {
        sightings[leaf].indices.compactMap { position in
            let sighting = sightings[leaf][position]
            guard sighting.mayHold else { return nil }
            return SignalMatch(
                members: [SignalMatch.Member(leaf: leaf, position: position)], days: sighting.days,
                onset: sighting.onset, standing: sighting.standing,
                isLoud: sighting.standing == .holds || (sighting.standing == .suspect && sighting.speaksUp),
                doubts: sighting.doubts, facet: sighting.facet)
        }
    }

    private func matches(ofAll parts: [Node], _ window: SignalWindow) -> [SignalMatch] {
        let positive = parts.filter { if case .not = $0 { false } else { true } }.map { PartMatches(matches(of: $0)) }
        let excluded = parts.compactMap { if case .not(let leaf) = $0 { leaf } else { nil } }
        switch window {
        case .days(let days):
            return SignalMatcher.starts(of: positive).compactMap { start in
                combined(positive.map { $0.within(start...start + days) }, excluded, window)
            }
        case .aroundFirst(let before, let after):
            guard let first = positive.first else { return [] }
            return first.all.compactMap { anchor in
                let days = anchor.days.lowerBound - before...anchor.days.upperBound + after
                return combined([[anchor]] + positive.dropFirst().map { $0.within(days) }, excluded, window)
            }
        }
    }

    /// The first days of the windows that need be looked at: any other holds no more than one of these.
    private static func starts(of parts: [PartMatches]) -> [Int] {
        let days = parts.flatMap(\.all).map { match in
            match.days.upperBound < .distantFuture ? match.days.upperBound : max(match.days.lowerBound, 0)
        }
        return Set(days).sorted()
    }

    /// One match of what each part has in a window: by what may be told where that suffices, else by what is undecided.
    private func combined(_ parts: [[SignalMatch]], _ excluded: [Int], _ window: SignalWindow) -> SignalMatch? {
        guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        let best = parts.map { part in
            let best = part.map(\.standing.rawValue).min() ?? 0
            return part.filter { $0.standing.rawValue == best }
        }
        let chosen = best.flatMap { $0 }
        guard var match = chosen.first else { return nil }
        match.members = chosen.flatMap(\.members)
        match.standing = best.compactMap(\.first?.standing).max { $0.rawValue < $1.rawValue } ?? .undecided
        match.isLoud = match.standing != .undecided && best.contains { $0.contains(where: \.isLoud) }
        // A part that is certain by one row has no doubt, whatever other rows say of it.
        match.doubts = best.reduce(into: []) { doubts, part in
            guard !part.contains(where: \.doubts.isEmpty) else { return }
            part.forEach { doubts.formUnion($0.doubts) }
        }
        let onsets = best.map { part in part.compactMap(\.onset).min { $0.earliest < $1.earliest } }
        match.onset = onsets.compactMap { $0 }.max { $0.earliest < $1.earliest }
        let points = chosen.map(\.days).filter { $0.lowerBound > .distantPast && $0.upperBound < .distantFuture }
        let spans = points.isEmpty ? chosen.map(\.days) : points
        let first = spans.map(\.lowerBound).min() ?? 0
        match.days = first...max(first, spans.map(\.upperBound).max() ?? 0)
        for leaf in excluded {
            guard exclude(leaf, from: &match, window) else { return nil }
        }
        return match
    }

    /// Looks for rows that speak against a match; false when they do.
    private func exclude(_ leaf: Int, from match: inout SignalMatch, _ window: SignalWindow) -> Bool {
        let longest = window.longest
        let last = match.days.upperBound - longest
        let days = min(match.days.lowerBound, last)...max(match.days.upperBound, match.days.lowerBound + longest)
        let near = sightings[leaf].indices.filter { sightings[leaf][$0].days.overlaps(days) }
        let clearing = near.filter {
            sightings[leaf][$0].standing == .recovered || sightings[leaf][$0].standing == .between
        }
        if !clearing.isEmpty {
            match.members += clearing.map { SignalMatch.Member(leaf: leaf, position: $0) }
            return true
        }
        if near.contains(where: { sightings[leaf][$0].standing == .holds }) { return false }
        // What nobody reported is not there; what nobody measured is not known.
        if near.isEmpty, leaves[leaf].isReported { return true }
        match.doubts.insert(.counterEvidenceMissing)
        return true
    }
}

extension Signal {
    /// Whether an `all` is anywhere in it.
    fileprivate var hasCombination: Bool {
        switch self {
        case .all: true
        case .any(let parts): parts.contains(where: \.hasCombination)
        case .not(let part), .possibly(let part): part.hasCombination
        default: false
        }
    }

    /// Whether the record tells of it only where it is so.
    fileprivate var isReported: Bool {
        switch self {
        case .event, .death, .medication, .on, .overdue: true
        default: false
        }
    }
}

/// The matches of one part, so ordered that those of a window are found without looking at all of them.
private struct PartMatches {
    /// Every match, in order of its first day.
    let all: [SignalMatch]
    /// Those that cover few days, in the same order, and those that cover many.
    private let short: [SignalMatch]
    private let long: [SignalMatch]
    /// The most days a short one covers: a month whose day is not known.
    private static let shortDaysMax = 31

    init(_ matches: [SignalMatch]) {
        all = matches.sorted { $0.days.lowerBound < $1.days.lowerBound }
        short = all.filter { $0.days.upperBound - $0.days.lowerBound <= PartMatches.shortDaysMax }
        long = all.filter { $0.days.upperBound - $0.days.lowerBound > PartMatches.shortDaysMax }
    }

    /// The matches that may fall into a window.
    func within(_ days: ClosedRange<Int>) -> [SignalMatch] {
        let first = firstIndex(notBefore: days.lowerBound - PartMatches.shortDaysMax)
        let near = short[first...].prefix { $0.days.lowerBound <= days.upperBound }.filter { $0.days.overlaps(days) }
        return near + long.filter { $0.days.overlaps(days) }
    }

    private func firstIndex(notBefore day: Int) -> Int {
        var (low, high) = (0, short.count)
        while low < high {
            let middle = (low + high) / 2
            if short[middle].days.lowerBound < day { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
