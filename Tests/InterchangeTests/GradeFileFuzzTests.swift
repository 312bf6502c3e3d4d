// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Interchange
import Testing
import Trial

struct GradeFileFuzzTests {
    private static let valid = GradedFile.laboratory(
        "P1,PLAT,1,2024-01-01,24,10^9/L,125,350,24,SERUM,Y,,", "P1,ALT,2,2024-01-01T08:30,80,U/L,7,40,80,SERUM,Y,,HIGH",
        "\"P,1\",GLUC,3,2024-01-15,,mmol/L,3.9,5.6,<40,\"SERUM, \"\"old\"\"\",,,",
        "P2,K,5,2024-01,6.4,mmol/L,3.5,5.1,6.4,SERUM,,5,NORMAL", "P2,CREAT,6,,1e2,µmol/L,45,84,,PLASMA,N,NA,.",
        more: ",LBORRES,LBSPEC,LBBLFL,BASE,BNRIND")

    private static let pieces: [[UInt8]] =
        [
            "\"", "\"\"", ",", "\n", "\r\n", "\r", "\u{0}", "-", "1e308", "1e-400", "0x1p3", "NaN", "inf", "<",
            "\u{FEFF}",
            "Y", "µ", "9999999999999999999999", ".", " ", "=1+1", "LBSEQ", "VSTESTCD", ";", "\u{1F}",
        ].map { Array($0.utf8) } + [[0xFF, 0xFE], [0xD1, 0xAA], [0xB5], [0x80]]

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `a damaged file is refused with a reason, or every row that is one gets its line`(seed: UInt64) throws {
        var random = Xorshift(seed: seed)
        var graded = 0
        for round in 0..<500 {
            var bytes = Array(Self.valid.utf8)
            for _ in 0...random.below(4) { random.damage(&bytes, with: Self.pieces) }
            for format in GradeFormat.allCases where format == .csv || round % 5 == 0 {
                do {
                    let file = try GradedFile(bytes: bytes, format: format)
                    graded += 1
                    let records = try Self.outputRecords(file, format)
                    #expect(records >= file.summary.rows && records <= file.summary.rows * 2)
                    if round % 5 == 0 { #expect(try GradedFile(bytes: bytes, format: format).bytes == file.bytes) }
                } catch let refused as GradedFile.Refused {
                    #expect(refused.reason.hasPrefix("results.csv: "), "\(refused.reason)")
                }
            }
        }
        #expect(graded > 100, "most damage leaves a header that can be read")
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func `bytes that are no table are refused`(seed: UInt64) throws {
        var random = Xorshift(seed: seed)
        for _ in 0..<200 {
            let bytes = (0..<random.below(400)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            #expect(throws: GradedFile.Refused.self) { try GradedFile(bytes: bytes) }
        }
    }

    /// The short way through bytes must grade as the whole result does.
    @Test(arguments: [21, 22] as [UInt64])
    func `a file is graded as its results are`(seed: UInt64) throws {
        var random = Xorshift(seed: seed)
        var rows: [String] = []
        var wanted: [String] = []
        for sequence in 0..<2_000 {
            let analyte = Analyte.allCases[random.below(Analyte.allCases.count)]
            let test = analyte.testCodes[random.below(analyte.testCodes.count)]
            let specimen = ["", "SERUM", "BLOOD", "URINE"][random.below(4)]
            let unit = ["10^9/L", "g/L", "g/dL", "mg/dL", "mmol/L", "umol/L", "U/L", "furlong", ""][random.below(9)]
            let value = ["", "<3", ">90", "NEG", "1+"].randomElement(using: &random, orNumber: 0.7)
            let limits = random.below(5) == 0 ? ["", ""] : ["\(random.below(20))", "\(20 + random.below(200))"]
            let fields = [test, "\(sequence)", "2024-01-01", value, unit] + limits + [specimen]
            rows.append("P\(sequence / 9)," + fields.joined(separator: ","))
            let result = LabResult(
                key: RowKey(domain: .lb, text: "[]"), test: test, specimen: specimen,
                collected: ClinicalDate(sdtm: "2024-01-01"), value: LabResult.Value(reported: value), unit: unit,
                lowerLimit: Double(limits[0]), upperLimit: Double(limits[1]))
            wanted += Self.lines("P\(sequence / 9),\(sequence),\(test)", result)
        }
        let text = ([GradedFile.header + ",LBSPEC"] + rows).joined(separator: "\n")
        let file = try GradedFile(text)
        #expect(file.lines.count == wanted.count)
        for (line, wanted) in zip(file.lines, wanted) { #expect(line == wanted) }
    }

    private static func lines(_ start: String, _ result: LabResult) -> [String] {
        let grades = grade(result, version: .v5_0, baseline: nil, atBaseline: .range)
        guard !grades.isEmpty else {
            let reason: UngradableReason =
                switch Analyte.measured(result) {
                case .failure(let reason): reason
                case .success: .versionWithoutCriterion
                }
            return ["\(start),,,,,ungraded,\(reason.rawValue)"]
        }
        return grades.map { grade in
            let term = "\(start),\(grade.term.name(in: .v5_0)),\(grade.direction.rawValue)"
            return switch grade.outcome {
            case .graded(let proven, let worst):
                "\(term),\(proven),\(worst),graded,\(grade.notes.names.joined(separator: ";"))"
            case .ungradable(let reason): "\(term),,,ungraded,\(reason.rawValue)"
            }
        }
    }

    /// How many records stand in an output; the header of CSV is none.
    private static func outputRecords(_ file: GradedFile, _ format: GradeFormat) throws -> Int {
        guard format == .csv else { return file.lines.count }
        let folder = try TemporaryFolder()
        var records = try CSVRecords(path: folder.file("grades.csv", bytes: file.bytes))
        var count = -1
        while try records.next() {
            #expect(records.count == 9 && !records.isMalformed)
            count += 1
        }
        return count
    }
}

/// A seeded generator, Marsaglia's xorshift64.
private struct Xorshift: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

    /// Puts something in, takes something out, or changes a byte.
    mutating func damage(_ bytes: inout [UInt8], with pieces: [[UInt8]]) {
        guard !bytes.isEmpty else { return }
        // Mostly behind the header, which alone decides whether a file can be read at all.
        let start = below(4) == 0 ? 0 : min(GradedFile.header.utf8.count + 36, bytes.count - 1)
        let place = start + below(bytes.count - start)
        switch below(4) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: next())
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(12)))
        default: bytes.insert(contentsOf: pieces[below(pieces.count)], at: place)
        }
    }
}

extension Array where Element == String {
    /// One of the texts, or with a probability a number of one decimal.
    fileprivate func randomElement(using random: inout Xorshift, orNumber probability: Double) -> String {
        guard random.below(1_000) >= Int(probability * 1_000) else { return "\(Double(random.below(4_000)) / 10)" }
        return self[random.below(count)]
    }
}
