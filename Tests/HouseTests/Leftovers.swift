// SPDX-License-Identifier: Apache-2.0

/// What must not stay in a text that somebody else will read: notes to oneself, and the author's own folders.
///
/// The words are put together from halves, or this file would find itself.
enum Leftovers {
    static let notes = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
    static let folders = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/", "/opt/sw" + "ift"]

    static func findings(in file: SourceTree.File) -> [Finding] {
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().flatMap { index, line -> [Finding] in
            let words = Set(line.split { !$0.isLetter }.map(String.init))
            let left = notes.filter(words.contains).map { "\"\($0)\" is left over: do it, or file it" }
            let own = folders.filter(line.contains).map { "\"\($0)\" exists on one machine only" }
            return (left + own).map { Finding(path: file.path, line: index + 1, message: $0) }
        }
    }
}
