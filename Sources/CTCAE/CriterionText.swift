// SPDX-License-Identifier: Apache-2.0

/// One line of a version's criteria as a reader compares it with the printed standard.
package struct CriterionLine: Hashable, Sendable {
    /// The term as the version calls it.
    package var term: String
    /// The term itself, whatever it is called.
    package var concept: LabTerm
    /// The test codes it is graded from (SDTM LBTESTCD, VSTESTCD, EGTESTCD), for each analyte CDISC's first.
    package var tests: [String]
    /// The units it is graded in, where others belong to another term or prove nothing; else empty.
    package var units: [String]
    /// Whether a unit must be known, although the cuts are multiples of limits.
    package var needsUnit: Bool
    /// Whether it is for adults alone.
    package var isForAdults: Bool
    /// The grade that the number proves, and the worst it may be: `2`, `2-3`, or `0-1` where it proves none.
    package var grade: String
    /// What the value must meet, with the standard's own numbers: `< 75 10^9/L`, `> 3 x ULN`.
    package var cut: String
}

extension CTCAEVersion {
    /// Every cut by which the version grades numbers, in the order of the tables.
    package var criterionLines: [CriterionLine] {
        criteria.flatMap { criterion in
            criterion.lines(criterion.cuts, of: self, when: "")
                + criterion.lines(criterion.cutsIfBaselineHigh, of: self, when: "baseline > ULN: ")
        }
    }
}

extension Criterion {
    fileprivate func lines(_ cuts: [Cut], of version: CTCAEVersion, when condition: String) -> [CriterionLine] {
        cuts.map { cut in
            CriterionLine(
                term: term.name(in: version), concept: term, tests: analytes.flatMap(\.testCodes),
                units: (units ?? []).map(\.symbol), needsUnit: needsUnit, isForAdults: isForAdults,
                grade: cut.gradeText, cut: condition + cut.text)
        }
    }
}

extension Criterion.Cut {
    fileprivate var gradeText: String {
        if worst == Criterion.Cut.reportedElsewhere { return "-" }
        return grade == worst ? "\(grade)" : "\(grade)-\(worst)"
    }

    fileprivate var text: String {
        let tests = ([test] + [second].compactMap { $0 }).map(\.text).joined(separator: " and ")
        return switch condition {
        case .always: tests
        case .baselineLow: "\(tests), if baseline < LLN"
        case .baselineUpToFiveTimesUpperLimit: "\(tests), if baseline <= 5 x ULN"
        }
    }
}

extension Criterion.Test {
    fileprivate var text: String {
        let sign =
            switch relation {
            case .below: "<"
            case .atMost: "<="
            case .above: ">"
            case .atLeast: ">="
            }
        return "\(sign) \(bound.text)"
    }
}

extension Criterion.Bound {
    fileprivate var text: String {
        switch self {
        case .absolute(let numbers): numbers.map(\.text).joined(separator: " = ")
        case .lowerLimit(let times): multiple(times, of: "LLN")
        case .upperLimit(let times): multiple(times, of: "ULN")
        case .baseline(let times): multiple(times, of: "baseline")
        case .upperLimitPlus(let amount): "ULN + \(amount.text)"
        case .baselinePlus(let amount): "baseline + \(amount.text)"
        }
    }

    private func multiple(_ times: Double, of limit: String) -> String {
        times == 1 ? limit : "\(plain(times)) x \(limit)"
    }
}

extension Criterion.Quantity {
    fileprivate var text: String { unit == .ratio ? plain(number) : "\(plain(number)) \(unit.symbol)" }
}

/// A number as the standard prints it, without a fraction that is none.
private func plain(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : "\(number)"
}
