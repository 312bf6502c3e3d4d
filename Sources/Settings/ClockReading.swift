// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rules
import Trial

extension ProtocolReading {
    private static let clockKeys = [
        "event", "hours", "days", "start", "stopped_by", "owner", "warn_at", "warn_hours_before", "zone",
    ]

    /// A condition on the time in which a serious event must be reported, or nil after a fault.
    ///
    /// `clock: {event, hours or days, start, stopped_by, owner, warn_at, warn_hours_before, zone}`; without an owner a
    /// clock over possible reactions does not start, which is a warning.
    func clockCondition(_ entry: Entry, endingWhen end: Entry?, _ declarations: Declarations) -> ClockCondition? {
        end?.fault(found: "`ends_when:` in a rule about a clock", hint: "remove it; `stopped_by` ends a clock")
        guard let fields = entry.fields(Self.clockKeys) else { return nil }
        let event = fields.required("event") { $0.word("an event", of: ClockCondition.Event.self) }
        let limit = limit(fields)
        let start = fields.optional("start") { $0.word("what starts a clock", of: ClockCondition.Start.self) }
        let stoppedBy = fields.required("stopped_by") { $0.word("a report", of: ClockCondition.Report.self) }
        let owner = fields.optional("owner") { $0.localizedText() }
        let warnsAt = fields.optional("warn_at") { $0.warnings() }
        let hours = fields.optional("warn_hours_before") { entry in
            entry.whole(1...720).flatMap { hours in
                guard let limit, hours >= limit.hours else { return hours }
                entry.fault(found: "\(hours), before the clock starts", hint: "write less than \(limit.hours)")
                return nil
            }
        }
        let zone = fields.has("zone") ? fields.optional("zone") { $0.timeZone() } : declarations.timeZone
        if start == .firstReport, stoppedBy == .toAuthority {
            fields.entry("stopped_by")?.fault(
                found: "AERPDTC, which starts this clock", hint: "write AECPDTC, the follow-up report")
        }
        if let event, event.isReaction { requireNames(for: event, fields, declarations) }
        guard let event, let limit, let stoppedBy, let offsets = zone.flatMap(UTCOffsets.init(zone:)) else {
            return nil
        }
        return ClockCondition(
            event: event, limit: limit, start: start ?? .awareness, stoppedBy: stoppedBy, owner: owner,
            warnsAt: warnsAt ?? (fields.has("warn_at") ? [] : Set(ClockCondition.Warning.allCases)),
            warnsHoursBefore: hours, zone: offsets, causality: declarations.causality ?? CausalityWords())
    }

    /// A clock over reactions needs the study's words for causality, and to start somebody who must report.
    private func requireNames(for event: ClockCondition.Event, _ fields: Fields, _ declarations: Declarations) {
        if !declarations.isCausalityGiven {
            fields.entry("event")?.fault(
                found: "\(event.rawValue), which causality decides",
                hint: "add `causality: {related: [...], not_related: [...]}` to the protocol")
        }
        if !fields.has("owner") {
            fields.entry.warn(found: "no `owner:`", hint: "name who must report; until then the clock does not start")
        }
    }

    private func limit(_ fields: Fields) -> ClockCondition.Limit? {
        switch (fields.has("hours"), fields.has("days")) {
        case (true, false): return fields.optional("hours") { $0.whole(1...720) }.map { .hours($0) }
        case (false, true): return fields.optional("days") { $0.whole(1...90) }.map { .days($0) }
        case (let hours, _):
            fields.entry.fault(
                found: hours ? "`hours:` and `days:`" : "neither `hours:` nor `days:`",
                hint: "give exactly one of `hours:`, `days:`")
            return nil
        }
    }
}

extension ClockCondition.Limit {
    /// Its shortest length in hours.
    fileprivate var hours: Int {
        switch self {
        case .hours(let hours): hours
        case .days(let days): days * 24
        }
    }
}

extension Entry {
    /// A case of an enumeration, by its name.
    fileprivate func word<Word: CaseIterable & RawRepresentable>(_ what: String, of type: Word.Type) -> Word?
    where Word.RawValue == String {
        choice(what, among: Word.allCases.map { ($0.rawValue, $0) })
    }

    /// A list of shares of the time; empty for none.
    fileprivate func warnings() -> Set<ClockCondition.Warning>? {
        let entries = elements(of: "warnings") ?? []
        let read = entries.compactMap { $0.word("a warning", of: ClockCondition.Warning.self) }
        return read.count < entries.count ? nil : Set(read)
    }

    /// `causality: {related: [...], not_related: [...]}`: what the study's words in AEREL mean.
    func causalityWords() -> CausalityWords? {
        guard let fields = fields(["related", "not_related"]) else { return nil }
        let related = fields.required("related") { $0.texts("words") }
        let notRelated = fields.required("not_related") { entry in
            entry.elements(of: "words")?.compactMap { element -> String? in
                guard let word = element.text() else { return nil }
                guard related?.contains(where: { $0.lowercased() == word.lowercased() }) ?? false else { return word }
                element.fault(found: "\"\(word)\", which `related` has already", hint: "keep it in one of the lists")
                return nil
            }
        }
        guard let related, let notRelated else { return nil }
        return CausalityWords(related: related, notRelated: notRelated)
    }
}

extension Fingerprint {
    /// Adds to a rule's fingerprint what a clock refers to: the study's time zone, and the words for causality.
    mutating func add(_ clock: ClockCondition, timeZone: String?) {
        add(timeZone ?? "")
        guard clock.event.isReaction else { return }
        for word in clock.causality.related.sorted() + ["|"] + clock.causality.notRelated.sorted() { add(word) }
    }
}

extension UTCOffsets {
    /// The offsets of an IANA zone from 2000 to 2080, or nil where there is no such zone.
    fileprivate init?(zone name: String) {
        guard let zone = TimeZone(identifier: name) else { return nil }
        let (begin, end) = (Date(timeIntervalSince1970: 946_684_800), Date(timeIntervalSince1970: 3_471_292_800))
        var changes: [Change] = []
        var next = zone.nextDaylightSavingTimeTransition(after: begin)
        while let date = next, date < end, changes.last?.from != date.timestamp {
            changes.append(Change(from: date.timestamp, seconds: zone.secondsFromGMT(for: date)))
            next = zone.nextDaylightSavingTimeTransition(after: date)
        }
        self.init(zone.secondsFromGMT(for: begin), changes: changes)
    }
}

extension Date {
    fileprivate var timestamp: Timestamp { Timestamp(milliseconds: Int64((timeIntervalSince1970 * 1_000).rounded())) }
}
