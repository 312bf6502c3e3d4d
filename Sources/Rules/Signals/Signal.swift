// SPDX-License-Identifier: Apache-2.0

package import CTCAE

/// A condition that several rows of a subject's record may make together, each at its own time.
///
/// A signal is judged as a set of dated stretches, each with the rows that make it and one of three truths: it holds,
/// it may hold, or it fails. The leaves look at rows; `all`, `any`, `not` and `possibly` combine what they see.
package indirect enum Signal: Hashable, Sendable {
    /// A numeric result of the laboratory or a vital sign beyond a cut.
    case result(ResultSignal)
    /// A result that is positive or detected, given in words or as a number.
    case finding(FindingSignal)
    /// A laboratory result at a CTCAE grade of a term.
    case grade(term: LabTerm, atLeast: Int)
    /// A reported adverse event, for as long as it lasts.
    case event(EventSignal)
    /// Death of any cause, from DM, DS or an adverse event: one signal whatever the number of sources.
    case death
    /// A concomitant medication of a class, for as long as it is taken; named by the id of its list.
    case medication(String)
    /// A study treatment being taken, from a first dose to some days after a last.
    case on(TreatmentSignal)
    /// A test that was not repeated in time while on treatment.
    case overdue(OverdueSignal)
    /// Every part holds within a window of days.
    case all([Signal], within: SignalWindow)
    /// At least one part holds.
    case any([Signal])
    /// A row in the window shows that the part fails; where no row tells, the whole only may hold. Only within `all`.
    ///
    /// What is an event, a medication or death is taken not to be there when nothing is reported.
    case not(Signal)
    /// What the part shows is only a possibility.
    case possibly(Signal)
}

/// How far apart in time the parts of a combination may lie.
package enum SignalWindow: Hashable, Sendable {
    /// The first and the last of the rows lie at most so many days apart.
    case days(Int)
    /// Every other part lies from so many days before the first part to so many after it.
    case aroundFirst(before: Int, after: Int)

    /// The most days that can lie between two rows of the combination.
    package var longest: Int {
        switch self {
        case .days(let days): days
        case .aroundFirst(let before, let after): before + after
        }
    }
}

/// A result beyond a cut.
package struct ResultSignal: Hashable, Sendable {
    /// What is measured; a body temperature or another vital sign is looked for in VS, everything else in LB.
    package var analyte: Analyte
    /// How the result stands to the cut.
    package var relation: Relation
    /// The cut.
    package var cut: SignalCut
    /// A result on the other side of this, in the terms of the cut, shows recovery; nil when the cut itself does.
    package var recoversAt: Double?

    /// A result signal.
    package init(analyte: Analyte, relation: Relation, cut: SignalCut, recoversAt: Double? = nil) {
        self.analyte = analyte
        self.relation = relation
        self.cut = cut
        self.recoversAt = recoversAt
    }
}

/// What a result is compared with.
package enum SignalCut: Hashable, Sendable {
    /// A number in a unit.
    case number(Double, LabUnit)
    /// A multiple of the row's own upper limit of normal.
    case upperLimit(Double)
    /// A multiple of the row's own lower limit of normal.
    case lowerLimit(Double)
    /// A multiple of the subject's baseline (LBBLFL).
    case baseline(Double)
    /// A multiple of the highest result of so many days before.
    case highest(Double, days: Int)
    /// The highest result of so many days before, less an amount in a unit.
    case fall(Double, LabUnit, days: Int)
    /// The subject's baseline (LBBLFL), less an amount in a unit.
    case fallFromBaseline(Double, LabUnit)
}

/// A result that is positive or detected.
package struct FindingSignal: Hashable, Sendable {
    /// What counts.
    package enum Kind: String, Hashable, Sendable {
        /// Positive or reactive in words, or a number above the row's own upper limit of normal.
        case positive
        /// Positive or detected in words, or any number above 0; a bound from above (`<20`) is not detected.
        case detected
    }

    /// SDTM LBTESTCD, any of them.
    package var tests: Set<String>
    /// What counts.
    package var kind: Kind
    /// Whether one positive result counts from its day on for ever, as a history does.
    package var isHistory: Bool

    /// A finding signal; test codes are put in upper case here.
    package init(tests: Set<String>, kind: Kind, isHistory: Bool = false) {
        self.tests = Set(tests.map { $0.uppercased() })
        self.kind = kind
        self.isHistory = isHistory
    }
}

/// A reported adverse event.
package struct EventSignal: Hashable, Sendable {
    /// The term group it belongs to; nil for an event that nobody has coded (AEDECOD empty).
    package var group: String?
    /// The least grade; an event without a grade counts if it is serious, and always where this is 0.
    package var atLeast: Int
    /// Whether a serious event counts at any grade.
    package var orSerious: Bool

    /// An event signal.
    package init(group: String?, atLeast: Int, orSerious: Bool = false) {
        self.group = group
        self.atLeast = atLeast
        self.orSerious = orSerious
    }
}

/// A study treatment being taken.
package struct TreatmentSignal: Hashable, Sendable {
    /// SDTM EXTRT.
    package var treatment: String
    /// A dose counts until so many days after it; doses no further apart are one stretch.
    package var daysAfter: Int

    /// A treatment signal; the treatment is put in upper case here.
    package init(treatment: String, daysAfter: Int) {
        self.treatment = treatment.uppercased()
        self.daysAfter = daysAfter
    }
}

/// A test that must be repeated while on treatment.
package struct OverdueSignal: Hashable, Sendable {
    /// SDTM LBTESTCD, any of them.
    package var tests: Set<String>
    /// Days after the first dose or the last result by which the next is due.
    package var days: Int

    /// An overdue signal; test codes are put in upper case here.
    package init(tests: Set<String>, days: Int) {
        self.tests = Set(tests.map { $0.uppercased() })
        self.days = days
    }
}

/// A signal and what ends its episode.
package struct SignalCondition: Hashable, Sendable {
    /// What ends an episode.
    package enum End: Hashable, Sendable {
        /// Every leaf that held shows recovery.
        case allRecovered
        /// One part of the combination shows recovery, so that the rest of it alone is no signal.
        case anyRecovered
        /// So many days without a row that makes the combination hold.
        case daysWithout(Int)
    }

    /// What makes an episode.
    package var signal: Signal
    /// What ends it.
    package var end: End

    /// A condition on a signal.
    package init(signal: Signal, end: End) {
        self.signal = signal
        self.end = end
    }
}

extension Signal {
    /// The leaves, in the order written.
    package var leaves: [Signal] {
        switch self {
        case .all(let parts, within: _), .any(let parts): parts.flatMap(\.leaves)
        case .not(let part), .possibly(let part): part.leaves
        default: [self]
        }
    }
}
