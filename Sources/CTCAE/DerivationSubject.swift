// SPDX-License-Identifier: Apache-2.0

package import Trial

/// What a derivation must know of a subject beside the measurements.
package struct DerivationSubject: Sendable {
    /// The sex that the equations distinguish.
    package enum Sex: Hashable, Sendable {
        /// SDTM SEX `F`.
        case female
        /// SDTM SEX `M`.
        case male

        /// Reads SDTM SEX; nil for `U`, `UNDIFFERENTIATED`, an empty text and whatever else.
        package init?(sdtm text: String) {
            switch text.uppercased() {
            case "F", "FEMALE": self = .female
            case "M", "MALE": self = .male
            default: return nil
            }
        }
    }

    /// The sex; nil when it was not recorded.
    package var sex: Sex?
    /// The age in years on a day; nil when it is not known.
    package var ageAt: @Sendable (CalendarDay) -> Double?

    /// A subject; see each property.
    package init(sex: Sex?, ageAt: @escaping @Sendable (CalendarDay) -> Double?) {
        self.sex = sex
        self.ageAt = ageAt
    }

    /// The ages that a date, which may be partial, allows.
    func ages(on date: ClinicalDate?) -> ValueRange? {
        guard let date, let youngest = ageAt(date.earliest), let oldest = ageAt(date.latest) else { return nil }
        guard youngest.isFinite, oldest.isFinite, min(youngest, oldest) >= 0 else { return nil }
        return ValueRange(between: youngest, and: oldest)
    }
}

/// The protocol's numbers for a weight that creatinine clearance takes; no published source sets them.
package struct WeightAge: Hashable, Sendable {
    /// How many days a weight may lie from the specimen and still be taken as it is.
    package var daysMax: Int
    /// The share by which an older weight is taken lower and higher.
    package var margin: Double

    /// Limits; see each property.
    package init(daysMax: Int, margin: Double) {
        self.daysMax = daysMax
        self.margin = margin
    }

    /// 60 days, then 10 % either way.
    package static let standard = WeightAge(daysMax: 60, margin: 0.1)
}
