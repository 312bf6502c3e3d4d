// SPDX-License-Identifier: Apache-2.0

/// A site and the habits of its laboratory.
struct Hospital: Hashable, Sendable {
    /// The site's position among the sites, from 0.
    let position: Int

    /// SDTM SITEID, `01`...`13`.
    var site: String { padded(position + 1, 2) }

    /// How many of 211 subjects each site enrols; a few large sites and many small ones, as trials have.
    static let sizes = [48, 30, 24, 20, 17, 14, 12, 11, 10, 8, 7, 6, 4]

    /// The site that enrols one of 211 places.
    static func ofPlace(_ place: Int) -> Hospital {
        var rest = place
        for (position, size) in sizes.enumerated() {
            guard rest >= size else { return Hospital(position: position) }
            rest -= size
        }
        return Hospital(position: sizes.count - 1)
    }

    /// The unit results are reported and stored in at this site, with the factor from the analyte's usual unit.
    ///
    /// One laboratory gives haemoglobin in g/dL and another creatinine in mg/dL (88.4 umol/L); nobody standardises
    /// these before they reach the store.
    func unit(of analyte: Analyte) -> ReportingUnit {
        switch (position, analyte) {
        case (3, .hemoglobin): ReportingUnit(name: "g/dL", factor: 0.1, places: 1)
        case (6, .creatinine): ReportingUnit(name: "mg/dL", factor: 1 / 88.4, places: 2)
        default: ReportingUnit(name: analyte.unit, factor: 1, places: analyte.places)
        }
    }

    /// The site's reference limits in the analyte's usual unit, or nil where its laboratory gives none.
    func limits(of analyte: Analyte, sex: Sex) -> ClosedRange<Double>? {
        guard !(position == 10 && analyte == .neutrophils) else { return nil }
        let range = analyte.referenceRange(sex)
        // Laboratories round and shift the national intervals by a few per cent, electrolytes hardly at all.
        let shift = Double([0, -3, 0, 4, 2, 0, -5][position % 7]) / (analyte.isTightlyHeld ? 500 : 100)
        return range.lowerBound * (1 + shift)...range.upperBound * (1 + shift)
    }

    /// How often this site disregards a rule of the protocol, as a probability per occasion.
    var disregard: Double { position == 8 ? 0.25 : 0.05 }
}

/// A unit as one laboratory reports it.
struct ReportingUnit {
    /// The unit's name.
    let name: String
    /// What a number in the analyte's usual unit is multiplied by.
    let factor: Double
    /// Decimals reported.
    let places: Int
}
