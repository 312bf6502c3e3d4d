// SPDX-License-Identifier: Apache-2.0

/// Results of a urine dipstick, which are signs and words.
enum Dipstick {
    /// How many plus signs a result means, 0...4; a trace is none; nil for a text that says something else.
    static func plusSigns(_ text: String) -> Int? {
        let sign = text.uppercased().filter { $0 != " " }
        switch sign {
        case "NEGATIVE", "NEG", "-", "(-)", "NIL", "NONE", "TRACE", "TR", "+-", "+/-", "\u{B1}": return 0
        case "1+", "+1", "+": return 1
        case "2+", "+2", "++": return 2
        case "3+", "+3", "+++": return 3
        case "4+", "+4", "++++": return 4
        default: return nil
        }
    }
}
