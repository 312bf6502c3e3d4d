// SPDX-License-Identifier: Apache-2.0

/// Words that say nothing about what a thing is.
enum Naming {
    /// Each with what to write instead.
    static let banned: [String: String] = [
        "data": "say which: rows, bytes, body, record, results",
        "info": "say which fact it is",
        "manager": "say what it does, as a verb made a noun",
        "util": "put the function beside the noun it serves",
        "utils": "put the function beside the noun it serves",
        "utility": "put the function beside the noun it serves",
        "helper": "say what it helps with, or make it a method",
        "helpers": "say what it helps with, or make it a method",
    ]

    /// The field's own terms, in which a banned word means something.
    static let terms: [[String]] = [
        ["data", "manager"], ["data", "entry"], ["data", "quality"], ["data", "cut"], ["data", "cutoff"],
        ["data", "set"], ["data", "sets"],
        // What sd_notify calls systemd.
        ["service", "manager"],
    ]

    static func findings(in file: SourceTree.File) -> [Finding] {
        let stem = file.name.split(separator: ".").first.map(String.init) ?? ""
        let names = [Declarations.Name(text: stem, line: 1)] + Declarations.names(in: file.tokens)
        return names.compactMap { name in
            guard let word = bannedWord(in: name.text), let instead = banned[word] else { return nil }
            return Finding(path: file.path, line: name.line, message: "\(name.text) contains \"\(word)\": \(instead)")
        }
    }

    static func bannedWord(in name: String) -> String? {
        var words = words(of: name)[...]
        while let word = words.first {
            if let term = terms.first(where: { words.starts(with: $0) }) {
                words = words.dropFirst(term.count)
            } else if banned[word] != nil {
                return word
            } else {
                words = words.dropFirst()
            }
        }
        return nil
    }

    /// `labDataRow` is lab, data, row; `HTTPInfo` is http, info.
    static func words(of name: String) -> [String] {
        var words: [String] = []
        var word = ""
        let letters = Array(name)
        for (index, letter) in letters.enumerated() {
            let next = index + 1 < letters.count ? letters[index + 1] : nil
            let startsWord = letter.isUppercase && (word.last?.isUppercase != true || next?.isLowercase == true)
            if startsWord || !(letter.isLetter || letter.isNumber), !word.isEmpty {
                words.append(word.lowercased())
                word = ""
            }
            if letter.isLetter || letter.isNumber { word.append(letter) }
        }
        return word.isEmpty ? words : words + [word.lowercased()]
    }
}
