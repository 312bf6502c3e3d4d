// SPDX-License-Identifier: Apache-2.0

/// The terms of a CTCAE version and the grades each may take.
///
/// Names and grades are those of NCI's published lists: v4.03 of 2010-06-14 (790 terms), v5.0 of 2017-11-27 (837) and
/// v6.0 of 2025-07-10 with the errata of 2026-01-20 (850). A reported adverse event whose grade its term cannot take,
/// as grade 4 alopecia, whose term is another version's, or whose term no version has, is a defect of the row.
package struct TermDictionary: Sendable {
    /// How a reported term and grade stand to the dictionary.
    package enum TermCheck: Hashable, Sendable {
        /// The term exists, and may take the grade if one was given.
        case allowed
        /// The term exists and cannot take the grade; the grades it may take, in rising order.
        case impossibleGrade(allowed: [Int])
        /// Only these other versions have the term; what this version has in its place, where that is certain.
        case ofAnotherVersion([CTCAEVersion], replacement: String?)
        /// No version has the term; the term that was most likely meant, when one is close.
        case unknownTerm(nearest: String?)
    }

    /// A term as NCI writes it.
    struct Entry: Sendable {
        /// The name.
        var name: String
        /// The grades the standard defines, in rising order.
        var grades: [Int]
    }

    /// The version.
    package let version: CTCAEVersion
    private let entries: [String: Entry]
    private let spellings: [String: String]
    private let wordings: [String: String]
    private let likenesses: [Int: [(words: [[UInt8]], name: String)]]

    /// The dictionary of a version, made once.
    package static func of(_ version: CTCAEVersion) -> TermDictionary {
        switch version {
        case .v4_03: v4
        case .v5_0: v5
        case .v6_0: v6
        }
    }

    private static let v4 = TermDictionary(version: .v4_03, listed: [v4AToE, v4FToO, v4PToZ])
    private static let v5 = TermDictionary(version: .v5_0, listed: [v5AToE, v5FToO, v5PToZ])
    private static let v6 = TermDictionary(version: .v6_0, listed: [v6AToE, v6FToO, v6PToZ])

    private init(version: CTCAEVersion, listed: [String]) {
        self.version = version
        let listed = listed.flatMap { $0.split(separator: "\n") }.map { line in
            Entry(
                name: String(line.drop { $0 != " " }.drop { $0 == " " }),
                grades: line.prefix { $0 != " " }.compactMap(\.wholeNumberValue))
        }
        entries = Dictionary(listed.map { (termKey($0.name), $0) }) { first, _ in first }
        spellings = Dictionary(listed.map { (plainSpelling($0.name), $0.name) }) { first, _ in first }
        wordings = Dictionary(listed.map { (plainWording($0.name), $0.name) }) { first, _ in first }
        likenesses = Dictionary(grouping: listed.map { (plainWords($0.name), $0.name) }) { $0.0.count }
    }

    /// Every term's name, as NCI writes it, by the alphabet.
    package var names: [String] { entries.values.map(\.name).sorted() }

    /// How many terms there are.
    package var count: Int { entries.count }

    /// The grades a term may take, or nil for an unknown term; case and spacing do not matter.
    package func grades(of term: String) -> [Int]? { entry(of: term)?.grades }

    /// The term that a text spells in another way, as "Anaemia" spells "Anemia"; nil where it is none.
    ///
    /// American and British spelling (MedDRA's), case, punctuation, plurals and "NOS" make no other term.
    package func term(spelling text: String) -> String? {
        entry(of: text)?.name ?? spellings[plainSpelling(text)]
    }

    /// Checks a reported term and its grade.
    ///
    /// - Parameter grade: The reported grade (SDTM AETOXGR); nil, which contradicts nothing, when none was given.
    package func check(term: String, grade: Int?) -> TermCheck {
        if let entry = entry(of: term) {
            guard let grade, !entry.grades.contains(grade) else { return .allowed }
            return .impossibleGrade(allowed: entry.grades)
        }
        let spelling = plainSpelling(term)
        let elsewhere = CTCAEVersion.allCases.compactMap { version in
            Self.of(version).spellings[spelling].map { (version: version, name: $0) }
        }
        guard let first = elsewhere.first, !elsewhere.contains(where: { $0.version == version }) else {
            return .unknownTerm(nearest: nearest(to: term))
        }
        return .ofAnotherVersion(
            elsewhere.map(\.version), replacement: replacement(of: first.name) ?? synonym(of: first.name))
    }

    /// The term of this version that stands for another version's.
    ///
    /// - Parameter renamedOnly: Whether to leave out wider and merely related terms.
    package func replacement(of term: String, renamedOnly: Bool = false) -> String? {
        let sought = termKey(term)
        let sources = CTCAEVersion.allCases.filter { Self.of($0).entries[sought] != nil }
        guard !sources.contains(version), let source = sources.min(by: { steps(to: $0) < steps(to: $1) })
        else { return nil }
        return TermSuccession.replacement(of: term, from: source, in: version, renamedOnly: renamedOnly)
            .flatMap { entries[termKey($0)]?.name }
    }

    private func steps(to other: CTCAEVersion) -> Int {
        let order = CTCAEVersion.allCases
        guard let here = order.firstIndex(of: version), let there = order.firstIndex(of: other) else { return 0 }
        return abs(here - there)
    }

    /// The listed term; what a site specifies after "Other, specify" belongs to the event, not to the term.
    private func entry(of term: String) -> Entry? {
        let key = termKey(term)
        if let entry = entries[key] { return entry }
        let words = key.split(separator: " ", omittingEmptySubsequences: true)
        guard let specify = words.firstIndex(where: { $0.hasPrefix("specify") }), specify > 0,
            words[specify - 1] == "other,"
        else { return nil }
        return entries[(words[..<specify] + ["specify"]).joined(separator: " ")]
    }

    // MARK: The term that was meant

    /// The term most likely meant: by its words, by what else sites call it, or by its letters.
    private func nearest(to text: String) -> String? {
        let spelling = plainSpelling(text)
        return spellings[spelling] ?? spellings[spelling + " specify"] ?? synonym(of: text)
            ?? wordings[plainWording(text)] ?? likest(text)
    }

    private func synonym(of text: String) -> String? {
        guard let name = TermSynonyms.byWording[plainWording(text)] else { return nil }
        return entries[termKey(name)]?.name ?? replacement(of: name)
    }

    /// The term of as many words whose every word differs by a quarter of its letters at most.
    ///
    /// Word by word, because a word more or another word is another event (motor neuropathy for neuropathy); nil where
    /// two terms are as near.
    private func likest(_ text: String) -> String? {
        let sought = plainWords(text)
        var best: (distance: Int, name: String?) = (.max, nil)
        for candidate in likenesses[sought.count, default: []] {
            guard let distance = distance(sought, candidate.words), distance <= best.distance else { continue }
            best = (distance, distance == best.distance ? nil : candidate.name)
        }
        return best.name
    }
}

/// How many letters two terms of as many words differ by; nil where it is too many, or where one may be the opposite.
private func distance(_ first: [[UInt8]], _ second: [[UInt8]]) -> Int? {
    var sum = 0
    for (word, other) in zip(first, second) where word != other {
        guard let distance = editDistance(word, other, upTo: other.count / 4), !mayOppose(word, other)
        else { return nil }
        sum += distance
    }
    return sum
}

/// Whether one word may be the other's opposite: hyperthermia is no slip for hypothermia, nor neutrophilia for -penia.
private func mayOppose(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    let words = [first, second].map { String(decoding: $0, as: UTF8.self) }
    let starts = words.map { word in ["hyper", "hypo", "increas", "decreas"].first(where: word.hasPrefix) }
    let ends = words.compactMap { word in ["cytosis", "philia", "penia"].first(where: word.hasSuffix) }
    return starts[0] != starts[1] || Set(ends).count > 1
}

/// The fewest insertions, deletions and replacements that turn one word into the other (Levenshtein, 1965).
///
/// - Returns: Nil where it takes more than the limit.
private func editDistance(_ first: [UInt8], _ second: [UInt8], upTo limit: Int) -> Int? {
    guard abs(first.count - second.count) <= limit else { return nil }
    var row = Array(0...second.count)
    for (line, letter) in first.enumerated() {
        var diagonal = row[0]
        row[0] = line + 1
        for (column, other) in second.enumerated() {
            let replaced = diagonal + (letter == other ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
        }
    }
    return row[second.count] <= limit ? row[second.count] : nil
}
