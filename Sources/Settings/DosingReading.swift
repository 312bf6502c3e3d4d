// SPDX-License-Identifier: Apache-2.0

import Rules
import Yams

extension Entry {
    /// `dosing:`, or nil after a fault.
    func dosing() -> Dosing? {
        let keys = ["cycle_days", "cycle_start_tolerance_days", "silence_days_max", "drugs", "toxicities"]
        guard let fields = fields(keys) else { return nil }
        let cycleDays = fields.required("cycle_days") { $0.whole(1...366) }
        let tolerance = fields.required("cycle_start_tolerance_days") { $0.whole(0...27) }
        if let cycleDays, let tolerance, tolerance * 2 >= cycleDays {
            fields.entry("cycle_start_tolerance_days")?.fault(
                found: "\(tolerance), half a cycle or more", hint: "write fewer days, or cycles run into each other")
        }
        let silence = fields.required("silence_days_max") { $0.whole(1...366) }
        let drugEntries = fields.required("drugs") { $0.elements(of: "drugs") } ?? []
        let drugs = drugEntries.map { $0.drug(ofCycle: cycleDays) }
        drugEntries.reportRepeatedTreatments()
        drugEntries.reportRepeatedNames(of: "drugs")
        let names = drugEntries.compactMap { $0.peek("id")?.scalarText }
        let classEntries = fields.optional("toxicities") { $0.elements(of: "toxicities") } ?? []
        classEntries.reportRepeatedNames(of: "toxicities")
        let classes = classEntries.map { $0.toxicityClass(among: names) }
        guard let cycleDays, let tolerance, let silence, !drugs.contains(where: { $0 == nil }), !drugs.isEmpty,
            !classes.contains(where: { $0 == nil })
        else { return nil }
        return Dosing(
            drugs: drugs.compactMap(\.self), toxicities: classes.compactMap(\.self), cycleDays: cycleDays,
            cycleStartToleranceDays: tolerance, silenceDaysMax: silence)
    }

    /// `{id, name, treatments, unit, schedule, ladder, at_floor, source, verified}`.
    private func drug(ofCycle cycleDays: Int?) -> Drug? {
        let keys = [
            "id", "name", "treatments", "unit", "schedule", "ladder", "at_floor", "source", "verified", "signed_off",
        ]
        guard let fields = fields(keys) else { return nil }
        let id = fields.required("id") { $0.identifier() }
        let name = fields.required("name") { $0.localizedText() }
        let treatments = fields.required("treatments") { $0.texts("EXTRT names") }
        let unit = fields.required("unit") { $0.text("the unit of a dose, for example mg") }
        let schedule = fields.required("schedule") { entry in
            entry.fields(ScheduleKey.all)?.schedule(ofCycle: cycleDays)
        }
        let levels = fields.required("ladder") { $0.levels(schedule, ofCycle: cycleDays) }
        let floor = fields.required("at_floor") {
            $0.choice(
                "what a step below the last level means", among: [("stop", DoseLadder.Floor.stop), ("stay", .stay)])
        }
        let source = fields.required("source", hint: "add `source:`, where the levels come from") { $0.text() }
        let verified = fields.required(
            "verified", hint: "add `verified: false`, or true if every level has a published source"
        ) { $0.flag() }
        let isSignedOff = fields.optional("signed_off") { $0.signOff(by: nil) } ?? false
        guard let id, let name, let treatments, let unit, schedule != nil, let levels, let floor, let source,
            let verified
        else { return nil }
        return Drug(
            id: id, name: name, treatments: treatments,
            ladder: DoseLadder(unit: DoseUnit(unit), levels: levels, atFloor: floor), source: source,
            verified: verified || isSignedOff)
    }

    /// `[4, 3, 2.3]`, from the highest down; an entry may have days of its own.
    private func levels(_ schedule: Schedule?, ofCycle cycleDays: Int?) -> [DoseLevel]? {
        guard let entries = elements(of: "dose levels") else { return nil }
        let read = entries.map { $0.level(schedule, ofCycle: cycleDays) }
        let levels = read.compactMap(\.self)
        guard levels.count == entries.count else { return nil }
        for (index, entry) in entries.enumerated().dropFirst() {
            let (higher, lower) = (levels[index - 1], levels[index])
            guard lower.amountPerCycle >= higher.amountPerCycle else { continue }
            entry.fault(
                found: "\(plain(lower.amountPerCycle)) a cycle after \(plain(higher.amountPerCycle)), "
                    + "a ladder that never ends",
                hint: "write the levels from the highest down, each less a cycle than the one before")
        }
        return levels
    }

    private func level(_ schedule: Schedule?, ofCycle cycleDays: Int?) -> DoseLevel? {
        guard node.mapping != nil else {
            return positiveNumber().flatMap { amount in schedule.map { DoseLevel(amount: amount, schedule: $0) } }
        }
        guard let fields = fields(["amount"] + ScheduleKey.all) else { return nil }
        let amount = fields.required("amount") { $0.positiveNumber() }
        let own = ScheduleKey.all.contains(where: fields.has) ? fields.schedule(ofCycle: cycleDays) : schedule
        return amount.flatMap { amount in own.map { DoseLevel(amount: amount, schedule: $0) } }
    }

    /// `{id, holds, turns, stops}`.
    private func toxicityClass(among drugs: [String]) -> ToxicityClass? {
        guard let fields = fields(["id", "holds", "turns", "stops"]) else { return nil }
        let id = fields.required("id") { $0.identifier() }
        let holds = fields.required("holds") { list in
            list.elements(of: "lists of drugs, one for each occurrence")?.map { $0.drugNames(among: drugs) ?? [] }
        }
        let turns = fields.optional("turns") { $0.drugNames(among: drugs) }
        let stops = fields.optional("stops") { $0.drugNames(among: drugs) }
        guard let id, let holds else { return nil }
        return ToxicityClass(id: id, holds: holds, turns: turns ?? [], stops: stops ?? [])
    }

    /// Names of drugs, each once.
    func drugNames(among drugs: [String]) -> [String]? {
        guard let elements = elements(of: "drugs") else { return nil }
        var names: [String] = []
        for element in elements {
            guard let name = element.reference(to: "a drug", among: drugs) else { continue }
            if names.contains(name) { element.fault(found: "\"\(name)\" a second time", hint: "name each drug once") }
            names.append(name)
        }
        return names
    }
}

/// The words of a schedule.
private enum ScheduleKey {
    static let all = ["days", "every_days", "through_day"]
}

extension Fields {
    /// `days`, or `every_days` and `through_day`; every day of the cycle exists.
    fileprivate func schedule(ofCycle cycleDays: Int?) -> Schedule? {
        let last = cycleDays ?? 366
        guard has("days") != (has("every_days") || has("through_day")) else {
            entry.fault(
                found: has("days") ? "two schedules" : "no schedule",
                hint: "give `days:`, or `every_days:` and `through_day:`")
            return nil
        }
        if has("days") {
            let days = required("days") { list in
                list.elements(of: "days of the cycle")?.map { $0.whole(1...last) }
            }
            guard let days, !days.contains(nil) else { return nil }
            return Schedule(days: days.compactMap(\.self), ofCycle: last)
        }
        let interval = required("every_days") { $0.whole(1...last) }
        let through = required("through_day") { $0.whole(1...last) }
        guard let interval, let through else { return nil }
        return Schedule(everyDays: interval, through: through, ofCycle: last)
    }
}

extension [Entry] {
    /// A treatment belongs to one drug, or its doses would be counted twice.
    fileprivate func reportRepeatedTreatments() {
        var seen: [String: Entry] = [:]
        for drug in self {
            for treatment in drug.peek("treatments").flatMap(\.listed) ?? [] {
                guard let name = treatment.scalarText?.uppercased() else { continue }
                if let first = seen[name] {
                    treatment.fault(
                        found: "\"\(name)\", which \(first.path) has already", hint: "give each treatment to one drug")
                }
                seen[name] = seen[name] ?? drug
            }
        }
    }

    fileprivate func reportRepeatedNames(of what: String) {
        var seen: Set<String> = []
        for element in self {
            guard let name = element.peek("id"), let id = name.scalarText else { continue }
            if !seen.insert(id).inserted {
                name.fault(found: "\"\(id)\" a second time", hint: "give each of the \(what) its own name")
            }
        }
    }
}

extension Entry {
    /// The elements of a list, whatever they are; nil where it is none.
    var listed: [Entry]? {
        node.sequence?.enumerated().map { descendant($1, path: "\(path)[\($0)]") }
    }
}
