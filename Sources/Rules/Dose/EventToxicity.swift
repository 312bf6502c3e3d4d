// SPDX-License-Identifier: Apache-2.0

package import Trial

/// How a rule over reported events becomes a toxicity of the dose ladder.
package struct EventToxicity: Hashable, Sendable {
    /// What a report asks for by its grade and pain.
    package struct Step: Hashable, Sendable {
        /// The least grade.
        package var atLeast: Int
        /// Pain as recorded; nil where it does not matter.
        package var pain: Answer?
        /// Whether a drug is judged the cause; nil where it does not matter.
        package var related: Answer?
        /// Dissemination as recorded; nil where it does not matter.
        package var disseminated: Answer?
        /// A group that the term must belong to; nil where it does not matter.
        package var group: TermGroup?
        /// What such a report asks for; nil for nothing.
        package var action: DoseAction?

        /// A step.
        package init(
            atLeast: Int, pain: Answer? = nil, related: Answer? = nil, disseminated: Answer? = nil,
            group: TermGroup? = nil, action: DoseAction?
        ) {
            self.atLeast = atLeast
            self.pain = pain
            self.related = related
            self.disseminated = disseminated
            self.group = group
            self.action = action
        }

        /// Whether a report of a known grade meets it.
        func isMet(by report: AdverseEvent, grade: Int, _ causality: CausalityWords) -> Bool {
            grade >= atLeast && (pain ?? report.pain) == report.pain
                && related.map { $0 == causality.relates(report) } ?? true
                && (disseminated ?? report.disseminated) == report.disseminated && group?.contains(report) ?? true
        }
    }

    /// The id of the toxicity class.
    package var toxicity: String
    /// Steps, of which the first that a report meets counts; a report that meets none asks for nothing.
    package var steps: [Step]
    /// What the words for causality mean, where a step asks.
    package var causality: CausalityWords

    /// A reading of a rule.
    package init(toxicity: String, steps: [Step], causality: CausalityWords = CausalityWords()) {
        self.toxicity = toxicity
        self.steps = steps
        self.causality = causality
    }

    /// The toxicities that episodes of the rule are, as far as a report in them asks for something.
    ///
    /// The drug is held from the first report that asks for it; it may be resumed when the report ends, or the episode
    /// does. A report whose grade is open, or contradicts its seriousness, asks for the most that it may.
    package func episodes(from episodes: [Episode], in record: SubjectRecord) -> [ToxicityEpisode] {
        episodesInPlace(from: episodes, in: record).compactMap(\.self)
    }

    /// The toxicity that each of the episodes is; nil for one that asks for nothing.
    func episodesInPlace(from episodes: [Episode], in record: SubjectRecord) -> [ToxicityEpisode?] {
        guard !episodes.isEmpty else { return [] }
        let reports = Dictionary(record.adverseEvents.map { ($0.key, $0) }) { first, _ in first }
        return episodes.map { episode in
            let asking = episode.evidence.compactMap { row in
                reports[row.key].flatMap { report in action(for: report).map { (report: report, action: $0) } }
            }.sorted { place($0.report) < place($1.report) }
            guard let first = asking.first, let action = asking.map(\.action).max() else { return nil }
            let isDated = asking.allSatisfy { $0.report.start != nil }
            let spans = asking.compactMap { asking in
                asking.report.start.map {
                    ToxicityEpisode.Span(onset: $0, resumeEligible: asking.report.credibleEnd ?? episode.end)
                }
            }
            return ToxicityEpisode(
                id: "\(episode.rule) \(first.report.key.text)", toxicity: toxicity, spans: isDated ? spans : [],
                over: episode.end, action: action, evidence: asking.map(\.report.key),
                isCertain: !episode.uncertainties.contains(.dateInFuture)
                    && asking.contains { $0.action == action && isSettled($0.report) })
        }
    }

    private func action(for report: AdverseEvent) -> DoseAction? {
        // Where grade and seriousness contradict each other, a flag that is wrong must not lift a hold.
        guard report.grade == nil else {
            return report.gradesPossible.compactMap { action(for: report, at: $0) }.max()
        }
        return isSettled(report) ? action(for: report, at: report.gradeToJudge) : .holdPerhapsReduce
    }

    private func action(for report: AdverseEvent, at grade: Int) -> DoseAction? {
        steps.first { $0.isMet(by: report, grade: grade, causality) }?.action
    }

    /// Whether the report asks for the same at every grade that it may have.
    private func isSettled(_ report: AdverseEvent) -> Bool {
        let possible = report.gradesPossible.map { action(for: report, at: $0) }
        return possible.allSatisfy { $0 == possible.first }
    }

    private func place(_ report: AdverseEvent) -> (CalendarDay, RowKey) {
        (report.start?.earliest ?? .distantPast, report.key)
    }
}
