// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A condition on the time in which a serious event must be reported.
package struct ClockCondition: Hashable, Sendable {
    /// The permanent names of the kinds of finding that levels tell apart.
    package static let kinds = ClockReport.State.allCases.map(\.rawValue)

    /// What has to be reported.
    package enum Event: String, CaseIterable, Hashable, Sendable, Codable {
        /// A serious event, whatever caused it; death from any source.
        case serious
        /// A serious event that is fatal or life threatening and may be a suspected unexpected adverse reaction.
        case possibleFatalReaction = "possible-susar-fatal"
        /// A serious event, neither fatal nor life threatening, that may be one.
        case possibleReaction = "possible-susar"

        /// Whether causality and expectedness decide.
        package var isReaction: Bool { self != .serious }
    }

    /// How much time there is.
    package enum Limit: Hashable, Sendable, Codable {
        /// So many hours from the instant it starts.
        case hours(Int)
        /// So many calendar days after the day it starts, which is day 0; due when the last of them ends.
        case days(Int)
    }

    /// What starts it.
    package enum Start: String, CaseIterable, Hashable, Sendable, Codable {
        /// When whoever must report it first knew: AEAWDTC, else the day of collection, AEDTC.
        case awareness
        /// The first report to the authority, AERPDTC.
        case firstReport = "first-report"
    }

    /// The report that stops it.
    package enum Report: String, CaseIterable, Hashable, Sendable, Codable {
        /// The site's report to the sponsor.
        case toSponsor = "AESPDTC"
        /// The sponsor's first report to the authority.
        case toAuthority = "AERPDTC"
        /// The follow-up report that completes it.
        case completed = "AECPDTC"
    }

    /// A share of the time after which it warns.
    package enum Warning: String, CaseIterable, Hashable, Sendable {
        /// Half of the time is gone.
        case half = "50%"
        /// Four fifths of the time are gone.
        case fourFifths = "80%"
    }

    /// What has to be reported.
    package var event: Event
    /// How much time there is.
    package var limit: Limit
    /// What starts it.
    package var start: Start
    /// The report that stops it.
    package var stoppedBy: Report
    /// Who has to report; without a name a clock over reactions does not start.
    package var owner: LocalizedText?
    /// The shares of the time after which it warns.
    package var warnsAt: Set<Warning>
    /// It warns so many hours before it is due; nil where it does not.
    package var warnsHoursBefore: Int?
    /// The zone in which its days begin and end.
    package var zone: UTCOffsets
    /// What the study's words for causality mean.
    package var causality: CausalityWords

    /// A condition; see each property.
    package init(
        event: Event, limit: Limit, start: Start = .awareness, stoppedBy: Report, owner: LocalizedText? = nil,
        warnsAt: Set<Warning> = Set(Warning.allCases), warnsHoursBefore: Int? = nil, zone: UTCOffsets,
        causality: CausalityWords = CausalityWords()
    ) {
        self.event = event
        self.limit = limit
        self.start = start
        self.stoppedBy = stoppedBy
        self.owner = owner
        self.warnsAt = warnsAt
        self.warnsHoursBefore = warnsHoursBefore
        self.zone = zone
        self.causality = causality
    }
}

/// What a study's words for causality (SDTM AEREL) mean.
package struct CausalityWords: Hashable, Sendable {
    /// Words for an event that is, or may be, related to the drug; lower case.
    package var related: Set<String>
    /// Words for an event that is not; lower case.
    package var notRelated: Set<String>

    /// The words, compared without regard to case.
    package init(related: [String] = [], notRelated: [String] = []) {
        self.related = Set(related.map { $0.lowercased() })
        self.notRelated = Set(notRelated.map { $0.lowercased() })
    }

    /// What a reported word means; nothing, and a word of neither list, excludes nothing.
    package func meaning(of reported: String) -> Causality {
        let word = reported.lowercased()
        if notRelated.contains(word) { return .notRelated }
        return related.contains(word) ? .related : .notExcluded
    }
}

/// Whether a drug may have caused an event.
package enum Causality: String, Hashable, Sendable, Codable {
    /// Recorded as related, or possibly so.
    case related
    /// Not recorded, or in a word the protocol does not know: it is not excluded, and not related either.
    case notExcluded
    /// Recorded as not related.
    case notRelated
}
