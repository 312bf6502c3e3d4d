// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Trial

extension DigestStatus {
    init(_ source: DigestSource, boundaries: [BoundaryLine], titles: RuleTitles) {
        let pressing = source.openAlerts.filter { $0.episode.severity >= .urgent }.sorted(by: isListedBefore)
        alerts = pressing.prefix(source.limits.statusAlertsMax).map { alertLine($0, source, titles) }
        alertsLeftOut = pressing.count - alerts.count
        critical = AnsweredCount(pressing.filter { $0.episode.severity == .critical })
        urgent = AnsweredCount(pressing.filter { $0.episode.severity == .urgent })
        let near = boundaries.filter(\.proximity.isPressing)
        self.boundaries = [ArmRule.Role.formal, .advisory].flatMap { role in
            near.filter { $0.rule.role == role }.sorted { $0.proximity.rank < $1.proximity.rank }
        }
        delivery = source.delivery
        changes = source.changes.flatMap(\.change.kinds).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

extension AnsweredCount {
    init(_ alerts: [Alert]) {
        let closed = alerts.filter { $0.state == .closed }.count
        self.init(
            total: alerts.count - closed, acknowledged: alerts.filter { $0.state == .acknowledged }.count,
            resolvedUnanswered: closed)
    }
}

/// Open alerts by severity, the gravest first.
func alertGroups(_ source: DigestSource, titles: RuleTitles) -> [AlertGroup] {
    Severity.allCases.sorted(by: >).compactMap { severity in
        let alerts = source.openAlerts.filter { $0.episode.severity == severity }.sorted(by: isListedBefore)
        guard !alerts.isEmpty else { return nil }
        return AlertGroup(
            severity: severity, count: AnsweredCount(alerts),
            alerts: alerts.prefix(source.limits.alertsMax).map { alertLine($0, source, titles) })
    }
}

private func alertLine(_ alert: Alert, _ source: DigestSource, _ titles: RuleTitles) -> AlertLine {
    let onset = alert.episode.onset.flatMap { $0.isComplete ? $0.earliest : nil }
    return AlertLine(
        alert: alert, ruleTitle: titles.title(of: alert.episode.rule),
        daysOpen: alert.state == .closed ? nil : onset.map { source.cutOffDay - $0 })
}

extension CorrectionList {
    init(_ source: DigestSource, titles: RuleTitles) {
        let found = source.changes.compactMap { dated -> CorrectionLine? in
            let kind = dated.change.kinds.min { ($0.correctionRank ?? .max) < ($1.correctionRank ?? .max) }
            guard let kind, kind.correctionRank != nil else { return nil }
            return CorrectionLine(
                kind: kind, dated: dated, ruleTitle: titles.title(of: dated.change.alert.episode.rule))
        }
        let sorted = found.sorted { first, second in
            (first.kind.correctionRank ?? .max, second.dated.at, first.dated.change.alert.id.text)
                < (second.kind.correctionRank ?? .max, first.dated.at, second.dated.change.alert.id.text)
        }
        lines = Array(sorted.prefix(source.limits.correctionsMax))
        leftOut = sorted.count - lines.count
    }
}

extension AlertChange.Kind {
    /// The place of a correction in its list; nil for kinds that correct nothing.
    fileprivate var correctionRank: Int? {
        switch self {
        case .retracted: 0
        case .superseded: 1
        case .amended: 2
        case .raised, .resolved: nil
        }
    }
}
