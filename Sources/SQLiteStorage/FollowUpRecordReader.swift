// SPDX-License-Identifier: Apache-2.0

import GRDB
import GRDBSQLite
import Storage
import Trial

/// Reads one subject's rows of all domains.
struct FollowUpRecordReader {
    let database: Database
    let study: String
    let subject: String
    private let schema: Int

    init(database: Database, study: String, subject: String) throws {
        self.database = database
        self.study = study
        self.subject = subject
        schema = try FollowUpDatabase.schema(of: database)
    }

    /// The subject's record, with every row that is stored and a defect for each variable that cannot be read.
    func record() throws -> SubjectRecord {
        var record = SubjectRecord(subject: subject)
        var defects: [RowDefect] = []
        let demographics = try rows(of: .dm, &defects, key: \.key) { $0.demographics() }
        record.labResults = try rows(of: .lb, &defects, key: \.key) { $0.labResult() }
        record.adverseEvents = try rows(of: .ae, &defects, key: \.key) { $0.adverseEvent() }
        record.exposures = try rows(of: .ex, &defects, key: \.key) { $0.exposure() }
        record.medications = try rows(of: .cm, &defects, key: \.key) { $0.medication() }
        record.vitalSigns = try rows(of: .vs, &defects, key: \.key) { $0.vitalSign() }
        record.dispositions = try rows(of: .ds, &defects, key: \.key) { $0.disposition() }
        record.demographics = demographics.first
        if record.demographics == nil, !record.isEmpty {
            defects.append(RowDefect(key: nil, variable: "USUBJID", reason: .subjectNotInDemographics))
        }
        record.defects = defects
        return record
    }

    /// Every row of the subject, in no order that matters.
    func rows() throws -> [ReadRow] {
        var defects: [RowDefect] = []
        return try Domain.allCases.flatMap { domain in
            try rows(of: domain, &defects, key: \.row.key) { $0.read() }
        }
    }

    private func rows<Value>(
        of domain: Domain, _ defects: inout [RowDefect], key: (Value) -> RowKey,
        read: (inout SDTMReading) -> Value
    ) throws -> [Value] {
        let table = FollowUpTable.of(domain)
        // An import may bring the store to this version while it is being read.
        let statement = try database.cachedStatement(
            sql: schema == FollowUpSQL.schemaVersion
                ? FollowUpStatements.of(domain).record : FollowUpSQL.record(table, schema: schema))
        let cursor = try Row.fetchCursor(statement, arguments: [study, subject])
        let columns = SQLiteColumns(statement: statement.sqliteStatement)
        var keyText = RowKeyText()
        var values: [Value] = []
        var previous = ""
        var isOrdered = true
        while try cursor.next() != nil {
            for position in table.key { keyText.append(columns.bytes(at: position)) }
            let rowKey = RowKey(domain: domain, text: keyText.finish())
            isOrdered = isOrdered && previous <= rowKey.text
            previous = rowKey.text
            var reading = SDTMReading(row: columns, table: table, key: rowKey)
            values.append(read(&reading))
            if !reading.defects.isEmpty { defects += reading.defects }
        }
        // The primary key orders value by value, a row key as one text; they differ only where one value of a key
        // begins another.
        return isOrdered ? values : values.sorted { key($0) < key($1) }
    }
}

/// The columns of the row an SQLite statement stands on, read by position without a copy of the row.
struct SQLiteColumns: SDTMColumns {
    let statement: SQLiteStatement

    func bytes(at position: Int) -> UnsafeBufferPointer<UInt8> {
        // The value is looked up once for both, and is safe to read because nobody shares the connection. The text must
        // be asked for before its length, which counts the text's bytes only then.
        let value = sqlite3_column_value(statement, Int32(position))
        guard let text = sqlite3_value_text(value) else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: text, count: Int(sqlite3_value_bytes(value)))
    }

    func text(at position: Int) -> String { String(decoding: bytes(at: position), as: UTF8.self) }

    func date(at position: Int) -> ClinicalDate? { ClinicalDate(sdtm: bytes(at: position)) }

    func isBlank(at position: Int) -> Bool { bytes(at: position).isEmpty }

    func number(at position: Int) -> SDTMNumber {
        switch sqlite3_column_type(statement, Int32(position)) {
        case SQLITE_NULL: return .absent
        case SQLITE_FLOAT, SQLITE_INTEGER:
            let number = sqlite3_column_double(statement, Int32(position))
            return number.isFinite ? .number(number) : .unreadable
        default: return SDTMNumber(text: text(at: position))
        }
    }
}
