// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A subject's record from a table of rows, one a line, whose columns stand two blanks or more apart.
///
///     DM  IXA
///     EX  IXAZOMIB       2024-01-01..2024-03-01
///     EX  LENALIDOMIDE   2024-01-01..2024-01-21  25 mg  QOD
///     LB  PLAT           24 10^9/L   2024-01-08
///     AE  Herpes zoster  2           2024-01-08..2024-01-20  serious
///     CM  ACICLOVIR      2023-12-01..
///     VS  TEMP           38.6 C      2024-01-08
///     DS  DEATH          2024-03-01
///
/// A laboratory row may end in `baseline` or a normal range `125-350`; an event in `painful`, `painless`, `serious`,
/// `disseminated` or `uncoded`, and in the words of `AdverseEvent.reported(in:)`; a subject in `F 62`, sex and age, and
/// `died 2024-03-01` or `pneumocystis risk`; a dose in `25 mg` and `QOD`; a medication in `not given` or
/// `not given: a reason`, and then its date is that of the question; a disposition in `disposition`, its category; any
/// row in `#name`, which is then its key. `-` is an empty column.
package func record(_ subject: String, _ table: String) -> SubjectRecord {
    var record = SubjectRecord(subject: subject)
    for line in table.split(separator: "\n") {
        let columns = columns(of: line)
        guard let domain = columns.first else { continue }
        let row = RowText(values: Array(columns.dropFirst()))
        switch domain {
        case "DM":
            record.demographics = row.person
            if row.has("pneumocystis risk") { record.demographics?.pneumocystisRisk = .yes }
        case "LB": record.labResults.append(row.lab)
        case "AE": record.adverseEvents.append(row.event)
        case "EX": record.exposures.append(row.dose)
        case "CM": record.medications.append(row.medication)
        case "VS": record.vitalSigns.append(row.sign)
        case "DS":
            let category = row.has("disposition") ? "DISPOSITION EVENT" : ""
            record.dispositions.append(disposition(row[0], on: row[1], category: category))
        default: preconditionFailure("no such domain: \(line)")
        }
    }
    return record
}

private func columns(of line: Substring) -> [String] {
    line.split(separator: "  ").map { column in
        let text = String(column.drop { $0 == " " })
        return text == "-" ? "" : text
    }
}

private struct RowText {
    var values: [String]

    subscript(index: Int) -> String { index < values.count ? values[index] : "" }

    var name: String? { values.first { $0.hasPrefix("#") }.map { String($0.dropFirst()) } }

    func has(_ word: String) -> Bool { values.contains(word) }

    /// The two ends of `2024-01-08..2024-01-20`.
    func dates(_ index: Int) -> (String, String) {
        guard let dots = self[index].firstRange(of: "..") else { return (self[index], "") }
        return (String(self[index][..<dots.lowerBound]), String(self[index][dots.upperBound...]))
    }

    var lab: LabResult {
        let range = values.dropFirst(3).first { $0.wholeMatch(of: /[0-9.]+-[0-9.]+/) != nil }
        return Kit.lab(
            self[0], self[1], on: self[2], row: name, range: range ?? "", isBaseline: has("baseline"))
    }

    var sign: VitalSign { vitalSign(self[0], self[1], on: self[2], row: name) }

    var medication: Medication {
        let (start, end) = dates(1)
        guard let answer = values.first(where: { $0.hasPrefix("not given") }) else {
            return Kit.medication(self[0], from: start, to: end, row: name)
        }
        return notGiven(self[0], on: start, reason: String(answer.dropFirst("not given: ".count)), row: name)
    }

    /// The date after `died`.
    var death: String { values.first { $0.hasPrefix("died ") }.map { String($0.dropFirst(5)) } ?? "" }

    var person: Demographics {
        var person = demographics(arm: self[0], died: death)
        if let words = values.first(where: { $0.wholeMatch(of: /[MFU] ?[0-9]*/) != nil })?.split(separator: " ") {
            person.sex = words.first.map(String.init) ?? ""
            person.age = words.dropFirst().first.flatMap { Double($0) }
        }
        return person
    }

    var event: AdverseEvent {
        let (start, end) = dates(2)
        return Kit.event(
            self[0], grade: Int(self[1]), from: start, to: end, row: name,
            pain: has("painful") ? .yes : has("painless") ? .no : .unknown,
            serious: has("serious") ? .yes : .unknown, disseminated: has("disseminated") ? .yes : .unknown,
            isCoded: !has("uncoded")
        ).reported(in: values)
    }

    var dose: Exposure {
        let (start, end) = dates(1)
        let frequency = values.dropFirst(2).first { ["QD", "QOD", "ONCE"].contains($0) }
        let amount = values.dropFirst(2).first { $0.wholeMatch(of: /[0-9.]+ mg/) != nil }?.dropLast(3)
        return Kit.dose(
            self[0], from: start, to: end, amount: has("no dose") ? nil : amount.flatMap { Double($0) } ?? 4,
            frequency: frequency ?? "", row: name)
    }
}
