// SPDX-License-Identifier: Apache-2.0

/// What the term of a reported event says of laboratory values.
///
/// A name of a laboratory term in any CTCAE version, MedDRA's preferred term and the site's usual words for it, in
/// English or Chinese, name the same event, and its grade is the laboratory's. A wider term, as pancytopenia, accounts
/// for low platelets too, but its grade is its own. Case, spelling and the order of words make no other term.
package struct ReportedTerm: Hashable, Sendable {
    /// The laboratory terms it is another name of.
    package let names: Set<LabTerm>
    /// Laboratory terms it accounts for besides.
    package let accountsFor: Set<LabTerm>

    private init(names: Set<LabTerm> = [], accountsFor: Set<LabTerm> = []) {
        self.names = names
        self.accountsFor = accountsFor
    }

    /// What a written term says; nil where no laboratory value shows such an event.
    package static func of(_ text: String) -> ReportedTerm? {
        text.isEmpty ? nil : byWording[plainWording(text)]
    }

    /// Everything a term is called, as it is written.
    package static func writings(of term: LabTerm) -> [String] {
        CTCAEVersion.allCases.map(term.name(in:)) + synonyms(of: term) + (ReportedTermNames.listed[term] ?? [])
    }

    /// The wider terms, as they are written, and what each accounts for.
    static let wider: [(term: String, accountsFor: Set<LabTerm>)] = WiderTerms.english + WiderTerms.chinese

    private static func synonyms(of term: LabTerm) -> [String] {
        let names = Set(CTCAEVersion.allCases.map(term.name(in:)))
        return TermSynonyms.listed.filter { names.contains($0.name) }.map(\.synonym)
    }

    private static let byWording: [String: ReportedTerm] = {
        let named = LabTerm.allCases.flatMap { term in
            writings(of: term).map { (plainWording($0), ReportedTerm(names: [term])) }
        }
        let widened = wider.map { (plainWording($0.term), ReportedTerm(accountsFor: $0.accountsFor)) }
        return Dictionary(named + widened) { first, second in
            ReportedTerm(
                names: first.names.union(second.names), accountsFor: first.accountsFor.union(second.accountsFor))
        }
    }()
}

extension LabTerm {
    /// Whether the term is of vital signs or an electrocardiogram rather than of a specimen.
    package var isVitalSign: Bool {
        switch self {
        case .fever, .hypothermia, .weightGain, .weightLoss, .hypertension, .hypoxia, .qtIntervalProlonged: true
        default: false
        }
    }

    /// The gravest grade that numbers may show in a version; graver ones are the clinician's alone, 0 where all are.
    package func gravestGrade(in version: CTCAEVersion) -> Int {
        version.criteria.filter { $0.term == self }.flatMap { $0.cuts + $0.cutsIfBaselineHigh }.map(\.worst).max() ?? 0
    }
}
