// SPDX-License-Identifier: Apache-2.0

/// What a toxicity asks for, from the mildest to the gravest; of several the gravest wins.
package enum DoseAction: Int, Hashable, Sendable, Comparable {
    /// Hold, and resume at the level last given.
    case hold
    /// Hold; whether to resume one level lower is not known, for example because pain is not recorded.
    case holdPerhapsReduce
    /// Hold, and resume one level lower.
    case reduce
    /// Stop for good.
    case stop

    package static func < (milder: DoseAction, graver: DoseAction) -> Bool {
        milder.rawValue < graver.rawValue
    }
}

/// Toxicities whose occurrences are counted together, and what they do to which drug.
///
/// Episodes of one class that overlap in time are one occurrence and one step: platelets and neutrophils are one class,
/// neuropathy and rash are classes of their own.
package struct ToxicityClass: Hashable, Sendable {
    /// The name that episodes refer to.
    package var id: String
    /// Drugs held at the first, second … occurrence; the last entry stands for all later ones.
    ///
    /// The drug that steps down is held in any case.
    package var holds: [[String]]
    /// Drugs that step down in turn; one that is off, or was not taken, passes its turn on.
    package var turns: [String]
    /// Drugs that an episode whose action is to stop ends for good.
    package var stops: [String]

    /// A class; each list names drugs by id.
    package init(id: String, holds: [[String]], turns: [String], stops: [String]) {
        self.id = id
        self.holds = holds
        self.turns = turns
        self.stops = stops
    }

    /// The drugs held at an occurrence, counted from 0.
    func held(at occurrence: Int) -> [String] {
        holds.isEmpty ? [] : holds[min(occurrence, holds.count - 1)]
    }
}
