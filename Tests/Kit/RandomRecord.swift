// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A subject's record made of chance: platelets, potassium and events in the first months of 2024, some rows doubtful.
///
/// Rows keep their names when they are corrected, so that a record can be changed step by step.
package struct RandomRecord {
    /// The record as it is now.
    package private(set) var record: SubjectRecord
    private var rowsMade = 0

    /// A record with up to 25 rows.
    package init(using generator: inout Seeded) {
        record = Kit.record("S", "DM  IXA\nEX  IXAZOMIB  2024-01-01..2024-05-01\nCM  ACICLOVIR  2024-01-01..2024-02-10")
        for _ in 0..<Int.random(in: 0...25, using: &generator) { addRow(using: &generator) }
    }

    /// Adds a row, corrects one, or deletes one.
    package mutating func change(using generator: inout Seeded) {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<5: addRow(using: &generator)
        case 5..<8: correctRow(using: &generator)
        default: deleteRow(using: &generator)
        }
    }

    /// Makes every row one that can be read for certain.
    package mutating func settle(using generator: inout Seeded) {
        for index in record.labResults.indices {
            if case .number = record.labResults[index].value, !record.labResults[index].unit.isEmpty { continue }
            record.labResults[index].value = .number(record.labResults[index].test == "K" ? 4.5 : 120)
            record.labResults[index].unit = record.labResults[index].test == "K" ? "mmol/L" : "10^9/L"
        }
        for index in record.adverseEvents.indices where record.adverseEvents[index].grade == nil {
            record.adverseEvents[index].grade = Int.random(in: 1...4, using: &generator)
        }
    }

    private mutating func addRow(using generator: inout Seeded) {
        rowsMade += 1
        if Int.random(in: 0..<3, using: &generator) > 0 {
            record.labResults.append(randomLab("row \(rowsMade)", using: &generator))
        } else {
            record.adverseEvents.append(randomEvent("row \(rowsMade)", using: &generator))
        }
    }

    private mutating func correctRow(using generator: inout Seeded) {
        if let index = record.labResults.indices.randomElement(using: &generator), Bool.random(using: &generator) {
            var corrected = randomLab("", using: &generator)
            corrected.key = record.labResults[index].key
            if Bool.random(using: &generator) { corrected.collected = record.labResults[index].collected }
            record.labResults[index] = corrected
        } else if let index = record.adverseEvents.indices.randomElement(using: &generator) {
            var corrected = randomEvent("", using: &generator)
            corrected.key = record.adverseEvents[index].key
            record.adverseEvents[index] = corrected
        }
    }

    private mutating func deleteRow(using generator: inout Seeded) {
        if let index = record.labResults.indices.randomElement(using: &generator), Bool.random(using: &generator) {
            record.labResults.remove(at: index)
        } else if let index = record.adverseEvents.indices.randomElement(using: &generator) {
            record.adverseEvents.remove(at: index)
        }
    }
}

private func randomDay(using generator: inout Seeded) -> String {
    let on = (day("2024-01-01") + Int.random(in: 0..<100, using: &generator)).description
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: return String(on.prefix(7))
    case 1: return ""
    case 2: return on + "T09:30"
    default: return on
    }
}

private func randomLab(_ row: String, using generator: inout Seeded) -> LabResult {
    let (test, results) =
        Int.random(in: 0..<4, using: &generator) == 0
        ? ("K", ["4.2 mmol/L", "6.5 mmol/L", "7.5 mmol/L", "2.8 mmol/L", "5.6 mmol/L", "6.5"])
        : (
            "PLAT",
            [
                "8 10^9/L", "24 10^9/L", "29 10^9/L", "35 10^9/L", "45 10^9/L", "55 10^9/L", "200 10^9/L", "24",
                "<50 10^9/L", "NOT DONE",
            ]
        )
    let result = results.randomElement(using: &generator) ?? results[0]
    return lab(test, result, on: randomDay(using: &generator), row: row)
}

private func randomEvent(_ row: String, using generator: inout Seeded) -> AdverseEvent {
    let terms = ["Pneumonia", "PNEUMONIA", "Sepsis", "Herpes zoster", "Neuropathy peripheral", "手足麻木", "Headache"]
    return event(
        terms.randomElement(using: &generator) ?? terms[0],
        grade: Int.random(in: 0..<6, using: &generator) == 0 ? nil : Int.random(in: 1...4, using: &generator),
        from: randomDay(using: &generator),
        to: Bool.random(using: &generator) ? "" : randomDay(using: &generator), row: row,
        pain: [.yes, .no, .unknown].randomElement(using: &generator) ?? .unknown,
        serious: Bool.random(using: &generator) ? .yes : .no)
}
