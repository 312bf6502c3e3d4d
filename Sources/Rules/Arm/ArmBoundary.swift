// SPDX-License-Identifier: Apache-2.0

package import Statistics

/// The boundary of a stopping rule, by the way in which subjects still under observation are counted.
package enum ArmBoundary: Hashable, Sendable {
    /// Events against the effective number of subjects, in which each counts by the share of the window observed.
    case tite(TITEBoundary)
    /// Events against the days under observation.
    case survival(SurvivalBoundary)
    /// Events against the subjects whose window has passed.
    case binary(CalibratedBoundary)

    /// The way of counting.
    package var counting: Counting {
        switch self {
        case .tite: .tite
        case .survival: .survival
        case .binary: .binary
        }
    }

    /// The method's name as a protocol spells it.
    package var methodName: String {
        switch self {
        case .tite(let boundary): boundary.binary.design.method.name
        case .survival(let boundary): boundary.design.method.name
        case .binary(let boundary): boundary.design.method.name
        }
    }

    /// The acceptable event probability p0.
    package var nullProbability: Double {
        switch self {
        case .tite(let boundary): boundary.binary.design.nullProbability
        case .survival(let boundary): boundary.design.nullProbability
        case .binary(let boundary): boundary.design.nullProbability
        }
    }

    /// The type I error asked for.
    package var alpha: Double {
        switch self {
        case .tite(let boundary): boundary.binary.design.alpha
        case .survival(let boundary): boundary.design.alpha
        case .binary(let boundary): boundary.design.alpha
        }
    }

    /// The type I error attained; of TITE that of the same curve with every subject evaluable.
    package var attainedAlpha: Double {
        switch self {
        case .tite(let boundary): boundary.binary.attainedAlpha
        case .survival(let boundary): boundary.attainedAlpha
        case .binary(let boundary): boundary.attainedAlpha
        }
    }

    /// The number of subjects N for which it is designed.
    package var subjectsMax: Int {
        switch self {
        case .tite(let boundary): boundary.binary.design.looks.last
        case .survival(let boundary): boundary.design.subjects
        case .binary(let boundary): boundary.design.looks.last
        }
    }

    /// The size at which it is first looked at: subjects, effective subjects or days.
    package var firstSize: Double {
        switch self {
        case .tite(let boundary): Double(boundary.firstLook)
        case .survival: 0
        case .binary(let boundary): Double(boundary.design.looks.subjects.first ?? boundary.design.looks.last)
        }
    }

    /// The size beyond which it decides nothing.
    package var lastSize: Double {
        switch self {
        case .tite, .binary: Double(subjectsMax)
        case .survival(let boundary): boundary.design.exposureEnd
        }
    }

    /// The largest size at which so many events still cross, in order of events.
    package var limits: [(events: Int, sizeMax: Double)] {
        switch self {
        case .tite(let boundary): boundary.limits.map { ($0.events, $0.effectiveSizeMax) }
        case .survival(let boundary): boundary.limits.map { ($0.events, $0.exposureMax) }
        case .binary(let boundary):
            boundary.boundary.stopRanges.map { ($0.bound, Double($0.subjects.upperBound)) }
        }
    }

    /// The fewest events that cross at a size; nil before the first look and past the horizon.
    package func bound(at size: Double) -> Int? {
        guard size >= firstSize * (1 - sizeRounding), size <= lastSize else { return nil }
        if case .binary(let boundary) = self {
            let subjects = Int(size.rounded())
            return zip(boundary.design.looks.subjects, boundary.boundary.bounds).first { $0.0 == subjects }?.1
        }
        return limits.first { $0.sizeMax >= size }?.events
    }

    /// The probability of crossing by the time a number of subjects is evaluable, at a true event probability; nil
    /// where the method has none in subjects.
    ///
    /// - Throws: `DesignError` naming `p` or `subjects`.
    package func power(at probability: Double, subjects: Int) throws(DesignError) -> Double? {
        let boundary: BinaryBoundary
        switch self {
        case .tite(let tite): boundary = tite.binary.boundary
        case .binary(let binary): boundary = binary.boundary
        case .survival: return nil
        }
        guard subjects > 0 else { return 0 }
        return try boundary.operatingCharacteristics(
            eventProbability: probability, endingAfter: min(subjects, boundary.looks.last)
        ).rejectionProbability
    }
}

/// The rounding that a sum of weights bears.
private let sizeRounding = 1e-9
