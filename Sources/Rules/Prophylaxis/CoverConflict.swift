// SPDX-License-Identifier: Apache-2.0

package import Trial

/// Days on which a medication was taken though an episode spoke against it, such as low platelets or a bleeding.
package struct CoverConflict: Hashable, Sendable {
    /// The first to the last day on which it was taken, or may have been.
    package var days: ClosedRange<CalendarDay>
    /// Whether it goes on today.
    package var isOngoing: Bool
    /// Whether on one of the days the medication was certainly taken and the episode certainly ran.
    package var isCertain: Bool
    /// The rows of CM by which it was, or may have been, taken.
    package var medicationRows: [RowKey]
    /// The episode that spoke against it, with its evidence.
    package var episode: Episode
}

extension CoverHistory {
    /// The days on which the medication was taken during episodes, in order of episode and day.
    ///
    /// Called on the history of the medication itself, not of its class. A sample that ends an episode no longer speaks
    /// against the medication on its day; the last day of an adverse event does. An episode without onset is left out.
    ///
    /// - Parameter graceDays: days from onset on which it may still be taken; with 1 a medication stopped on the day of
    ///   the sample is no conflict, as a dose on the day of collection is none.
    package func conflicts(with episodes: [Episode], graceDays: Int = 1) -> [CoverConflict] {
        episodes.flatMap { episode in conflicts(with: episode, graceDays: graceDays) }
    }

    /// The first day after today on which a conflict may begin though no row changes: the grace of an episode runs out.
    package func conflictMayBegin(with episodes: [Episode], graceDays: Int = 1) -> CalendarDay? {
        guard state(on: today).mayBeTaken else { return nil }
        return episodes.filter { $0.end == nil }.compactMap { episode in
            episode.onset.map { $0.earliest + graceDays }
        }.filter { $0 > today }.min()
    }

    private func conflicts(with episode: Episode, graceDays: Int) -> [CoverConflict] {
        guard let onset = episode.onset else { return [] }
        let closes = if case .laboratory = episode.finding { 1 } else { 0 }
        let last = { (day: CalendarDay?) in min(day.map { $0 - closes } ?? today, today) }
        guard let days = range(onset.earliest + graceDays, last(episode.end?.latest)) else { return [] }
        let certain = range(onset.latest + graceDays, last(episode.end?.earliest))
        var conflicts: [CoverConflict] = []
        for period in periods(in: days) where period.state.mayBeTaken {
            let isCertain = period.state == .covered && certain?.overlaps(period.days) == true
            let isOngoing = period.days.upperBound == today && episode.end == nil
            let rows = period.state == .covered ? rows(takenOn: period.days) : period.rows
            if let before = conflicts.last, before.days.upperBound + 1 == period.days.lowerBound {
                conflicts[conflicts.count - 1].days = before.days.lowerBound...period.days.upperBound
                conflicts[conflicts.count - 1].isOngoing = isOngoing
                conflicts[conflicts.count - 1].isCertain = before.isCertain || isCertain
                conflicts[conflicts.count - 1].medicationRows += rows.filter { !before.medicationRows.contains($0) }
            } else {
                conflicts.append(
                    CoverConflict(
                        days: period.days, isOngoing: isOngoing, isCertain: isCertain, medicationRows: rows,
                        episode: episode))
            }
        }
        return conflicts
    }
}

extension CoverState {
    fileprivate var mayBeTaken: Bool { self == .covered || isUnknown }
}
