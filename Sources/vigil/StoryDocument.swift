// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
import Foundation
import Rules
import Trial

/// A subject's story for a program: what the page tells, with permanent names in place of words.
///
/// One object. Days are `YYYY-MM-DD`, partial where the record is; doses are single ones in the unit of the drug's
/// ladder; grades are CTCAE 1...5; readings are as recorded, with their unit. What is not known is left out, never 0.
struct StoryDocument: Encodable {
    private struct Row: Encodable {
        var key: String
        var reading: String

        init(_ evidence: Evidence) {
            key = evidence.key.description
            reading = evidence.reading
        }
    }

    private struct Found: Encodable {
        var facet: String
        var severity: String
        var onset: String?
        var end: String?
        var finding: String
        var grade: Int?
        var uncertain: [String]
        var rows: [Row]
        var closing: [Row]

        init(_ episode: Episode, ctcae: String) {
            facet = episode.facet
            severity = episode.severity.rawValue
            onset = episode.onset?.description
            end = episode.end?.description
            finding = headline(of: episode.finding, ctcae: ctcae)
            grade = episode.finding.grade
            uncertain = episode.uncertainties.sorted().map(\.rawValue)
            rows = episode.evidence.map(Row.init)
            closing = episode.closing.map(Row.init)
        }
    }

    private struct Rule: Encodable {
        var id: String
        var version: String
        var verified: Bool
        var episodes: [Found]
        var silence: String?
        var undecided: [String]
    }

    private struct Drug: Encodable {
        var drug: String
        var lastDose: String?
        var lastAmount: Double?
        var isDueCertain: Bool
        /// The single dose due, 0 once the drug is stopped; left out where it is in doubt.
        var dueAmount: Double?
    }

    private struct GivenCycle: Encodable {
        struct Dose: Encodable {
            var drug: String
            var given: Double?
            var due: Double?
            var planned: Double
        }

        var number: Int
        var dayOne: String
        var isCertain: Bool
        var doses: [Dose]

        init(_ cycle: Cycle) {
            (number, dayOne, isCertain) = (cycle.number, cycle.dayOne.description, cycle.isCertain)
            doses = cycle.doses.map { Dose(drug: $0.drug, given: $0.given, due: $0.due, planned: $0.planned) }
        }
    }

    private struct Grade: Encodable {
        var term: String
        var baseline: Int?
        var worst: Int
        var worstOn: String?
        var last: Int
        var lastOn: String?
    }

    private struct Asked: Encodable {
        var row: String?
        var variable: String
        var reason: String
    }

    private let study: String
    private let subject: String
    private let site: String
    private let arm: String?
    private let ctcae: String
    private let knownAt: String
    private let reviewAgainAt: String?
    private let firstDose: String?
    private let lastDose: String?
    private let died: String?
    private let doses: [Drug]
    private let cycles: [GivenCycle]
    private let grades: [Grade]
    private let rules: [Rule]
    private let asked: [Asked]

    init(_ story: SubjectStory, of studyProtocol: StudyProtocol, asKnown moment: ReviewMoment) {
        let version = studyProtocol.ctcae.rawValue
        let summary = story.verdict.summary
        study = studyProtocol.study
        subject = story.subject
        (site, arm) = (summary.site, summary.arm)
        ctcae = version
        knownAt = moment.now.description
        reviewAgainAt = story.verdict.reviewAgainAt?.description
        firstDose = summary.entry?.description
        lastDose = summary.lastDose?.description
        died = summary.died?.description
        doses = (story.doses?.drugs ?? []).map { drug in
            Drug(
                drug: drug.drug, lastDose: drug.lastGiven?.day.description, lastAmount: drug.lastGiven?.amount,
                isDueCertain: drug.due.isCertain,
                dueAmount: StoryDocument.amountDue(of: drug, in: studyProtocol))
        }
        cycles = (story.doses?.cycles ?? []).map(GivenCycle.init)
        grades = story.grades.map { course in
            Grade(
                term: course.term, baseline: course.baseline, worst: course.worst.grade,
                worstOn: course.worst.collected?.description, last: course.last.grade,
                lastOn: course.last.collected?.description)
        }
        rules = story.rules.map { trace in
            Rule(
                id: trace.rule.id, version: trace.rule.version, verified: trace.rule.verified,
                episodes: trace.episodes.map { Found($0, ctcae: version) }, silence: trace.silence?.rawValue,
                undecided: trace.undecidable.map(\.description))
        }
        asked = story.verdict.qualityFlags.map { flag in
            Asked(row: flag.key?.description, variable: flag.variable, reason: flag.reason.rawValue)
        }
    }

    private static func amountDue(of story: DrugStory, in studyProtocol: StudyProtocol) -> Double? {
        if case .stopped = story.now { return 0 }
        let ladder = studyProtocol.dosing?.drugs.first { $0.id == story.drug }?.ladder
        guard story.due.isCertain, let ladder else { return nil }
        return ladder.level(at: story.due.highest)?.amount ?? 0
    }

    /// The document as JSON with sorted keys.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
