// SPDX-License-Identifier: Apache-2.0

package import Trial

/// What was found, at its worst within the episode.
package enum Finding: Hashable, Sendable, Codable {
    /// A laboratory result.
    case laboratory(LaboratoryFinding)
    /// A reported adverse event.
    case event(EventFinding)
    /// What several rows show together.
    case signal(SignalFinding)
    /// A dose or a cycle that is not as it was due.
    case dose(DoseReport)
    /// How a prophylactic was taken.
    case cover(CoverReport)
    /// A dose beside the clearance of creatinine.
    case clearance(ClearanceReport)
    /// Laboratory and reported events that contradict each other.
    case mismatch(MismatchReport)
    /// A time in which something must be reported.
    case clock(ClockReport)
    /// A test that was not repeated as planned.
    case testing(TestingReport)
    /// A stopping boundary of an arm.
    case boundary(BoundaryFinding)
    /// Something about the monitor itself, in plain words.
    case system(LocalizedText)

    /// The worst grade by the study's CTCAE version, where one was given.
    package var grade: Int? {
        switch self {
        case .laboratory(let finding): finding.grade
        case .event(let finding): finding.grade
        case .signal(let finding): finding.grade
        case .mismatch(let report): report.grade
        case .dose, .cover, .clearance, .clock, .testing, .boundary, .system: nil
        }
    }
}

/// The worst laboratory result of an episode.
package struct LaboratoryFinding: Hashable, Sendable, Codable {
    /// SDTM LBTESTCD as reported.
    package var test: String
    /// The result as people read it, with its unit: `24 10^9/L`, `<40 mg/dL`.
    package var reading: String
    /// The CTCAE term, where the result could be graded.
    package var term: String?
    /// The grade by that term; nil when the result could not be graded.
    package var grade: Int?
    /// When the specimen was collected.
    package var collected: ClinicalDate?

    /// A laboratory finding.
    package init(test: String, reading: String, term: String?, grade: Int?, collected: ClinicalDate?) {
        self.test = test
        self.reading = reading
        self.term = term
        self.grade = grade
        self.collected = collected
    }
}

/// The worst report of an adverse event in an episode.
package struct EventFinding: Hashable, Sendable, Codable {
    /// The coded term, else the best there is.
    package var term: String
    /// Whether `term` is coded (SDTM AEDECOD or AELLT); as reported it is free text, which stays out of messages.
    package var isCoded: Bool
    /// The investigator's CTCAE grade; nil when not recorded.
    package var grade: Int?
    /// Whether it is painful, where the rule asks.
    package var pain: Answer?
    /// How prophylaxis stood before onset, where the rule asks.
    package var cover: Cover?

    /// A finding about an event.
    package init(term: String, isCoded: Bool = true, grade: Int?, pain: Answer? = nil, cover: Cover? = nil) {
        self.term = term
        self.isCoded = isCoded
        self.grade = grade
        self.pain = pain
        self.cover = cover
    }
}

extension EventFinding {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        term = try container.decode(String.self, forKey: .term)
        // An older version did not note it: its term may be free text.
        isCoded = try container.decodeIfPresent(Bool.self, forKey: .isCoded) ?? false
        grade = try container.decodeIfPresent(Int.self, forKey: .grade)
        pain = try container.decodeIfPresent(Answer.self, forKey: .pain)
        cover = try container.decodeIfPresent(Cover.self, forKey: .cover)
    }
}

/// How a prophylactic covered the days before an event, of which the protocol says how many count.
package enum Cover: Hashable, Sendable, Codable {
    /// Covered on each of those days: a breakthrough.
    case covered
    /// Taken before, but not on every one of those days; the uncovered days of the latest gap, at least 1.
    case gap(days: Int)
    /// Never taken before onset.
    case neverStarted
    /// Documented not to be given on the latest day it was not taken.
    case contraindicated
    /// Cannot be told, because a date is partial or an open end is not confirmed.
    case unknown
}

/// An arm that met its stopping boundary.
package struct BoundaryFinding: Hashable, Sendable, Codable {
    /// Events counted when the boundary was met.
    package var events: Int
    /// How many of them only may be events; the boundary counts as crossed only when there are none.
    package var possibleEvents: Int
    /// Subjects evaluated then; those entered where a subject counts from its entry on.
    package var subjects: Int
    /// The effective number of subjects then, where a subject counts by the share of the window observed.
    package var effectiveSize: Double?
    /// The days under observation then, where events are held against these.
    package var exposureDays: Double?
    /// The events at which the boundary lies there.
    package var bound: Int
    /// The boundary's exact type I error.
    package var attainedAlpha: Double
    /// The acceptable rate it is calibrated at.
    package var acceptableRate: Double
    /// How many further events would have crossed, for a warning; nil for a crossing.
    package var eventsShort: Int?

    /// A crossing, or a warning that one is near.
    package init(
        events: Int, possibleEvents: Int = 0, subjects: Int, effectiveSize: Double? = nil, exposureDays: Double? = nil,
        bound: Int, attainedAlpha: Double, acceptableRate: Double, eventsShort: Int? = nil
    ) {
        self.events = events
        self.possibleEvents = possibleEvents
        self.subjects = subjects
        self.effectiveSize = effectiveSize
        self.exposureDays = exposureDays
        self.bound = bound
        self.attainedAlpha = attainedAlpha
        self.acceptableRate = acceptableRate
        self.eventsShort = eventsShort
    }
}
