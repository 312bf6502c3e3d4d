// SPDX-License-Identifier: Apache-2.0

import Trial

/// A CTCAE grade at or below which a later report of the same term shows that an event is over.
private let recoveryGrade = 1

/// One report of an event and when it was over, as far as the record tells.
struct EventSpan {
    var report: AdverseEvent
    /// Nil while it is ongoing or its end is not known.
    var end: ClinicalDate?
    /// The milder report that shows the end, where AEENDTC does not.
    var closing: AdverseEvent?

    /// The span of a report, ended by AEENDTC, else by the first later report of the term at grade 1 or below.
    ///
    /// - Parameter milder: reports of the same term that are no finding of the rule.
    init(_ report: AdverseEvent, milder: [AdverseEvent]) {
        self.report = report
        end = report.credibleEnd
        guard report.end == nil, let start = report.start else { return }
        closing = milder.filter { later in
            later.grade != nil && later.gradeToJudge <= recoveryGrade
                && (later.start.map { $0.earliest > start.latest } ?? false)
        }.min { $0.place < $1.place }
        end = closing?.start
    }
}

/// Reports of one term that make one episode, in order of start.
struct EventRun {
    var spans: [EventSpan]

    var reports: [AdverseEvent] { spans.map(\.report) }

    var onset: ClinicalDate? { spans.first?.report.start }

    /// The span that ended last; nil while one of them has no end.
    var last: EventSpan? {
        guard spans.allSatisfy({ $0.end != nil }) else { return nil }
        return spans.max { endPlace($0) < endPlace($1) }
    }

    private func endPlace(_ span: EventSpan) -> (CalendarDay?, CalendarDay?, RowKey) {
        (span.end?.latest, span.end?.earliest, span.report.key)
    }
}

private func < (first: (CalendarDay?, CalendarDay?, RowKey), second: (CalendarDay?, CalendarDay?, RowKey)) -> Bool {
    let days = { (day: CalendarDay?) in day?.daysSince1970 ?? .min }
    return (days(first.0), days(first.1), first.2) < (days(second.0), days(second.1), second.2)
}

/// Reports of one term in order of start, cut where more than the allowed days lie between an end and a restart.
///
/// A report without a start is a run of its own, because nothing tells what it follows.
func runs(of spans: [EventSpan], restartsWithinDays: Int) -> [EventRun] {
    var runs = spans.filter { $0.report.start == nil }.map { EventRun(spans: [$0]) }
    var current = EventRun(spans: [])
    for span in spans.filter({ $0.report.start != nil }).sorted(by: { $0.report.place < $1.report.place }) {
        let daysBetween = current.last?.end.flatMap { end in span.report.start.map { $0.earliest - end.latest } }
        if let daysBetween, daysBetween > restartsWithinDays {
            runs.append(current)
            current = EventRun(spans: [])
        }
        current.spans.append(span)
    }
    return current.spans.isEmpty ? runs : runs + [current]
}

extension AdverseEvent {
    /// AEENDTC, unless it lies before the start: then the end is not known.
    var credibleEnd: ClinicalDate? { endsBeforeStart ? nil : end }

    var endsBeforeStart: Bool {
        guard let start, let end else { return false }
        return end.latest < start.earliest
    }

    /// Order of start, then of key, so that arrival order cannot matter.
    var place: (Int, RowKey) { (start?.earliest.daysSince1970 ?? .min, key) }
}
