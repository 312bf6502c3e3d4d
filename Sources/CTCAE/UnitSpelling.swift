// SPDX-License-Identifier: Apache-2.0

extension Analyte {
    /// The unit a laboratory means by a spelling (SDTM LBSTRESU or LBORRESU), or nil when the pair is not known.
    ///
    /// The analyte decides between readings: `G/L` is 10^9/L for platelets and g/L for haemoglobin. Upper and lower
    /// case, blanks, brackets, full-width signs, the code points of the micro sign, `mcL`, `mm3`, UCUM's annotations
    /// and the ways to write a power of ten or a fraction do not matter. No pair is known whose spelling could be
    /// read as another unit of the analyte; `10^9/mL`, `10^6/uL` of white cells and `mEq/dL` are unknown.
    ///
    /// A number without a unit (INR, pH) is known under any spelling but one that proves another quantity, because
    /// what stands in the column of such a row is often the unit of the row above.
    package func unit(spelled spelling: String) -> LabUnit? {
        // Most rows spell the analyte's first unit as CDISC does, and a comparison costs less than a look-up.
        if spelling == UnitSpelling.canonical[Int(rawValue)] { return canonicalUnit }
        let readings = UnitSpelling.common[spelling] ?? UnitForm(spelling).flatMap { UnitSpelling.readings[$0] }
        guard !hasNoUnit else {
            return readings?.intersection(contradictingUnits).first == nil ? canonicalUnit : nil
        }
        return readings?.intersection(UnitSpelling.accepted[Int(rawValue)]).first
    }

    /// The units that prove that a row is not of the unit-free analyte it says.
    ///
    /// INR is computed of the prothrombin time, which is reported in seconds or as per cent of normal activity; beside
    /// pH stand the gas pressures, bicarbonate, base excess and the hydrogen ion concentration.
    private var contradictingUnits: LabUnitSet {
        switch self {
        case .internationalNormalisedRatio: [.seconds, .milliseconds, .percent]
        case .bloodPH:
            [.millimetresOfMercury, .kilopascals, .millimolesPerLitre, .nanomolesPerLitre, .milliequivalentsPerLitre]
        default: []
        }
    }
}

/// A set of units as bits, because each result looks one up.
struct LabUnitSet: ExpressibleByArrayLiteral, Sendable {
    private var bits: UInt64 = 0

    init(arrayLiteral units: LabUnit...) {
        for unit in units { insert(unit) }
    }

    /// The lowest of the units in declaration order.
    var first: LabUnit? {
        bits == 0 ? nil : LabUnit(rawValue: UInt8(bits.trailingZeroBitCount))
    }

    var count: Int { bits.nonzeroBitCount }

    mutating func insert(_ unit: LabUnit) {
        bits |= 1 << UInt64(unit.rawValue)
    }

    func intersection(_ other: LabUnitSet) -> LabUnitSet {
        var both = self
        both.bits &= other.bits
        return both
    }
}

/// How laboratories spell units.
enum UnitSpelling {
    /// The spellings of each unit that `UnitForm` does not make alike, beside its symbol.
    ///
    /// Sources: the CDISC SDTM codelist UNIT (C71620) with its synonyms, UCUM's common units, the unit table of the
    /// Japanese SS-MIX2 exchange, and reports of American, European and Chinese laboratories.
    static func spellings(of unit: LabUnit) -> [String] {
        switch unit {
        // Superscripts are often lost on the way (`109/L`), and `10E9/L` never means 10^10. Molar units need their
        // `/L`, for `mM` in another case is a length.
        case .gigaPerLitre:
            [
                "109/L", "E9/L", "E+9/L", "E09/L", "1E9/L", "G/L", "Gi/L", "giga/L", "Gpt/L", "bil/L", "billion/L",
                "mrd/L",
                "/nL", "1/nL", "10^6/mL", "106/mL", "10^3/uL", "103/uL", "E3/uL", "1E3/uL", "K/uL", "th/uL",
            ]
        case .perMicrolitre:
            [
                "/uL", "1/uL", "10^6/L", "106/L", "E6/L", "10^3/mL", "103/mL", "k/mL", "M/L", "mega/L", "Mpt/L",
                "mio/L",
                "million/L", "mill/L",
            ]
        case .hundredsPerMicrolitre: ["10^2/uL", "102/uL", "100/uL", "10^8/L", "10^5/mL"]
        case .tensOfThousandsPerMicrolitre: ["10^4/uL", "104/uL", "10^10/L", "10^7/mL"]
        case .gramsPerDecilitre: ["gm/dL", "g%", "gm%", "g/100mL", "gm/100mL", "g/100cc"]
        case .gramsPerLitre: ["gm/L", "mg/mL", "ug/uL", "kg/m3"]
        case .milligramsPerDecilitre: ["mg%", "mg/100mL", "mg/100cc"]
        case .milligramsPerLitre: ["ug/mL", "ng/uL", "g/m3"]
        case .microgramsPerLitre: ["ng/mL", "mg/m3"]
        case .nanogramsPerLitre: ["pg/mL", "ug/m3"]
        case .millimolesPerLitre: ["mM/L", "umol/mL", "nmol/uL", "mol/m3", "mmolFe/L", "mmol/LFe"]
        case .micromolesPerLitre: ["uM/L", "nmol/mL"]
        case .nanomolesPerLitre: ["nM/L", "pmol/mL"]
        case .unitsPerLitre: ["IU/L", "UI/L", "IE/L", "E/L", "mU/mL", "mIU/mL", "umol/min/L", "umol/L/min"]
        case .microkatalsPerLitre: ["umol/s/L", "umol/L/s", "umol/s.L", "umol/L.s", "umol/L*s"]
        case .nanokatalsPerLitre: ["nmol/s/L", "nmol/L/s", "nmol/s.L", "nmol/L.s", "nmol/L*s"]
        case .milliunitsPerLitre: ["mU/L", "uIU/mL", "uU/mL", "mIE/L", "mE/L"]
        default: spellingsBeyondConcentrations(of: unit)
        }
    }

    private static func spellingsBeyondConcentrations(of unit: LabUnit) -> [String] {
        switch unit {
        case .millilitresPerMinute: ["cc/min"]
        case .ratio: ["ratio", "pH", "INR"]
        case .plusSigns: ["+", "plus"]
        case .gramsPerDay: ["g/d", "g/day", "gm/24h", "gm/d", "gm/day"]
        case .milligramsPerDay: ["mg/d", "mg/day"]
        case .gramsPerGram: ["mg/mg", "gm/gm"]
        case .grams: ["gm"]
        case .milligramsPerGram: ["ug/mg", "mg/gm"]
        case .milligramsPerMillimole: ["g/mol"]
        case .gramsPerMillimole: ["kg/mol"]
        default: []
        }
    }

    /// The units that the spellings of a form may stand for.
    static let readings: [UnitForm: LabUnitSet] = {
        var readings: [UnitForm: LabUnitSet] = [:]
        for unit in LabUnit.allCases {
            for form in Set(([unit.symbol] + spellings(of: unit)).compactMap(UnitForm.init)) {
                readings[form, default: []].insert(unit)
            }
        }
        return readings
    }()

    /// Spellings so common that they are looked up as they stand.
    static let common: [String: LabUnitSet] = {
        let spellings = [
            "x10^9/L", "x10E9/L", "10E9/L", "10*9/L", "10**9/L", "G/L", "GI/L", "K/uL", "K/UL", "10^3/uL", "x10E3/uL",
            "10*3/uL", "10E3/uL", "THOU/uL", "10^3/\u{B5}L", "/mm3", "cells/uL", "MG/DL", "G/DL", "MMOL/L", "UMOL/L",
            "\u{B5}mol/L", "\u{3BC}mol/L", "IU/L", "MEQ/L", "\u{B5}kat/L", "mL/min/{1.73_m2}", "C", "F", "LB", "",
        ]
        return Dictionary(
            uniqueKeysWithValues: (LabUnit.allCases.map(\.symbol) + spellings).compactMap { spelling in
                UnitForm(spelling).flatMap { readings[$0] }.map { (spelling, $0) }
            })
    }()

    /// How CDISC spells the first unit of each analyte, by `Analyte.rawValue`.
    static let canonical: [String] = Analyte.allCases.map(\.canonicalUnit.symbol)

    /// The units each analyte takes, by `Analyte.rawValue`.
    static let accepted: [LabUnitSet] = Analyte.allCases.map { analyte in
        analyte.units.reduce(into: []) { $0.insert($1.unit) }
    }
}
