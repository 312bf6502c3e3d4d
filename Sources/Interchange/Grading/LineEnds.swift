// SPDX-License-Identifier: Apache-2.0

import CTCAE

/// What lines end with: grades, status and reason, each combination made once.
struct LineEnds: ~Copyable {
    private let format: GradeFormat
    private var texts = TextStore()
    /// By notes, grade and worst grade; empty where lines did not end so yet.
    private var graded = [TextStore.Place](repeating: .init(), count: 256 << (LineEnds.gradeBits * 2))
    /// By `position(of:)`.
    private var ungraded = [TextStore.Place](repeating: .init(), count: 1 << 8)

    private static let gradeBits = 3

    init(format: GradeFormat) {
        self.format = format
        for reason in UngradableReason.allCases {
            ungraded[LineEnds.position(of: reason)] = texts.add(text(of: .ungradable(reason), remarks: []))
        }
    }

    /// The end of a line, until the next one is asked for; behind it `LineBuffer.slack` bytes can be read.
    @inline(__always)
    mutating func end(of outcome: LabGrade.Outcome, _ notes: LabGrade.Notes) -> UnsafeBufferPointer<UInt8> {
        switch outcome {
        case .ungradable(let reason): return texts[ungraded[LineEnds.position(of: reason)]]
        case .graded(let grade, let worst):
            let position = (Int(notes.rawValue) << Self.gradeBits | grade) << Self.gradeBits | worst
            if graded[position].isEmpty { graded[position] = texts.add(text(of: outcome, remarks: notes.names)) }
            return texts[graded[position]]
        }
    }

    /// The end of a line as text.
    ///
    /// - Parameter remarks: what it ends with; the reason of an ungraded line follows them.
    func text(of outcome: LabGrade.Outcome, remarks: [String]) -> [UInt8] {
        let fields: (grade: String?, worst: String?, status: String, reasons: [String]) =
            switch outcome {
            case .graded(let grade, let worst): ("\(grade)", "\(worst)", "graded", remarks)
            case .ungradable(let reason): (nil, nil, "ungraded", remarks + [reason.rawValue])
            }
        let reasons = fields.reasons.joined(separator: ";")
        switch format {
        case .csv: return Array("\(fields.grade ?? ""),\(fields.worst ?? ""),\(fields.status),\(reasons)\n".utf8)
        case .json:
            let reason = reasons.isEmpty ? "null" : "\"\(reasons)\""
            let grades = "\"grade\":\(fields.grade ?? "null"),\"grade_worst\":\(fields.worst ?? "null")"
            return Array("\(grades),\"status\":\"\(fields.status)\",\"reason\":\(reason)}\n".utf8)
        }
    }

    /// A number below 256 for each reason.
    ///
    /// An enum without payload is one byte; a dictionary would hash the reason's name for every line.
    @inline(__always)
    private static func position(of reason: UngradableReason) -> Int { Int(unsafeBitCast(reason, to: UInt8.self)) }
}
