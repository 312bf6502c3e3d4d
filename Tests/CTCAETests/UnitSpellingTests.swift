// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing

/// What laboratories write in the unit column: UCUM, the CDISC codelist UNIT with its synonyms, American and European
/// reports, and Chinese and Japanese ones.
@Suite struct UnitSpellingTests {
    @Test(arguments: known)
    func `the spellings laboratories use are read`(analyte: Analyte, unit: LabUnit, spellings: [String]) {
        for spelling in spellings {
            #expect(analyte.unit(spelled: spelling) == unit, "\(analyte) \(spelling)")
        }
    }

    @Test(arguments: known)
    func `case and blanks around a spelling do not matter`(analyte: Analyte, unit: LabUnit, spellings: [String]) {
        for spelling in spellings {
            let variants = [spelling.uppercased(), spelling.lowercased(), " \(spelling) ", "[\(spelling)]"]
            for variant in variants where !spelling.isEmpty {
                #expect(analyte.unit(spelled: variant) == unit, "\(analyte) \(variant)")
            }
        }
    }

    @Test(arguments: refused)
    func `a spelling that may hide a factor, or is of another quantity, is unknown`(
        analyte: Analyte, spellings: [String]
    ) {
        for spelling in spellings {
            #expect(analyte.unit(spelled: spelling) == nil, "\(analyte) \(spelling)")
        }
    }

    @Test func `every unit an analyte takes is read from its own symbol, and every unit is of some analyte`() {
        var used: Set<LabUnit> = []
        for analyte in Analyte.allCases {
            let own = LabUnit.allCases.filter { analyte.convert(1, from: analyte.canonicalUnit, to: $0) != nil }
            #expect(own.contains(analyte.canonicalUnit))
            #expect(analyte.convert(1, from: analyte.canonicalUnit, to: analyte.canonicalUnit) == 1)
            for unit in own {
                #expect(analyte.unit(spelled: unit.symbol) == unit, "\(analyte) \(unit.symbol)")
            }
            used.formUnion(own)
        }
        #expect(used == Set(LabUnit.allCases))
    }

    @Test func `a spelling means the same number in every analyte that knows it`() {
        for spelling in Set(Self.known.flatMap(\.2)) where !Self.gigaOrGrams.contains(spelling) {
            let meanings = Set(
                Analyte.allCases.filter { ![.internationalNormalisedRatio, .bloodPH].contains($0) }
                    .compactMap { $0.unit(spelled: spelling) })
            #expect(meanings.count <= 1, "\(spelling): \(meanings)")
        }
    }

    @Test(arguments: [
        (Analyte.internationalNormalisedRatio, ["", "1", "ratio", "{INR}", "INR", "U/L", "bogus", "mg/dL"]),
        (.bloodPH, ["", "pH", "[pH]", "{pH}", "U/L", "bogus", "1"]),
    ])
    func `a number without a unit is known under any unit of the row above`(analyte: Analyte, spellings: [String]) {
        for spelling in spellings {
            #expect(analyte.unit(spelled: spelling) == .ratio, "\(spelling)")
        }
    }

    @Test(arguments: [
        (Analyte.internationalNormalisedRatio, ["s", "sec", "SECONDS", "秒", "%", "％", "msec"]),
        (.bloodPH, ["mmHg", "mm[Hg]", "kPa", "mmol/L", "nmol/L", "mEq/L"]),
    ])
    func `a unit that proves another quantity is refused`(analyte: Analyte, spellings: [String]) {
        for spelling in spellings {
            #expect(analyte.unit(spelled: spelling) == nil, "\(spelling)")
        }
    }

    @Test func `an overlong or broken spelling is unknown and does no harm`() {
        let spellings = [
            String(repeating: "g/L", count: 1_000), String(repeating: "{", count: 70), "{", "}", "{}", "-1", "^-1", "x",
            "x10", "*10^", "10^", "/", ".", "-", "\u{0}", "\u{FF0F}", "mL/min/", "mL/min/1.73m2/1.73m2", "\u{1F9EA}",
        ]
        for spelling in spellings {
            #expect(Analyte.platelets.unit(spelled: spelling) == nil)
            #expect(Analyte.haemoglobin.unit(spelled: spelling) == nil)
        }
    }
}

extension UnitSpellingTests {
    /// Giga per litre beside cells and grams per litre beside substances; a fraction, or a plus sign.
    private static let gigaOrGrams: Set<String> = ["G/L", "G／L", "g/l", "g/L", "g·L-1", "g.L-1", "ｇ/Ｌ", "1", ""]

    static let known: [(Analyte, LabUnit, [String])] = cells + concentrations + enzymesAndHormones + functions

    private static let cells: [(Analyte, LabUnit, [String])] = [
        (
            .platelets, .gigaPerLitre,
            [
                "10^9/L", "G/L", "GI/L", "Gpt/L", "x10E9/L", "X10^9/L", "10*9/L", "x 10⁹/L", "10**9/L", "10E+09/L",
                "10^9 cells/L", "E9/L", "E+9/L", "1E9/L", "10 exp9/L", "x109/L", "109/L", "10x9/L", "10'9/L", "10~9/L",
                "10\\S\\9/L", "10*9{cells}/L", "10*9{Platelets}/L", "/nL", "1/nL", "10^6/mL", "giga/L",
                "Giga per Liter",
                "bil/L", "billion/L", "Mrd/l", "Mrd./l", "mia/L", "10^9/Lt", "10^9 L-1", "10^9·L-1", "10⁹·L⁻¹",
            ]
        ),
        (
            .whiteBloodCells, .gigaPerLitre,
            [
                "K/uL", "K/mcL", "k/µL", "THOU/uL", "Thou/mcL", "10^3/uL", "10^3/µL", "10^3/μL", "x10^3/mm3", "TH/mcL",
                "10^3/mm³", "10^3/mm^3", "x10^3/mm^3", "K/cumm", "K/cu mm", "10*3/mm*3", "Thousand/uL", "Thousand/µL",
                "Thousands/uL", "thous/uL", "ths/uL", "1000/uL", "x1000/uL", "1,000/uL", "Tsd./µl", "tys./µl",
                "10*3{WBCs}/uL", "10E3/uL", "x10E3/uL", "10^3 cells/uL", "K/mm3", "10*3/uL", "103/ul",
            ]
        ),
        (
            .neutrophils, .gigaPerLitre,
            [
                "×10⁹/L", "×10^9/L", "*10^9/L", "＊10^9/L", "10∧9/L", "10＾9/Ｌ", "１０＾９／Ｌ", "10^9/升", "×10^9个/L",
                "10^9 个/L", "х10^9/L", "·10^9/L", "10^9/ℓ", "G／L",
            ]
        ),
        (
            .lymphocytes, .perMicrolitre,
            [
                "/mm3", "cells/uL", "/µL", "Cells/cumm", "/mm³", "10^6/L", "cells/mcL", "/uL", "1/uL", "#/uL",
                "{#}/uL", "{cells}/uL", "cells/mm3", "cells/mm^3", "count/uL", "per uL", "/cu mm", "cells/cmm", "/mmc",
                "10^3/mL", "1000/mL", "M/L", "Mega/L", "Mpt/L", "Mio/l", "million/L", "10⁶/L", "x10E6/L", "106/L",
                "个/uL", "个／μL", "个/微升", "个/立方毫米", "uL-1", "/㎕", "1/mm3",
            ]
        ),
        (
            .platelets, .tensOfThousandsPerMicrolitre,
            ["10^4/uL", "×10^4/μL", "10*4/uL", "万/μL", "×万/μl", "10000/μＬ", "10^10/L", "X10*4/μＬ", "10^4/mm3"]
        ),
        (.whiteBloodCells, .hundredsPerMicrolitre, ["10^2/uL", "×10^2/μl", "100/μＬ", "10^8/L", "x10 2/ul"]),
        (.cd4Lymphocytes, .perMicrolitre, ["cells/uL", "cells/mm3", "/uL", "10^6/L"]),
        (.eosinophils, .gigaPerLitre, ["10^9/L", "K/uL", "×10⁹/L"]),
    ]

    private static let concentrations: [(Analyte, LabUnit, [String])] = [
        (.haemoglobin, .gramsPerLitre, ["g/L", "G/L", "gm/L", "g/l", "克/升", "g·L-1", "g.L-1", "ｇ/Ｌ", "mg/mL", "gr/L"]),
        (
            .haemoglobin, .gramsPerDecilitre,
            [
                "g/dL", "G/DL", "gm/dL", "g%", "gms/dL", "gm%", "g/100mL", "g/100 ml", "Gram per Deciliter", "gr/dL",
                "克/分升", "g/㎗", "g dL-1", "grams/deciliter",
            ]
        ),
        (
            .haemoglobin, .millimolesPerLitre,
            ["mmol/L", "mmol/L(Hgb)", "mmol/L (Fe)", "MMOL/L", "mmol/L Hb", "mmol{Hb}/L", "毫摩尔/升"]
        ),
        (.albumin, .gramsPerLitre, ["g/L", "G/L", "克/升"]),
        (.albumin, .micromolesPerLitre, ["umol/L", "μmol/L"]),
        (.albumin, .milligramsPerDecilitre, ["mg/dL"]),
        (
            .creatinine, .micromolesPerLitre,
            [
                "umol/L", "µmol/L", "μmol/L", "mcmol/L", "UMOL/L", "ΜMOL/L", "umol/l", "μmol／L", "umoles/L", "nmol/mL",
                "uM/L", "微摩尔/升", "micromol/L", "Micromole per Liter", "μmol·L-1", "umol L-1", "µmol.L⁻¹",
            ]
        ),
        (
            .creatinine, .milligramsPerDecilitre,
            [
                "mg/dL", "mg%", "MG/DL", "mg/100mL", "mgs/dL", "㎎/dl", "毫克/分升", "mg dL-1", "Milligram per Deciliter",
                "mg/dℓ",
            ]
        ),
        (.bilirubin, .milligramsPerLitre, ["mg/L", "MG/L", "ug/mL", "mcg/mL", "毫克/升"]),
        (
            .potassium, .millimolesPerLitre,
            [
                "mmol/L", "MMOL/L", "mmol/l", "mM/L", "mmoles/L", "umol/mL", "mmol·L⁻¹", "ｍｍｏｌ／Ｌ", "毫摩尔/升",
                "mmol/ L",
            ]
        ),
        (.sodium, .milliequivalentsPerLitre, ["mEq/L", "meq/l", "mval/L", "MEQ/L", "mEq·L-1", "milliequivalents/L"]),
        (.calcium, .milligramsPerLitre, ["mg/L"]),
        (.ionisedCalcium, .milligramsPerDecilitre, ["mg/dL"]),
        (.magnesium, .milligramsPerLitre, ["mg/L"]),
        (.phosphate, .milligramsPerLitre, ["mg/L"]),
        (.urate, .millimolesPerLitre, ["mmol/L"]),
        (.glucose, .milligramsPerDecilitre, ["mg/dL", "mg/100mL", "MG/100 ML"]),
        (.glucose, .gramsPerLitre, ["g/L", "G/L"]),
        (.triglycerides, .gramsPerLitre, ["g/L"]),
        (.fibrinogen, .micromolesPerLitre, ["umol/L"]),
        (.fibrinogen, .gramsPerDecilitre, ["g/dL"]),
        (.fibrinogen, .milligramsPerLitre, ["mg/L", "ug/mL"]),
        (.haptoglobin, .milligramsPerDecilitre, ["mg/dL", "mg%"]),
        (.vitaminD, .microgramsPerLitre, ["ug/L", "ng/mL", "µg/L", "mcg/L", "NG/ML", "纳克/毫升"]),
        (.vitaminD, .nanomolesPerLitre, ["nmol/L", "pmol/mL", "NMOL/L"]),
        (.troponinT, .nanogramsPerLitre, ["ng/L", "pg/mL", "PG/ML"]),
        (.troponinI, .microgramsPerLitre, ["ng/mL", "ug/L", "μg/L"]),
    ]

    private static let enzymesAndHormones: [(Analyte, LabUnit, [String])] = [
        (
            .alanineAminotransferase, .unitsPerLitre,
            [
                "U/L", "IU/L", "u/l", "mU/mL", "[iU]/L", "[IU]/L", "Units/L", "Unit/L", "unit(s)/L", "UI/L", "IE/L",
                "E/L",
                "U.I./L", "IU/L/37℃", "Ｕ／Ｌ", "单位/升", "国际单位/升", "U·L-1", "International Unit per Liter", "umol/min/L",
            ]
        ),
        (
            .lactateDehydrogenase, .microkatalsPerLitre,
            ["ukat/L", "µkat/L", "UKAT/L", "mckat/L", "Microkatal per Liter", "umol/(s.L)", "umol/(L*s)"]
        ),
        (.amylase, .nanokatalsPerLitre, ["nkat/L", "NKAT/L"]),
        (
            .thyrotropin, .milliunitsPerLitre,
            [
                "mIU/L", "mU/L", "uIU/mL", "µIU/mL", "μIU/mL", "u[IU]/mL", "m[IU]/L", "uU/mL", "mcIU/mL", "mIE/L",
                "MIU/L",
                "UIU/ML", "μIU／ml",
            ]
        ),
    ]

    private static let functions: [(Analyte, LabUnit, [String])] = [
        (.creatinineClearance, .millilitresPerMinute, ["mL/min", "ML/MIN", "ml/minute", "mL·min-1", "毫升/分", "ml/分钟"]),
        (.creatinineClearance, .millilitresPerSecond, ["mL/s", "mL/sec"]),
        (
            .estimatedGlomerularFiltrationRate, .millilitresPerMinutePerSurface,
            [
                "mL/min/1.73m2", "mL/min/1.73 m2", "mL/min/{1.73_m2}", "mL/min/{1.73m2}", "mL/min/1.73 m²",
                "mL/min/1.73m^2", "ml/min/1,73m2", "ML/MIN/1.73M2", "mL/min/1.73sqm", "ml/(min·1.73m2)",
                "ml/(min*1.73m2)", "ml/min/1.73㎡", "mL/min/{173.10*-2.m2}", "mL/min/1.73", "mL/min/1.73m2 BSA",
                "mL/min per 1.73 m2",
            ]
        ),
        (.estimatedGlomerularFiltrationRate, .millilitresPerMinute, ["mL/min"]),
        (.estimatedGlomerularFiltrationRate, .millilitresPerSecondPerSurface, ["mL/s/1.73m2", "mL/sec/1.73m2"]),
        (.activatedPartialThromboplastinTime, .seconds, ["s", "sec", "SEC", "Sec.", "secs", "seconds", "秒"]),
        (.correctedQTInterval, .milliseconds, ["ms", "msec", "MSEC", "milliseconds", "毫秒"]),
        (.oxygenSaturation, .percent, ["%", "％", "percent", "PCT", "Percentage"]),
        (.methaemoglobin, .percent, ["%", "%{Hemoglobin}", "% Hb"]),
        (.methaemoglobin, .ratio, ["fraction of 1", "Proportion of 1", "1", "RATIO"]),
        (.oxygenPressure, .millimetresOfMercury, ["mmHg", "mm[Hg]", "mm Hg", "MMHG", "毫米汞柱", "Torr", "㎜Hg"]),
        (.systolicPressure, .kilopascals, ["kPa", "KPA", "千帕"]),
        (
            .bodyTemperature, .celsius,
            ["C", "Cel", "°C", "℃", "degC", "deg C", "Celsius", "º C", "摄氏度", "Degree Celsius", "度"]
        ),
        (.bodyTemperature, .fahrenheit, ["F", "[degF]", "°F", "℉", "degF", "Fahrenheit", "华氏度"]),
        (.bodyWeight, .kilograms, ["kg", "KG", "kgs", "公斤", "千克", "㎏", "ｋｇ", "Kilogram"]),
        (.bodyWeight, .pounds, ["LB", "lb", "lbs", "[lb_av]", "lb_av", "Pound", "pounds"]),
        (.bodyWeight, .grams, ["g", "gram"]),
        (
            .urineProteinExcretion, .gramsPerDay,
            [
                "g/day", "g/24h", "g/24 h", "g/(24.h)", "g/24hr", "g/24 hrs", "g/d", "G/DAY", "g/24小时", "克/天",
                "g/24 hours",
            ]
        ),
        (
            .urineProteinExcretion, .milligramsPerDay,
            ["mg/day", "mg/24h", "mg/24 h", "mg/(24.h)", "mg/24HR", "mg/d", "毫克/24小时", "mg/(24.hr)", "mg/日"]
        ),
        (.urineProteinCreatinineRatio, .gramsPerGram, ["g/g", "mg/mg", "g/g{creat}", "g/g Cr", "G/G CREA", "g/g·Cr"]),
        (
            .urineProteinCreatinineRatio, .milligramsPerGram,
            ["mg/g", "mg/g{creat}", "mg/g creat.", "mg/gCr", "mg/g-Cr", "mg/g creatinine", "ug/mg", "μg/mg Cr"]
        ),
        (
            .urineProteinCreatinineRatio, .milligramsPerMillimole,
            ["mg/mmol", "g/mol", "mg/mmol{creat}", "mg/mmol Cr", "毫克/毫摩尔"]
        ),
        (.urineProteinCreatinineRatio, .gramsPerMillimole, ["g/mmol", "kg/mol"]),
        (.urineProteinDipstick, .plusSigns, ["+", "{plus}"]),
    ]

    static let refused: [(Analyte, [String])] = [
        (
            .platelets,
            [
                "", "mmol/L", "%", "10^9/mL", "10^9/uL", "10^6/uL", "M/uL", "Mill/mcL", "mil/uL", "10^12/L", "T/L",
                "10^3/L",
                "10^9", "10^9/dL", "/L", "cells/L", "/mL", "lakh/cumm", "lakhs/mm3", "10-9/L", "10^5/uL", "100000/uL",
                "千/升", "亿/L", "10^11/L", "k/L", "g/dL", "mg/L", "10¹²/L", "μL", "gm/L", "克/升", "grams/L", "K",
                "10^90/L", "10^10^9/L",
            ]
        ),
        (.whiteBloodCells, ["M/uL", "10^6/uL", "10^6/mm3", "x10^12/L", "million/uL", "Mill/uL", "/hpf", "/LPF"]),
        (.neutrophils, ["%", "10^12/L", "10^3/L", "％", "10^9/ml"]),
        (.cd4Lymphocytes, ["%", "cells"]),
        (.haemoglobin, ["10^9/L", "mg/dL", "mol/L", "%", "ug/dL", "kg/L", "mmol/mol", "g", "g/100L", "umol/L"]),
        (.creatinine, ["U/L", "ug/dL", "mol/L", "nmol/L", "mmol/24h", "mg/kg", "g/L", "mg", "mmol"]),
        (.potassium, ["mEq/dL", "mmol/dL", "mg/L", "mol/L", "umol/L", "mEq", "mM", "mm"]),
        (.sodium, ["g/L", "mEq/dL", "mEq/mL", "mmol/24h", "g/day"]),
        (.calcium, ["mmol/24h", "mEq/dL", "umol/L", "g/L"]),
        (.glucose, ["umol/L", "mol/L", "ug/dL"]),
        (.albumin, ["U/L", "mg/L", "%", "mg/24h", "mmol/L"]),
        (
            .alanineAminotransferase,
            ["U/mL", "U/dL", "kU/L", "kat/L", "mkat/L", "mU/L", "MIU/L", "uU/mL", "mg/dL", "U"]
        ),
        (.thyrotropin, ["IU/L", "U/L", "mIU/mL", "mU/mL", "uIU/L", "uIU/dL", "IU/mL", "ng/mL"]),
        (.haptoglobin, ["U/L", "umol/L", "mg/24h"]),
        (.troponinI, ["ng/dL", "mg/L", "ug/dL", "pg/L", "ng"]),
        (.vitaminD, ["ng/dL", "ng/L", "umol/L", "IU", "nm"]),
        (.fibrinogen, ["mg/L FEU", "ug/L{FEU}x", "s", "%"]),
        (.activatedPartialThromboplastinTime, ["", "ratio", "min", "%", "ms", "U/L"]),
        (.creatinineClearance, ["mL/min/m2", "L/min", "mL/h", "L/24h", "umol/L", "mL/min/kg", "mL/24h", "dL/min"]),
        (.estimatedGlomerularFiltrationRate, ["mL/min/m2", "mL/min/17.3m2", "%", ""]),
        (.urineProteinExcretion, ["g/L", "mg/dL", "mg/12h", "mg/h", "ug/min", "g", "mg/24"]),
        (.urineProteinCreatinineRatio, ["mg/mol", "ratio", "1", "", "ug/mmol", "mg/dL", "g/24h"]),
        (.urineProteinDipstick, ["mg/dL", "g/L", "%", "/Cell", "deg", "cells", "/", "{}"]),
        (.bodyTemperature, ["K", "", "R", "kg"]),
        (.bodyWeight, ["斤", "市斤", "st", "oz", "[stone_av]", "", "mg", "lb/in2"]),
        (.systolicPressure, ["cm[Hg]", "cmHg", "Pa", "hPa", "mmH2O", "bar", ""]),
        (.oxygenPressure, ["%", "mbar", "cmH2O"]),
        (.oxygenSaturation, ["mmHg", "", "vol%"]),
        (.correctedQTInterval, ["us", "min", ""]),
    ]
}
