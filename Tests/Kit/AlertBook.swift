// SPDX-License-Identifier: Apache-2.0

package import Alerting
package import Rules
package import Trial

/// A ledger in memory: reconciles verdicts with the alerts it holds and keeps the result.
package struct AlertBook {
    /// Every alert ever raised, in the order raised.
    package private(set) var alerts: [Alert] = []

    /// An empty book.
    package init() {}

    /// Alerts that are neither resolved nor otherwise ended.
    package var open: [Alert] { alerts.filter { $0.closure == nil } }

    /// The only alert; several or none is an error of the test.
    package var only: Alert {
        precondition(alerts.count == 1, "\(alerts.count) alerts")
        return alerts[0]
    }

    /// Assesses a record and reconciles its verdict.
    @discardableResult
    package mutating func review(
        _ record: SubjectRecord, under studyProtocol: StudyProtocol, at moment: ReviewMoment, isFirstPass: Bool = false,
        retractions: RetractionPolicy = .allow
    ) -> [AlertChange] {
        let verdict = assess(record, under: studyProtocol, at: moment)
        return apply(
            verdict.episodes, undecidable: verdict.undecidable, scope: .subject(record.subject),
            context(
                studyProtocol, .subject(record.subject), moment, isFirstPass: isFirstPass, retractions: retractions),
            reading: record.reading(of:))
    }

    /// Assesses one arm from summaries and reconciles its verdict.
    @discardableResult
    package mutating func review(
        _ summaries: [SubjectSummary], arm: String, under studyProtocol: StudyProtocol, at moment: ReviewMoment
    ) throws -> [AlertChange] {
        let verdict = try assessArms(summaries, under: studyProtocol, at: moment)
        return apply(
            verdict.episodes(of: arm), undecidable: verdict.undecidable, scope: .arm(arm),
            context(studyProtocol, .arm(arm), moment, isFirstPass: false, retractions: .allow),
            reading: verdict.reading(of:))
    }

    /// Answers an alert as an officer would.
    package mutating func acknowledge(_ id: AlertID, by officer: String = "Li") {
        guard let index = alerts.firstIndex(where: { $0.id == id }) else { preconditionFailure("no alert \(id)") }
        alerts[index].acknowledgement = Acknowledgement(
            officer: officer, reason: "Seen", version: alerts[index].version, at: alerts[index].changedAt)
        if alerts[index].state == .open { alerts[index].state = .acknowledged }
    }

    private mutating func apply(
        _ episodes: [Episode], undecidable: [EpisodeKind: Set<RowKey>], scope: Scope, _ context: ReconcileContext,
        reading: (RowKey) -> String?
    ) -> [AlertChange] {
        var minted = alerts.count
        let changes = reconcile(
            episodes, undecidable: undecidable, with: alerts.filter { $0.scope == scope }, in: context,
            reading: reading,
            mintID: {
                minted += 1
                return AlertID("A\(minted)")
            })
        for change in changes {
            if let index = alerts.firstIndex(where: { $0.id == change.alert.id }) {
                alerts[index] = change.alert
            } else {
                alerts.append(change.alert)
            }
        }
        return changes
    }

    private func context(
        _ studyProtocol: StudyProtocol, _ scope: Scope, _ moment: ReviewMoment, isFirstPass: Bool,
        retractions: RetractionPolicy
    ) -> ReconcileContext {
        ReconcileContext(
            study: studyProtocol.study, scope: scope, site: "01", ruleVersions: studyProtocol.ruleVersions,
            presentNames: studyProtocol.presentNames, monitoringFrom: studyProtocol.monitoringFrom,
            isFirstPass: isFirstPass, retractions: retractions, now: moment.now)
    }
}
