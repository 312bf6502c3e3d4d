// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Interchange
import Testing
import Trial

/// Rows with baselines, flags, dates and ages against the whole results they are, each graded by itself.
struct GradeFileRowFuzzTests {
    private struct Row {
        var test: String
        var day: String
        var value: Int
        var upper: Int
        var isFlagged: Bool
        var base: Int?
        var indicator: String
        var age: Int?

        func result(isBaseline: Bool) -> LabResult {
            LabResult(
                key: RowKey(domain: .lb, text: "[]"), test: test, collected: ClinicalDate(sdtm: day),
                value: .number(Double(value)), unit: unit, lowerLimit: 5, upperLimit: Double(upper),
                isBaseline: isBaseline)
        }

        var unit: String { test == "CREAT" ? "umol/L" : test == "SYSBP" ? "mmHg" : "U/L" }
        var range: Baseline.Range { Baseline.Range(indicator: indicator, value: nil, lower: nil, upper: nil) }
    }

    @Test(arguments: [31, 32, 33] as [UInt64])
    func `rows with baseline, flag, date and age are graded as their results are`(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        var text = GradedFile.header + ",LBBLFL,BASE,BNRIND,AGE\n"
        var wanted: [String] = []
        for subject in 0..<400 {
            let rows = Self.rows(using: &random)
            for (number, row) in rows.enumerated() {
                text += "P\(subject),\(row.test),\(number),\(row.day),\(row.value),\(row.unit),5,\(row.upper),"
                text += "\(row.isFlagged ? "Y" : ""),\(row.base.map(String.init) ?? ""),\(row.indicator),"
                text += "\(row.age.map(String.init) ?? "")\n"
                let flagged = rows.first { $0.isFlagged && $0.test == row.test }
                wanted.append("P\(subject),\(number),\(row.test),\(Self.line(row, flagged))")
            }
        }
        let file = try GradedFile(text)
        #expect(file.lines.count == wanted.count)
        for (line, wanted) in zip(file.lines, wanted) { #expect(line == wanted) }
        #expect(wanted.contains { $0.hasSuffix("dateUnknown") } && wanted.contains { $0.hasSuffix("ageUncertain") })
    }

    private static func rows(using random: inout SeededGenerator) -> [Row] {
        var flagged: Set<String> = []
        return (0..<8).map { _ in
            let test = ["ALT", "AST", "CREAT", "SYSBP"].randomElement(using: &random) ?? ""
            let isFlagged = Int.random(in: 0..<3, using: &random) == 0 && flagged.insert(test).inserted
            let value = Int.random(in: 10..<300, using: &random)
            let days = ["2024-01-10", "2024-01-10T08:00", "2024-01-10T09:00", "2024-01", "2023", "", "2024-01-12"]
            return Row(
                test: test, day: days.randomElement(using: &random) ?? "",
                value: test == "SYSBP" ? 165 : value, upper: [40, 80].randomElement(using: &random) ?? 40,
                isFlagged: isFlagged,
                base: Bool.random(using: &random) ? nil : Int.random(in: 10..<200, using: &random),
                indicator: ["", "", "HIGH", "NORMAL", "LOW", "?"].randomElement(using: &random) ?? "",
                age: [nil, 12, 40, 40].randomElement(using: &random) ?? nil)
        }
    }

    private static func baseline(_ row: Row, _ flaggedRow: Row?) -> Baseline? {
        let flagged = flaggedRow.map { Baseline($0.result(isBaseline: true)) }
        switch (row.base, row.range) {
        case (let base?, let range) where range != .unknown || flagged == nil:
            return Baseline(
                value: Double(base), unit: row.unit, range: range, upperLimit: flagged?.upperLimit,
                collected: flagged?.collected)
        case (_, .unknown): return flagged
        case (_, let range):
            guard var flagged else { return Baseline(value: nil, unit: row.unit, range: range) }
            flagged.range = range
            return flagged
        }
    }

    private static func line(_ row: Row, _ flagged: Row?) -> String {
        let baseline = baseline(row, flagged)
        func graded(isBaseline: Bool) -> LabGrade? {
            grade(row.result(isBaseline: isBaseline), version: .v5_0, baseline: baseline, atBaseline: .range).first
        }
        guard let byRange = graded(isBaseline: true), let compared = graded(isBaseline: false) else { return "none" }
        let start = "\(compared.term.name(in: .v5_0)),high,"
        if row.test == "SYSBP" {
            guard let age = row.age else { return start + text(compared, ["ageUncertain"]) }
            return start + (age < 18 ? ",,ungraded,criterionForAdults" : text(compared, []))
        }
        guard !row.isFlagged else { return start + text(byRange, []) }
        guard let flagged, isOpen(row.day, flagged.day), byRange.outcome != compared.outcome else {
            return start + text(compared, [])
        }
        guard let grade = byRange.grade, let worst = byRange.worst, let other = compared.grade,
            let otherWorst = compared.worst
        else { return start + text(compared, ["dateUnknown"]) }
        var both = compared
        both.outcome = .graded(grade: min(grade, other), worst: max(worst, otherWorst))
        return start + text(both, ["dateUnknown"])
    }

    /// Whether two of the days above leave open which comes first.
    private static func isOpen(_ day: String, _ other: String) -> Bool {
        if day.isEmpty || other.isEmpty { return true }
        let hasTimes = day.contains("T") && other.contains("T")
        return (day.hasPrefix(other) || other.hasPrefix(day) || day.prefix(10) == other.prefix(10)) && !hasTimes
    }

    private static func text(_ grade: LabGrade, _ doubts: [String]) -> String {
        switch grade.outcome {
        case .graded(let proven, let worst):
            "\(proven),\(worst),graded,\((grade.notes.names + doubts).joined(separator: ";"))"
        case .ungradable(let reason): ",,ungraded,\(reason.rawValue)"
        }
    }
}

/// A seeded generator, splitmix64.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
