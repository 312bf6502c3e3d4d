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
    _ story: SubjectStory, of studyProtocol: StudyProtocol, asKnown moment: ReviewMoment, zone: String, width: Int = 80,
    in language: Language = .en
) -> String {
    StoryText(
        story: story, studyProtocol: studyProtocol, moment: moment, zone: zone, width: width, language: language
    ).text
}

/// Sets a story in lines.
struct StoryText {
    let story: SubjectStory
    let studyProtocol: StudyProtocol
    let moment: ReviewMoment
    let zone: String
    let width: Int
    let language: Language

    var text: String {
        let sections = [heading, doses, covers, grades, speaking, silent, asked]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var heading: [String] {
        let summary = story.verdict.summary
        let arm = summary.arm.map { either("arm \($0)", "治疗组 \($0)") } ?? either("arm not known", "治疗组不明")
        let site =
            summary.site.isEmpty
            ? either("site unknown", "中心不明") : either("site \(summary.site)", "中心 \(summary.site)")
        var lines = ["\(story.subject)\(comma)\(site)\(comma)\(arm)"]
        let known = either("as known at \(clock(moment.now))", "截至 \(clock(moment.now)) 的记录")
        lines += filled("\(studyProtocol.study), CTCAE \(studyProtocol.ctcae.rawValue)\(semicolon)\(known)")
        var days: [String] = []
        if let entry = summary.entry { days.append(either("first dose \(entry)", "首次给药 \(entry)")) }
        if let last = summary.lastDose { days.append(either("last dose \(last)", "末次给药 \(last)")) }
        if let cycle = story.doses?.cycle(on: moment.today), cycle.day <= cycleDaysMax {
            let doubt = cycle.cycle.isCertain ? "" : either(" (day 1 in doubt)", "（第1天存疑）")
            days.append(
                either("cycle \(cycle.cycle.number) day \(cycle.day)", "第\(cycle.cycle.number)周期第\(cycle.day)天") + doubt
            )
        }
        if let died = summary.died { days.append(either("died \(died)", "死亡 \(died)")) }
        lines += filled(
            days.isEmpty
                ? either("No dose on record.", "无给药记录。")
                : "\(days.joined(separator: comma))\(stop)".capitalizedFirst)
        if let next = story.verdict.reviewAgainAt {
            lines += filled(
                either("Looked at again at \(clock(next)) if no row comes.", "如无新记录，将于 \(clock(next)) 再次审查。"))
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
        return [either("ASKED OF THE DATA MANAGER", "待数据管理员核实")]
            + flags.flatMap { flag in
                filled(
                    "\(flag.key?.description ?? either("the subject", "受试者"))\(colon)\(flag.variable) "
                        + either(flag.reason.rawValue, flag.reason.chineseWords)
                        + (flag.suggestion.map { "\(semicolon)\($0)\(either("?", "？"))" } ?? ""), margin: "  ",
                    hanging: "  ")
            }
    }

    func either(_ en: String, _ zhHans: String) -> String { language == .en ? en : zhHans }

    var comma: String { either(", ", "，") }
    var semicolon: String { either("; ", "；") }
    var colon: String { either(": ", "：") }
    var stop: String { either(".", "。") }

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
