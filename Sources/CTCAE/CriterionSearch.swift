// SPDX-License-Identifier: Apache-2.0

/// The criteria of a version that a name stands for.
package struct CriterionFinding: Hashable, Sendable {
    /// Their cuts.
    package var lines: [CriterionLine]
    /// What the version calls the term, where it was asked for by the name of another version.
    package var renamed: String?
}

extension CTCAEVersion {
    /// The criteria that a name stands for: a test code, else a term by its whole name in any version, else terms with
    /// words that begin so.
    ///
    /// `K` is potassium and not every term with a k. What is known and has no criterion in numbers finds no lines.
    package func criteria(named name: String) -> CriterionFinding {
        if let analyte = Analyte(testCode: name.uppercased()) {
            let codes = Set(([analyte] + analyte.variants).flatMap(\.testCodes))
            return CriterionFinding(lines: criterionLines.filter { !codes.isDisjoint(with: $0.tests) })
        }
        let wanted = name.lowercased()
        let versions = [self] + CTCAEVersion.allCases
        for version in versions {
            guard let term = LabTerm.allCases.first(where: { $0.name(in: version).lowercased() == wanted }) else {
                continue
            }
            let own = term.name(in: self)
            return CriterionFinding(
                lines: criterionLines.filter { $0.concept == term }, renamed: own.lowercased() == wanted ? nil : own)
        }
        return CriterionFinding(lines: criterionLines.filter { beginsWords(of: $0.term, wanted) })
    }
}

extension Analyte {
    /// What the same test code measures where the row says more.
    fileprivate var variants: [Analyte] {
        switch self {
        case .glucose: [.fastingGlucose, .nonFastingGlucose]
        case .urineProteinDipstick: [.urineProteinExcretion, .urineProteinCreatinineRatio]
        default: []
        }
    }
}

/// Whether some words of a text that follow each other begin with the words wanted.
private func beginsWords(of text: String, _ wanted: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    let wanted = wanted.split { !$0.isLetter && !$0.isNumber }
    guard !wanted.isEmpty, wanted.count <= words.count else { return false }
    return (0...words.count - wanted.count).contains { start in
        zip(words[start...], wanted).allSatisfy { $0.hasPrefix($1) }
    }
}
