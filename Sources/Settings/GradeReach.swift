// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules

extension Declarations {
    /// The highest grade that a result of any of these terms may have, of all terms where none is named.
    func highestGrade(of terms: Set<LabTerm>) -> Int? {
        guard let ctcae else { return nil }
        return (terms.isEmpty ? ctcae.gradedTerms : terms).compactMap(ctcae.highestGrade(of:)).max()
    }

    /// The highest grade that an event of a group may have; nil where CTCAE does not know all of its terms.
    func highestGrade(ofGroup id: String) -> Int? {
        guard let ctcae, let group = termGroups.first(where: { $0.id == id }) else { return nil }
        let dictionary = TermDictionary.of(ctcae)
        let grades = group.terms.map { dictionary.grades(of: $0)?.max() }
        return grades.contains { $0 == nil } ? nil : grades.compactMap(\.self).max()
    }

    /// The highest grade that a finding of a rule may have; nil where that is not known.
    func highestGrade(of condition: Condition) -> Int? {
        switch condition {
        case .grade(let grade): highestGrade(of: grade.terms)
        case .event(let event): highestGrade(ofGroup: event.group)
        case .count, .signal, .dose, .cover, .clearance, .mismatch, .clock, .testing: nil
        }
    }
}

extension Fields {
    /// Tells a grade above the highest that can be: what asks for it never fires.
    func requireReach(of grade: Int?, at key: String, highest: Int?) {
        guard let grade, let highest, grade > highest else { return }
        entry(key)?.fault(found: "grade \(grade), which is never reached here", hint: "write \(highest) or less")
    }

    /// Tells the terms of a list that no result can bring to a grade.
    func requireReach(of grade: Int?, atEachOf key: String, _ declarations: Declarations) {
        guard let grade, let ctcae = declarations.ctcae else { return }
        for element in entry(key)?.uncheckedElements ?? [] {
            guard let name = element.scalarText, let term = LabTerm(named: name, in: ctcae),
                let highest = ctcae.highestGrade(of: term), highest < grade
            else { continue }
            element.fault(
                found: "\"\(name)\", of which CTCAE v\(ctcae.rawValue) knows no grade above \(highest)",
                hint: "leave it out, or give it a rule at grade \(highest) or less")
        }
    }
}
