// SPDX-License-Identifier: Apache-2.0

import Trial

extension AdverseEvent {
    /// The event with what further columns of its row say of seriousness, causality and reports.
    ///
    /// `fatal`, `life-threatening`, `not serious`, `expected`, `unexpected`; `causality RELATED`; and with a date
    /// `aware`, `collected`, `to-sponsor`, `to-authority`, `completed`.
    func reported(in columns: [String]) -> AdverseEvent {
        var event = self
        for column in columns {
            let words = column.split(separator: " ", maxSplits: 1).map(String.init)
            let rest = words.count > 1 ? words[1] : ""
            switch words.first {
            case "fatal": event.fatal = .yes
            case "life-threatening": event.lifeThreatening = .yes
            case "not": event.serious = .no
            case "expected": event.expected = .yes
            case "unexpected": event.expected = .no
            case "causality": event.causality = rest
            case "aware": event.reporting.aware = date(rest)
            case "collected": event.reporting.collected = date(rest)
            case "to-sponsor": event.reporting.toSponsor = date(rest)
            case "to-authority": event.reporting.toAuthority = date(rest)
            case "completed": event.reporting.completed = date(rest)
            default: break
            }
        }
        return event
    }
}
