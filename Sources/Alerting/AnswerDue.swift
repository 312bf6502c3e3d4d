// SPDX-License-Identifier: Apache-2.0

import Rules
package import Trial

/// By when an officer must answer an alert.
package enum AnswerDue: Hashable, Sendable {
    /// By an instant.
    case by(Timestamp)
    /// On the working day on which it was told.
    case sameWorkingDay
}

/// How long an officer has for a critical alert; a protocol default without published source.
private let criticalAnswerSeconds = 24.0 * 3_600

extension Alert {
    /// By when it must be answered; nil when it is answered, over, or asks for no answer.
    package var answerDue: AnswerDue? {
        guard state == .open else { return nil }
        switch episode.severity {
        case .critical: return .by((askedAt ?? raisedAt) + criticalAnswerSeconds)
        case .urgent: return .sameWorkingDay
        case .daily, .query, .digest: return nil
        }
    }
}
