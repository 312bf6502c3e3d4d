// SPDX-License-Identifier: Apache-2.0

import Storage
import Trial

/// Reads one file into a stage and counts what cannot go there.
struct FileImport {
    let file: any SDTMFile
    let index: Int
    let stage: any FollowUpStage
    var summary: ImportSummary

    private var rows: [StagedRow] = []
    private var qualifiers: [SupplementalQualifier] = []
    private var taken = 0

    init(file: any SDTMFile, index: Int, stage: any FollowUpStage, summary: ImportSummary) {
        self.file = file
        self.index = index
        self.stage = stage
        self.summary = summary
    }

    /// How many rows wait before they go to the stage together.
    private static let batchMax = 1_000

    /// Steps: 1 tell the kind of each row by its domain; 2 stage rows and qualifiers; 3 count the rest; 4 refuse the
    /// file when nothing of it could be used.
    mutating func run() throws {
        let columns = FileColumns(file)
        var domains: Set<Domain> = []
        try file.forEachRow { fileRow in
            summary.files[index].rowsRead += 1
            guard let values = fileRow.values else {
                summary.files[index].malformed += 1
                count(.malformedRow, "", "", at: fileRow.place)
                return
            }
            if columns.isSupplemental {
                try add(columns.qualifier(values), values, columns)
            } else if let domain = columns.domain(of: values) {
                domains.insert(domain)
                try add(columns.row(values, of: domain), at: fileRow.place)
            } else {
                summary.files[index].domainsNotKept[columns.code(of: values), default: 0] += 1
            }
        }
        try flush()
        try requireUse(of: columns)
        if !columns.isSupplemental, !domains.isEmpty {
            summary.files[index].variablesNotKept = columns.notKept(of: domains)
        }
    }

    private mutating func add(_ row: SDTMRow, at place: Int) throws {
        for variable in ["STUDYID", "USUBJID"] where (row.values[variable] ?? "").isEmpty {
            // Such a row belongs to nobody and cannot be stored.
            summary.files[index].unowned += 1
            count(.missingValue, row.domain.code, variable, at: place)
            return
        }
        taken += 1
        for defect in row.defects() { count(defect.reason, row.domain.code, defect.variable, at: place) }
        rows.append(StagedRow(row: row, file: index, place: place))
        if rows.count == FileImport.batchMax { try flush() }
    }

    private mutating func add(
        _ qualifier: SupplementalQualifier?, _ values: [String], _ columns: FileColumns
    ) throws {
        guard let qualifier else {
            summary.files[index].domainsNotKept[columns.code(of: values), default: 0] += 1
            return
        }
        taken += 1
        summary.files[index].qualifiers += 1
        qualifiers.append(qualifier)
        if qualifiers.count == FileImport.batchMax { try flush() }
    }

    /// A file of a domain the monitor does not read is no fault, nor is one without rows.
    private func requireUse(of columns: FileColumns) throws(InterchangeError) {
        let read = summary.files[index]
        guard taken == 0, read.domainsNotKept.isEmpty || !columns.namesDomains else { return }
        if let separator = columns.otherSeparator {
            throw .otherSeparator(path: file.path, separator: separator)
        }
        guard columns.missing.isEmpty else { throw .missingColumns(path: file.path, names: columns.missing) }
        guard read.rowsRead > 0 else { return }
        let unknown = read.domainsNotKept.values.reduce(0, +)
        let reasons = read.losses + (unknown > 0 ? ["\(unknown) of a domain that nothing tells"] : [])
        throw .noUsableRow(path: file.path, rows: read.rowsRead, reason: reasons.joined(separator: ", "))
    }

    private mutating func flush() throws {
        try stage.add(rows)
        try stage.add(qualifiers)
        rows.removeAll(keepingCapacity: true)
        qualifiers.removeAll(keepingCapacity: true)
    }

    private mutating func count(_ reason: RowDefect.Reason, _ domain: String, _ variable: String, at place: Int) {
        summary.count(reason, domain, variable, at: "\(file.path):\(place)")
    }
}
