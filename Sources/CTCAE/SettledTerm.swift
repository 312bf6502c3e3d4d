// SPDX-License-Identifier: Apache-2.0

/// What is settled of a term's grade before the value is looked at.
struct SettledTerm: Sendable {
    let term: LabTerm
    /// What a reader should know whatever the value is.
    let notes: LabGrade.Notes
    /// What a reader should know of a value that can be believed.
    var notesIfPlausible: LabGrade.Notes
    /// Why no value at all can be graded.
    let refusal: UngradableReason?
    /// Why a value that can be believed cannot be graded.
    var obstacle: UngradableReason?
    /// The cuts that count, in `CompiledCriteria.cuts`.
    var cuts = 0..<0

    /// The grade of a value.
    ///
    /// - Parameters:
    ///   - isPlausible: Whether the value can be believed.
    ///   - isWithinOwnLimits: Whether the value lies between its own limits of normal.
    ///   - climb: What the cuts make of it.
    @inline(__always)
    func grade(
        isPlausible: Bool, isWithinOwnLimits: @autoclosure () -> Bool, by climb: () -> LabGrade.Outcome
    ) -> LabGrade {
        if let refusal { return LabGrade(term: term, outcome: .ungradable(refusal), notes: notes) }
        guard isPlausible else { return LabGrade(term: term, outcome: .ungradable(.valueImplausible), notes: notes) }
        let outcome = obstacle.map(LabGrade.Outcome.ungradable) ?? climb()
        var notes = notesIfPlausible
        if case .graded(let grade, _) = outcome, grade >= 3, isWithinOwnLimits() { notes.insert(.withinOwnLimits) }
        return LabGrade(term: term, outcome: outcome, notes: notes)
    }
}

extension LabGrader {
    /// Settles what the value of a measurement cannot change.
    @inline(__always)
    func settle(
        _ ladder: CompiledCriteria.Ladder, _ measurement: LabMeasurement, _ standards: Standards
    ) -> SettledTerm {
        let notes = notes(measurement, ladder.term)
        var settled = SettledTerm(
            term: ladder.term, notes: notes, notesIfPlausible: notes, refusal: ladder.refusal)
        guard ladder.refusal == nil else { return settled }
        if let lower = measurement.lowerLimit, let upper = measurement.upperLimit, lower > upper {
            settled.obstacle = .limitsContradictory
            return settled
        }
        if ladder.isForAdults, !measurement.isAdult {
            settled.obstacle = .criterionForAdults
            return settled
        }
        if measurement.unit == nil { settled.notesIfPlausible.insert(.unitUnknown) }
        if ladder.comparesWithBaseline, measurement.baseline.isMissing {
            settled.notesIfPlausible.insert(.withoutBaseline)
        }
        do throws(UngradableReason) {
            settled.cuts = try cuts(of: ladder, against: standards)
        } catch {
            settled.obstacle = error
        }
        return settled
    }

    private func notes(_ measurement: LabMeasurement, _ term: LabTerm) -> LabGrade.Notes {
        switch (measurement.analyte, term) {
        case (.calcium, _): .uncorrected
        case (.glucose, .hyperglycemia): .fastingUnknown
        case (_, .chronicKidneyDisease):
            measurement.unit == .millilitresPerMinutePerSurface
                ? .chronicityUnknown : [.chronicityUnknown, .notForBodySurface]
        default: []
        }
    }
}
