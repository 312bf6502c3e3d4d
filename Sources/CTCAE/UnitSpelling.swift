// SPDX-License-Identifier: Apache-2.0

extension Analyte {
    /// The unit a laboratory means by a spelling (SDTM LBSTRESU or LBORRESU), or nil when the pair is not known.
    ///
    /// The analyte decides between readings: `G/L` is 10^9/L for platelets and g/L for haemoglobin. Case, spaces,
    /// the micro sign's two code points, `mcL`, `mm3` and the ways to write a power of ten do not matter.
    package func unit(spelled spelling: String) -> LabUnit? {
        guard !hasNoUnit else { return canonicalUnit }
        let readings = UnitSpelling.readings[spelling] ?? UnitSpelling.readings[UnitSpelling.normalised(spelling)]
        return readings?.intersection(UnitSpelling.accepted[Int(rawValue)]).first
    }
}

/// A set of units as bits, because each result looks one up.
struct LabUnitSet: Sendable {
    private var bits: UInt64 = 0

    /// The lowest of the units in declaration order.
    var first: LabUnit? {
        bits == 0 ? nil : LabUnit(rawValue: UInt8(bits.trailingZeroBitCount))
    }

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
        default: further(unit)
        }
    }

    private static func further(_ unit: LabUnit) -> [String] {
        switch unit {
        case .microgramsPerLitre: ["ug/l", "ng/ml"]
        case .nanogramsPerLitre: ["ng/l", "pg/ml"]
        case .nanomolesPerLitre: ["nmol/l"]
        case .milliunitsPerLitre: ["miu/l", "mu/l", "uiu/ml", "uu/ml"]
        case .millilitresPerMinute: ["ml/min"]
        case .millilitresPerSecond: ["ml/s", "ml/sec"]
        case .millilitresPerMinutePerSurface:
            ["ml/min/1.73m2", "ml/min/1.73m^2", "ml/min/173m2", "ml/min/{1.73m2}", "ml/min/{173.10^2.m2}"]
        case .seconds: ["s", "sec", "secs", "second", "seconds"]
        case .milliseconds: ["ms", "msec", "milliseconds"]
        case .percent: ["%", "percent"]
        case .ratio: ["1", "ratio", "{ratio}", "fraction", "ph", "{ph}", "{inr}"]
        case .plusSigns: ["+", "", "{plus}", "1"]
        case .gramsPerDay: ["g/24h", "g/24hr", "g/24hrs", "g/d", "g/day"]
        case .milligramsPerDay: ["mg/24h", "mg/24hr", "mg/24hrs", "mg/d", "mg/day"]
        case .gramsPerGram: ["g/g", "mg/mg"]
        case .milligramsPerGram: ["mg/g"]
        case .milligramsPerMillimole: ["mg/mmol", "g/mol"]
        case .millimetresOfMercury: ["mmhg", "mm.hg"]
        case .kilopascals: ["kpa"]
        case .celsius: ["c", "cel", "degc", "\u{B0}c", "\u{2103}"]
        case .fahrenheit: ["f", "degf", "\u{B0}f", "\u{2109}"]
        case .kilograms: ["kg"]
        case .grams: ["g"]
        case .pounds: ["lb", "lbs", "lb_av"]
        default: []
        }
    }

    /// The units a spelling may stand for, by spellings after `normalised` and by some as commonly written.
    static let readings: [String: LabUnitSet] = {
        var readings: [String: LabUnitSet] = [:]
        for unit in LabUnit.allCases {
            for spelling in spellings(of: unit) {
                readings[spelling, default: LabUnitSet()].insert(unit)
            }
        }
        for spelling in LabUnit.allCases.map(\.symbol) + common {
            readings[spelling] = readings[normalised(spelling)]
        }
        return readings
    }()

    /// Spellings so common that they are looked up as they stand.
    private static let common = [
        "x10^9/L", "x10E9/L", "10E9/L", "10*9/L", "10**9/L", "G/L", "GI/L", "K/uL", "K/UL", "10^3/uL", "x10E3/uL",
        "10*3/uL", "10E3/uL", "THOU/uL", "10^3/\u{B5}L", "/mm3", "cells/uL", "MG/DL", "G/DL", "MMOL/L", "UMOL/L",
        "\u{B5}mol/L", "\u{3BC}mol/L", "IU/L", "MEQ/L", "\u{B5}kat/L",
    ]

    /// The units each analyte takes, by `Analyte.rawValue`.
    static let accepted: [LabUnitSet] = Analyte.allCases.map { analyte in
        analyte.units.reduce(into: LabUnitSet()) { $0.insert($1.unit) }
    }

    /// A spelling in lower case, without spaces and brackets, with one way to write powers and micro.
    static func normalised(_ spelling: String) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(spelling.utf8.count)
        for scalar in spelling.unicodeScalars {
            switch scalar {
            case " ", "\u{A0}", "(", ")", "[", "]", ",", "_": continue
            case "\u{B5}", "\u{3BC}", "\u{39C}": text.append(UInt8(ascii: "u"))
            case "\u{D7}": text.append(UInt8(ascii: "x"))
            case "\u{B3}": text += [UInt8(ascii: "^"), UInt8(ascii: "3")]
            case "\u{2076}": text += [UInt8(ascii: "^"), UInt8(ascii: "6")]
            case "\u{2079}": text += [UInt8(ascii: "^"), UInt8(ascii: "9")]
            case "A"..."Z": text.append(UInt8(truncatingIfNeeded: scalar.value) | 0x20)
            default: text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        for (written, meant) in rewritings {
            rewrite(&text, written, meant)
        }
        if text.starts(with: "x10^".utf8) { text.removeFirst() }
        return String(decoding: text, as: UTF8.self)
    }

    private static func rewrite(_ text: inout [UInt8], _ written: [UInt8], _ meant: [UInt8]) {
        var start = 0
        while start + written.count <= text.count {
            if text[start] == written[0], text[start..<start + written.count].elementsEqual(written) {
                text.replaceSubrange(start..<start + written.count, with: meant)
                start += meant.count
            } else {
                start += 1
            }
        }
    }

    /// Spellings of parts, applied in this order.
    private static let rewritings: [([UInt8], [UInt8])] = [
        ("**", "^"), ("*", "^"), ("10exp", "10^"), ("10e+", "10^"), ("10e", "10^"), ("^0", "^"),
        ("mm^3", "ul"), ("mm3", "ul"), ("cumm", "ul"), ("cmm", "ul"),
        ("mcl", "ul"), ("mcmol", "umol"), ("mckat", "ukat"),
        ("litres", "l"), ("litre", "l"), ("liter", "l"), ("cells", ""), ("cell", ""),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
}
