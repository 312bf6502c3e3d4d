// SPDX-License-Identifier: Apache-2.0

package import Rules
package import Trial

/// What reconciliation needs to know besides the verdict and the alerts that stand.
package struct ReconcileContext: Sendable {
    /// SDTM STUDYID.
    package var study: String
    /// Whom the verdict is about.
    package var scope: Scope
    /// SDTM SITEID of the subject.
    package var site: String
    /// Permanent names of the rules in force, by which a withdrawn rule is told from a changed record.
    package var ruleVersions: [String: String]
    /// What a rule is called now, by each name it had before: an alert under such a name is an alert of that rule.
    package var presentNames: [String: String]
    /// The first day on which alerts are sent.
    package var monitoringFrom: CalendarDay
    /// Whether this is the study's first pass, whose open episodes are told in one summary.
    package var isFirstPass: Bool
    /// What becomes of alerts that the record no longer supports.
    package var retractions: RetractionPolicy
    /// The instant of the change.
    package var now: Timestamp

    /// A context.
    package init(
        study: String, scope: Scope, site: String, ruleVersions: [String: String],
        presentNames: [String: String] = [:], monitoringFrom: CalendarDay, isFirstPass: Bool,
        retractions: RetractionPolicy, now: Timestamp
    ) {
        self.study = study
        self.scope = scope
        self.site = site
        self.ruleVersions = ruleVersions
        self.presentNames = presentNames
        self.monitoringFrom = monitoringFrom
        self.isFirstPass = isFirstPass
        self.retractions = retractions
        self.now = now
    }
}

/// What becomes of alerts that the record no longer supports.
package enum RetractionPolicy: Hashable, Sendable {
    /// They are taken back, except those that an earlier pass held.
    case allow
    /// They are held, because the pass would take back too many.
    case hold
    /// They are taken back, and so are those held earlier: an operator agreed.
    case release
}

/// Compares the episodes that a record supports with the alerts that stand, and says what changed.
///
/// 1. Each computed episode is matched with a standing alert of the same rule, also under a name it had, by shared
///    evidence, then within the same facet by overlap, then by a date that was lost or found, oldest alert first.
/// 2. A matched alert is amended, resolved or reopened where the episode differs from the one it was told for.
/// 3. An episode without an alert raises one, unless it is the answer to a query; `mintID` names it.
/// 4. A standing alert without an episode is retracted if the record answers definitely, superseded if its rule
///    changed, merged if its evidence went into another alert's episode, and stands as uncertain otherwise.
///
/// Pure but for the names: repeating it on its own result changes nothing.
/// - Parameters:
///   - episodes: everything the record supports, past episodes included.
///   - undecidable: for each kind of episode, rows about which nothing certain can be said.
///   - standing: every alert of this scope that is open, acknowledged or resolved.
///   - reading: what a row says now, or nil when it is gone, or for an arm no longer counted.
package func reconcile(
    _ episodes: [Episode], undecidable: [EpisodeKind: Set<RowKey>], with standing: [Alert],
    in context: ReconcileContext, reading: (RowKey) -> String?, mintID: () -> AlertID
) -> [AlertChange] {
    let pairs = match(episodes, with: standing.filter(\.isReconciled), presentNames: context.presentNames)
    var changes: [AlertChange] = []
    for (episode, alert) in pairs.matched {
        let doubtful = doubtfulRows(of: alert.episode.named(by: context.presentNames), undecidable)
        let change = follow(alert, to: episode, doubtful: doubtful, in: context, reading: reading)
        if let change { changes.append(change) }
    }
    for episode in pairs.unmatchedEpisodes where !episode.isAnswered {
        changes.append(raise(episode, id: mintID(), in: context))
    }
    for alert in pairs.unmatchedAlerts {
        let episode = alert.episode.named(by: context.presentNames)
        let heir = pairs.matched.first { sharesEvidence($0.episode, episode) }
        let change = end(
            alert, heir: heir?.alert.id, doubtful: doubtfulRows(of: episode, undecidable), in: context,
            reading: reading)
        if let change { changes.append(change) }
    }
    return changes.map { $0.recordingWhoWasTold() }
}

/// The rows an episode rests on about which nothing certain can be said any more.
private func doubtfulRows(of episode: Episode, _ undecidable: [EpisodeKind: Set<RowKey>]) -> Set<RowKey> {
    [episode.kind, EpisodeKind(rule: episode.rule)].reduce(into: []) { rows, kind in
        rows.formUnion(undecidable[kind]?.intersection(episode.evidenceKeys) ?? [])
    }
}
