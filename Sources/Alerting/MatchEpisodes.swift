// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

/// Which computed episode is which standing alert.
struct EpisodeMatches {
    var matched: [(episode: Episode, alert: Alert)] = []
    var unmatchedEpisodes: [Episode] = []
    var unmatchedAlerts: [Alert] = []
}

/// Pairs episodes with alerts of the same rule and facet: first by shared evidence, then by overlap, oldest first.
///
/// Evidence goes before overlap over all pairs, so that an episode whose dates moved keeps its alert even when
/// another episode now lies where it was.
func match(_ episodes: [Episode], with alerts: [Alert]) -> EpisodeMatches {
    var matches = EpisodeMatches()
    var remainingAlerts = alerts.sorted { ($0.raisedAt, $0.id.text) < ($1.raisedAt, $1.id.text) }
    var remainingEpisodes = episodes
    let criteria: [(Episode, Episode) -> Bool] = [
        { !$0.evidenceKeys.isDisjoint(with: $1.evidenceKeys) },
        { $0.overlaps($1) },
    ]
    for isMatch in criteria {
        remainingAlerts = remainingAlerts.filter { alert in
            let index = remainingEpisodes.firstIndex { episode in
                isSameKind(episode, alert.episode) && isMatch(episode, alert.episode)
            }
            guard let index else { return true }
            matches.matched.append((remainingEpisodes.remove(at: index), alert))
            return false
        }
    }
    matches.unmatchedEpisodes = remainingEpisodes
    matches.unmatchedAlerts = remainingAlerts
    return matches
}
