// SPDX-License-Identifier: Apache-2.0

/// How the parts of units are spelled.
///
/// Longer spellings win over shorter ones that begin alike. A part that may mean two things is not here: `mil` is a
/// thousand in Spanish and a million in English, `lakh` and `千` stand for numbers but are written nowhere near a
/// unit that CTCAE grades, and 斤 is half a kilogram that is easily taken for one.
enum UnitPart {
    /// What is meant, and how it is written.
    static let spellings: [(meant: String, written: [String])] = powers + prefixes + quantities + remarks + chinese

    private static let powers: [(meant: String, written: [String])] = [
        // `\S\` is how HL7 version 2 writes a caret.
        (
            "10^",
            [
                "10**", "10*", "10*0", "10exp", "10e+0", "10e0", "10e+", "10e", "10x", "10^0", "10^+", "10\\s\\", "10~",
                "10'", "10`",
            ]
        ),
        ("10^4", ["10000"]),
        (
            "k",
            [
                "x1000", "1000s", "1000", "thousands", "thousand", "thous", "thou", "thsd", "ths", "tsd.", "tsd",
                "tys.",
                "tys",
            ]
        ),
        ("million", ["millions", "million"]), ("billion", ["billions", "billion"]),
        ("mio", ["mio."]), ("mrd", ["mrd.", "mia"]),
        ("ul", ["mm^3", "mm*3", "mm**3", "mm3", "cumm", "cu.mm", "cubicmm", "cmm", "mmc"]),
    ]

    private static let prefixes: [(meant: String, written: [String])] = [
        ("ug", ["mcg"]), ("ul", ["mcl"]), ("umol", ["mcmol"]), ("ukat", ["mckat"]), ("uiu", ["mciu"]), ("uu", ["mcu"]),
        ("k", ["kilo"]), ("d", ["deci"]), ("m", ["milli"]), ("u", ["micro"]), ("n", ["nano"]), ("p", ["pico"]),
    ]

    private static let quantities: [(meant: String, written: [String])] = [
        // Words for grams stay apart from the letter, which is giga beside cells.
        ("gm", ["grams", "gram", "gms", "gm", "gr"]), ("mg", ["milligrams", "milligram", "mgm", "mgr", "mgs"]),
        ("ug", ["micrograms", "microgram"]), ("ng", ["nanograms", "nanogram"]), ("pg", ["picograms", "picogram"]),
        ("kg", ["kilograms", "kilogram", "kgs"]),
        ("mol", ["moles", "mole"]), ("eq", ["equivalents", "equivalent"]), ("meq", ["mval"]),
        ("l", ["liters", "liter", "litres", "litre", "lt"]), ("kat", ["katals", "katal"]),
        ("iu", ["internationalunits", "internationalunit", "i.u.", "u.i.", "i.e."]), ("u", ["units", "unit"]),
        ("s", ["seconds", "second", "secs", "sec"]), ("min", ["minutes", "minute", "mins"]),
        ("24h", ["24hours", "24hour", "24hrs", "24hr", "24.hr", "24.h"]), ("/", ["per"]),
        ("%", ["percentage", "percent", "pct"]), ("ratio", ["fractionof1", "fraction", "proportionof1", "proportion"]),
        ("mmhg", ["mm.hg", "millimetersofmercury", "millimeterofmercury", "torr"]),
        ("kpa", ["kilopascals", "kilopascal"]),
        ("c", ["celsius", "centigrade", "cel"]), ("f", ["fahrenheit"]), ("", ["degrees", "degree", "deg"]),
        ("lb", ["pounds", "pound", "lbav", "lbs"]),
    ]

    /// Of what, and how it was measured.
    private static let remarks: [(meant: String, written: [String])] = [
        ("", ["cells", "cell", "counts", "count", "#"]),
        ("", ["creatinine", "creat", "crea", "cre", "crn", "cr"]), ("", ["hgb", "hb"]),
        ("", ["/37c", "at37c"]),
    ]

    private static let chinese: [(meant: String, written: [String])] = [
        ("10^4", ["万", "萬"]), ("", ["个", "個"]), ("/", ["每"]),
        ("ul", ["立方毫米", "微升"]), ("ml", ["毫升"]), ("dl", ["分升"]), ("l", ["升"]),
        ("kg", ["公斤", "千克"]), ("gm", ["克"]), ("mg", ["毫克"]), ("ug", ["微克"]), ("ng", ["纳克"]), ("pg", ["皮克"]),
        ("mmol", ["毫摩尔", "毫摩"]), ("umol", ["微摩尔", "微摩"]), ("nmol", ["纳摩尔", "纳摩"]), ("mol", ["摩尔"]),
        ("iu", ["国际单位"]), ("u", ["单位"]), ("miu", ["毫国际单位"]), ("uiu", ["微国际单位"]),
        ("mmhg", ["毫米汞柱"]), ("kpa", ["千帕"]), ("c", ["摄氏度", "摄氏", "度"]), ("f", ["华氏度"]),
        ("s", ["秒"]), ("ms", ["毫秒"]), ("min", ["分钟", "分"]), ("h", ["小时"]), ("day", ["天", "日"]),
        ("m2", ["平方米"]), ("lb", ["磅"]),
    ]
}
