// SPDX-License-Identifier: Apache-2.0

/// A unit of measurement that graded analytes are reported in.
///
/// A unit is a factor, not a spelling: 10^3/uL is `gigaPerLitre` because it is the same number. `UnitSpelling` holds
/// the spellings. UCUM is the Unified Code for Units of Measure, case-sensitive codes.
package enum LabUnit: UInt8, CaseIterable, Hashable, Sendable {
    /// 10^9/L, the same number as 10^3/uL and 10^6/mL. UCUM `10*9/L`.
    case gigaPerLitre
    /// Cells per microlitre or mm3, the same number as 10^6/L and 10^3/mL. UCUM `/uL`.
    case perMicrolitre
    /// Hundreds per microlitre (10^8/L), as Japanese laboratories count white cells. UCUM `10*2/uL`.
    case hundredsPerMicrolitre
    /// Ten thousands per microlitre (10^10/L), as Japanese laboratories count platelets. UCUM `10*4/uL`.
    case tensOfThousandsPerMicrolitre
    /// g/dL, once written g%. UCUM `g/dL`.
    case gramsPerDecilitre
    /// g/L, the same number as mg/mL. UCUM `g/L`.
    case gramsPerLitre
    /// mg/dL, once written mg%. UCUM `mg/dL`.
    case milligramsPerDecilitre
    /// mg/L, the same number as ug/mL. UCUM `mg/L`.
    case milligramsPerLitre
    /// ug/L, the same number as ng/mL. UCUM `ug/L`.
    case microgramsPerLitre
    /// ng/L, the same number as pg/mL. UCUM `ng/L`.
    case nanogramsPerLitre
    /// mmol/L, the same number as umol/mL; of haemoglobin, of the monomer. UCUM `mmol/L`.
    case millimolesPerLitre
    /// umol/L, the same number as nmol/mL. UCUM `umol/L`.
    case micromolesPerLitre
    /// nmol/L, the same number as pmol/mL. UCUM `nmol/L`.
    case nanomolesPerLitre
    /// mEq/L, in German mval/L. UCUM `meq/L`.
    case milliequivalentsPerLitre
    /// U/L or IU/L of an enzyme, the same number as mU/mL. UCUM `U/L` or `[IU]/L`.
    case unitsPerLitre
    /// ukat/L. UCUM `ukat/L`.
    case microkatalsPerLitre
    /// nkat/L. UCUM `nkat/L`.
    case nanokatalsPerLitre
    /// mIU/L of a hormone, the same number as uIU/mL. UCUM `m[IU]/L`.
    case milliunitsPerLitre
    /// mL/min. UCUM `mL/min`.
    case millilitresPerMinute
    /// mL/s. UCUM `mL/s`.
    case millilitresPerSecond
    /// mL/min for 1.73 m2 of body surface. UCUM `mL/min/{1.73_m2}`.
    case millilitresPerMinutePerSurface
    /// mL/s for 1.73 m2 of body surface. UCUM `mL/s/{1.73_m2}`.
    case millilitresPerSecondPerSurface
    /// Seconds. UCUM `s`.
    case seconds
    /// Milliseconds. UCUM `ms`.
    case milliseconds
    /// Per cent. UCUM `%`.
    case percent
    /// A fraction of one, a ratio, or a number without a unit. UCUM `1`.
    case ratio
    /// Plus signs of a dipstick. UCUM has only annotations, such as `{plus}`.
    case plusSigns
    /// g in 24 hours. UCUM `g/(24.h)` or `g/d`.
    case gramsPerDay
    /// mg in 24 hours. UCUM `mg/(24.h)` or `mg/d`.
    case milligramsPerDay
    /// g/g, the same number as mg/mg. UCUM `g/g{creat}`.
    case gramsPerGram
    /// mg/g, the same number as ug/mg. UCUM `mg/g{creat}`.
    case milligramsPerGram
    /// mg/mmol, the same number as g/mol. UCUM `mg/mmol{creat}`.
    case milligramsPerMillimole
    /// g/mmol, the same number as kg/mol. UCUM `g/mmol{creat}`.
    case gramsPerMillimole
    /// mmHg, the same number as Torr to six digits. UCUM `mm[Hg]`.
    case millimetresOfMercury
    /// kPa. UCUM `kPa`.
    case kilopascals
    /// Degrees Celsius. UCUM `Cel`.
    case celsius
    /// Degrees Fahrenheit. UCUM `[degF]`.
    case fahrenheit
    /// kg. UCUM `kg`.
    case kilograms
    /// g of weight. UCUM `g`.
    case grams
    /// Pounds avoirdupois. UCUM `[lb_av]`.
    case pounds

    /// The unit as this project prints it: what CDISC or UCUM submits, in letters that every font has.
    package var symbol: String {
        switch self {
        case .gigaPerLitre: "10^9/L"
        case .perMicrolitre: "/uL"
        case .hundredsPerMicrolitre: "10^2/uL"
        case .tensOfThousandsPerMicrolitre: "10^4/uL"
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
        case .millilitresPerSecondPerSurface: "mL/s/1.73m2"
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
        case .gramsPerMillimole: "g/mmol"
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
