// SPDX-License-Identifier: Apache-2.0

import Trial

/// What has to be reported once: a serious event, or a death whatever the number of rows that tell of it.
struct ReportableEvent {
    /// The rows of AE, in order of start.
    var reports: [AdverseEvent]
    /// Rows of DM and DS that tell of a death.
    var others: [Evidence] = []
    /// The day of those rows.
    var otherDate: ClinicalDate?

    var isDeath: Bool { reports.isEmpty || reports.contains(where: \.isFatal) }

    /// Tells episodes apart: by the event's term, and a death by being one.
    var facet: String { isDeath ? "death" : reports.first?.term.lowercased() ?? "" }

    var evidence: [Evidence] { others + reports.map(\.evidence) }

    /// When it happened: a clock without a start has no other date.
    var onset: ClinicalDate? { reports.compactMap(\.start).first ?? otherDate }

    /// The last day of the event, where one is recorded.
    var end: ClinicalDate? {
        let ends = reports.map(\.credibleEnd)
        guard !reports.isEmpty else { return otherDate }
        let known = ends.compactMap(\.self)
        return known.count < ends.count ? nil : known.max { ($0.latest, $0.earliest) < ($1.latest, $1.earliest) }
    }

    /// The worst that is said of causality.
    func causality(_ words: CausalityWords) -> Causality {
        let meanings = reports.map { words.meaning(of: $0.causality) }
        if meanings.contains(.related) { return .related }
        return meanings.isEmpty || meanings.contains(.notExcluded) ? .notExcluded : .notRelated
    }

    /// Unexpected if one of its rows is, and expected only if all are.
    var expected: Answer {
        if reports.contains(where: { $0.expected == .no }) { return .no }
        return !reports.isEmpty && reports.allSatisfy { $0.expected == .yes } ? .yes : .unknown
    }

    var subject: ClockReport.Subject {
        let worst = reports.max { ($0.grade ?? 0) < ($1.grade ?? 0) }
        return ClockReport.Subject(
            term: worst?.term ?? "", isCoded: worst?.isCoded ?? true, grade: worst?.grade, isFatal: isDeath)
    }
}

extension ReportableEvent {
    /// What a record holds for a clock over an event, in order of start; a death is one, however many rows tell of it.
    static func all(_ event: ClockCondition.Event, in record: SubjectRecord, _ words: CausalityWords) -> [Self] {
        let serious = record.adverseEvents.filter(\.isSerious).sorted { $0.place < $1.place }
        let counted = serious.filter { !event.isReaction || $0.mayBeReaction(words) }
        let single = counted.filter { !$0.isFatal && event.includes($0) }.map { ReportableEvent(reports: [$0]) }
        guard event != .possibleReaction else { return single }
        var death = ReportableEvent(reports: counted.filter(\.isFatal))
        if let demographics = record.demographics, let died = demographics.died {
            death.others.append(Evidence(key: demographics.key, reading: demographics.reading))
            death.otherDate = died
        }
        for row in record.dispositions.sorted(by: { $0.key < $1.key }) where row.event == "DEATH" {
            death.others.append(Evidence(key: row.key, reading: row.event))
            death.otherDate = death.otherDate ?? row.start
        }
        // Where every fatal event is known to be no reaction, the death is none, whatever DM and DS say.
        let isExcluded = death.reports.isEmpty && serious.contains(where: \.isFatal)
        return isExcluded || death.evidence.isEmpty ? single : single + [death]
    }
}

extension ClockCondition.Event {
    /// Whether a serious event that is not fatal is one of these.
    fileprivate func includes(_ report: AdverseEvent) -> Bool {
        switch self {
        case .serious: true
        case .possibleFatalReaction: report.lifeThreatening == .yes
        case .possibleReaction: report.lifeThreatening != .yes
        }
    }
}

extension AdverseEvent {
    var isFatal: Bool { grade == 5 || fatal == .yes }

    /// By AESER, a seriousness flag, grade 5 or death.
    var isSerious: Bool { serious == .yes || isFatal }

    /// Whether the row leaves open that the event is serious.
    var isSeriousnessUnknown: Bool { !isSerious && serious == .unknown }

    /// Whether the record leaves open that it is an unexpected reaction: only what is recorded excludes it.
    fileprivate func mayBeReaction(_ words: CausalityWords) -> Bool {
        words.meaning(of: causality) != .notRelated && expected != .yes
    }
}
