// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rules

extension Entry {
    /// `{id, name, medications, source, without_end, co_factor_days}`.
    func medicationList() -> MedicationList? {
        guard let fields = fields(["id", "name", "medications", "source", "without_end", "co_factor_days"]) else {
            return nil
        }
        let id = fields.required("id") { $0.identifier() }
        let name = fields.optional("name") { $0.localizedText() }
        let medications = fields.required("medications") { $0.texts("medications") }
        let source = fields.required("source", hint: "add `source:`, where it is published that these belong together")
        {
            $0.text()
        }
        let isOfOneDay = fields.optional("without_end") {
            $0.choice("what a row without an end means", among: [("ongoing", false), ("one-day", true)])
        }
        let days = fields.optional("co_factor_days") { $0.whole(0...365) }
        guard let id, let medications, let source else { return nil }
        return MedicationList(
            id: id, name: name, medications: medications, source: source, isOfOneDay: isOfOneDay ?? false,
            coFactorDays: days)
    }

    /// `{id, name, time_zone}`.
    func site() -> Site? {
        guard let fields = fields(["id", "name", "time_zone"]) else { return nil }
        let id = fields.required("id") { $0.text("a SITEID") }
        let name = fields.optional("name") { $0.localizedText() }
        let timeZone = fields.optional("time_zone") { $0.timeZone() }
        return id.map { Site(id: $0, name: name ?? LocalizedText(en: ""), timeZone: timeZone) }
    }

    /// An IANA time zone.
    func timeZone() -> String? {
        guard let text = text("a time zone") else { return nil }
        guard TimeZone(identifier: text) != nil else {
            let nearest = nearest(to: text, among: TimeZone.knownTimeZoneIdentifiers)
            let hint = nearest.map { "did you mean `\($0)`?" } ?? "write an IANA name, for example Asia/Shanghai"
            fault(found: "the unknown time zone \(found)", hint: hint)
            return nil
        }
        return text
    }
}
