// SPDX-License-Identifier: Apache-2.0

import Trial

/// Reads the rows of a rule test: a table with one row a line, or a list of rows as SDTM variables.
struct RuleTestRows {
    let variables: [Domain: [String]]

    private static let domains = Domain.allCases.map { ($0.code, $0) }

    /// The rows; a row with a fault is left out.
    func read(_ entry: Entry) -> [RuleTestRow] {
        let rows = entry.isList ? list(entry) : table(entry)
        var seen: Set<String> = []
        for row in rows {
            guard let name = row.name, !seen.insert(name).inserted else { continue }
            entry.fault(found: "two rows named \(name)", hint: "give each row its own name")
        }
        return rows
    }

    private func list(_ entry: Entry) -> [RuleTestRow] {
        (entry.elements(of: "rows") ?? []).compactMap(row)
    }

    /// `{LB: {LBTESTCD: PLAT, …}, name: low, known: 2024-01-20}`.
    private func row(_ entry: Entry) -> RuleTestRow? {
        guard let fields = entry.fields(Self.domains.map(\.0) + ["name", "known"]) else { return nil }
        let given = Self.domains.filter { fields.has($0.0) }
        guard given.count == 1, let (code, domain) = given.first, let values = fields.entry(code) else {
            entry.fault(
                found: given.isEmpty ? "no domain" : "two domains",
                hint: "give the variables of exactly one of \(Self.domains.map(\.0).joined(separator: ", "))")
            return nil
        }
        let name = fields.optional("name") { $0.text("a name") }
        let known = fields.optional("known") { $0.day() }
        guard let variables = values.sdtmVariables(of: domain, among: variables[domain] ?? []) else { return nil }
        return RuleTestRow(
            line: entry.line, name: name, domain: domain, variables: variables, known: known)
    }

    private func table(_ entry: Entry) -> [RuleTestRow] {
        guard let text = entry.text("a table of rows after `|`, or a list of rows") else { return [] }
        let first = entry.firstLineOfText
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            guard line.contains(where: { $0 != " " }) else { return nil }
            return row(TableLine(line, number: first + index), entry)
        }
    }

    private func row(_ line: TableLine, _ entry: Entry) -> RuleTestRow? {
        let refuse = { (found: String, hint: String) in
            entry.log.record(
                ConfigurationFault(
                    file: entry.file, line: line.number, column: 1, path: entry.path, found: found, hint: hint))
        }
        guard let (_, domain) = Self.domains.first(where: { $0.0 == line.domain }) else {
            refuse(
                "a row of \"\(line.domain)\"",
                suggestion(for: line.domain, among: Self.domains.map(\.0), what: "a domain, then two blanks"))
            return nil
        }
        var reading = TableRow(domain: domain, known: variables[domain] ?? [])
        do throws(TableRow.Defect) {
            let row = try reading.read(line)
            return row
        } catch {
            refuse(error.found, error.hint)
            return nil
        }
    }
}

/// A line of a table, whose columns stand two blanks or more apart.
struct TableLine {
    let number: Int
    let domain: String
    let columns: [String]

    init(_ text: Substring, number: Int) {
        self.number = number
        let columns = text.split(separator: "  ").map { column in
            String(column.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }.filter { !$0.isEmpty }
        domain = columns.first ?? ""
        self.columns = Array(columns.dropFirst())
    }
}

extension Entry {
    /// A mapping of SDTM variables of a domain to values; study and subject are those of the test.
    func sdtmVariables(of domain: Domain, among known: [String]) -> [String: String]? {
        guard let fields = fields(known) else { return nil }
        var variables: [String: String] = [:]
        for name in known where fields.has(name) {
            guard let value = fields.entry(name)?.scalarText else {
                fields.entry(name)?.fault(found: fields.entry(name)?.found ?? "", hint: "write a value")
                return nil
            }
            variables[name] = value
        }
        return variables
    }
}
