// SPDX-License-Identifier: Apache-2.0

import Trial

extension SubjectCourse {
    /// Draws a blood count, records it and reports a cytopenia as a site would.
    mutating func bloodCount(at visit: Visit) {
        note(marrow.count(on: visit.day, &generator), at: visit)
    }

    /// Records a blood count and what a site makes of it.
    mutating func note(_ count: BloodCount, at visit: Visit, isBaseline: Bool = false) {
        panel(Analyte.bloodCount.map { ($0, count[$0] ?? 0) }, at: visit, isBaseline: isBaseline)
        reportCytopenias(count, on: visit.day)
    }

    /// Draws and records a serum panel.
    mutating func serumPanel(at visit: Visit, isBaseline: Bool = false) {
        let results = chemistry.panel(&generator)
        panel(Array(zip(Analyte.chemistry, results)), at: visit, isBaseline: isBaseline)
    }

    /// Records the body weight.
    mutating func weigh(at visit: Visit) {
        guard !generator.chance(0.04) else { return }
        vitalSign("WEIGHT", decimalText(weight, places: 1), "kg", at: visit)
    }

    /// Records a vital sign.
    mutating func vitalSign(_ test: String, _ result: String, _ unit: String, at visit: Visit) {
        record(
            .vs, form: newForm(), known: visit.day, minute: visit.minute,
            [
                "VSTESTCD": test, "VSORRES": result, "VSORRESU": unit, "VSSTRESC": result, "VSSTRESN": result,
                "VSSTRESU": unit, "VSDTC": visit.dateTime, "VISITNUM": visit.number, "VISIT": visit.name,
            ])
    }

    private mutating func panel(_ results: [(Analyte, Double)], at visit: Visit, isBaseline: Bool) {
        let form = newForm()
        let lacksLimits = generator.chance(0.006)
        let accession = "\(subject.hospital.site)\(padded(visit.day.daysSince1970, 5))\(padded(form, 4))"
        let dateTime = visit.dateTime
        for (analyte, value) in results {
            let result = reported(value, analyte, lacksLimits: lacksLimits)
            var values = result.variables
            values["LBTESTCD"] = analyte.code
            values["LBCAT"] = Analyte.bloodCount.contains(analyte) ? "HEMATOLOGY" : "CHEMISTRY"
            values["LBSPEC"] = Analyte.bloodCount.contains(analyte) ? "BLOOD" : "SERUM"
            values["LBREFID"] = accession
            values["LBDTC"] = dateTime
            values["VISITNUM"] = visit.number
            values["VISIT"] = visit.name
            if isBaseline { values["LBLOBXFL"] = "Y" }
            record(.lb, form: form, known: visit.day, minute: visit.minute, values)
        }
    }

    private mutating func reported(_ value: Double, _ analyte: Analyte, lacksLimits: Bool) -> ReportedResult {
        let unit = subject.hospital.unit(of: analyte)
        let limits = lacksLimits ? nil : subject.hospital.limits(of: analyte, sex: subject.sex)
        let isCensored = value < analyte.quantifiedFrom
        // A few units never become readable: an abbreviation only one laboratory uses, or nothing at all.
        let hasOddUnit = generator.chance(0.0008)
        return ReportedResult(
            text: decimalText(max(value, analyte.quantifiedFrom) * unit.factor, places: unit.places),
            isCensored: isCensored, unit: hasOddUnit ? (generator.chance(0.5) ? "UNIT" : "") : unit.name,
            low: limits.map { decimalText($0.lowerBound * unit.factor, places: unit.places) } ?? "",
            high: limits.map { decimalText($0.upperBound * unit.factor, places: unit.places) } ?? "")
    }
}
