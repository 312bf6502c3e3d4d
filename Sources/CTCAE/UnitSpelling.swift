// SPDX-License-Identifier: Apache-2.0

extension Analyte {
    /// The unit a laboratory means by a spelling (SDTM LBSTRESU or LBORRESU), or nil when the pair is not known.
    ///
    /// The analyte decides between readings: `G/L` is 10^9/L for platelets and g/L for haemoglobin. Case, spaces,
    /// the micro sign's two code points, `mcL`, `mm3` and the ways to write a power of ten do not matter.
    package func unit(spelled spelling: String) -> LabUnit? {
        let readings = UnitSpelling.readings[spelling] ?? UnitSpelling.readings[UnitSpelling.normalised(spelling)]
        return readings?.first { accepts($0) }
    }

    private func accepts(_ unit: LabUnit) -> Bool {
        UnitSpelling.accepted[Int(rawValue)] & (1 << UInt32(unit.rawValue)) != 0
    }
}

/// How laboratories spell units.
enum UnitSpelling {
    /// The spellings of each unit after `normalised`.
    static func spellings(of unit: LabUnit) -> [String] {
        switch unit {
        case .gigaPerLitre:
            [
                "10^9/l", "e9/l", "109/l", "x109/l", "g/l", "gi/l", "giga/l", "bil/l", "billion/l", "/nl", "10^6/ml",
                "10^3/ul", "103/ul", "x103/ul", "1000/ul", "k/ul", "ths/ul", "th/ul", "thou/ul",
                "thousand/ul", "thousands/ul", "tsd/ul",
            ]
        case .perMicrolitre: ["/ul", "1/ul", "#/ul", "count/ul", "10^6/l", "10^3/ml", "million/l", "mill/l"]
        case .gramsPerDecilitre: ["g/dl", "gm/dl", "gms/dl", "g%", "gm%", "g/100ml", "gram/dl", "grams/dl"]
        case .gramsPerLitre: ["g/l", "gm/l", "gram/l", "grams/l", "mg/ml"]
        case .milligramsPerDecilitre: ["mg/dl", "mg%", "mg/100ml", "mgs/dl"]
        case .milligramsPerLitre: ["mg/l", "ug/ml"]
        case .millimolesPerLitre:
            ["mmol/l", "mm/l", "mmole/l", "mmoles/l", "mmolhgb/l", "mmol/lhgb", "mmolfe/l", "mmol/lfe"]
        case .micromolesPerLitre: ["umol/l", "umole/l", "umoles/l", "um/l"]
        case .milliequivalentsPerLitre: ["meq/l", "meql"]
        case .unitsPerLitre: ["u/l", "iu/l", "units/l", "ui/l", "mu/ml", "miu/ml"]
        case .microkatalsPerLitre: ["ukat/l"]
        case .nanokatalsPerLitre: ["nkat/l"]
        }
    }

    /// The units a spelling may stand for; symbols as commonly written are found without normalising.
    static let readings: [String: [LabUnit]] = {
        var readings: [String: [LabUnit]] = [:]
        for unit in LabUnit.allCases {
            for spelling in spellings(of: unit) {
                readings[spelling, default: []].append(unit)
            }
        }
        let written = LabUnit.allCases.map(\.symbol) + ["K/uL", "10^3/uL", "10*9/L", "10E9/L", "IU/L", "THOU/uL"]
        for spelling in written where readings[spelling] == nil {
            readings[spelling] = readings[normalised(spelling)]
        }
        return readings
    }()

    /// The units each analyte takes, as a set of bits by `LabUnit.rawValue`.
    static let accepted: [UInt32] = Analyte.allCases.map { analyte in
        analyte.units.reduce(0) { $0 | 1 << UInt32($1.unit.rawValue) }
    }

    /// A spelling in lower case, without spaces and brackets, with one way to write powers and micro.
    static func normalised(_ spelling: String) -> String {
        var text = ""
        for scalar in spelling.unicodeScalars {
            switch scalar {
            case " ", "\u{A0}", "(", ")", "[", "]", ",", "_": continue
            case "\u{B5}", "\u{3BC}", "\u{39C}": text.append("u")
            case "\u{D7}": text.append("x")
            case "\u{B3}": text.append("^3")
            case "\u{2076}": text.append("^6")
            case "\u{2079}": text.append("^9")
            default: text.append(Character(scalar).lowercased())
            }
        }
        for (written, meant) in rewritings {
            text = text.replacing(written, with: meant)
        }
        return text.hasPrefix("x10^") ? String(text.dropFirst()) : text
    }

    /// Spellings of parts, applied in this order.
    private static let rewritings = [
        ("**", "^"), ("*", "^"), ("10exp", "10^"), ("10e+", "10^"), ("10e", "10^"), ("^0", "^"),
        ("mm^3", "ul"), ("mm3", "ul"), ("cumm", "ul"), ("cmm", "ul"),
        ("mcl", "ul"), ("mcmol", "umol"), ("mckat", "ukat"),
        ("litres", "l"), ("litre", "l"), ("liter", "l"), ("cells", ""), ("cell", ""),
    ]
}
