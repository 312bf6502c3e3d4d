// SPDX-License-Identifier: Apache-2.0

import Trial

/// A stretch in which a signal holds, and what ended it.
struct SignalStretch {
    /// What makes it hold, in order of time; never empty.
    var matches: [SignalMatch]
    /// The sightings that belong to it.
    var members: Set<SignalMatch.Member>
    /// The last day on which a row makes it hold.
    var lastDay: Int
    /// When it was over; nil while it is not.
    var end: ClinicalDate?
    /// The sightings that showed it; empty where days alone did.
    var closing: [SignalMatch.Member] = []
}

/// Cuts the matches of a signal into episodes.
///
/// An episode goes on until its end is shown. A match that rests on a row from before the end belongs to it all the
/// same, so that no row is in two episodes; what rests on later rows alone is a new one. Of one day, only the state at
/// its end may close.
struct SignalCutter {
    let matcher: SignalMatcher
    let end: SignalCondition.End
    let today: CalendarDay
    private(set) var finished: [SignalStretch] = []
    private var open: SignalStretch?
    /// The sightings of each leaf that say something of its state, by day.
    private var timeline: [TimelineItem]
    private var next = 0
    private var states: [Int: LeafState] = [:]

    private struct TimelineItem {
        var place: Sighting.Place
        var member: SignalMatch.Member
        /// Whether this is the end of something that lasts.
        var isEnd = false
    }

    /// What the latest rows say of a leaf.
    private struct LeafState {
        var isRecovered = false
        /// The last day on which the leaf may hold, by the rows so far.
        var meetsThrough = Int.distantPast
        var closing: SignalMatch.Member?
        var closedOn: ClinicalDate?
    }

    /// A cutter for the matches of one facet.
    init(_ matcher: SignalMatcher, end: SignalCondition.End, facet: String, today: CalendarDay) {
        self.matcher = matcher
        self.end = end
        self.today = today
        timeline = SignalCutter.timeline(of: matcher, facet: facet)
    }

    private static func timeline(of matcher: SignalMatcher, facet: String) -> [TimelineItem] {
        var items: [TimelineItem] = []
        for leaf in matcher.sightings.indices {
            for (position, sighting) in matcher.sightings[leaf].enumerated() {
                guard sighting.meets || sighting.standing == .recovered, !sighting.isHistory, sighting.isDated,
                    facet.isEmpty || sighting.facet == facet
                else { continue }
                let member = SignalMatch.Member(leaf: leaf, position: position)
                items.append(TimelineItem(place: sighting.place, member: member))
                guard sighting.meets, sighting.lasts, sighting.days.upperBound < .distantFuture else { continue }
                var place = sighting.place
                (place.day, place.minute) = (sighting.days.upperBound, 1_440)
                items.append(TimelineItem(place: place, member: member, isEnd: true))
            }
        }
        return items.sorted { ($0.place, $0.isEnd ? 1 : 0) < ($1.place, $1.isEnd ? 1 : 0) }
    }

    /// The episodes that matches make.
    mutating func stretches(of matches: [SignalMatch]) -> [SignalStretch] {
        let placed = matches.map { (first: firstDay(of: $0), match: $0) }
        for undated in placed where undated.first == nil {
            finished.append(stretch(undated.match, through: .distantFuture))
        }
        let dated = placed.compactMap { placed in placed.first.map { (first: $0, match: placed.match) } }
        for (first, match) in dated.sorted(by: {
            ($0.first, $0.match.days.upperBound) < ($1.first, $1.match.days.upperBound)
        }) {
            advance(to: first)
            let last = lastDay(of: match)
            guard var current = open else {
                open = stretch(match, through: last)
                continue
            }
            current.matches.append(match)
            current.members.formUnion(match.members)
            current.lastDay = max(current.lastDay, last)
            open = current
        }
        advance(to: .distantFuture)
        return finished + [open].compactMap { $0 }
    }

    private func stretch(_ match: SignalMatch, through last: Int) -> SignalStretch {
        SignalStretch(matches: [match], members: Set(match.members), lastDay: last)
    }

    /// The first day of the rows that are the match's own: not of a history, nor of what goes on for long before.
    private func firstDay(of match: SignalMatch) -> Int? {
        let dated = match.members.map { matcher[$0] }.filter { $0.isDated && $0.meets }
        let own = dated.filter { !$0.isHistory && !$0.lasts }
        return (own.isEmpty ? dated : own).map(\.days.lowerBound).min()
    }

    private func lastDay(of match: SignalMatch) -> Int {
        match.members.map { matcher[$0] }.filter { $0.meets && !$0.isHistory }.map { sighting in
            sighting.lasts ? sighting.days.lowerBound : sighting.days.upperBound
        }.max() ?? match.days.lowerBound
    }

    /// Lets the days before one pass, in which the open episode may end.
    private mutating func advance(to day: Int) {
        if case .daysWithout(let days) = end {
            let limit = min(day, today.daysSince1970 + 1)
            guard let lastDay = open?.lastDay, lastDay + days < limit else { return }
            close(on: ClinicalDate(CalendarDay(daysSince1970: lastDay + days)), by: [])
            return
        }
        while next < timeline.count, timeline[next].place.day < day {
            let current = timeline[next].place.day
            while next < timeline.count, timeline[next].place.day == current {
                take(timeline[next])
                next += 1
            }
            closeIfRecovered(on: current)
        }
    }

    private mutating func take(_ item: TimelineItem) {
        let sighting = matcher[item.member]
        var state = states[item.member.leaf] ?? LeafState()
        if sighting.meets, !item.isEnd {
            state.isRecovered = false
            state.meetsThrough = max(state.meetsThrough, sighting.days.upperBound)
        } else if item.place.day >= state.meetsThrough, item.isEnd || sighting.days.lowerBound >= state.meetsThrough {
            // The row that shows the end of something comes before the end it shows.
            guard !item.isEnd || !state.isRecovered else { return }
            state.isRecovered = true
            state.closing = item.isEnd ? nil : item.member
            state.closedOn = item.isEnd ? ClinicalDate(CalendarDay(daysSince1970: item.place.day)) : sighting.onset
        }
        states[item.member.leaf] = state
    }

    private mutating func closeIfRecovered(on day: Int) {
        guard let open, open.lastDay <= day else { return }
        // What has no date may be of any day: no row shows that it is over.
        guard open.members.allSatisfy({ matcher[$0].isDated || matcher[$0].isHistory }) else { return }
        let contributing = Set(open.members.filter { matcher[$0].meets && !matcher[$0].isHistory }.map(\.leaf))
        guard isRecovered(matcher.root, contributing, isTop: true) else { return }
        let recovered = contributing.compactMap { states[$0] }.filter(\.isRecovered)
        let last = recovered.compactMap(\.closedOn).max { $0.latest < $1.latest }
        // What had recovered before the last row of the combination ends it no earlier than that row.
        let isLater = last.map { $0.latest.daysSince1970 >= open.lastDay } ?? false
        let today = ClinicalDate(CalendarDay(daysSince1970: day))
        close(on: isLater ? last ?? today : today, by: recovered.compactMap(\.closing))
    }

    private mutating func close(on date: ClinicalDate, by closing: [SignalMatch.Member]) {
        guard var closed = open else { return }
        closed.end = date
        closed.closing = closing.sorted { (matcher[$0].place, $0.leaf) < (matcher[$1].place, $1.leaf) }
        finished.append(closed)
        open = nil
    }

    /// Whether a part of the signal shows recovery in all that made it hold.
    private func isRecovered(_ node: SignalMatcher.Node, _ contributing: Set<Int>, isTop: Bool = false) -> Bool {
        switch node {
        case .leaf(let leaf):
            return states[leaf]?.isRecovered ?? false
        case .not:
            return true
        case .possibly(let part):
            return isRecovered(part, contributing, isTop: isTop)
        case .any(let parts):
            return parts.filter { contributes($0, contributing) }
                .allSatisfy { isRecovered($0, contributing, isTop: isTop) }
        case .all(let parts, within: _):
            let own = parts.filter { contributes($0, contributing) }
            return isTop && end == .anyRecovered
                ? own.contains { isRecovered($0, contributing) }
                : own.allSatisfy { isRecovered($0, contributing) }
        }
    }

    private func contributes(_ node: SignalMatcher.Node, _ contributing: Set<Int>) -> Bool {
        switch node {
        case .leaf(let leaf): contributing.contains(leaf)
        case .not: false
        case .possibly(let part): contributes(part, contributing)
        case .any(let parts), .all(let parts, within: _): parts.contains { contributes($0, contributing) }
        }
    }
}
