// SPDX-License-Identifier: Apache-2.0

import Foundation
import Yams

/// A configuration file that was found and is YAML.
struct ConfigurationFile {
    /// No file of a trial comes near this size.
    private static let bytesMax = 1_000_000

    /// The whole file as one value.
    let root: Entry

    /// Reads a file; nil after a fault.
    ///
    /// - Parameter mention: The value that names the file, where a missing file is told; nil for a path given by hand.
    init?(at path: String, log: FaultLog, mention: Entry? = nil) {
        log.open(path)
        let refuse = { (found: String, hint: String) in
            if let mention {
                mention.fault(found: found, hint: hint)
            } else {
                log.record(ConfigurationFault(file: path, line: 1, column: 1, path: "", found: found, hint: hint))
            }
        }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            refuse("no file \(path) that can be read", "check the path and the permissions")
            return nil
        }
        guard bytes.count <= Self.bytesMax else {
            refuse("\(bytes.count) bytes in \(path)", "a configuration has at most \(Self.bytesMax) bytes")
            return nil
        }
        guard let text = String(bytes: bytes, encoding: .utf8) else {
            refuse("bytes in \(path) that are not UTF-8", "save the file as UTF-8")
            return nil
        }
        guard let node = composeReportingDuplicates(text, file: path, log: log) else { return nil }
        root = Entry(node: node, file: path, path: "", log: log)
    }
}

/// The tree of a YAML text; nil after a fault.
///
/// The parser stops at a key that is given twice. To find the faults behind it too, the key is told, marked in the
/// text, and the text parsed again.
private func composeReportingDuplicates(_ text: String, file: String, log: FaultLog) -> Node? {
    let record = { (line: Int, column: Int, found: String, hint: String) in
        log.record(ConfigurationFault(file: file, line: line, column: column, path: "", found: found, hint: hint))
    }
    var text = text
    for round in 0..<DuplicateKey.marksMax {
        do {
            if let node = try compose(yaml: text) { return node }
            record(1, 1, "an empty file", "see README.md beside the example configuration")
            return nil
        } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
            let key = duplicates.first { !DuplicateKey.isMarked($0) } ?? ""
            let mark = context.mark
            record(mark.line, mark.column, "the key `\(key)` given twice in one mapping", "keep one of them")
            guard let marked = DuplicateKey.mark(in: text, at: mark, round: round) else { return nil }
            text = marked
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _)
        {
            record(
                mark.line, mark.column, "no YAML here (\(problem))", "check the indentation, colons and quotes above")
            return nil
        } catch {
            record(1, 1, "no YAML", "check the file's characters; it must be UTF-8 text without control characters")
            return nil
        }
    }
    return nil
}

/// Marks a key that was told as given twice, so that the next parse passes it.
enum DuplicateKey {
    /// More duplicates than this are not looked for.
    static let marksMax = 100
    /// The first of the private-use characters that stand for a key's first letter; each mark uses another.
    private static let firstMark: UInt32 = 0xE000

    static func isMarked(_ key: String) -> Bool {
        guard let first = key.unicodeScalars.first?.value else { return false }
        return (firstMark..<firstMark + UInt32(marksMax)).contains(first)
    }

    /// The text with the key at a place marked; nil when no plain key stands there.
    static func mark(in text: String, at mark: Mark, round: Int) -> String? {
        guard let scalar = Unicode.Scalar(firstMark + UInt32(round)) else { return nil }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
        guard lines.indices.contains(mark.line - 1) else { return nil }
        let isQuoted = lines[mark.line - 1].dropFirst(mark.column - 1).first.map { "\"'".unicodeScalars.contains($0) }
        let position = mark.column - 1 + (isQuoted == true ? 1 : 0)
        guard lines[mark.line - 1].indices.contains(position) else { return nil }
        lines[mark.line - 1][position] = scalar
        return lines.map { String(String.UnicodeScalarView($0)) }.joined(separator: "\n")
    }
}
