// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

/// Values on both sides of every cut of a criterion: `value>grade` or `value>grade/worst`, blank-separated.
struct Boundaries: CustomTestStringConvertible, Sendable {
    var term: LabTerm
    /// The criterion as v5.0 prints it, grade by grade.
    var criterion: String
    var code: String
    var unit: String
    var lower: Double?
    var upper: Double?
    var steps: String

    init(
        _ term: LabTerm, _ criterion: String, _ code: String, _ unit: String, lower: Double? = nil,
        upper: Double? = nil, _ steps: String
    ) {
        (self.term, self.criterion, self.code, self.unit) = (term, criterion, code, unit)
        (self.lower, self.upper, self.steps) = (lower, upper, steps)
    }

    var testDescription: String { "\(term.rawValue) in \(unit)" }

    /// The values and what they must grade.
    var expectations: [(value: Double, outcome: LabGrade.Outcome)] {
        steps.split(separator: " ").compactMap { step in
            let parts = step.split(separator: ">")
            let grades = parts[1].split(separator: "/").compactMap { Int($0) }
            return Double(parts[0]).map { ($0, .graded(grade: grades[0], worst: grades[grades.count - 1])) }
        }
    }

    static let haematology: [Boundaries] = [
        Boundaries(
            .anemia, "<LLN - 10.0 g/dL | <10.0 - 8.0 g/dL | <8.0 g/dL", "HGB", "g/dL", lower: 12,
            "12>0 11.9>1 10>1 9.9>2 8>2 7.9>3 4>3"),
        Boundaries(
            .anemia, "<LLN - 6.2 mmol/L | <6.2 - 4.9 | <4.9", "HGB", "mmol/L", lower: 7.4,
            "7.4>0 7.39>1 6.2>1 6.19>2 4.9>2 4.89>3"),
        Boundaries(
            .anemia, "<LLN - 100 g/L | <100 - 80 | <80", "HGB", "g/L", lower: 120, "120>0 119>1 100>1 99>2 80>2 79>3"),
        Boundaries(
            .hemoglobinIncreased, "increase in >0 - 2 g/dL | >2 - 4 | >4", "HGB", "g/dL", upper: 16,
            "16>0 16.1>1 18>1 18.1>2 20>2 20.1>3"),
        Boundaries(
            .whiteBloodCellDecreased, "<LLN - 3.0 x 10e9/L | <3.0 - 2.0 | <2.0 - 1.0 | <1.0", "WBC", "10^9/L", lower: 4,
            "4>0 3.9>1 3>1 2.9>2 2>2 1.9>3 1>3 0.9>4 0>4"),
        Boundaries(
            .whiteBloodCellDecreased, "<LLN - 3000/mm3 | <3000 - 2000 | <2000 - 1000 | <1000", "WBC", "/mm3",
            lower: 4000,
            "4000>0 3999>1 3000>1 2999>2 2000>2 1999>3 1000>3 999>4"),
        Boundaries(.leukocytosis, "G3 >100,000/mm3", "WBC", "/mm3", "4000>0 100000>0 100001>3"),
        Boundaries(.leukocytosis, "G3 >100,000/mm3", "WBC", "10^9/L", "100>0 100.1>3"),
        Boundaries(
            .neutrophilCountDecreased, "<LLN - 1.5 x 10e9/L | <1.5 - 1.0 | <1.0 - 0.5 | <0.5", "NEUT", "10^9/L",
            lower: 1.8,
            "1.8>0 1.79>1 1.5>1 1.49>2 1>2 0.99>3 0.5>3 0.49>4 0>4"),
        Boundaries(
            .lymphocyteCountDecreased, "<LLN - 0.8 x 10e9/L | <0.8 - 0.5 | <0.5 - 0.2 | <0.2", "LYM", "10^9/L",
            lower: 1,
            "1>0 0.99>1 0.8>1 0.79>2 0.5>2 0.49>3 0.2>3 0.19>4"),
        Boundaries(
            .lymphocyteCountIncreased, "G2 >4000/mm3 - 20,000/mm3 | G3 >20,000/mm3", "LYM", "cells/uL",
            "4000>0 4001>2 20000>2 20001>3"),
        Boundaries(
            .plateletCountDecreased, "<LLN - 75.0 x 10e9/L | <75.0 - 50.0 | <50.0 - 25.0 | <25.0", "PLAT", "10^9/L",
            lower: 150, "150>0 149>1 75>1 74>2 50>2 49>3 25>3 24>4 0>4"),
    ]

    static let chemistry: [Boundaries] = [
        Boundaries(
            .alanineAminotransferaseIncreased, ">ULN - 3.0 x ULN | >3.0 - 5.0 | >5.0 - 20.0 | >20.0", "ALT", "U/L",
            upper: 40, "40>0 41>1 120>1 121>2 200>2 201>3 800>3 801>4"),
        Boundaries(
            .aspartateAminotransferaseIncreased, ">ULN - 3.0 x ULN | >3.0 - 5.0 | >5.0 - 20.0 | >20.0", "AST", "ukat/L",
            upper: 0.5, "0.5>0 0.51>1 1.5>1 1.51>2 2.5>2 2.51>3 10>3 10.1>4"),
        Boundaries(
            .alkalinePhosphataseIncreased, ">ULN - 2.5 x ULN | >2.5 - 5.0 | >5.0 - 20.0 | >20.0", "ALP", "IU/L",
            upper: 100, "100>0 101>1 250>1 251>2 500>2 501>3 2000>3 2001>4"),
        Boundaries(
            .bloodBilirubinIncreased, ">ULN - 1.5 x ULN | >1.5 - 3.0 | >3.0 - 10.0 | >10.0", "BILI", "umol/L",
            upper: 20, "20>0 21>1 30>1 31>2 60>2 61>3 200>3 201>4"),
        Boundaries(
            .creatinineIncreased, ">ULN - 1.5 x ULN | >1.5 - 3.0 | >3.0 - 6.0 | >6.0", "CREAT", "mg/dL", upper: 1.2,
            "1.2>0 1.21>1 1.8>1 1.81>2 3.6>2 3.61>3 7.2>3 7.21>4"),
        Boundaries(
            .hyperkalemia, ">ULN - 5.5 mmol/L | >5.5 - 6.0 | >6.0 - 7.0 | >7.0", "K", "mEq/L", upper: 5.1,
            "5.1>0 5.2>1 5.5>1 5.6>2 6>2 6.1>3 7>3 7.1>4"),
        Boundaries(
            .hypokalemia, "<LLN - 3.0 mmol/L | the same and symptomatic | <3.0 - 2.5 | <2.5", "K", "mmol/L", lower: 3.5,
            "3.5>0 3.4>1/2 3>1/2 2.9>3 2.5>3 2.4>4"),
        Boundaries(
            .hypernatremia, ">ULN - 150 mmol/L | >150 - 155 | >155 - 160 | >160", "SODIUM", "mmol/L", upper: 145,
            "145>0 146>1 150>1 151>2 155>2 156>3 160>3 161>4"),
        Boundaries(
            .hyponatremia, "<LLN - 130 mmol/L | 125-129, G3 if symptomatic | 120-124 | <120", "SODIUM", "mmol/L",
            lower: 135, "135>0 134>1 130>1 129.5>2/3 129>2/3 125>2/3 124.5>3 124>3 120>3 119>4"),
        Boundaries(
            .hypercalcemia, ">ULN - 2.9 mmol/L | >2.9 - 3.1 | >3.1 - 3.4 | >3.4", "CACR", "mmol/L", upper: 2.6,
            "2.6>0 2.61>1 2.9>1 2.91>2 3.1>2 3.11>3 3.4>3 3.41>4"),
        Boundaries(
            .hypercalcemia, ">ULN - 11.5 mg/dL | >11.5 - 12.5 | >12.5 - 13.5 | >13.5", "CA", "mg/dL", upper: 10.5,
            "10.5>0 10.6>1 11.5>1 11.6>2 12.5>2 12.6>3 13.5>3 13.6>4"),
        Boundaries(
            .hypocalcemia, "<LLN - 2.0 mmol/L | <2.0 - 1.75 | <1.75 - 1.5 | <1.5", "CACR", "mmol/L", lower: 2.1,
            "2.1>0 2.09>1 2>1 1.99>2 1.75>2 1.74>3 1.5>3 1.49>4"),
        Boundaries(
            .hypocalcemia, "<LLN - 8.0 mg/dL | <8.0 - 7.0 | <7.0 - 6.0 | <6.0", "CACR", "mg/dL", lower: 8.5,
            "8.5>0 8.4>1 8>1 7.9>2 7>2 6.9>3 6>3 5.9>4"),
        Boundaries(
            .hypoalbuminemia, "<LLN - 3 g/dL | <3 - 2 | <2", "ALB", "g/dL", lower: 3.5,
            "3.5>0 3.4>1 3>1 2.9>2 2>2 1.9>3"),
        Boundaries(
            .hypoalbuminemia, "<LLN - 30 g/L | <30 - 20 | <20", "ALB", "g/L", lower: 35, "35>0 34>1 30>1 29>2 20>2 19>3"
        ),
        Boundaries(
            .hypoglycemia, "<LLN - 55 mg/dL | <55 - 40 | <40 - 30 | <30", "GLUC", "mg/dL", lower: 70,
            "70>0 69>1 55>1 54>2 40>2 39>3 30>3 29>4"),
        Boundaries(
            .hypoglycemia, "<LLN - 3.0 mmol/L | <3.0 - 2.2 | <2.2 - 1.7 | <1.7", "GLUC", "mmol/L", lower: 3.9,
            "3.9>0 3.8>1 3>1 2.9>2 2.2>2 2.1>3 1.7>3 1.6>4"),
    ]
}

@Suite struct CriteriaV5Tests {
    @Test(arguments: Boundaries.haematology + Boundaries.chemistry)
    func `both sides of every printed cut take the printed grade`(boundaries: Boundaries) {
        for (value, expected) in boundaries.expectations {
            let graded = outcome(
                boundaries.term,
                result(
                    boundaries.code, .number(value), boundaries.unit, lower: boundaries.lower, upper: boundaries.upper))
            #expect(graded == expected, "\(value) \(boundaries.unit) against \(boundaries.criterion)")
        }
    }

    @Test func `both sides of a test are graded apart and neither hides the other`() {
        let grades = grade(
            result("SODIUM", .number(128), "mmol/L", lower: 135, upper: 145), version: .v5_0, baseline: nil,
            atBaseline: .range)
        #expect(
            grades == [
                LabGrade(term: .hyponatremia, outcome: .graded(grade: 2, worst: 3)),
                LabGrade(term: .hypernatremia, outcome: .plain(0)),
            ])
        #expect(grades.map(\.direction) == [.low, .high])
    }

    @Test func `total calcium is graded by the same cuts and noted as uncorrected`() {
        for (code, notes) in [("CA", LabGrade.Notes.uncorrected), ("CACR", [])] {
            let grades = grade(
                result(code, .number(2.95), "mmol/L", lower: 2.1, upper: 2.6), version: .v5_0, baseline: nil,
                atBaseline: .range)
            #expect(grades.map(\.grade) == [0, 2])
            #expect(grades.map(\.notes) == [notes, notes])
        }
    }

    @Test func `the terms that leave a grade to more than a number are known`() {
        #expect(
            LabTerm.allCases.filter { $0.needsSymptom(in: .v5_0) } == [
                .hypokalemia, .hyponatremia, .hyperuricemia, .inrIncreased, .lipaseIncreased, .serumAmylaseIncreased,
                .cardiacTroponinIIncreased, .cardiacTroponinTIncreased, .fever, .hypoxia,
            ])
    }
}
