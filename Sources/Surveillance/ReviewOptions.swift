// SPDX-License-Identifier: Apache-2.0

/// How a pass goes about its work.
package struct ReviewOptions: Hashable, Sendable {
    /// False after a clock jump, when nothing that only time makes true is looked at.
    package var trustsClock: Bool
    /// Whether every subject is reviewed, changed or not.
    package var isFull: Bool
    /// Whether an operator has looked at held retractions and lets them go; asks for a full review.
    package var acceptsRetractions: Bool
    /// Whether subjects that were left alone are tried again; asks for a full review.
    package var ignoresQuarantine: Bool

    /// Options; the defaults are those of the daemon on an ordinary day.
    package init(
        trustsClock: Bool = true, isFull: Bool = false, acceptsRetractions: Bool = false,
        ignoresQuarantine: Bool = false
    ) {
        self.trustsClock = trustsClock
        self.isFull = isFull || acceptsRetractions || ignoresQuarantine
        self.acceptsRetractions = acceptsRetractions
        self.ignoresQuarantine = ignoresQuarantine
    }
}
