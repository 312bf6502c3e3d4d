// SPDX-License-Identifier: Apache-2.0

/// The terms of a CTCAE version and the grades each may take.
///
/// Names and grades are those of NCI's published list (v5.0: 837 terms). A reported adverse event whose grade its
/// term cannot take, as grade 4 alopecia, is a defect of the row.
package struct TermDictionary: Sendable {
    /// How a reported term and grade stand to the dictionary.
    package enum TermCheck: Hashable, Sendable {
        /// The term exists, and may take the grade if one was given.
        case allowed
        /// The term exists and cannot take the grade; the grades it may take, in rising order.
        case impossibleGrade(allowed: [Int])
        /// No such term; the term that is spelt most alike, when one is close.
        case unknownTerm(nearest: String?)
    }

    /// The version.
    package let version: CTCAEVersion
    private let entries: [String: Entry]

    private struct Entry {
        var name: String
        var grades: [Int]
    }

    /// The dictionary of a version, made once; nil for a version whose list is not written.
    package static func of(_ version: CTCAEVersion) -> TermDictionary? {
        version == .v5_0 ? v5 : nil
    }

    private static let v5 = TermDictionary(version: .v5_0, listed: [v5AToE, v5FToO, v5PToZ])

    private init(version: CTCAEVersion, listed: [String]) {
        self.version = version
        var entries: [String: Entry] = [:]
        for line in listed.flatMap({ $0.split(separator: "\n") }) {
            let grades = line.prefix { $0 != " " }.compactMap(\.wholeNumberValue)
            let name = line.drop { $0 != " " }.drop { $0 == " " }
            entries[Self.key(of: String(name))] = Entry(name: String(name), grades: grades)
        }
        self.entries = entries
    }

    /// How many terms there are.
    package var count: Int { entries.count }

    /// The grades a term may take, or nil for an unknown term; case and spacing do not matter.
    package func grades(of term: String) -> [Int]? {
        entries[Self.key(of: term)]?.grades
    }

    /// Checks a reported term and its grade.
    ///
    /// - Parameter grade: The reported grade (SDTM AETOXGR); nil, which contradicts nothing, when none was given.
    package func check(term: String, grade: Int?) -> TermCheck {
        guard let entry = entries[Self.key(of: term)] else { return .unknownTerm(nearest: nearest(to: term)) }
        guard let grade, !entry.grades.contains(grade) else { return .allowed }
        return .impossibleGrade(allowed: entry.grades)
    }

    /// Lower case, single spaces.
    private static func key(of term: String) -> String {
        term.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The term within a distance of a quarter of its length; of several as near, the first by the alphabet.
    private func nearest(to term: String) -> String? {
        let sought = Array(Self.key(of: term).unicodeScalars)
        var best: (distance: Int, name: String)?
        for (key, entry) in entries {
            let candidate = Array(key.unicodeScalars)
            let limit = min(best?.distance ?? .max, candidate.count / 4)
            guard abs(candidate.count - sought.count) <= limit else { continue }
            let distance = editDistance(sought, candidate)
            guard distance <= limit else { continue }
            if let best, (best.distance, best.name) < (distance, entry.name) { continue }
            best = (distance, entry.name)
        }
        return best?.name
    }
}

/// The fewest insertions, deletions and replacements that turn one text into the other (Levenshtein, 1965).
private func editDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    var row = Array(0...second.count)
    for (line, scalar) in first.enumerated() {
        var diagonal = row[0]
        row[0] = line + 1
        for (column, other) in second.enumerated() {
            let replaced = diagonal + (scalar == other ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
        }
    }
    return row[second.count]
}
