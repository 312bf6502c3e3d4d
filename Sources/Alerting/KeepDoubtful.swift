// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

extension Episode {
    /// This episode, without the relief that rests on doubtful rows of the one told before.
    ///
    /// A row that can no longer be read, graded or placed is not gone: it stays among the evidence as it was told,
    /// the interval still reaches back to it, and the severity does not fall. Rows that say something certain may raise
    /// all of these.
    func keepingDoubtful(_ doubtful: Set<RowKey>, of told: Episode) -> Episode {
        let lost = told.evidence.filter { doubtful.contains($0.key) && !evidenceKeys.contains($0.key) }
        let falls = !doubtful.isEmpty && told.severity > severity
        guard falls || !lost.isEmpty else { return self }
        var kept = self
        kept.evidence = lost + evidence
        kept.uncertainties.insert(.evidenceUncertain)
        if !lost.isEmpty, let onset, let before = told.onset, before.earliest < onset.earliest { kept.onset = before }
        if falls {
            kept.severity = told.severity
            kept.finding = told.finding
            kept.proposal = told.proposal
        }
        return kept
    }
}
