// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

/// Whether an officer's list names one alert before another.
///
/// What stands comes before what has ended, the gravest first, the unanswered before the answered, and then the newest
/// onset; an onset that is not known comes before those that are, since it may be the newest.
package func isListedBefore(_ first: Alert, _ second: Alert) -> Bool {
    let (place, other) = (ListPlace(first), ListPlace(second))
    if place.isEnded != other.isEnded { return other.isEnded }
    if place.severity != other.severity { return place.severity > other.severity }
    if place.isAnswered != other.isAnswered { return other.isAnswered }
    if place.onset != other.onset {
        guard let onset = place.onset, let otherOnset = other.onset else { return place.onset == nil }
        return onset > otherOnset
    }
    return (second.raisedAt, first.id.text) < (first.raisedAt, second.id.text)
}

private struct ListPlace {
    let isEnded: Bool
    let severity: Severity
    let isAnswered: Bool
    let onset: CalendarDay?

    init(_ alert: Alert) {
        isEnded = alert.state == .closed
        severity = alert.episode.severity
        isAnswered = alert.acknowledgement != nil
        onset = alert.episode.onset?.latest
    }
}
