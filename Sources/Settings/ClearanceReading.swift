// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules

extension ProtocolReading {
    /// A condition on a dose beside the clearance of creatinine, or nil after a fault.
    ///
    /// `clearance: {treatments, unit, bands, confirm, at_once_below, weight_days, weight_margin, on_drug_days,
    /// unstable}`, or with `times_upper_limit` in place of the weights.
    func clearanceCondition(_ entry: Entry, endingWhen end: Entry?, _ declarations: Declarations) -> ClearanceCondition?
    {
        end?.refuseEnd(of: "clearance")
        let keys = [
            "treatments", "unit", "bands", "confirm", "at_once_below", "weight_days", "weight_margin", "on_drug_days",
            "unstable", "times_upper_limit",
        ]
        guard let fields = entry.fields(keys) else { return nil }
        let treatments = fields.required("treatments") { $0.treatments(declarations) }
        let unit = fields.required("unit") { $0.text("a unit of dose, for example mg") }
        let multiple = fields.optional("times_upper_limit") { $0.analyte() }
        let isMultiple = fields.has("times_upper_limit")
        let bands = fields.required("bands") { $0.bands(isMultiple: isMultiple) }
        let confirm = fields.required("confirm") { $0.whole(1...5) }
        let onDrugDays = fields.required("on_drug_days") { $0.whole(1...365) }
        if isMultiple {
            for key in ["at_once_below", "weight_days", "weight_margin", "unstable"] {
                fields.entry(key)?.fault(
                    found: "`\(key):` beside `times_upper_limit:`", hint: "leave it out: it belongs to creatinine")
            }
            guard let treatments, let unit, let bands, let confirm, let onDrugDays, let multiple else { return nil }
            return ClearanceCondition(
                measure: .timesUpperLimit(multiple), treatments: treatments, unit: DoseUnit(unit), bands: bands,
                confirmations: confirm, onDrugDays: onDrugDays)
        }
        let days = fields.required("weight_days") { $0.whole(1...365) }
        let margin = fields.required("weight_margin") { $0.number(0.01...0.5) }
        let atOnce = fields.optional("at_once_below") { $0.positiveNumber() }
        let unstable = fields.optional("unstable") { $0.instability() }
        guard let treatments, let unit, let bands, let confirm, let onDrugDays, let days, let margin else { return nil }
        return ClearanceCondition(
            measure: .creatinineClearance(WeightAge(daysMax: days, margin: margin)), treatments: treatments,
            unit: DoseUnit(unit), bands: bands, confirmations: confirm, atOnceBeyond: atOnce, onDrugDays: onDrugDays,
            instability: unstable)
    }
}

extension Entry {
    /// Says that a rule of a kind needs no `ends_when:`.
    func refuseEnd(of kind: String) {
        fault(found: "`ends_when:` beside `\(kind):`", hint: "leave it out: the condition says itself when it is over")
    }

    /// EXTRT names that an arm gives.
    func treatments(_ declarations: Declarations) -> Set<String>? {
        let known = Set(declarations.arms.flatMap(\.treatments)).sorted()
        guard let entries = elements(of: "EXTRT names") else { return nil }
        let names = entries.map { entry in
            known.isEmpty ? entry.text("an EXTRT name") : entry.reference(to: "a treatment of the arms", among: known)
        }
        return names.contains { $0 == nil } ? nil : Set(names.compactMap(\.self))
    }

    /// Bands from the mildest to the worst.
    fileprivate func bands(isMultiple: Bool) -> [ClearanceBand]? {
        guard let entries = elements(of: "bands") else { return nil }
        var bands: [ClearanceBand] = []
        for entry in entries {
            guard let band = entry.band(isMultiple: isMultiple) else { return nil }
            if let milder = bands.last, isMultiple ? band.cut <= milder.cut : band.cut >= milder.cut {
                entry.fault(
                    found: "\(plain(band.cut)) after \(plain(milder.cut))", hint: "write the mildest band first")
                return nil
            }
            bands.append(band)
        }
        return bands
    }

    private func band(isMultiple: Bool) -> ClearanceBand? {
        let word = isMultiple ? "above" : "below"
        guard let fields = fields([word, "recovers_at", "dose_max", "every_days"]) else { return nil }
        let cut = fields.required(word) { $0.positiveNumber() }
        let recoversAt = fields.required("recovers_at") { $0.positiveNumber() }
        let doseMax = fields.required("dose_max") { $0.positiveNumber() }
        let everyDays = fields.optional("every_days") { $0.whole(1...28) }
        guard let cut, let recoversAt, let doseMax else { return nil }
        guard isMultiple ? recoversAt <= cut : recoversAt >= cut else {
            fields.entry("recovers_at")?.fault(
                found: "\(plain(recoversAt)), which is still in the band",
                hint: "write \(plain(cut)) or \(isMultiple ? "less" : "more")")
            return nil
        }
        return ClearanceBand(cut: cut, recoversAt: recoversAt, doseMax: doseMax, everyDays: everyDays)
    }

    fileprivate func instability() -> Instability? {
        guard let fields = fields(["factor", "days"]) else { return nil }
        let factor = fields.required("factor") { $0.number(1.1...10) }
        let days = fields.required("days") { $0.whole(1...90) }
        guard let factor, let days else { return nil }
        return Instability(factor: factor, days: days)
    }
}
