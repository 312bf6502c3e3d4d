// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// A subject's laboratory results with their CTCAE grades, graded once for all rules.
struct GradedLaboratory {
    /// One result and its grades by every term that speaks of its analyte.
    struct Graded {
        var result: LabResult
        var analyte: Analyte
        var grades: [LabGrade]
    }

    /// The results that measure a gradable analyte in a gradable specimen.
    let results: [Graded]

    init(_ results: [LabResult], version: CTCAEVersion) {
        var baselines: [Analyte: Baseline] = [:]
        let measured = results.compactMap { result -> (LabResult, Analyte)? in
            let analyte = Analyte.measured(test: result.test, specimen: result.specimen, category: result.category)
            guard case .success(let analyte) = analyte else { return nil }
            if result.isBaseline { baselines[analyte] = Baseline(result) }
            return (result, analyte)
        }
        self.results = measured.map { result, analyte in
            Graded(
                result: result, analyte: analyte,
                grades: grade(result, version: version, baseline: result.isBaseline ? nil : baselines[analyte]))
        }
    }

    /// Worst grade by term among results collected on or after the first dose.
    func worstGrades(from entry: CalendarDay?) -> [String: Int] {
        guard let entry else { return [:] }
        var worst: [String: Int] = [:]
        for graded in results where graded.result.collected.map({ $0.latest >= entry }) ?? true {
            for grade in graded.grades {
                guard let number = grade.grade, number > 0 else { continue }
                worst[grade.term.rawValue] = max(number, worst[grade.term.rawValue] ?? 0)
            }
        }
        return worst
    }

    /// Results at least at a grade of a term, and above the baseline's grade, within the window of an arm rule.
    ///
    /// A missing baseline counts as grade 0, so that the event is not lost.
    func candidates(term: LabTerm, atLeast: Int, window: ClosedRange<CalendarDay>) -> [ArmRuleEvent] {
        var baselineGrade = 0
        var candidates: [ArmRuleEvent] = []
        for graded in results {
            guard let grade = graded.grades.first(where: { $0.term == term })?.grade else { continue }
            guard !graded.result.isBaseline else {
                baselineGrade = max(baselineGrade, grade)
                continue
            }
            guard grade >= atLeast else { continue }
            let evidence = Evidence(key: graded.result.key, reading: graded.result.reading)
            candidate(on: graded.result.collected, certain: true, in: window, evidence: evidence).map {
                candidates.append($0)
            }
        }
        return baselineGrade >= atLeast ? [] : candidates
    }
}
