// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
import Rules

extension StoryText {
    /// What one part of a signal looks for, in words: `ALT at least 3 x ULN`.
    func words(of leaf: Signal) -> String {
        switch leaf {
        case .result(let signal): words(of: signal)
        case .finding(let signal):
            "\(tests(signal.tests)) \(either(signal.kind.rawValue, signal.kind.chineseWords))"
        case .grade(let term, let atLeast):
            term.name(in: studyProtocol.ctcae) + either(" at grade \(atLeast) or more", " ≥\(atLeast) 级")
        case .event(let signal):
            (signal.group.map { either("events of \($0)", "\($0) 事件") } ?? either("events without a code", "未编码事件"))
                + either(" at grade \(signal.atLeast) or more", " ≥\(signal.atLeast) 级")
        case .death: either("death", "死亡")
        case .medication(let list): either("medication of \(list)", "\(list) 用药")
        case .on(let signal): either("on \(signal.treatment)", "\(signal.treatment) 治疗中")
        case .overdue(let signal):
            either(
                "\(tests(signal.tests)) not done for more than \(signal.days) days",
                "\(tests(signal.tests)) 超过 \(signal.days) 天未做")
        case .all, .any, .not, .possibly: ""
        }
    }

    private func tests(_ codes: Set<String>) -> String {
        codes.sorted().joined(separator: either(" or ", " 或 "))
    }

    private func words(of signal: ResultSignal) -> String {
        let test = signal.analyte.testCodes.first ?? ""
        let relation = either(signal.relation.words, signal.relation.chineseWords)
        switch signal.cut {
        case .number(let number, let unit):
            return "\(test) \(relation) \(decimal(number)) \(unit.symbol)"
        case .upperLimit(let factor): return "\(test) \(relation) \(decimal(factor)) x ULN"
        case .lowerLimit(let factor): return "\(test) \(relation) \(decimal(factor)) x LLN"
        case .baseline(let factor): return "\(test) \(relation) \(decimal(factor)) \(either("x baseline", "× 基线"))"
        case .highest(let factor, let days):
            return either(
                "\(test) \(relation) \(decimal(factor)) x the highest of \(days) days",
                "\(test) \(relation) \(days) 天内最高值的 \(decimal(factor)) 倍")
        case .fall(let amount, let unit, let days):
            return either(
                "\(test) \(decimal(amount)) \(unit.symbol) under the highest of \(days) days",
                "\(test) 较 \(days) 天内最高值下降 \(decimal(amount)) \(unit.symbol)")
        case .fallFromBaseline(let amount, let unit):
            return either(
                "\(test) \(decimal(amount)) \(unit.symbol) under the baseline",
                "\(test) 较基线下降 \(decimal(amount)) \(unit.symbol)")
        }
    }

    /// A number as the protocol writes it.
    func decimal(_ number: Double) -> String {
        amountText(number)
    }
}

extension Relation {
    fileprivate var words: String {
        switch self {
        case .below: "below"
        case .atMost: "at most"
        case .above: "above"
        case .atLeast: "at least"
        }
    }

    fileprivate var chineseWords: String {
        switch self {
        case .below: "低于"
        case .atMost: "不高于"
        case .above: "高于"
        case .atLeast: "不低于"
        }
    }
}
