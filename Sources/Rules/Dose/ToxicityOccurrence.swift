// SPDX-License-Identifier: Apache-2.0

import Trial

/// Episodes of one class that overlap: one occurrence, and at most one step.
struct ToxicityOccurrence {
    let toxicity: String
    private(set) var members: [ToxicityEpisode]
    let onset: ClinicalDate
    /// The last day that any member reaches; nil while one is not over.
    private var over: CalendarDay?

    private init(_ episode: ToxicityEpisode, onset: ClinicalDate) {
        toxicity = episode.toxicity
        members = [episode]
        self.onset = onset
        over = episode.over?.latest
    }

    var isCertain: Bool { members.contains(where: \.isCertain) }

    /// The gravest action that the record proves; nil when it proves none.
    var certainAction: DoseAction? { members.filter(\.isCertain).map(\.action).max() }

    /// The gravest action if everything that is doubtful counts.
    var possibleAction: DoseAction { members.map(\.action).max() ?? .hold }

    private func overlaps(_ onset: ClinicalDate) -> Bool {
        over.map { onset.earliest <= $0 } ?? true
    }

    private mutating func join(_ episode: ToxicityEpisode) {
        members.append(episode)
        over = over.flatMap { over in episode.over.map { max(over, $0.latest) } }
    }

    /// The occurrences of every class, in order of onset.
    ///
    /// Certain episodes are joined among themselves first: a doubtful one must not make one step of two.
    static func all(of episodes: [ToxicityEpisode]) -> [ToxicityOccurrence] {
        Dictionary(grouping: episodes, by: \.toxicity).values.flatMap { sameClass in
            let placed = sameClass.sorted(by: precedes)
            var certain = joined(placed.filter(\.isCertain), onto: [])
            var doubtful: [ToxicityEpisode] = []
            var index = 0
            for episode in placed where !episode.isCertain {
                guard let onset = episode.onset else { continue }
                while index < certain.count, !certain[index].overlaps(onset) { index += 1 }
                if index < certain.count, certain[index].onset.earliest <= (episode.over?.latest ?? .distantFuture) {
                    certain[index].join(episode)
                } else {
                    doubtful.append(episode)
                }
            }
            return joined(doubtful, onto: certain)
        }.sorted {
            ($0.onset.earliest, $0.toxicity, $0.members[0].id) < ($1.onset.earliest, $1.toxicity, $1.members[0].id)
        }
    }

    private static func joined(
        _ episodes: [ToxicityEpisode], onto occurrences: [ToxicityOccurrence]
    ) -> [ToxicityOccurrence] {
        var all = occurrences
        for episode in episodes {
            guard let onset = episode.onset else { continue }
            if all.count > occurrences.count, all[all.count - 1].overlaps(onset) {
                all[all.count - 1].join(episode)
            } else {
                all.append(ToxicityOccurrence(episode, onset: onset))
            }
        }
        return all
    }

    private static func precedes(_ first: ToxicityEpisode, _ second: ToxicityEpisode) -> Bool {
        (first.onset?.earliest ?? .distantFuture, first.id) < (second.onset?.earliest ?? .distantFuture, second.id)
    }
}

extension CalendarDay {
    /// A day after every other.
    static let distantFuture = CalendarDay(daysSince1970: .max)
    /// A day before every other.
    static let distantPast = CalendarDay(daysSince1970: .min)
}
