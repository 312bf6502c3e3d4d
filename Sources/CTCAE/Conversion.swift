// SPDX-License-Identifier: Apache-2.0

extension Analyte {
    /// A value in another of the analyte's units, rounded to 15 significant digits; nil for an unknown pair.
    package func convert(_ value: Double, from: LabUnit, to: LabUnit) -> Double? {
        guard from != to else { return value }
        guard let source = scale(of: from), let target = scale(of: to) else { return nil }
        let amount = value - source.offset
        // Units of a power of ten apart divide or multiply by a whole number, which keeps 0.3 x10^9/L at 300 /uL.
        let converted =
            target.factor >= source.factor
            ? amount * (target.factor / source.factor) : amount / (source.factor / target.factor)
        return SignificantDigits.rounded(converted + target.offset)
    }

    /// A protocol's cut in the unit a laboratory reported, so that the raw result is compared, never a converted one.
    ///
    /// - Returns: nil when the analyte has not both units.
    package func threshold(_ cut: Double, in unit: LabUnit, toUnitSpelled spelling: String) -> Double? {
        self.unit(spelled: spelling).flatMap { convert(cut, from: unit, to: $0) }
    }

    /// Whether a value may be true in a unit of the analyte.
    package func isPlausible(_ value: Double, in unit: LabUnit) -> Bool {
        scale(of: unit).map { plausible.scaled(to: $0).contains(value) } ?? false
    }

    /// What a value whose unit is unknown or suspect would be, in the canonical unit, under every unit that makes it
    /// plausible; rare units are left out, because whoever uses them says so.
    ///
    /// A rule asks this before it lets an ungradable result pass in silence: 30 without a unit may be platelets 30
    /// x10^9/L.
    package func plausibleReadings(of value: Double) -> [Double] {
        units.filter(\.isGuessable).compactMap { scale in
            plausible.scaled(to: scale).contains(value) ? convert(value, from: scale.unit, to: canonicalUnit) : nil
        }
    }
}
