// SPDX-License-Identifier: Apache-2.0

package import Trial

/// Grades laboratory results by one CTCAE version.
///
/// A result is graded in the unit its reference range was reported in: the criteria's numbers were brought to each
/// unit beforehand, because converting the result first would flip grades at the limits. Grading allocates nothing.
package struct LabGrader: Sendable {
    /// The version graded by.
    package let version: CTCAEVersion
    let criteria: CompiledCriteria

    /// A grader of a version, its tables worked out.
    package init(version: CTCAEVersion) {
        self.version = version
        criteria = CompiledCriteria(version)
    }

    /// The grader of a version, made once.
    package static func shared(_ version: CTCAEVersion) -> LabGrader {
        switch version {
        case .v4_03: v4
        case .v5_0: v5
        case .v6_0: v6
        }
    }

    private static let v4 = LabGrader(version: .v4_03)
    private static let v5 = LabGrader(version: .v5_0)
    private static let v6 = LabGrader(version: .v6_0)

    /// The grades of a result; none when CTCAE has no criterion for its test.
    ///
    /// - Parameters:
    ///   - baseline: The subject's baseline of the same test, in any unit; nil when there is none.
    ///   - atBaseline: How a result at or before that baseline is graded.
    package func grades(of result: LabResult, baseline: Baseline?, atBaseline: AtBaseline) -> LabGrades {
        guard let named = Analyte(testCode: result.test) else { return .none }
        switch named.measured(by: result) {
        case .failure(let reason): return refused(named, reason)
        case .success(let analyte):
            return grades(of: result, as: analyte, baseline: baseline, atBaseline: atBaseline)
        }
    }

    /// The grades of a result of which `Analyte.measured(_:)` told what it measures.
    package func grades(
        of result: LabResult, as analyte: Analyte, baseline: Baseline?, atBaseline: AtBaseline
    ) -> LabGrades {
        do throws(UngradableReason) {
            var measurement = try LabMeasurement(result, analyte: analyte)
            if let baseline {
                measurement.baseline =
                    atBaseline == .range && baseline.isAtOrAfter(result)
                    ? .notUsed
                    : LabMeasurement.Reference(
                        baseline, analyte: analyte, unit: measurement.unit, spelled: result.unit)
            }
            return grades(of: measurement)
        } catch {
            return refused(analyte, unit: analyte.unit(spelled: result.unit), error)
        }
    }

    /// The grades of a measurement.
    package func grades(of measurement: LabMeasurement) -> LabGrades {
        let slot = criteria.slot(measurement.analyte, measurement.unit)
        let standards = Standards(measurement)
        let isPlausible = LabMeasurement.isPlausible(measurement.value, measurement.bound, in: slot.plausible)
        let grade = { (ladder: CompiledCriteria.Ladder) in
            let settled = settle(ladder, measurement, standards)
            return settled.grade(isPlausible: isPlausible, isWithinOwnLimits: measurement.isWithinOwnLimits) {
                outcome(of: measurement, by: settled.cuts, of: ladder.term.direction, against: standards)
            }
        }
        return LabGrades(low: slot.low.map(grade), high: slot.high.map(grade))
    }

    /// Whether some criterion of an analyte compares with baseline.
    package func comparesWithBaseline(_ analyte: Analyte) -> Bool {
        let slot = criteria.slot(analyte, analyte.canonicalUnit)
        return slot.low?.comparesWithBaseline == true || slot.high?.comparesWithBaseline == true
    }

    /// Whether some criterion of an analyte is for adults only.
    package func isForAdults(_ analyte: Analyte) -> Bool {
        let slot = criteria.slot(analyte, analyte.canonicalUnit)
        return slot.low?.isForAdults == true || slot.high?.isForAdults == true
    }

    /// What stands against grading a result of an analyte, said of each of its terms.
    ///
    /// - Parameter unit: The unit of the result, which tells between the terms of an analyte; nil when it is not known.
    package func refused(_ analyte: Analyte, unit: LabUnit? = nil, _ reason: UngradableReason) -> LabGrades {
        let slot = criteria.slot(analyte, unit)
        let refuse = { (ladder: CompiledCriteria.Ladder) in LabGrade(term: ladder.term, outcome: .ungradable(reason)) }
        return LabGrades(low: slot.low.map(refuse), high: slot.high.map(refuse))
    }
}

/// Grades a laboratory result by a CTCAE version; see `LabGrader.grades(of:baseline:atBaseline:)`.
///
/// - Returns: At most two grades, the low side first; none when CTCAE has no criterion for the test.
package func grade(
    _ result: LabResult, version: CTCAEVersion, baseline: Baseline?, atBaseline: AtBaseline
) -> [LabGrade] {
    LabGrader.shared(version).grades(of: result, baseline: baseline, atBaseline: atBaseline).array
}
