// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules

extension StoryText {
    /// What one part of a signal looks for, in words: `ALT at least 3 x ULN`.
    func words(of leaf: Signal) -> String {
        switch leaf {
        case .result(let signal): words(of: signal)
        case .finding(let signal): "\(signal.tests.sorted().joined(separator: " or ")) \(signal.kind.rawValue)"
        case .grade(let term, let atLeast): "\(term.name(in: studyProtocol.ctcae)) at grade \(atLeast) or more"
        case .event(let signal):
            "\(signal.group.map { "events of \($0)" } ?? "events without a code") at grade \(signal.atLeast) or more"
        case .death: "death"
        case .medication(let list): "medication of \(list)"
        case .on(let signal): "on \(signal.treatment)"
        case .overdue(let signal):
            "\(signal.tests.sorted().joined(separator: " or ")) not done for more than \(signal.days) days"
        case .all, .any, .not, .possibly: ""
        }
    }

    private func words(of signal: ResultSignal) -> String {
        let test = signal.analyte.testCodes.first ?? ""
        switch signal.cut {
        case .number(let number, let unit):
            return "\(test) \(signal.relation.words) \(decimal(number)) \(unit.symbol)"
        case .upperLimit(let factor): return "\(test) \(signal.relation.words) \(decimal(factor)) x ULN"
        case .lowerLimit(let factor): return "\(test) \(signal.relation.words) \(decimal(factor)) x LLN"
        case .baseline(let factor): return "\(test) \(signal.relation.words) \(decimal(factor)) x baseline"
        case .highest(let factor, let days):
            return "\(test) \(signal.relation.words) \(decimal(factor)) x the highest of \(days) days"
        case .fall(let amount, let unit, let days):
            return "\(test) \(decimal(amount)) \(unit.symbol) under the highest of \(days) days"
        case .fallFromBaseline(let amount, let unit):
            return "\(test) \(decimal(amount)) \(unit.symbol) under the baseline"
        }
    }

    /// A number as the protocol writes it.
    func decimal(_ number: Double) -> String {
        number.rounded() == number && number.magnitude < 1e15 ? String(Int(number)) : String(number)
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
}
