// SPDX-License-Identifier: Apache-2.0

import CTCAE

/// Writes grades as lines: one for each result and direction.
struct GradeLines: ~Copyable {
    private let format: GradeFormat
    private var output: LineBuffer
    private var texts = TextStore()
    /// What lines of the subject begin with.
    private var subject = TextStore()
    private var subjectPlace = TextStore.Place()

    private let gradeLabel: TextStore.Place
    private let worstLabel: TextStore.Place
    /// What a graded line ends with, by the bits of its notes.
    private var notes: [TextStore.Place] = []
    /// What an ungraded line ends with, by `position(of:)`.
    private var reasons: [TextStore.Place]

    init(format: GradeFormat, sink: @escaping LineBuffer.Sink) {
        self.format = format
        output = LineBuffer(sink: sink)
        gradeLabel = texts.add(format == .csv ? [] : Array("\"grade\":".utf8))
        worstLabel = texts.add(Array((format == .csv ? "," : ",\"grade_worst\":").utf8))
        for bits in 0...UInt8.max {
            let names = LabGrade.Notes(rawValue: bits).names.joined(separator: ";")
            notes.append(texts.add(GradeLines.end(grade: nil, status: "graded", reason: names, format)))
        }
        reasons = Array(repeating: TextStore.Place(), count: 1 << 8)
        for reason in UngradableReason.allCases {
            let text = GradeLines.end(grade: "", status: "ungraded", reason: reason.rawValue, format)
            reasons[GradeLines.position(of: reason)] = texts.add(text)
        }
    }

    /// Writes what stands above all lines.
    mutating func writeHeader() throws {
        guard format == .csv else { return }
        output.append(Array("usubjid,lbseq,lbtestcd,term,direction,grade,grade_worst,status,reason".utf8))
        try output.endLine()
    }

    /// Sets the subject of the lines that follow; the text is the bytes as text.
    mutating func setSubject(_ bytes: UnsafeBufferPointer<UInt8>, text: String?) {
        subject.removeAll()
        switch format {
        case .csv: subjectPlace = subject.add(quotedForCSV(Array(bytes)) + [comma])
        case .json:
            subjectPlace = subject.add(
                Array("{\"usubjid\":".utf8) + quotedForJSON(text ?? "") + Array(",\"lbseq\":".utf8))
        }
    }

    /// Writes a line.
    ///
    /// - Parameters:
    ///   - sequence: SDTM --SEQ as it stands in the file.
    ///   - label: test, term and direction.
    ///   - outcome: the grade, or why there is none.
    @inline(__always)
    mutating func write(
        sequence: UnsafeBufferPointer<UInt8>, label: UnsafeBufferPointer<UInt8>, outcome: LabGrade.Outcome,
        notes bits: LabGrade.Notes
    ) throws {
        output.append(subject[subjectPlace])
        if format == .csv, !needsQuotes(sequence) {
            output.append(sequence)
        } else {
            output.append(format == .csv ? quotedForCSV(Array(sequence)) : numberForJSON(sequence))
        }
        output.append(comma)
        output.append(label)
        switch outcome {
        case .graded(let grade, let worst):
            output.append(texts[gradeLabel])
            output.append(digit(grade))
            output.append(texts[worstLabel])
            output.append(digit(worst))
            output.append(texts[notes[Int(bits.rawValue)]])
        case .ungradable(let reason):
            output.append(texts[reasons[GradeLines.position(of: reason)]])
        }
        try output.endLine()
    }

    /// Writes a line whose number, label and remarks are made for it alone.
    ///
    /// - Parameter remarks: what the line ends with; the reason of an ungraded line follows them.
    mutating func write(sequence: [UInt8], label: [UInt8], grade: LabGrade, remarks: [String]) throws {
        output.append(subject[subjectPlace])
        output.append(
            format == .csv ? quotedForCSV(sequence) : sequence.withUnsafeBufferPointer(numberForJSON))
        output.append(comma)
        output.append(label)
        switch grade.outcome {
        case .graded(let proven, let worst):
            output.append(texts[gradeLabel])
            output.append(digit(proven))
            output.append(texts[worstLabel])
            output.append(digit(worst))
            let reason = remarks.joined(separator: ";")
            output.append(GradeLines.end(grade: nil, status: "graded", reason: reason, format))
        case .ungradable(let reason):
            let reason = (remarks + [reason.rawValue]).joined(separator: ";")
            output.append(GradeLines.end(grade: "", status: "ungraded", reason: reason, format))
        }
        try output.endLine()
    }

    /// Hands on what is left.
    mutating func flush() throws { try output.flush() }

    @inline(__always)
    private func digit(_ grade: Int) -> UInt8 { 48 + UInt8(truncatingIfNeeded: grade) }

    /// A number below 256 for each reason.
    ///
    /// An enum without payload is one byte; a dictionary would hash the reason's name for every line.
    @inline(__always)
    private static func position(of reason: UngradableReason) -> Int { Int(unsafeBitCast(reason, to: UInt8.self)) }

    /// What stands after the grades of a line, and for an ungraded line in their place.
    private static func end(grade: String?, status: String, reason: String, _ format: GradeFormat) -> [UInt8] {
        switch format {
        case .csv:
            return Array("\(grade == nil ? "" : ",")\(",\(status),\(reason)")".utf8)
        case .json:
            let grades = grade == nil ? "," : "\"grade\":null,\"grade_worst\":null,"
            let reason = reason.isEmpty ? "null" : "\"\(reason)\""
            return Array("\(grades)\"status\":\"\(status)\",\"reason\":\(reason)}".utf8)
        }
    }
}

private let comma = UInt8(ascii: ",")
