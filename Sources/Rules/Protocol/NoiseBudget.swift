// SPDX-License-Identifier: Apache-2.0

/// How many alerts a week the officers of a trial can answer.
package struct NoiseBudget: Hashable, Sendable {
    /// Critical alerts a week, at most.
    package var criticalPerWeek: Int
    /// Urgent alerts a week, at most.
    package var urgentPerWeek: Int
    /// Where the numbers come from.
    package var source: String

    /// A budget.
    package init(criticalPerWeek: Int, urgentPerWeek: Int, source: String) {
        self.criticalPerWeek = criticalPerWeek
        self.urgentPerWeek = urgentPerWeek
        self.source = source
    }

    /// What holds where a protocol says nothing: 3 critical and 10 urgent alerts a week for the whole trial.
    package static let usual = NoiseBudget(
        criticalPerWeek: 3, urgentPerWeek: 10, source: "protocol default, unverified")

    /// The alerts of a severity a week; nil for severities that interrupt nobody.
    package func alertsPerWeek(of severity: Severity) -> Int? {
        switch severity {
        case .critical: criticalPerWeek
        case .urgent: urgentPerWeek
        case .daily, .query, .digest: nil
        }
    }
}
