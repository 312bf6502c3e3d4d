// SPDX-License-Identifier: Apache-2.0

/// A study drug and the ladder its doses go down.
package struct Drug: Hashable, Sendable {
    /// The name that toxicity classes refer to, for example `ixazomib`.
    package var id: String
    /// The drug's name for readers.
    package var name: LocalizedText
    /// Names the drug is recorded under (SDTM EXTRT), upper case.
    package var treatments: Set<String>
    /// The dose levels of the rule pack in force.
    package var ladder: DoseLadder
    /// Where the levels come from.
    package var source: String
    /// Whether every level has a published source or the sponsor's sign-off; else no level is proposed.
    package var verified: Bool

    /// A drug; treatments are put in upper case here, and without a name it is called by its id.
    package init(
        id: String, name: LocalizedText? = nil, treatments: [String], ladder: DoseLadder, source: String = "",
        verified: Bool = true
    ) {
        self.id = id
        self.name = name ?? LocalizedText(en: id)
        self.treatments = Set(treatments.map { $0.uppercased() })
        self.ladder = ladder
        self.source = source
        self.verified = verified
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

/// The dose levels of a drug from the highest down, and what a step below the last of them means.
///
/// A level is named by its position: 0 is the protocol's starting dose, `levels.count` is the stop.
package struct DoseLadder: Hashable, Sendable {
    /// What a toxicity that asks for a lower dose means at the lowest level.
    package enum Floor: String, Hashable, Sendable {
        /// The drug is stopped for good.
        case stop
        /// The drug is held and resumed at the lowest level.
        case stay
    }

    /// The unit of every amount.
    package var unit: DoseUnit
    /// The levels, highest first.
    package var levels: [DoseLevel]
    /// What a step below the last level means.
    package var atFloor: Floor

    /// A ladder.
    package init(unit: DoseUnit, levels: [DoseLevel], atFloor: Floor = .stop) {
        self.unit = unit
        self.levels = levels
        self.atFloor = atFloor
    }

    /// The position that means that the drug is stopped.
    package var stop: Int { levels.count }

    /// The lowest position that steps lead to: the stop, or the last level where the drug stays there.
    var bottom: Int { atFloor == .stop ? stop : max(0, levels.count - 1) }

    /// The position one step below another.
    func below(_ position: Int) -> Int { position >= stop ? stop : min(position + 1, bottom) }

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
        levels.firstIndex { $0.amount < amount && !isSameDose($0.amount, amount) } ?? bottom
    }
}

/// Whether two doses are the same but for rounding.
func isSameDose(_ first: Double, _ second: Double) -> Bool {
    (first - second).magnitude <= 1e-6 * max(first.magnitude, second.magnitude)
}
