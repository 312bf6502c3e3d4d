// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
package import Rules
import Trial

/// The story of one subject as a terminal shows it: what the record says, then why each rule did or did not speak.
///
/// Coded terms, readings and row keys are printed as they are recorded, so the page belongs inside the hospital.
/// - Parameters:
///   - zone: The study's zone, by which days and instants are told.
///   - asKnown: The moment the record is told as known at.
///   - width: Columns, 60 or more.
package func renderStory(
    _ story: SubjectStory, of studyProtocol: StudyProtocol, asKnown moment: ReviewMoment, zone: String, width: Int = 80
) -> String {
    StoryText(story: story, studyProtocol: studyProtocol, moment: moment, zone: zone, width: width).text
}

/// Sets a story in lines.
struct StoryText {
    let story: SubjectStory
    let studyProtocol: StudyProtocol
    let moment: ReviewMoment
    let zone: String
    let width: Int

    var text: String {
        let sections = [heading, doses, covers, grades, speaking, silent, asked]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var heading: [String] {
        let summary = story.verdict.summary
        let arm = summary.arm.map { "arm \($0)" } ?? "arm not known"
        var lines = ["\(story.subject), \(summary.site.isEmpty ? "site unknown" : "site \(summary.site)"), \(arm)"]
        lines += filled(
            "\(studyProtocol.study), CTCAE \(studyProtocol.ctcae.rawValue); as known at \(clock(moment.now))")
        var days: [String] = []
        if let entry = summary.entry { days.append("first dose \(entry)") }
        if let last = summary.lastDose { days.append("last dose \(last)") }
        if let cycle = story.doses?.cycle(on: moment.today), cycle.day <= cycleDaysMax {
            days.append(
                "cycle \(cycle.cycle.number) day \(cycle.day)\(cycle.cycle.isCertain ? "" : " (day 1 in doubt)")")
        }
        if let died = summary.died { days.append("died \(died)") }
        lines += filled(days.isEmpty ? "No dose on record." : "\(days.joined(separator: ", ")).".capitalizedFirst)
        if let next = story.verdict.reviewAgainAt {
            lines += filled("Looked at again at \(clock(next)) if no row comes.")
        }
        return lines
    }

    /// A cycle that is longer is over, though no next one began.
    private var cycleDaysMax: Int {
        studyProtocol.dosing.map { $0.cycleDays + $0.silenceDaysMax } ?? .max
    }

    private var asked: [String] {
        let flags = story.verdict.qualityFlags
        guard !flags.isEmpty else { return [] }
        return ["ASKED OF THE DATA MANAGER"]
            + flags.flatMap { flag in
                filled(
                    "\(flag.key?.description ?? "the subject"): \(flag.variable) \(flag.reason.rawValue)"
                        + (flag.suggestion.map { "; \($0)?" } ?? ""), margin: "  ", hanging: "  ")
            }
    }

    /// Instants are told by the study's clock.
    func clock(_ instant: Timestamp) -> String { "\(instant.local(secondsFromUTC: moment.secondsFromUTC)) \(zone)" }

    /// Lines of a text within the width, set in.
    func filled(_ text: String, margin: String = "", hanging: String = "") -> [String] {
        wrap(text, width: width - margin.count - hanging.count).enumerated().map { index, line in
            margin + (index > 0 ? hanging : "") + line
        }
    }
}

extension String {
    /// The text with a capital at its beginning.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
