// SPDX-License-Identifier: Apache-2.0

/// A unit of measurement that graded analytes are reported in.
package enum LabUnit: UInt8, CaseIterable, Hashable, Sendable {
    /// 10^9/L, the same number as 10^3/uL.
    case gigaPerLitre
    /// Cells per microlitre or mm3.
    case perMicrolitre
    /// g/dL.
    case gramsPerDecilitre
    /// g/L.
    case gramsPerLitre
    /// mg/dL.
    case milligramsPerDecilitre
    /// mg/L.
    case milligramsPerLitre
    /// ug/L, the same number as ng/mL.
    case microgramsPerLitre
    /// ng/L, the same number as pg/mL.
    case nanogramsPerLitre
    /// mmol/L; of haemoglobin, of the monomer.
    case millimolesPerLitre
    /// umol/L.
    case micromolesPerLitre
    /// nmol/L.
    case nanomolesPerLitre
    /// mEq/L.
    case milliequivalentsPerLitre
    /// U/L or IU/L of an enzyme.
    case unitsPerLitre
    /// ukat/L.
    case microkatalsPerLitre
    /// nkat/L.
    case nanokatalsPerLitre
    /// mIU/L of a hormone, the same number as uIU/mL.
    case milliunitsPerLitre
    /// mL/min.
    case millilitresPerMinute
    /// mL/s.
    case millilitresPerSecond
    /// mL/min for 1.73 m2 of body surface.
    case millilitresPerMinutePerSurface
    /// Seconds.
    case seconds
    /// Milliseconds.
    case milliseconds
    /// Per cent.
    case percent
    /// A fraction of one, a ratio, or a number without a unit.
    case ratio
    /// Plus signs of a dipstick.
    case plusSigns
    /// g in 24 hours.
    case gramsPerDay
    /// mg in 24 hours.
    case milligramsPerDay
    /// g/g, the same number as mg/mg.
    case gramsPerGram
    /// mg/g.
    case milligramsPerGram
    /// mg/mmol, the same number as g/mol.
    case milligramsPerMillimole
    /// mmHg.
    case millimetresOfMercury
    /// kPa.
    case kilopascals
    /// Degrees Celsius.
    case celsius
    /// Degrees Fahrenheit.
    case fahrenheit
    /// kg.
    case kilograms
    /// g of weight.
    case grams
    /// Pounds avoirdupois.
    case pounds

    /// The unit as this project prints it.
    package var symbol: String {
        switch self {
        case .gigaPerLitre: "10^9/L"
        case .perMicrolitre: "/uL"
        case .gramsPerDecilitre: "g/dL"
        case .gramsPerLitre: "g/L"
        case .milligramsPerDecilitre: "mg/dL"
        case .milligramsPerLitre: "mg/L"
        case .microgramsPerLitre: "ug/L"
        case .nanogramsPerLitre: "ng/L"
        case .millimolesPerLitre: "mmol/L"
        case .micromolesPerLitre: "umol/L"
        case .nanomolesPerLitre: "nmol/L"
        case .milliequivalentsPerLitre: "mEq/L"
        case .unitsPerLitre: "U/L"
        case .microkatalsPerLitre: "ukat/L"
        case .nanokatalsPerLitre: "nkat/L"
        case .milliunitsPerLitre: "mIU/L"
        case .millilitresPerMinute: "mL/min"
        case .millilitresPerSecond: "mL/s"
        case .millilitresPerMinutePerSurface: "mL/min/1.73m2"
        case .seconds: "s"
        case .milliseconds: "ms"
        case .percent: "%"
        case .ratio: "1"
        case .plusSigns: "+"
        case .gramsPerDay: "g/24h"
        case .milligramsPerDay: "mg/24h"
        case .gramsPerGram: "g/g"
        case .milligramsPerGram: "mg/g"
        case .milligramsPerMillimole: "mg/mmol"
        case .millimetresOfMercury: "mmHg"
        case .kilopascals: "kPa"
        case .celsius: "Cel"
        case .fahrenheit: "[degF]"
        case .kilograms: "kg"
        case .grams: "g"
        case .pounds: "lb"
        }
    }
}
