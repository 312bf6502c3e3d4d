// SPDX-License-Identifier: Apache-2.0

import Trial

/// The subject's death as an event of a stopping rule; nil while the subject lives, or died of what does not count.
///
/// - Parameter unless: The causes that do not count, as fatal events; a progression on record is one too. Where no
///   cause is recorded the death only may count.
func deathEvent(unless: TermGroup?, _ record: SubjectRecord, _ window: EventWindow) -> ArmRuleEvent? {
    guard let death = death(in: record) else { return nil }
    var doubts: Set<Uncertainty> = []
    if let unless {
        let causes = record.adverseEvents.filter { $0.fatal == .yes || $0.grade == 5 }
        if !causes.contains(where: { !unless.contains($0) }) {
            let isKnown = !causes.isEmpty || record.hasProgressed(by: death.date?.latest ?? .distantFuture)
            guard !isKnown else { return nil }
            doubts = [.causeUnknown]
        }
    }
    return window.event(on: death.date, doubts: doubts, evidence: death.evidence)
}

/// When the subject died and the row that says so: DM before DS before adverse events.
private func death(in record: SubjectRecord) -> (date: ClinicalDate?, evidence: Evidence)? {
    if let person = record.demographics, let died = person.died {
        return (died, Evidence(key: person.key, reading: person.reading))
    }
    let dispositions = record.dispositions.filter { $0.event == "DEATH" }.sorted { $0.key < $1.key }
    if let row = dispositions.first { return (row.start, Evidence(key: row.key, reading: row.event)) }
    let fatal = record.adverseEvents.filter { $0.fatal == .yes || $0.grade == 5 }.sorted { $0.key < $1.key }
    return fatal.first.map { ($0.credibleEnd ?? $0.start, $0.evidence) }
}
