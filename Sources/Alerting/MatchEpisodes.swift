// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

/// Which computed episode is which standing alert.
struct EpisodeMatches {
    var matched: [(episode: Episode, alert: Alert)] = []
    var unmatchedEpisodes: [Episode] = []
    var unmatchedAlerts: [Alert] = []
}

/// Pairs episodes with alerts of the same rule: first by shared evidence, then by overlap, then by a lost date, oldest
/// alert first.
///
/// Evidence goes before overlap over all pairs, so that an episode whose dates moved keeps its alert even when
/// another episode now lies where it was. Last of all, an episode or alert without a date is taken for the one left
/// over of its kind: a row whose date can no longer be read comes back under another key, and is not gone.
///
/// - Parameter presentNames: what a rule is called now, by each name it had before.
func match(_ episodes: [Episode], with alerts: [Alert], presentNames: [String: String]) -> EpisodeMatches {
    var matches = EpisodeMatches()
    var remainingAlerts = alerts.sorted { ($0.raisedAt, $0.id.text) < ($1.raisedAt, $1.id.text) }
    var remainingEpisodes = episodes
    for isMatch in [sharesEvidence, isSameKindAndOverlaps, lostItsDateAndReadsAlike, lostItsDate] {
        remainingAlerts = remainingAlerts.filter { alert in
            let told = alert.episode.named(by: presentNames)
            guard let index = remainingEpisodes.firstIndex(where: { isMatch($0, told) }) else { return true }
            matches.matched.append((remainingEpisodes.remove(at: index), alert))
            return false
        }
    }
    matches.unmatchedEpisodes = remainingEpisodes
    matches.unmatchedAlerts = remainingAlerts
    return matches
}

extension Episode {
    /// The episode under the name that its rule has now.
    func named(by presentNames: [String: String]) -> Episode {
        guard let name = presentNames[rule] else { return self }
        var renamed = self
        renamed.rule = name
        return renamed
    }
}

/// Whether two episodes of one rule rest on a common row.
///
/// A reported event stays the same event when its term is coded or corrected. A laboratory row may tell of
/// two terms, too little and too much, which are not the same episode.
func sharesEvidence(_ first: Episode, _ second: Episode) -> Bool {
    guard first.rule == second.rule else { return false }
    let common = first.evidenceKeys.intersection(second.evidenceKeys)
    return first.facet == second.facet ? !common.isEmpty : common.contains { $0.domain == .ae }
}

private func isSameKindAndOverlaps(_ first: Episode, _ second: Episode) -> Bool {
    first.kind == second.kind && first.overlaps(second)
}

private func lostItsDateAndReadsAlike(_ first: Episode, _ second: Episode) -> Bool {
    lostItsDate(first, second) && !Set(first.evidence.map(\.reading)).isDisjoint(with: second.evidence.map(\.reading))
}

/// Whether only a date that is not known keeps two episodes of one kind from sharing a row or a day.
private func lostItsDate(_ first: Episode, _ second: Episode) -> Bool {
    first.kind == second.kind && (first.onset == nil) != (second.onset == nil)
}
