// SPDX-License-Identifier: Apache-2.0

import Trial

/// A low blood count that a site reports as an adverse event.
enum Cytopenia: CaseIterable, Sendable {
    case platelets, neutrophils, hemoglobin

    /// MedDRA preferred term.
    var term: String {
        switch self {
        case .platelets: "Platelet count decreased"
        case .neutrophils: "Neutrophil count decreased"
        case .hemoglobin: "Anaemia"
        }
    }

    /// MedDRA system organ class.
    var bodySystem: String {
        self == .hemoglobin ? "Blood and lymphatic system disorders" : "Investigations"
    }

    /// The grade of a blood count, 0...4, by the numeric cut-offs of CTCAE v5.0 below grade 1.
    func grade(of count: BloodCount) -> Int {
        let (value, cuts) =
            switch self {
            case .platelets: (count.platelets, [75.0, 50, 25])
            case .neutrophils: (count.neutrophils, [1.5, 1.0, 0.5])
            case .hemoglobin: (count.hemoglobin, [100.0, 80, 65])
            }
        let below = cuts.filter { value < $0 }.count
        return below == 0 ? 0 : below + 1
    }
}

/// A cytopenia that was reported and goes on.
struct OpenCytopenia: Sendable {
    let kind: Cytopenia
    /// Position of the AE row in `histories`.
    let row: Int
    /// The worst grade so far.
    var grade: Int
}

extension SubjectCourse {
    /// Reports, worsens and ends cytopenias as a site does that reads a blood count: most of grade 3 and 4, few of 2.
    mutating func reportCytopenias(_ count: BloodCount, on day: CalendarDay) {
        for kind in Cytopenia.allCases {
            let grade = kind.grade(of: count)
            if let index = openCytopenias.firstIndex(where: { $0.kind == kind }) {
                follow(index, grade: grade, on: day)
            } else if grade >= 2, generator.chance(grade >= 3 ? 0.87 : 0.12) {
                report(kind, grade: grade, on: day)
            }
        }
        if count.platelets < 50 { restAspirin(on: day) }
    }

    private mutating func follow(_ index: Int, grade: Int, on day: CalendarDay) {
        let open = openCytopenias[index]
        if grade == 0 {
            histories[open.row].update(known: day, ["AEENDTC": "\(day)", "AEOUT": "RECOVERED/RESOLVED"])
            openCytopenias.remove(at: index)
        } else if grade > open.grade {
            histories[open.row].update(known: day, ["AETOXGR": String(grade), "AESLIFE": grade == 4 ? "Y" : "N"])
            openCytopenias[index].grade = grade
        }
    }

    private mutating func report(_ kind: Cytopenia, grade: Int, on day: CalendarDay) {
        let isSerious = grade == 4 && generator.chance(0.3)
        let words = ["RELATED", "POSSIBLY RELATED", "UNLIKELY RELATED"]
        let row = record(
            .ae, form: newForm(), known: day, minute: 14 * 60, promptness: isSerious ? .serious : .ordinary,
            [
                "AESPID": nextEventNumber(), "AETERM": kind.term.lowercased(), "AEDECOD": kind.term,
                "AEBODSYS": kind.bodySystem, "AETOXGR": String(grade), "AESER": isSerious ? "Y" : "N",
                "AESDTH": "N", "AESHOSP": isSerious ? "Y" : "N", "AESLIFE": "N",
                "AEREL": words[generator.index(weights: [50, 42, 8])],
                "AEACN": grade == 4 ? "DOSE REDUCED" : "DOSE NOT CHANGED", "AEOUT": "NOT RECOVERED/NOT RESOLVED",
                "AESTDTC": "\(day)",
            ])
        openCytopenias.append(OpenCytopenia(kind: kind, row: row, grade: grade))
    }
}
