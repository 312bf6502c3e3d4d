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
    /// The first day on which alerts are sent.
    package var monitoringFrom: CalendarDay
    /// Whether this is the study's first pass, whose open episodes are told in one summary.
    package var isFirstPass: Bool
    /// Whether retractions are held back in this pass.
    package var holdsRetractions: Bool
    /// The instant of the change.
    package var now: Timestamp

    /// A context.
    package init(
        study: String, scope: Scope, site: String, ruleVersions: [String: String], monitoringFrom: CalendarDay,
        isFirstPass: Bool, holdsRetractions: Bool, now: Timestamp
    ) {
        self.study = study
        self.scope = scope
        self.site = site
        self.ruleVersions = ruleVersions
        self.monitoringFrom = monitoringFrom
        self.isFirstPass = isFirstPass
        self.holdsRetractions = holdsRetractions
        self.now = now
    }
}

/// Compares the episodes that a record supports with the alerts that stand, and says what changed.
///
/// 1. Each computed episode is matched with a standing alert of the same rule and facet, by shared evidence, then by
///    overlap, oldest alert first.
/// 2. A matched alert is amended, resolved or reopened where the episode differs from the one it was told for.
/// 3. An episode without an alert raises one; `mintID` names it.
/// 4. A standing alert without an episode is retracted if the record answers definitely, superseded if its rule
///    changed, merged if its evidence went into another alert's episode, and stands as uncertain otherwise.
///
/// Pure but for the names: repeating it on its own result changes nothing.
/// - Parameters:
///   - episodes: everything the record supports, past episodes included.
///   - undecidable: for each rule, rows about which it can say neither yes nor no.
///   - standing: every alert of this scope that is open, acknowledged or resolved.
///   - reading: what a row says now, or nil when it is gone.
package func reconcile(
    _ episodes: [Episode], undecidable: [String: Set<RowKey>], with standing: [Alert], in context: ReconcileContext,
    reading: (RowKey) -> String?, mintID: () -> AlertID
) -> [AlertChange] {
    let pairs = match(episodes, with: standing.filter(\.isReconciled))
    var changes: [AlertChange] = []
    for (episode, alert) in pairs.matched {
        if let change = follow(alert, to: episode, in: context, reading: reading) { changes.append(change) }
    }
    for episode in pairs.unmatchedEpisodes {
        changes.append(raise(episode, id: mintID(), in: context))
    }
    for alert in pairs.unmatchedAlerts {
        let heir = pairs.matched.first { pair in
            isSameKind(pair.episode, alert.episode) && !pair.episode.evidenceKeys.isDisjoint(with: alert.episode.evidenceKeys)
        }
        let change = end(
            alert, heir: heir?.alert.id, undecidable: undecidable[alert.episode.rule] ?? [], in: context,
            reading: reading)
        if let change { changes.append(change) }
    }
    return changes
}

/// Whether two episodes are of one rule and facet, so that they may be the same.
func isSameKind(_ first: Episode, _ second: Episode) -> Bool {
    first.rule == second.rule && first.facet == second.facet
}
