// SPDX-License-Identifier: Apache-2.0

import CTCAE

/// The terms of a CTCAE version, arranged to find the one that a misspelt term was meant to be.
struct TermSlips {
    /// Names by how many letters they have.
    private let names: [Int: [(letters: [UInt8], name: String)]]

    /// The terms of a version, arranged once.
    static func of(_ version: CTCAEVersion) -> TermSlips {
        switch version {
        case .v4_03: v4
        case .v5_0: v5
        case .v6_0: v6
        }
    }

    private static let v4 = TermSlips(.v4_03)
    private static let v5 = TermSlips(.v5_0)
    private static let v6 = TermSlips(.v6_0)

    private init(_ version: CTCAEVersion) {
        let listed = TermDictionary.of(version).names.map { (letters: Array($0.lowercased().utf8), name: $0) }
        names = Dictionary(grouping: listed, by: \.letters.count)
    }

    /// The term that one slip of the pen turns into a word no version has; nil where there is none.
    func meant(by word: String) -> String? {
        let isKnown = CTCAEVersion.allCases.contains { TermDictionary.of($0).term(spelling: word) != nil }
        guard !isKnown else { return nil }
        let letters = Array(word.lowercased().utf8)
        let near = (letters.count - 1...letters.count + 1).lazy.compactMap { names[$0] }.joined()
        return near.first { mayBeOneSlip(letters, $0.letters) && isOneSlip(from: $0.name, to: word) }?.name
    }

    /// Whether two words begin and end so much alike that one slip may be all: cheap, and seldom true.
    private func mayBeOneSlip(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        var alike = 0
        let shorter = min(first.count, second.count)
        while alike < shorter, first[alike] == second[alike] { alike += 1 }
        var behind = 0
        while behind < shorter - alike, first[first.count - 1 - behind] == second[second.count - 1 - behind] {
            behind += 1
        }
        return alike + behind + 2 >= shorter
    }
}
