// SPDX-License-Identifier: Apache-2.0

import CTCAE

extension Entry {
    /// A laboratory test by its SDTM LBTESTCD.
    func analyte() -> Analyte? {
        guard let text = text("an LBTESTCD") else { return nil }
        guard let analyte = Analyte(testCode: text) else {
            let codes = Analyte.allCases.compactMap(\.testCodes.first)
            fault(found: "the unknown test \(found)", hint: suggestion(for: text, among: codes, what: "an LBTESTCD"))
            return nil
        }
        return analyte
    }

    /// A unit in which the test is reported; nothing is said of it where the test is not known.
    func unit(of analyte: Analyte?) -> LabUnit? {
        guard let text = text("a unit"), let analyte else { return nil }
        guard let unit = analyte.unit(spelled: text) else {
            let known = LabUnit.allCases.map(\.symbol).filter { analyte.unit(spelled: $0)?.symbol == $0 }
            let hint = suggestion(for: text, among: known, what: "a unit of \(analyte.testCodes[0])")
            fault(found: "\(found), no unit of \(analyte.testCodes[0])", hint: hint)
            return nil
        }
        return unit
    }

    /// A count that a living subject may have, in a unit; this catches cells per microlitre written for 10^9/L.
    func count(of analyte: Analyte?, in unit: LabUnit?) -> Double? {
        guard let count = positiveNumber() else { return nil }
        guard let analyte, let unit else { return count }
        guard analyte.isPlausible(count, in: unit) else {
            fault(
                found: "\(plain(count)) \(unit.symbol), which no subject has",
                hint: "give the number in \(unit.symbol), or change `unit:`")
            return nil
        }
        return count
    }

    /// `all`, or a list of CTCAE terms of a version; the empty set stands for all.
    func labTerms(of version: CTCAEVersion?) -> Set<LabTerm>? {
        if let text = scalarText {
            guard text == "all" else {
                fault(found: found, hint: "write `all`, or a list of CTCAE terms")
                return nil
            }
            return []
        }
        return elements(of: "CTCAE terms").map { Set($0.compactMap { $0.labTerm(of: version) }) }
    }

    /// A CTCAE term that a version grades results by, called as that version calls it.
    ///
    /// - Parameter version: The study's version; nil, when the file names none, stands for any.
    func labTerm(of version: CTCAEVersion?) -> LabTerm? {
        let versions = version.map { [$0] } ?? CTCAEVersion.allCases
        if let version, let text = scalarText,
            LabTerm(named: text, in: version).map(version.gradedTerms.contains) != true,
            let renamed = CTCAEVersion.allCases.lazy.compactMap({ LabTerm(named: text, in: $0) }).first
        {
            let hint =
                version.gradedTerms.contains(renamed)
                ? "v\(version.rawValue) calls it \"\(renamed.name(in: version))\""
                : "v\(version.rawValue) has no cuts for it; leave it out, or grade by another version"
            fault(found: found, hint: hint)
            return nil
        }
        let options = versions.flatMap { version in version.gradedTerms.map { ($0.name(in: version), $0) } }
        return choice("a CTCAE term", among: options.sorted { $0.0 < $1.0 })
    }
}
