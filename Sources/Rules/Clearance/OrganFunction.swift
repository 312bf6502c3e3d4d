// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// What one specimen says of how well an organ works.
struct OrganFunction {
    /// The values it may have, or why it cannot be told.
    let value: Result<ValueRange, Unknown>
    let collected: ClinicalDate
    /// The row of the specimen.
    let origin: RowKey
    /// The rows it rests on; without a reading, since most are never told.
    let rows: [RowKey]
    let doubts: Set<Uncertainty>

    struct Unknown: Error {
        let reason: ClearanceReport.Doubt
    }
}

/// Finds what a subject's specimens say of an organ's function.
struct OrganFunctions {
    let record: SubjectRecord
    let laboratory: GradedLaboratory

    /// What each dated specimen says, in order of time.
    func found(by measure: ClearanceCondition.Measure, _ instability: Instability?) -> [OrganFunction] {
        let found: [OrganFunction] =
            switch measure {
            case .creatinineClearance(let weightAge): clearances(weightAge, instability)
            case .timesUpperLimit(let analyte): multiples(of: analyte)
            }
        return found.map { (place: $0.place, function: $0) }.sorted { $0.place < $1.place }.map(\.function)
    }

    private func clearances(_ weightAge: WeightAge, _ instability: Instability?) -> [OrganFunction] {
        let derived = deriveClearance(
            from: record.labResults, vitalSigns: record.vitalSigns, of: derivationSubject, weightAge: weightAge)
        let unstable = instability.map { unstableCreatinine($0) } ?? []
        let estimated = derived.compactMap { derived -> OrganFunction? in
            guard let collected = derived.collected else { return nil }
            let value: Result<ValueRange, OrganFunction.Unknown> =
                switch derived.outcome {
                case .derived(let range, _, _): .success(range)
                case .underivable(let reason): .failure(OrganFunction.Unknown(reason: reason.doubt))
                }
            var doubts: Set<Uncertainty> = derived.remarks.contains(.weightOlder) ? [.weightOld] : []
            if unstable.contains(derived.origin) { doubts.insert(.creatinineUnstable) }
            return OrganFunction(
                value: value, collected: collected, origin: derived.origin, rows: derived.rows, doubts: doubts)
        }
        return estimated + reportedClearances
    }

    /// Clearances that a laboratory measured or worked out itself.
    private var reportedClearances: [OrganFunction] {
        laboratory.samples.compactMap { sample in
            guard sample.analyte == .creatinineClearance else { return nil }
            let result = laboratory.rows[sample.row]
            guard let collected = result.collected, let range = result.range(of: .creatinineClearance) else {
                return nil
            }
            return OrganFunction(
                value: .success(range), collected: collected, origin: result.key, rows: [result.key],
                doubts: range.single == nil ? [.valueCensored] : [])
        }
    }

    /// Multiples of the row's own upper limit of normal; where it has none, the lowest limit that the subject's other
    /// rows of its unit give shows the most it may be.
    private func multiples(of analyte: Analyte) -> [OrganFunction] {
        let samples = laboratory.samples.filter { $0.analyte == analyte }.map { laboratory.rows[$0.row] }
        var lowest: [String: Double] = [:]
        for result in samples {
            guard let limit = result.upperLimit, limit > 0 else { continue }
            lowest[result.unit] = min(limit, lowest[result.unit] ?? limit)
        }
        return samples.compactMap { result in
            guard let collected = result.collected else { return nil }
            return OrganFunction(
                value: multiple(of: result, lowestLimit: lowest[result.unit]), collected: collected,
                origin: result.key, rows: [result.key], doubts: result.isCensored ? [.valueCensored] : [])
        }
    }

    private func multiple(
        of result: LabResult, lowestLimit: Double?
    ) -> Result<ValueRange, OrganFunction.Unknown> {
        guard let bounds = result.bounds else { return .failure(OrganFunction.Unknown(reason: .resultUnreadable)) }
        if let limit = result.upperLimit, limit > 0 {
            return .success(ValueRange(between: bounds.lowest / limit, and: bounds.highest / limit))
        }
        guard let lowestLimit else { return .failure(OrganFunction.Unknown(reason: .limitMissing)) }
        return .success(ValueRange(between: 0, and: bounds.highest / lowestLimit))
    }

    /// SDTM AGE counts whole years on the first day of the reference period, or at consent where that is not known.
    private var derivationSubject: DerivationSubject {
        let person = record.demographics
        let reference = (person?.referenceStart ?? person?.consented)?.earliest
        let age = person?.age
        return DerivationSubject(sex: person.flatMap { DerivationSubject.Sex(sdtm: $0.sex) }) { day in
            age.map { $0 + Double(reference.map { max(0, (day - $0) * 4 / daysInFourYears) } ?? 0) }
        }
    }

    /// Creatinine rows that differ from one of the days before by more than a steady state allows.
    private func unstableCreatinine(_ limit: Instability) -> Set<RowKey> {
        var unstable: Set<RowKey> = []
        let dated = laboratory.samples.filter { $0.analyte == .creatinine }.compactMap { sample in
            let result = laboratory.rows[sample.row]
            return result.collected.flatMap { date in
                date.isComplete
                    ? result.range(of: .creatinine)?.single.map { (day: date.earliest, value: $0, key: result.key) }
                    : nil
            }
        }.sorted { ($0.day, $0.key) < ($1.day, $1.key) }
        var first = 0
        for index in dated.indices {
            while dated[index].day - dated[first].day > limit.days { first += 1 }
            let before = dated[first..<index].map(\.value)
            let value = dated[index].value
            let isMoving = before.contains { value >= $0 * limit.factor || $0 >= value * limit.factor }
            if isMoving { unstable.insert(dated[index].key) }
        }
        return unstable
    }
}

private let daysInFourYears = 1_461

extension OrganFunction {
    /// Where it stands in time; of one day, by minute and row.
    var place: Sighting.Place {
        Sighting.Place(day: collected.earliest.daysSince1970, minute: collected.minuteOfDay ?? 1_440, key: origin)
    }
}

extension LabResult {
    /// The values the result may have, in its own unit; nil where it has none.
    var bounds: ValueRange? {
        switch value {
        case .number(let number): ValueRange(number)
        case .below(let bound), .atMost(let bound): ValueRange(between: 0, and: bound)
        case .above(let bound), .atLeast(let bound): ValueRange(between: bound, and: .infinity)
        case .text, .missing: nil
        }
    }

    /// The values it may have in an analyte's own unit; nil where it has none that patients have.
    fileprivate func range(of analyte: Analyte) -> ValueRange? {
        guard let bounds, let number, let unit = analyte.unit(spelled: unit), analyte.isPlausible(number, in: unit),
            let lowest = analyte.convert(bounds.lowest, from: unit, to: analyte.canonicalUnit),
            let highest = analyte.convert(bounds.highest, from: unit, to: analyte.canonicalUnit)
        else { return nil }
        return ValueRange(between: lowest, and: highest)
    }
}

extension UngradableReason {
    fileprivate var doubt: ClearanceReport.Doubt {
        switch self {
        case .ageMissing, .criterionForAdults: .ageMissing
        case .sexMissing: .sexMissing
        case .weightMissing: .weightMissing
        case .weightTooOld: .weightTooOld
        case .upperLimitMissing, .lowerLimitMissing: .limitMissing
        default: .resultUnreadable
        }
    }
}
