// SPDX-License-Identifier: Apache-2.0

import Storage
import Trial

/// What a file's columns mean: which domain a row belongs to, and where its variables stand.
struct FileColumns {
    private let variables: [String]
    private let dataSetName: String
    private let positions: [String: Int]
    private let nameDomain: Domain?

    init(_ file: any SDTMFile) {
        variables = file.variables
        dataSetName = file.dataSetName.uppercased()
        positions = Dictionary(uniqueKeysWithValues: zip(file.variables, 0...))
        nameDomain = FileColumns.domain(named: dataSetName, file.variables)
    }

    /// Whether the file is a supplemental qualifier data set (SDTM SUPP--).
    var isSupplemental: Bool {
        ["RDOMAIN", "IDVAR", "IDVARVAL", "QNAM", "QVAL"].allSatisfy { positions[$0] != nil }
    }

    /// Whether each row tells its own domain.
    var namesDomains: Bool { positions["DOMAIN"] != nil || positions["RDOMAIN"] != nil }

    /// Columns without which a row belongs to nobody, and that the file does not have.
    var missing: [String] { ["STUDYID", "USUBJID"].filter { positions[$0] == nil } }

    /// What the columns seem to be separated by, where the header is one column with such characters in it.
    var otherSeparator: String? {
        guard variables.count == 1, let header = variables.first else { return nil }
        return [(";", ";"), ("\t", "a tab"), ("|", "|")].first { header.contains($0.0) }?.1
    }

    /// The domain a row belongs to: what its DOMAIN says, else what the file's name or columns say.
    func domain(of values: [String]) -> Domain? {
        let code = value("DOMAIN", values)
        return code.isEmpty ? nameDomain : Domain(rawValue: code.lowercased())
    }

    /// The domain's code as the row or the file's name gives it.
    func code(of values: [String]) -> String {
        let code = isSupplemental ? "SUPP\(value("RDOMAIN", values)) \(value("QNAM", values))" : value("DOMAIN", values)
        return code.isEmpty ? dataSetName : code
    }

    /// A row of a domain with the variables the store keeps.
    func row(_ values: [String], of domain: Domain) -> SDTMRow {
        var kept: [String: String] = [:]
        for column in FollowUpTable.of(domain).columns {
            let value = value(column.variable, values)
            guard !value.isEmpty else { continue }
            kept[column.variable] = column.variable == "VISITNUM" ? visitNumber(value) : value
        }
        return SDTMRow(domain: domain, values: kept)
    }

    /// The qualifier of a supplemental row, or nil when the store has no column for it.
    func qualifier(_ values: [String]) -> SupplementalQualifier? {
        guard let domain = Domain(rawValue: value("RDOMAIN", values).lowercased()) else { return nil }
        let table = FollowUpTable.of(domain)
        let variable = value("QNAM", values).uppercased()
        // A domain of one row a subject has no sequence, and its qualifiers name none.
        let sequence = table.sequence.map { table.columns[$0].variable } ?? ""
        guard sequence == value("IDVAR", values),
            table.columns[table.values].contains(where: { $0.variable == variable })
        else { return nil }
        return SupplementalQualifier(
            domain: domain, study: value("STUDYID", values), subject: value("USUBJID", values),
            sequence: value("IDVARVAL", values), variable: variable, value: value("QVAL", values))
    }

    /// The file's variables that no table of these domains has.
    func notKept(of domains: Set<Domain>) -> [String] {
        let kept = Set(domains.flatMap { FollowUpTable.of($0).columns.map(\.variable) } + ["DOMAIN"])
        return variables.filter { !kept.contains($0) }
    }

    private func value(_ variable: String, _ values: [String]) -> String {
        positions[variable].map { values[$0] } ?? ""
    }

    /// VISITNUM is part of natural keys: `3`, `3.0` and ` 3` must be one visit whatever file they come from.
    private func visitNumber(_ text: String) -> String {
        guard case .number(let number) = SDTMNumber(text: text) else { return text }
        return numberText(number)
    }

    /// A name such as `LB`, `lbch` or `lb_2024` with columns of that domain, else the columns alone.
    private static func domain(named name: String, _ variables: [String]) -> Domain? {
        let candidates = Domain.allCases.filter { domain in
            let table = FollowUpTable.of(domain)
            let own = table.key.isEmpty ? ["ARMCD", "SITEID"] : [table.columns[table.key.lowerBound].variable]
            return own.contains { variables.contains($0) }
        }
        return candidates.first { name.hasPrefix($0.code) } ?? (candidates.count == 1 ? candidates.first : nil)
    }
}
