// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

extension ResultRows {
    /// The current row as a result.
    ///
    /// Where --STRESN is empty, --STRESC stands for it, which is in the same unit (`<40`); where that is empty too, the
    /// result as reported, --ORRES. That one is in --ORRESU: if this differs from --STRESU, the limits in --STRESU say
    /// nothing about it, and --ORNRLO and --ORNRHI are taken. Where --ORRESU is not given, --STRESU is taken for it.
    func result() throws -> LabResult {
        var result = LabResult(
            key: RowKey(domain: .lb, text: "[]"), test: try testCode(), category: try text(columns.category),
            specimen: try text(columns.specimen), collected: collected, value: .missing, unit: try text(columns.unit),
            lowerLimit: number(columns.lowerLimit), upperLimit: number(columns.upperLimit),
            rangeIndicator: try text(columns.rangeIndicator), isBaseline: isBaseline, isFasting: isFasting)
        for column in [columns.result, columns.resultText] {
            result.value = try value(column)
            guard result.value == .missing else { return result }
        }
        result.value = try value(columns.reported)
        let reportedUnit = try text(columns.reportedUnit)
        if result.value != .missing, !reportedUnit.isEmpty, reportedUnit != result.unit {
            result.unit = reportedUnit
            result.lowerLimit = number(columns.reportedLowerLimit)
            result.upperLimit = number(columns.reportedUpperLimit)
        }
        return result
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

    /// Whether the subject was an adult when the result was collected; where the row does not tell, it is taken for
    /// one.
    var isAdult: Bool {
        let adultYears = 18
        if let age = number(columns.age) { return age >= Double(adultYears) }
        guard let born = ClinicalDate(sdtm: bytes(columns.born)), let collected else { return true }
        let birth = born.earliest.components
        let day = collected.latest.components
        let years = day.year - birth.year
        let hadBirthday = (day.month, day.day) >= (birth.month, birth.day)
        return (hadBirthday ? years : years - 1) >= adultYears
    }

    private func value(_ column: Int?) throws -> LabResult.Value {
        let bytes = bytes(column)
        guard !isMissing(bytes) else { return .missing }
        if let number = Double(decimal: bytes) { return .number(number) }
        return LabResult.Value(reported: try text(bytes))
    }
}
