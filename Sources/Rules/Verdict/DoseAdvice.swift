// SPDX-License-Identifier: Apache-2.0

package import Trial

/// What is to become of one drug: whether it is held, since when, and the dose to resume at.
package struct DoseAdvice: Hashable, Sendable, Codable {
    /// A dose as the protocol's ladder has it.
    package struct Dose: Hashable, Sendable, Codable {
        /// A single dose in `unit`.
        package var amount: Double
        /// The unit as the protocol writes it.
        package var unit: String
        /// Days of the cycle on which it is taken, ascending; the first day is 1.
        package var days: [Int]

        /// A dose.
        package init(amount: Double, unit: String, days: [Int]) {
            self.amount = amount
            self.unit = unit
            self.days = days
        }
    }

    /// What comes after the hold.
    package enum Next: Hashable, Sendable, Codable {
        /// Resume at the dose given before.
        case unchanged(Dose)
        /// Resume at a lower dose.
        case lower(Dose, from: Dose)
        /// Resume at the lowest dose, below which the ladder has none.
        case stayAtFloor(Dose)
        /// Stop for good.
        case stop
        /// One of several, highest first; nil stands for stopping. What leaves it open is named.
        case oneOf([Dose?], doubts: [DoseDoubt])
    }

    /// The drug's name.
    package var drug: LocalizedText
    /// Whether it is held; unknown where it depends on what is not known.
    package var isHeld: Answer
    /// The first day on which no dose may be taken; nil when it is not held or that day is not known.
    package var heldSince: CalendarDay?
    /// The first day on which it may be resumed; nil while it may not.
    package var resumeEligible: CalendarDay?
    /// What comes after the hold; nil while it is withheld.
    package var next: Next?

    /// Advice on a drug.
    package init(
        drug: LocalizedText, isHeld: Answer, heldSince: CalendarDay? = nil, resumeEligible: CalendarDay? = nil,
        next: Next?
    ) {
        self.drug = drug
        self.isHeld = isHeld
        self.heldSince = heldSince
        self.resumeEligible = resumeEligible
        self.next = next
    }
}
