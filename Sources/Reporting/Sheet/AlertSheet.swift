// SPDX-License-Identifier: Apache-2.0

package import Alerting
package import Rules
import Trial

/// What a study's protocol says for reading an alert of it.
package struct AlertRule: Hashable, Sendable {
    /// The CTCAE version of its grades.
    package var ctcae: String
    /// What the rule is about; nil when the protocol no longer has it.
    package var title: LocalizedText?
    /// Where its numbers come from.
    package var source: String
    /// Whether every number has a published source or the sponsor's sign-off.
    package var isVerified: Bool
    /// The page of the runbooks; empty when none is known.
    package var runbook: String
    /// Seconds east of UTC of the study's time zone.
    package var secondsFromUTC: Int
    /// The time zone's name.
    package var zone: String
    /// What a reader may not learn of a masked trial; nil where the trial is open.
    package var mask: TreatmentMask?

    /// A rule as its protocol has it; see each property.
    package init(
        ctcae: String, title: LocalizedText?, source: String, isVerified: Bool, runbook: String, secondsFromUTC: Int,
        zone: String, mask: TreatmentMask? = nil
    ) {
        self.ctcae = ctcae
        self.title = title
        self.source = source
        self.isVerified = isVerified
        self.runbook = runbook
        self.secondsFromUTC = secondsFromUTC
        self.zone = zone
        self.mask = mask
    }
}

/// Everything about an alert, for a terminal: what was found, what to do, what it rests on, and its history.
///
/// Reported terms and row keys are printed as they are recorded, so the sheet belongs inside the hospital.
/// - Parameters:
///   - history: Every version, oldest first.
///   - answers: Every answer of an officer, oldest first.
///   - width: Columns, 60 or more.
package func renderAlert(
    _ alert: Alert, under rule: AlertRule, history: [AlertHistoryEntry], answers: [Acknowledgement] = [],
    in language: Language, width: Int = 80
) -> String {
    let told = history.map { AlertHistoryEntry(at: $0.at, change: $0.change.masked(by: rule.mask)) }
    return AlertSheet(
        alert: alert.masked(by: rule.mask), rule: rule, history: told, given: answers,
        wording: SheetWording(language: language),
        width: width
    )
    .lines.joined(separator: "\n") + "\n"
}

/// One version of an alert.
package struct AlertHistoryEntry: Hashable, Sendable {
    /// The study's day and minute at which it was committed.
    package var at: String
    /// The change.
    package var change: AlertChange

    /// A version.
    package init(at: String, change: AlertChange) {
        self.at = at
        self.change = change
    }
}

/// Sets an alert in lines.
struct AlertSheet {
    let alert: Alert
    let rule: AlertRule
    let history: [AlertHistoryEntry]
    let given: [Acknowledgement]
    let wording: SheetWording
    let width: Int

    private var facts: AlertFacts { AlertFacts(alert, in: wording.language) }

    var lines: [String] {
        let paragraphs = heading + whatHappened + whatToDo + circumstances + answers + whatItRestsOn
        return paragraphs.flatMap { filled($0) } + rows + told
    }

    private var heading: [String] {
        [
            wording.listed([
                "\(alert.id)", wording.version(alert.version), wording.state(of: alert),
                wording.severity(alert.episode.severity),
            ]),
            wording.listed([alert.study, wording.whom(alert, arm: facts.arm)]),
        ]
    }

    private var whatHappened: [String] {
        [finding, facts.interval, facts.laboratory, facts.doubts].compactMap { $0 }
    }

    /// What was found; what several rows or subjects show together has its name from the rule.
    private var finding: String {
        let words = headline(of: alert, ctcae: rule.ctcae, in: wording.language)
        let finding = rule.mask?.covering(words) ?? words
        guard alert.episode.finding.isNamedByRule, let title = rule.title else { return finding }
        return wording.row(title.text(in: wording.language), finding)
    }

    private var whatToDo: [String] { facts.steps + [facts.doseWithheld, facts.proviso].compactMap { $0 } }

    private var circumstances: [String] {
        [facts.doses, facts.prophylaxis, facts.coFactors].compactMap { $0 }
    }

    private var answers: [String] {
        let given = alert.acknowledgement.map { answer in
            wording.acknowledged(answer, at: answer.at.local(secondsFromUTC: rule.secondsFromUTC))
        }
        return [facts.answer(secondsFromUTC: rule.secondsFromUTC), given].compactMap { $0 }
    }

    private var whatItRestsOn: [String] {
        let title = rule.title?.text(in: wording.language)
        var lines = [
            wording.rule(
                alert.episode.rule, title: title, version: alert.episode.ruleVersion, isVerified: rule.isVerified)
        ]
        if !rule.source.isEmpty { lines.append(wording.source(rule.source)) }
        if !rule.runbook.isEmpty { lines.append(wording.runbook("Runbooks/\(rule.runbook).md")) }
        return lines
    }

    private var rows: [String] {
        let (evidence, closing) = (alert.episode.evidence, alert.episode.closing)
        let opening = evidence.isEmpty ? [wording.noRows] : [wording.rows] + evidence.flatMap(set)
        return opening + (closing.isEmpty ? [] : [wording.closingRows] + closing.flatMap(set))
    }

    private func set(_ row: Evidence) -> [String] {
        filled(wording.row("\(row.key)", row.reading(in: wording.language)), margin: "  ")
    }

    private var told: [String] {
        [wording.history(zone: rule.zone)]
            + history.flatMap { entry in
                filled(wording.listed([entry.at, wording.change(entry.change)]), margin: "  ")
                    + entry.change.corrections.flatMap { filled(wording.correction($0), margin: "    ") }
                    + given.filter { $0.version == entry.change.alert.version }.flatMap(set)
            }
    }

    /// An answer is always to the version that stood, so that it follows that version.
    private func set(_ answer: Acknowledgement) -> [String] {
        let at = answer.at.local(secondsFromUTC: rule.secondsFromUTC)
        return filled(wording.listed([at, wording.acknowledged(answer)]), margin: "  ")
    }

    /// Lines of a text within the width, what follows the first set in.
    private func filled(_ text: String, margin: String = "") -> [String] {
        wrap(text, width: width - margin.count - 2).enumerated().map { index, line in
            margin + (index > 0 ? "  " : "") + line
        }
    }
}
