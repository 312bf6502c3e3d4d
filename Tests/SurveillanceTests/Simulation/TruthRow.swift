// SPDX-License-Identifier: Apache-2.0

import Storage
import Trial

/// A row as the simulated sites mean it, from which the store's row is written.
enum TruthRow: Hashable, Sendable {
    case platelets(PlateletRow)
    case event(EventRow)
    case demographics
    /// A first dose or a later one, by its day.
    case dose(CalendarDay)

    var key: RowKey {
        switch self {
        case .platelets(let row): row.key
        case .event(let row): row.key
        case .demographics: RowKey(domain: .dm, text: "[]")
        case .dose(let day): RowKey(domain: .ex, text: "[\"IXAZOMIB\",\"\(day)\",\"\",\"\"]")
        }
    }

    /// The row in SDTM's variables.
    func sdtm(study: String, subject: String) -> SDTMRow {
        var row =
            switch self {
            case .platelets(let row): SDTMRow(domain: .lb, values: row.variables)
            case .event(let row): SDTMRow(domain: .ae, values: row.variables)
            case .demographics: SDTMRow(domain: .dm, values: ["SITEID": "01", "ARMCD": arm(of: subject)])
            case .dose(let day): SDTMRow(domain: .ex, values: ["EXTRT": "IXAZOMIB", "EXSTDTC": day.description])
            }
        row.values["STUDYID"] = study
        row.values["USUBJID"] = subject
        return row
    }
}

/// Every third subject is in the other arm.
func arm(of subject: String) -> String {
    subject.last.flatMap(\.wholeNumberValue).map { $0 % 3 == 0 } ?? false ? "LEN" : "IXA"
}

/// A platelet count of whole 10^9/L, as it was meant and as it was written down.
struct PlateletRow: Hashable, Sendable {
    enum Writing: CaseIterable, Hashable, Sendable {
        case gigaPerLitre, perMicrolitre, thousandPerMicrolitre
        /// A unit nobody knows.
        case unknownUnit
        /// A word where the number should stand.
        case word
    }

    /// LBTESTCD; two laboratories spell it differently, so that the order of keys is not the order of time.
    var test: String
    var specimen: String
    var day: CalendarDay
    /// Nil where the time was not written down.
    var minute: Int?
    var reference: String
    var count: Int
    var writing: Writing

    /// Whether the number can be told for certain.
    var isCertain: Bool { writing != .unknownUnit && writing != .word }

    var key: RowKey {
        let values = [test, specimen, collected, "", "", "", "", reference]
        return RowKey(domain: .lb, text: "[\(values.map { "\"\($0)\"" }.joined(separator: ","))]")
    }

    private var collected: String {
        guard let minute else { return day.description }
        let padded = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return "\(day)T\(padded(minute / 60)):\(padded(minute % 60))"
    }

    fileprivate var variables: [String: String] {
        var values = ["LBTESTCD": test, "LBSPEC": specimen, "LBDTC": collected, "LBREFID": reference]
        let (number, unit) =
            switch writing {
            case .gigaPerLitre: ("\(count)", "10^9/L")
            case .perMicrolitre: ("\(count * 1_000)", "/uL")
            case .thousandPerMicrolitre: ("\(count)", "K/uL")
            case .unknownUnit: ("\(count)", "furlong")
            case .word: ("", "10^9/L")
            }
        values["LBSTRESN"] = number
        values["LBSTRESC"] = number.isEmpty ? "CLOTTED" : number
        values["LBSTRESU"] = unit
        return values
    }
}

/// A reported adverse event.
struct EventRow: Hashable, Sendable {
    /// AETERM, which is part of the key and stays when the event is coded anew.
    var verbatim: String
    /// AEDECOD.
    var term: String
    var day: CalendarDay
    var reference: String
    /// Nil where something that is no grade was written down.
    var grade: Int?
    var pain: Answer
    var isSerious: Bool
    var end: CalendarDay?

    var key: RowKey {
        RowKey(domain: .ae, text: "[\"\(verbatim)\",\"\(day)\",\"\",\"\(reference)\"]")
    }

    fileprivate var variables: [String: String] {
        [
            "AETERM": verbatim, "AEDECOD": term, "AESTDTC": day.description, "AESPID": reference,
            "AETOXGR": grade.map { "\($0)" } ?? "severe", "AESER": isSerious ? "Y" : "",
            "AEPAIN": pain == .unknown ? "" : pain == .yes ? "Y" : "N", "AEENDTC": end?.description ?? "",
        ]
    }
}
