// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

extension ResultRows {
    /// The current row as a result.
    ///
    /// Where --STRESN is empty, --STRESC stands for it, which is in the same unit (`<40`); where that is empty too, the
    /// result as reported. A bound goes before the number beside it, which some put for it. A unit that stands only
    /// with the same number as reported, --ORRESU, is taken for both.
    func result() throws -> LabResult {
        var result = LabResult(
            key: RowKey(domain: .lb, text: "[]"), test: try testCode(), category: try text(columns.category),
            specimen: try text(columns.specimen), collected: collected, value: try value(columns.result),
            unit: try text(columns.unit), lowerLimit: number(columns.lowerLimit),
            upperLimit: number(columns.upperLimit), rangeIndicator: try text(columns.rangeIndicator),
            isBaseline: isBaseline, isFasting: isFasting)
        let standard = try value(columns.resultText)
        if result.value == .missing || standard.isBound { result.value = standard }
        let reported = try value(columns.reported)
        guard reported != .missing else { return result }
        let reportedUnit = try text(columns.reportedUnit)
        guard result.value != .missing else {
            result.value = reported
            takeReportedUnit(reportedUnit, of: &result, isSame: areSame(reportedUnit, result.unit, for: result))
            return result
        }
        let isSameNumber = reported.number != nil && reported.number == result.value.number
        if result.unit.isEmpty, isSameNumber { takeReportedUnit(reportedUnit, of: &result, isSame: true) }
        guard reported.isBound, !result.value.isBound else { return result }
        let isSameUnit = reportedUnit.isEmpty ? isSameNumber : areSame(reportedUnit, result.unit, for: result)
        if isSameUnit { result.value = reported }
        return result
    }

    /// Takes a result for one in --ORRESU, even where nothing stands there.
    ///
    /// If that is another unit than --STRESU, the limits in --STRESU say nothing about the result.
    private func takeReportedUnit(_ unit: String, of result: inout LabResult, isSame: Bool) {
        result.unit = unit
        result.lowerLimit = (isSame ? result.lowerLimit : nil) ?? number(columns.reportedLowerLimit)
        result.upperLimit = (isSame ? result.upperLimit : nil) ?? number(columns.reportedUpperLimit)
    }

    /// Whether two spellings are of one unit.
    private func areSame(_ first: String, _ second: String, for result: LabResult) -> Bool {
        if first == second, !first.isEmpty { return true }
        guard case .success(let analyte) = Analyte.measured(result), let unit = analyte.unit(spelled: first) else {
            return false
        }
        return unit == analyte.unit(spelled: second)
    }

    /// Whether a reported text may be a bound, which a plain number beside it would hide.
    @inline(__always)
    var mayBeBound: Bool { beginsBound(bytes(columns.resultText)) || beginsBound(bytes(columns.reported)) }

    @inline(__always)
    private func beginsBound(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count > 0 else { return false }
        // `≤` is not ASCII in any encoding.
        return bytes[0] == UInt8(ascii: "<") || bytes[0] == UInt8(ascii: ">") || bytes[0] >= 0x80
    }

    /// The test's code in upper case.
    func testCode() throws -> String { try text(bytes(columns.test)).uppercased() }

    /// Whether the subject had fasted (`Y`, `N`); nil when it was not recorded.
    var isFasting: Bool? {
        let bytes = bytes(columns.fasting)
        guard bytes.count == 1 else { return nil }
        switch bytes[0] | 0x20 {
        case UInt8(ascii: "y"): return true
        case UInt8(ascii: "n"): return false
        default: return nil
        }
    }

    private func value(_ column: Int?) throws -> LabResult.Value {
        let bytes = bytes(column)
        guard !isMissing(bytes) else { return .missing }
        if let number = Double(decimal: bytes) { return .number(number) }
        return LabResult.Value(reported: try text(bytes))
    }
}

extension LabResult.Value {
    /// The number, or that of the bound.
    var number: Double? {
        switch self {
        case .number(let number), .below(let number), .above(let number), .atMost(let number), .atLeast(let number):
            number
        case .text, .missing: nil
        }
    }

    /// What the number is to the result; nil where there is none.
    var bound: LabMeasurement.Bound? {
        switch self {
        case .number: .exact
        case .below: .below
        case .above: .above
        case .atMost: .atMost
        case .atLeast: .atLeast
        case .text, .missing: nil
        }
    }

    /// Whether only a bound of the result is known.
    var isBound: Bool { bound.map { $0 != .exact } ?? false }
}
