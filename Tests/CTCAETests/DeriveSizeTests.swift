// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

/// Whoever sends the rows must not choose how long they take: thousands of rows of one day are no draw of a patient.
///
/// Work that grows with the square of these numbers takes many minutes here.
@Suite(.timeLimit(.minutes(5))) struct DeriveSizeTests {
    private let count = 5_000

    private func rows(_ test: String, _ unit: String, at date: String, _ value: (Int) -> Double) -> [LabResult] {
        (0..<count).map { number in
            var row = drawn(test, .number(value(number)), unit, at: date)
            row.key = RowKey(domain: .lb, text: #"["\#(test)","\#(number)"]"#)
            return row
        }
    }

    @Test(arguments: ["2024-01-08", "2024-01-08T08:00"])
    func `thousands of calcium and albumin rows of one day`(date: String) {
        let albumin = rows("ALB", "g/L", at: date) { Double(20 + $0 % 20) }
        let all = deriveBloodValues(from: rows("CA", "mmol/L", at: date) { _ in 2 } + albumin)
        #expect(all.count == count)
        #expect(all.allSatisfy { $0.ends == [2.02, 2.4] && $0.rows.count == 3 })
        #expect(all.first?.remarks.contains(.dateOnly) == (date == "2024-01-08"))
    }

    @Test(arguments: ["2024-01-08", "2024-01-08T08:00"])
    func `thousands of white cell counts and differentials of one day`(date: String) {
        let parts = rows("NEUTLE", "%", at: date) { Double(20 + $0 % 20) } + rows("NEUTBLE", "%", at: date) { _ in 5 }
        let counted = rows("NEUTSG", "10^9/L", at: date) { _ in 1 } + rows("NEUTB", "/uL", at: date) { _ in 100 }
        let all = deriveBloodValues(from: rows("WBC", "10^9/L", at: date) { _ in 2 } + parts + counted)
        #expect(all.count == count)
        #expect(all.allSatisfy { $0.ends == [0.4, 0.78] && $0.rows.count == 3 })
        let sums = deriveBloodValues(from: counted)
        #expect(sums.count == count)
        #expect(sums.allSatisfy { $0.ends == [1.1, 1.1] && $0.rows.count == 2 })
    }

    @Test func `thousands of weights and creatinine rows`() {
        let creatinine = rows("CREAT", "mg/dL", at: "2024-07-01") { _ in 1.2 }
        let weights = (0..<count).map { number in
            let date = number.isMultiple(of: 2) ? "2024-06-30" : "2024-07-02"
            var weight = sign("WEIGHT", Double(70 + number % 5), "kg", at: date)
            weight.key = RowKey(domain: .vs, text: #"["\#(number)"]"#)
            return weight
        }
        let all = derive(from: creatinine, vitalSigns: weights, of: person())
        #expect(all.count == 2 * count)
        #expect(all.allSatisfy { $0.rows.count <= 3 })
    }

    @Test func `thousands of fevers and neutrophil counts`() {
        let fevers = (0..<count).map { number in
            var fever = sign("TEMP", number % 3 == 0 ? 36.5 : 39, "C", at: "2024-01-08")
            fever.key = RowKey(domain: .vs, text: #"["\#(number)"]"#)
            return fever
        }
        let counts = rows("NEUT", "10^9/L", at: "2024-01-08") { _ in 0.5 }
        let joined = joinedGrades(
            from: counts, vitalSigns: fevers, derived: [], of: person(), version: .v5_0, therapyStart: nil)
        #expect(joined.count == fevers.count { $0.value == 39 })
        #expect(joined.allSatisfy { $0.outcome == .graded(grade: 3, worst: 4) && $0.rows.count == 2 })
    }

    @Test func `thousands of samples around the start of therapy`() {
        let date = "2024-01-08T08:00"
        let calcium = rows("CA", "mmol/L", at: date) { _ in 1.5 }
        let all = calcium + rows("ALB", "g/L", at: date) { _ in 40 } + rows("K", "mmol/L", at: date) { _ in 6.5 }
        let joined = joinedGrades(
            from: all, vitalSigns: [], derived: deriveBloodValues(from: all), of: person(), version: .v6_0,
            therapyStart: ClinicalDate(sdtm: "2024-01-07"))
        #expect(joined.map(\.outcome) == [.graded(grade: 0, worst: 4)])
        #expect(joined.first?.remarks == [.derivedValue, .creatinineUnknown])
    }
}
