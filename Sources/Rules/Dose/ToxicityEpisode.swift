// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A stretch of toxicity as the dose ladder sees it: when the drugs are held, and what follows.
package struct ToxicityEpisode: Hashable, Sendable {
    /// One span in which the hold criterion is met.
    ///
    /// A count that drops again before the episode is over opens another span of the same episode, without a new step.
    package struct Span: Hashable, Sendable {
        /// When the criterion was first met: the day of collection or onset.
        package var onset: ClinicalDate
        /// The first day on which the drug may be resumed; nil while it may not.
        package var resumeEligible: ClinicalDate?

        /// A span.
        package init(onset: ClinicalDate, resumeEligible: ClinicalDate? = nil) {
            self.onset = onset
            self.resumeEligible = resumeEligible
        }
    }

    /// What tells the episode apart from others of the subject.
    package var id: String
    /// The id of its toxicity class.
    package var toxicity: String
    /// Spans of hold in order of time; empty when the episode cannot be placed in time.
    package var spans: [Span]
    /// When the episode was over; nil while it is not.
    package var over: ClinicalDate?
    /// What it asks for at its worst.
    package var action: DoseAction
    /// The rows it rests on.
    package var evidence: [RowKey]
    /// Whether the record proves it; otherwise it may call for a hold, but proves no violation.
    package var isCertain: Bool

    /// An episode; see each property.
    package init(
        id: String, toxicity: String, spans: [Span], over: ClinicalDate? = nil, action: DoseAction,
        evidence: [RowKey] = [], isCertain: Bool = true
    ) {
        self.id = id
        self.toxicity = toxicity
        self.spans = spans
        self.over = over
        self.action = action
        self.evidence = evidence
        self.isCertain = isCertain
    }

    /// When it began; nil when it cannot be placed in time.
    package var onset: ClinicalDate? { spans.first?.onset }
}
