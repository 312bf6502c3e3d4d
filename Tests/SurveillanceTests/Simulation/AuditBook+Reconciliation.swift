// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Trial

extension AuditBook {
    /// What one commit did to somebody's alerts, against what the rows that were read call for.
    mutating func checkReconciliation(of name: SubjectName, by review: Review) {
        guard let sighting = sightings[name] else { return findings.append("\(name.subject) was judged unseen") }
        let expected = expectation(of: sighting.rows, at: review.now)
        let standing = standing(name)
        let changes = Dictionary(review.changes.map { ($0.alert.id, $0) }) { first, _ in first }
        for alert in standing {
            checkFollowing(alert, among: standing, expected, change: changes[alert.id])
        }
        for episode in expected.episodes {
            let isKnown = standing.contains { alert in
                alert.episode.rule == episode.rule
                    && (episode.shares(alert.episode)
                        || (alert.episode.facet == episode.facet && episode.overlaps(alert.episode)))
            }
            let raised = review.changes.filter { change in
                change.kinds.contains(.raised) && change.alert.episode.rule == episode.rule
                    && change.alert.episode.evidence.map(\.key) == episode.evidence
            }
            if !isKnown, raised.count != 1 {
                findings.append("\(name.subject): \(episode.rule) raised \(raised.count) times")
            }
        }
    }

    /// What must become of one alert where the rows leave no choice.
    private mutating func checkFollowing(
        _ alert: Alert, among standing: [Alert], _ expected: Expectation, change: AlertChange?
    ) {
        let told = alert.episode
        let after = change?.alert ?? alert
        let ofRule = expected.episodes.filter { $0.rule == told.rule }
        let heirs = ofRule.filter { $0.shares(told) }
        let rivals = heirs.first.map { heir in
            standing.filter { $0.episode.rule == told.rule && heir.shares($0.episode) }
        }
        if heirs.count == 1, rivals?.count == 1 {
            let keeps = after.isReconciled && after.episode.evidenceKeys.isSuperset(of: heirs[0].evidence)
            if !keeps {
                findings.append("\(alert.id) lost its rows to \(change?.kinds ?? []) \(change?.reasons ?? [])")
            }
        }
        let doubtful = (expected.undecidable[told.rule] ?? []).intersection(told.evidenceKeys)
        let isInForce = told.ruleVersion == ruleVersion(told.rule)
        let isContradicted =
            heirs.isEmpty && doubtful.isEmpty && !ofRule.contains { $0.facet == told.facet && $0.overlaps(told) }
        let isHeld = mayHoldRetractions(of: alert.study) && after.episode.uncertainties.contains(.retractionHeld)
        if isContradicted, !isHeld, after.closure != (isInForce ? .retracted : .superseded) {
            findings.append("\(alert.id) of \(told.rule) is true no more and stands as \(after.state)")
        }
        if after.closure == .retracted, !heirs.isEmpty || !doubtful.isEmpty || !isInForce {
            findings.append("\(alert.id) of \(told.rule) was retracted and should not have been")
        }
        if after.closure == .superseded, isInForce { findings.append("\(alert.id) was superseded by its own rule") }
        if case .merged = after.closure, heirs.isEmpty { findings.append("\(alert.id) was merged into nothing of it") }
    }

    /// Whether a retraction may wait for an operator: there are many, the store is another, or earlier ones wait.
    private func mayHoldRetractions(of study: String) -> Bool {
        let waiting = heldRetractions(of: study)
        return hasLowLimit || mayGoBack.contains(study) || waiting.held + waiting.told > 0
    }

    /// How many alerts are held, and how many system alerts tell of it.
    func heldRetractions(of study: String) -> (held: Int, told: Int) {
        let standing = alerts.values.filter { $0.study == study && $0.isReconciled }
        let held = standing.filter { $0.episode.uncertainties.contains(.retractionHeld) }
        let told = standing.filter { $0.episode.rule == "system/retractions-held" && $0.closure == nil }
        return (held.count, told.count)
    }

    /// Everything that stands of somebody, against the rows that were read last.
    mutating func checkStanding(of name: SubjectName, at now: Timestamp) {
        guard let sighting = sightings[name] else { return }
        let found = standingFindings(name, rows: sighting.rows, standing: standing(name), at: now)
        findings += found
    }

    /// The differences between what stands of somebody and what the rows call for.
    func standingFindings(
        _ name: SubjectName, rows: TruthBook.Rows, standing: [Alert], at now: Timestamp
    ) -> [String] {
        let expected = expectation(of: rows, at: now)
        let isOrphan = !rows.values.contains(.demographics)
        var differences: [String] = []
        for rule in ["platelet-hold", "platelet-watch", "neuropathy", "infection"] {
            let alerts = standing.filter { alert in
                alert.episode.rule == rule && !alert.episode.uncertainties.contains(.retractionHeld)
            }
            let episodes = expected.episodes.filter { $0.rule == rule }
            let doubtful = expected.undecidable[rule] ?? []
            if doubtful.isEmpty {
                let wanted = Set(episodes.map { "\($0.text)\(isOrphan ? " orphan" : "")" })
                let found = Set(alerts.map(\.episode.text))
                if wanted != found || alerts.count != episodes.count {
                    differences.append("\(name.subject) \(rule): stands \(found.sorted()), wanted \(wanted.sorted())")
                }
            } else {
                differences += doubtfulFindings(name, alerts, episodes, doubtful)
            }
            for alert in alerts where (alert.state == .closed) != (alert.episode.end != nil) {
                differences.append("\(alert.id) is \(alert.state) and ends \(String(describing: alert.episode.end))")
            }
        }
        return differences
    }

    /// With rows that decide nothing, an alert may keep them, and must then say that it is uncertain.
    private func doubtfulFindings(
        _ name: SubjectName, _ alerts: [Alert], _ episodes: [ExpectedEpisode], _ doubtful: Set<RowKey>
    ) -> [String] {
        var differences: [String] = []
        for episode in episodes {
            let telling = alerts.filter { alert in
                alert.episode.facet == episode.facet && alert.episode.evidenceKeys.isSuperset(of: episode.evidence)
                    && alert.episode.severity >= episode.severity
            }
            // An alert may keep an uncertain row that another's episode rests on by now.
            let certain = telling.filter { !$0.episode.uncertainties.contains(.evidenceUncertain) }
            if telling.isEmpty || certain.count > 1 {
                let stands = alerts.map { "\($0.id) \($0.episode.text)" }
                differences.append("\(name.subject): \(telling.count) alerts tell \(episode.text) of \(stands)")
            }
        }
        for alert in alerts {
            let own = alert.episode.evidenceKeys
            let told = episodes.filter { own.isSuperset(of: $0.evidence) }.reduce(into: Set<RowKey>()) {
                $0.formUnion($1.evidence)
            }
            let surplus = own.subtracting(told)
            guard !surplus.isEmpty else { continue }
            let isUncertain = alert.episode.uncertainties.contains(.evidenceUncertain)
            if surplus.isDisjoint(with: doubtful) || !isUncertain {
                differences.append("\(alert.id) rests on \(surplus), certain \(!isUncertain)")
            }
        }
        return differences
    }
}

extension ExpectedEpisode {
    /// Whether an alert rests on a row of this episode; a reported event may have been coded anew.
    func shares(_ told: Episode) -> Bool {
        guard rule == told.rule else { return false }
        let common = told.evidenceKeys.intersection(evidence)
        return facet == told.facet ? !common.isEmpty : common.contains { $0.domain == .ae }
    }

    var text: String {
        let keys = { (keys: [RowKey]) in keys.map(\.description).joined(separator: "; ") }
        return "\(facet)(\(severity)) \(onset)..\(end?.description ?? "") {\(keys(evidence))} {\(keys(closing))}"
    }
}

extension Episode {
    /// The same words as ``ExpectedEpisode/text``, with what makes the episode doubtful.
    var text: String {
        let keys = { (evidence: [Evidence]) in evidence.map(\.key.description).joined(separator: "; ") }
        let doubts = [
            uncertainties.contains(.evidenceUncertain) ? " uncertain" : "",
            uncertainties.contains(.subjectNotInDemographics) ? " orphan" : "",
        ].joined()
        let days = "\(onset?.earliest.description ?? "")..\(end?.latest.description ?? "")"
        return "\(facet)(\(severity)) \(days) {\(keys(evidence))} {\(keys(closing))}\(doubts)"
    }
}
