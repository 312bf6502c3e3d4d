// SPDX-License-Identifier: Apache-2.0

/// A study drug and the ladder its doses go down.
package struct Drug: Hashable, Sendable {
    /// The name that toxicity classes refer to, for example `ixazomib`.
    package var id: String
    /// Names the drug is recorded under (SDTM EXTRT), upper case.
    package var treatments: Set<String>
    /// The dose levels of the rule pack in force.
    package var ladder: DoseLadder

    /// A drug; treatments are put in upper case here.
    package init(id: String, treatments: [String], ladder: DoseLadder) {
        self.id = id
        self.treatments = Set(treatments.map { $0.uppercased() })
        self.ladder = ladder
    }
}

/// A single dose and the days on which it is taken.
package struct DoseLevel: Hashable, Sendable {
    /// A single dose, in the ladder's unit.
    package var amount: Double
    /// The days on which it is taken.
    package var schedule: Schedule

    /// A level.
    package init(amount: Double, schedule: Schedule) {
        self.amount = amount
        self.schedule = schedule
    }

    /// What a whole cycle at this level comes to, for example 25 mg on 11 days: 275 mg.
    package var amountPerCycle: Double { amount * Double(schedule.doseDays.count) }
}

/// The dose levels of a drug from the highest down; below the last of them the drug is stopped.
///
/// A level is named by its position: 0 is the protocol's starting dose, `levels.count` is the stop.
package struct DoseLadder: Hashable, Sendable {
    /// The unit of every amount.
    package var unit: DoseUnit
    /// The levels, highest first.
    package var levels: [DoseLevel]

    /// A ladder.
    package init(unit: DoseUnit, levels: [DoseLevel]) {
        self.unit = unit
        self.levels = levels
    }

    /// The position that means that the drug is stopped.
    package var stop: Int { levels.count }

    /// The level at a position, or nil where the drug is stopped.
    package func level(at position: Int) -> DoseLevel? {
        levels.indices.contains(position) ? levels[position] : nil
    }

    /// The position of a single dose, or nil when no level has it.
    ///
    /// Where levels differ in schedule only, the dose due is taken to be the one given, else the highest of them.
    func position(of amount: Double, due: Int) -> Int? {
        if let level = level(at: due), isSameDose(level.amount, amount) { return due }
        return levels.firstIndex { isSameDose($0.amount, amount) }
    }

    /// The position one step below a single dose that may lie between levels.
    func positionBelow(_ amount: Double) -> Int {
        levels.firstIndex { $0.amount < amount && !isSameDose($0.amount, amount) } ?? stop
    }
}

/// Whether two doses are the same but for rounding.
func isSameDose(_ first: Double, _ second: Double) -> Bool {
    (first - second).magnitude <= 1e-6 * max(first.magnitude, second.magnitude)
}
