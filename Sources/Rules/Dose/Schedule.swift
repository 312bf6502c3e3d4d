// SPDX-License-Identifier: Apache-2.0

/// On which days of a cycle a drug is taken.
package struct Schedule: Hashable, Sendable {
    /// Days of the cycle with a dose, ascending; the first day of a cycle is day 1.
    package let doseDays: [Int]
    /// Days from one first day to the next.
    package let cycleDays: Int

    /// Fixed days, for example 1, 8 and 15 of 28.
    package init(days: [Int], ofCycle cycleDays: Int) {
        doseDays = Set(days).sorted()
        self.cycleDays = cycleDays
    }

    /// Every so many days from day 1, for example every 2 days through day 21 of 28: 11 doses.
    package init(everyDays interval: Int, through lastDay: Int, ofCycle cycleDays: Int) {
        doseDays = Array(stride(from: 1, through: lastDay, by: max(1, interval)))
        self.cycleDays = cycleDays
    }
}

/// The unit that a drug's doses are written in.
package struct DoseUnit: Hashable, Sendable {
    /// The unit as the protocol writes it, for example `mg`.
    package var name: String

    /// A unit by name.
    package init(_ name: String) {
        self.name = name
    }

    /// A dose in this unit, or nil where the unit it is recorded in (SDTM EXDOSU) cannot be converted.
    ///
    /// Units of mass are converted; any other unit must be spelled as the protocol spells it.
    func amount(_ dose: Double, recordedIn spelling: String) -> Double? {
        guard name != spelling else { return dose }
        let (own, recorded) = (name.lowercased(), spelling.lowercased())
        guard own != recorded else { return dose }
        guard let from = microgramsByUnit[recorded], let to = microgramsByUnit[own] else { return nil }
        // Dividing by a whole number keeps 2300 ug exactly the 2.3 mg of the ladder.
        return from >= to ? dose * (from / to) : dose / (to / from)
    }
}

private let microgramsByUnit: [String: Double] = [
    "ug": 1, "mcg": 1, "\u{b5}g": 1, "\u{3bc}g": 1, "微克": 1, "mg": 1_000, "毫克": 1_000, "g": 1_000_000, "克": 1_000_000,
]
