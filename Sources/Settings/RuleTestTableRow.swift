// SPDX-License-Identifier: Apache-2.0

import Trial

/// Reads one line of a table of rows.
///
///     DM  IXA-LEN
///     EX  IXAZOMIB       4 mg        2024-01-01
///     LB  PLAT           29 10^9/L   2024-01-08              125-350  baseline  #low
///     AE  Herpes zoster  2           2024-01-08..2024-01-20  serious
///     CM  ACICLOVIR      2023-12-01..
///     VS  TEMP           38.6 C      2024-01-08
///     DS  DEATH          2024-03-01
struct TableRow {
    /// What is wrong with a line.
    struct Defect: Error {
        var found: String
        var hint: String
    }

    let domain: Domain
    /// The SDTM variables that the domain has.
    let known: [String]
    private var variables: [String: String] = [:]
    private var name: String?
    private var knownFrom: CalendarDay?

    init(domain: Domain, known: [String]) {
        self.domain = domain
        self.known = known
    }

    /// The row.
    mutating func read(_ line: TableLine) throws(Defect) -> RuleTestRow {
        let columns = line.columns.map { $0 == "-" ? "" : $0 }
        var rest = columns[...]
        switch domain {
        case .dm: variables["ARMCD"] = rest.popFirst()
        case .lb, .vs: try result(&rest)
        case .ae: try event(&rest)
        case .ex: try dose(&rest)
        case .cm:
            variables["CMTRT"] = rest.popFirst()
            variables["CMDECOD"] = variables["CMTRT"]
            try interval(&rest, "CMSTDTC", "CMENDTC")
        case .ds:
            variables["DSDECOD"] = rest.popFirst()
            variables["DSCAT"] = "DISPOSITION EVENT"
            variables["DSSTDTC"] = try date(rest.popFirst())
        }
        for word in rest where !word.isEmpty { try read(word: word) }
        return RuleTestRow(
            line: line.number, name: name, domain: domain, variables: variables.filter { !$0.value.isEmpty },
            known: knownFrom)
    }

    /// Test, value with unit, date.
    private mutating func result(_ columns: inout ArraySlice<String>) throws(Defect) {
        variables["\(domain.code)TESTCD"] = columns.popFirst()
        let words = (columns.popFirst() ?? "").split(separator: " ", maxSplits: 1).map(String.init)
        if let value = words.first {
            variables["\(domain.code)STRES\(Double(value) == nil ? "C" : "N")"] = value
        }
        if words.count > 1 { variables["\(domain.code)STRESU"] = words[1] }
        variables["\(domain.code)DTC"] = try date(columns.popFirst())
    }

    /// Term, grade, start and end.
    private mutating func event(_ columns: inout ArraySlice<String>) throws(Defect) {
        variables["AETERM"] = columns.popFirst()
        variables["AEDECOD"] = variables["AETERM"]
        variables["AETOXGR"] = columns.popFirst()
        try interval(&columns, "AESTDTC", "AEENDTC")
    }

    /// Drug, dose with unit and frequency, which may be left out, start and end.
    private mutating func dose(_ columns: inout ArraySlice<String>) throws(Defect) {
        variables["EXTRT"] = columns.popFirst()
        if let words = columns.first?.split(separator: " ").map(String.init), words.count > 1 {
            variables["EXDOSE"] = words[0]
            variables["EXDOSU"] = words[1]
            variables["EXDOSFRQ"] = words.dropFirst(2).joined(separator: " ")
            columns = columns.dropFirst()
        } else if columns.first?.isEmpty == true {
            columns = columns.dropFirst()
        }
        try interval(&columns, "EXSTDTC", "EXENDTC")
    }

    /// `2024-01-08`, `2024-01-08..2024-01-20` or `2024-01-08..`.
    private mutating func interval(
        _ columns: inout ArraySlice<String>, _ start: String, _ end: String
    ) throws(Defect) {
        let text = columns.popFirst() ?? ""
        guard let dots = text.firstRange(of: "..") else {
            variables[start] = try date(text)
            return
        }
        variables[start] = try date(String(text[..<dots.lowerBound]))
        variables[end] = try date(String(text[dots.upperBound...]))
    }

    /// A date as it stands; a word in its column is most likely a column that is missing.
    private func date(_ text: String?) throws(Defect) -> String {
        guard let text, !text.isEmpty else { return "" }
        guard text.wholeMatch(of: /[0-9][-0-9T:.Z+ ]*/) != nil else {
            throw Defect(
                found: "\"\(text)\" where a date belongs",
                hint: "separate columns by two blanks or more, and write `-` for an empty one")
        }
        return text
    }

    /// What may follow the columns of a domain, in any order.
    private mutating func read(word: String) throws(Defect) {
        if word.hasPrefix("#") {
            name = String(word.dropFirst())
        } else if word.hasPrefix("known ") {
            guard let date = ClinicalDate(sdtm: word.dropFirst(6)), date.isComplete else {
                throw Defect(found: "\"\(word)\"", hint: "write the day as `known 2024-01-20`")
            }
            knownFrom = date.earliest
        } else if domain == .lb, let limits = word.wholeMatch(of: /([0-9.]*)-([0-9.]*)/) {
            variables["LBSTNRLO"] = String(limits.1)
            variables["LBSTNRHI"] = String(limits.2)
        } else if let equals = word.firstIndex(of: "=") {
            let variable = String(word[..<equals])
            guard known.contains(variable) else {
                throw Defect(
                    found: "the unknown variable `\(variable)`",
                    hint: suggestion(for: variable, among: known, what: "a variable of \(domain.code)"))
            }
            variables[variable] = String(word[word.index(after: equals)...])
        } else if let meaning = TableRow.words[domain]?.first(where: { $0.word == word }) {
            variables[meaning.variable] = meaning.value
        } else {
            let words = (TableRow.words[domain] ?? []).map(\.word)
            throw Defect(
                found: "\"\(word)\"",
                hint: suggestion(
                    for: word, among: words + ["#name", "known DAY", "VARIABLE=value"], what: "one of these"))
        }
    }

    /// Words that stand for a variable with a value.
    private static let words: [Domain: [(word: String, variable: String, value: String)]] = [
        .lb: [("baseline", "LBLOBXFL", "Y")],
        .vs: [("baseline", "VSLOBXFL", "Y")],
        .ae: [
            ("serious", "AESER", "Y"), ("painful", "AEPAIN", "Y"), ("painless", "AEPAIN", "N"),
            ("disseminated", "AEDISS", "Y"), ("localised", "AEDISS", "N"), ("fatal", "AEOUT", "FATAL"),
            ("uncoded", "AEDECOD", ""),
        ],
    ]
}
