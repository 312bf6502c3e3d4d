// SPDX-License-Identifier: Apache-2.0

import Trial

/// The reported events that may last on a day of an episode.
///
/// An event without an end goes on, one without a start began at any time before its end. What only may fall together
/// counts, and the episode says so: not to tell of a bleeding for want of a date would be the worse fault.
struct ConcurrentEvents {
    private let events: [AdverseEvent]
    private let onset: ClinicalDate?
    private let end: ClinicalDate?

    /// The events of a record beside an episode from its onset to its end.
    init(_ events: [AdverseEvent], onset: ClinicalDate?, end: ClinicalDate?) {
        (self.events, self.onset, self.end) = (events, onset, end)
    }

    /// Whether an event of a group may last on a day of the episode.
    func isReported(_ group: String, groups: [TermGroup]) -> Bool {
        !reported(group, groups: groups).isEmpty
    }

    /// The events of a group that may last on a day of the episode, and whether one of them certainly does.
    func evidence(_ group: String, groups: [TermGroup]) -> (rows: [Evidence], isCertain: Bool) {
        let found = reported(group, groups: groups)
        return (found.map(\.evidence), found.contains(where: isCertain))
    }

    private func reported(_ group: String, groups: [TermGroup]) -> [AdverseEvent] {
        guard let group = groups.first(where: { $0.id == group }) else { return [] }
        return events.indices.filter { isPossible(events[$0]) && group.contains(events[$0]) }.map { events[$0] }
    }

    private func isPossible(_ event: AdverseEvent) -> Bool {
        let lasts = (event.start?.earliest ?? .distantPast)...latest(of: event)
        return lasts.overlaps(
            (onset?.earliest ?? .distantPast)...max(onset?.earliest ?? .distantPast, end?.latest ?? .distantFuture))
    }

    private func isCertain(_ event: AdverseEvent) -> Bool {
        guard let start = event.start?.latest, let onset = onset?.latest,
            let days = range(start, event.credibleEnd?.earliest ?? .distantFuture),
            let episode = range(onset, end?.earliest ?? .distantFuture)
        else { return false }
        return days.overlaps(episode)
    }

    private func latest(of event: AdverseEvent) -> CalendarDay {
        max(event.start?.earliest ?? .distantPast, event.credibleEnd?.latest ?? .distantFuture)
    }
}

extension [Evidence] {
    /// These rows, and those of others that are not among them.
    func joined(by others: [Evidence]) -> [Evidence] {
        guard !others.isEmpty else { return self }
        let keys = Set(map(\.key))
        return self + others.filter { !keys.contains($0.key) }
    }
}
