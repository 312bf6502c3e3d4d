// SPDX-License-Identifier: Apache-2.0

import Trial

/// Days on which a drug is held, from holds that overlap or follow each other without a day between.
struct HoldSegment {
    private(set) var causes: [String]
    let since: CalendarDay
    private(set) var until: CalendarDay?
    /// Why the hold is only possible; nil when it is certain.
    private(set) var doubt: DoseDoubt?

    /// Whether a day lies within.
    func contains(_ day: CalendarDay) -> Bool {
        since <= day && until.map { day < $0 } ?? true
    }

    /// The last day; the end of time while it is in force.
    var lastDay: CalendarDay { until.map { $0 - 1 } ?? .distantFuture }

    var hold: Hold { Hold(causes: causes, since: since, until: until) }

    private mutating func join(_ span: HoldSpan) {
        if !causes.contains(span.cause) { causes.append(span.cause) }
        until = until.flatMap { until in span.until.map { max(until, $0) } }
        doubt = [doubt, span.doubt].compactMap { $0 }.min()
    }

    /// Whether there is any day on which no dose may be taken; otherwise the drug may be resumed at once.
    var forbids: Bool { since <= lastDay }

    /// The segments that spans make, in order; a span that ends before it begins makes none.
    static func segments(of spans: [HoldSpan]) -> [HoldSegment] {
        let sorted = spans.filter { span in span.until.map { span.since <= $0 } ?? true }
            .sorted {
                ($0.since, $0.cause, $0.until ?? .distantFuture) < ($1.since, $1.cause, $1.until ?? .distantFuture)
            }
        var segments: [HoldSegment] = []
        for span in sorted {
            if let last = segments.last, last.until.map({ span.since <= $0 }) ?? true {
                segments[segments.count - 1].join(span)
            } else {
                segments.append(
                    HoldSegment(causes: [span.cause], since: span.since, until: span.until, doubt: span.doubt))
            }
        }
        return segments
    }
}

extension [HoldSegment] {
    /// The segment that last began on or before a day.
    func last(through day: CalendarDay) -> HoldSegment? {
        let begun = partitioningIndex { $0.since > day }
        return begun > 0 ? self[begun - 1] : nil
    }

    /// The first segment that ends on or after a day.
    func first(endingFrom day: CalendarDay) -> HoldSegment? {
        let index = partitioningIndex { $0.lastDay >= day }
        return index < count ? self[index] : nil
    }
}
