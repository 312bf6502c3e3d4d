// SPDX-License-Identifier: Apache-2.0

import CTCAE
package import Trial

/// How a rule over a count becomes a toxicity of the dose ladder.
package struct CountToxicity: Hashable, Sendable {
    /// The id of the toxicity class.
    package var toxicity: String
    /// The rule's condition, whose `below` is the hold cut.
    package var condition: CountCondition
    /// What an episode asks for.
    package var action: DoseAction

    /// A reading of a rule.
    package init(toxicity: String, condition: CountCondition, action: DoseAction) {
        self.toxicity = toxicity
        self.condition = condition
        self.action = action
    }

    /// The toxicities that episodes of the rule are: when the drugs are held, and when they may be resumed.
    ///
    /// The first sample at or above the hold cut lets the drug be resumed, though the episode goes on until recovery;
    /// a drop before that holds again. A result that only may be below the cut makes an episode that is not certain,
    /// unless another sample of the same episode is.
    ///
    /// - Parameters:
    ///   - results: Every result of the analyte, reported or derived, in any order.
    ///   - standIns: Results of the count that may stand for a missing one; those the episodes rest on are low.
    ///   - provesRecovery: Whether a sample may be taken for recovery; a count after a transfusion or a growth
    ///     factor is not.
    package func episodes(
        from episodes: [Episode], results: [LabResult], standIns: [LabResult] = [],
        provesRecovery: (LabResult) -> Bool = { _ in true }
    ) -> [ToxicityEpisode] {
        guard !episodes.isEmpty else { return [] }
        let relied = Set(standIns.isEmpty ? [] : episodes.flatMap(\.evidenceKeys))
        let samples =
            (CountSample.all(of: condition, results, provesRecovery: provesRecovery)
            + standIns.filter { relied.contains($0.key) }.compactMap(CountSample.init(standIn:)))
            .sorted { $0.place < $1.place }
        let below = Set(samples.lazy.filter { $0.standing == .below }.map(\.key))
        return episodes.map { episode in
            let isProven = !below.isDisjoint(with: episode.evidence.lazy.map(\.key))
            let isCertain = isProven && !episode.uncertainties.contains(.dateInFuture)
            let spans = spans(of: episode, samples, isCertain: isCertain)
            return ToxicityEpisode(
                id: "\(episode.rule) \(episode.onset?.description ?? "?")", toxicity: toxicity, spans: spans,
                over: episode.end, action: action, evidence: episode.evidence.map(\.key), isCertain: isCertain)
        }
    }

    private func spans(of episode: Episode, _ samples: [CountSample], isCertain: Bool) -> [ToxicityEpisode.Span] {
        guard let onset = episode.onset else { return [] }
        let rows = episode.evidenceKeys
        var spans: [ToxicityEpisode.Span] = []
        for sample in samples[samples.partitioningIndex(where: { $0.day >= onset.earliest })...] {
            if let end = episode.end, sample.day > end.latest { break }
            let isOpen = spans.last.map { $0.resumeEligible == nil } ?? false
            switch sample.standing {
            case .below, .doubtful:
                // A doubtful sample counts where nothing certain does.
                let counts = sample.standing == .below || !isCertain
                guard counts, rows.contains(sample.key), !isOpen else { continue }
                spans.append(ToxicityEpisode.Span(onset: sample.collected))
            case .clear:
                if isOpen { spans[spans.count - 1].resumeEligible = sample.collected }
            }
        }
        return spans
    }
}

/// A dated sample of the analyte that a rule is about.
private struct CountSample {
    enum Standing {
        case below
        case clear
        /// Cannot be compared with the cut.
        case doubtful
    }

    let key: RowKey
    let collected: ClinicalDate
    let standing: Standing

    /// The day it takes its place on; what is to prove recovery waits until the last day it may be of.
    var day: CalendarDay { standing == .clear ? collected.latest : collected.earliest }

    /// Of one day a sample without a time is taken for the worse: below the cut last, at it first.
    var place: (CalendarDay, Int, RowKey) {
        (day, collected.minuteOfDay ?? (standing == .clear ? -1 : 1_440), key)
    }

    /// The dated samples of an analyte, in no order.
    static func all(
        of condition: CountCondition, _ results: [LabResult], provesRecovery: (LabResult) -> Bool
    ) -> [CountSample] {
        var cut = LabCut(condition.analyte, .below, condition.below, in: condition.unit)
        return results.compactMap { result in
            guard let collected = result.collected else { return nil }
            let standing: Standing
            switch cut.compare(result) {
            case .holds: standing = .below
            case .fails:
                guard provesRecovery(result) else { return nil }
                standing = .clear
            case .undecided: standing = .doubtful
            }
            return CountSample(key: result.key, collected: collected, standing: standing)
        }
    }
}

extension CountSample {
    /// A count taken for the one that is missing.
    init?(standIn result: LabResult) {
        guard let collected = result.collected else { return nil }
        self.init(key: result.key, collected: collected, standing: .below)
    }
}
