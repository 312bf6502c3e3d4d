// SPDX-License-Identifier: Apache-2.0

/// Results of a urine dipstick, which are signs and words.
enum Dipstick {
    /// How many plus signs a result means, 0...4; a trace is none; nil for a text that says something else.
    ///
    /// `POSITIVE` and 阳性 alone do not say how many. What stands in brackets after the sign is the concentration that
    /// the maker of the strip assigns to it.
    static func plusSigns(_ text: String) -> Int? {
        let sign = plain(text)
        if let number = grade(sign) { return number }
        // "1+(30MG/DL)", and "(+)" which is nothing but brackets.
        guard let bracket = sign.firstIndex(of: "("), sign.last == ")" else { return nil }
        let inner = sign[sign.index(after: bracket)...].dropLast()
        return grade(bracket == sign.startIndex ? String(inner) : String(sign[..<bracket]))
    }

    private static func grade(_ sign: String) -> Int? {
        switch sign {
        case "NEGATIVE", "NEG", "-", "NIL", "NONE", "ABSENT", "NORMAL", "阴性", "陰性", "未检出": 0
        case "TRACE", "TR", "+-", "-+", "+/-", "-/+", "\u{B1}", "微量", "弱阳性", "可疑": 0
        case "1+", "+1", "+", "阳性1+", "阳性+": 1
        case "2+", "+2", "++", "阳性2+", "阳性++": 2
        case "3+", "+3", "+++", "阳性3+", "阳性+++": 3
        case "4+", "+4", "++++", "阳性4+", "阳性++++": 4
        default: nil
        }
    }

    /// Upper case, without blanks, full-width signs as ASCII.
    private static func plain(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.uppercased().unicodeScalars {
            switch scalar.value {
            case 0x20, 0xA0, 0x3000: continue
            case 0x2010...0x2015, 0x2212: plain.append("-")
            case 0xFF01...0xFF5E: plain.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0)))
            default: plain.append(scalar)
            }
        }
        return String(plain)
    }
}
