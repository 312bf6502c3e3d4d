// SPDX-License-Identifier: Apache-2.0

import CTCAE

/// Writes grades as lines: one for each result and direction.
struct GradeLines: ~Copyable {
    private var output: LineBuffer
    private var ends: LineEnds
    private let format: GradeFormat
    /// What lines of the subject begin with.
    private var subject = TextStore()
    private var subjectPlace = TextStore.Place()

    init(format: GradeFormat, sink: @escaping LineBuffer.Sink) {
        self.format = format
        output = LineBuffer(sink: sink)
        ends = LineEnds(format: format)
    }

    /// Writes what stands above all lines.
    mutating func writeHeader() throws {
        guard format == .csv else { return }
        output.append(Array("usubjid,lbseq,lbtestcd,term,direction,grade,grade_worst,status,reason\n".utf8))
        try output.endLine()
    }

    /// Sets the subject of the lines that follow; the text is the bytes as text.
    mutating func setSubject(_ bytes: UnsafeBufferPointer<UInt8>, text: String?) {
        subject.removeAll()
        switch format {
        case .csv: subjectPlace = subject.add(quotedForCSV(Array(bytes)) + [UInt8(ascii: ",")])
        case .json:
            subjectPlace = subject.add(
                Array("{\"usubjid\":".utf8) + quotedForJSON(text ?? "") + Array(",\"lbseq\":".utf8))
        }
    }

    /// Writes a line.
    ///
    /// - Parameters:
    ///   - sequence: SDTM --SEQ as it stands in the file.
    ///   - label: test, term and direction; see `LabelText`.
    ///   - outcome: the grade, or why there is none.
    @inline(__always)
    mutating func write(
        sequence: UnsafeBufferPointer<UInt8>, label: UnsafeBufferPointer<UInt8>, outcome: LabGrade.Outcome,
        notes: LabGrade.Notes
    ) throws {
        let subject = self.subject[subjectPlace]
        let end = ends.end(of: outcome, notes)
        if isShortNumber(sequence) {
            output.reserve(subject.count + sequence.count + label.count + end.count)
            output.appendReserved(subject)
            output.appendReserved(sequence)
        } else {
            writeStart(sequence)
            output.reserve(label.count + end.count)
        }
        output.appendReserved(label)
        output.appendReserved(end)
        try output.endLine()
    }

    /// Writes a line whose number, label and remarks are made for it alone.
    ///
    /// - Parameter remarks: what the line ends with; the reason of an ungraded line follows them.
    mutating func write(sequence: [UInt8], label: [UInt8], grade: LabGrade, remarks: [String]) throws {
        sequence.withUnsafeBufferPointer { writeStart($0) }
        output.append(label)
        output.append(ends.text(of: grade.outcome, remarks: remarks))
        try output.endLine()
    }

    /// Hands on what is left.
    mutating func flush() throws { try output.flush() }

    /// Writes subject and number of a line whose number may have to be quoted.
    private mutating func writeStart(_ sequence: UnsafeBufferPointer<UInt8>) {
        output.append(Array(subject[subjectPlace]))
        output.append(format == .csv ? quotedForCSV(Array(sequence)) : numberForJSON(sequence))
    }

    /// Whether a field is a number of one to eight digits that every format writes as it is.
    ///
    /// The digits are looked at together: each has 3 as its upper half, and still has it when 6 is added.
    @inline(__always)
    private func isShortNumber(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        guard (1...8).contains(field.count), field[0] != UInt8(ascii: "0"),
            let bytes = UnsafeRawPointer(field.baseAddress)
        else { return false }
        let missing = UInt64(truncatingIfNeeded: (8 - field.count) * 8)
        let zeros: UInt64 = 0x3030_3030_3030_3030
        let digits = bytes.loadUnaligned(as: UInt64.self) &<< missing | zeros & (1 &<< missing &- 1)
        let halves: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
        return digits & halves == zeros && (digits &+ 0x0606_0606_0606_0606) & halves == zeros
    }
}
