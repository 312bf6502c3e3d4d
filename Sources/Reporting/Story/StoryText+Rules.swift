// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
import Rules
import Trial

extension StoryText {
    /// The rules with an episode, past ones too, each with what it saw.
    var speaking: [String] {
        let spoken = story.rules.filter { !$0.episodes.isEmpty }
        guard !spoken.isEmpty else { return ["RULES THAT SPOKE", "  None."] }
        return ["RULES THAT SPOKE"]
            + spoken.flatMap { trace in
                titleLines(of: trace.rule) + trace.episodes.flatMap(lines(of:)) + doubtLines(of: trace)
            }
    }

    /// The rules without one, each with the reason.
    var silent: [String] {
        let silent = story.rules.filter(\.episodes.isEmpty)
        guard !silent.isEmpty else { return [] }
        return ["RULES THAT DID NOT SPEAK"]
            + silent.flatMap { trace in
                titleLines(of: trace.rule) + filled(reason(of: trace), margin: "    ", hanging: "  ")
                    + doubtLines(of: trace)
            }
    }

    private func titleLines(of rule: SubjectRule) -> [String] {
        filled("\(rule.id): \(rule.title.en)\(rule.verified ? "" : " (unverified)")", margin: "  ", hanging: "  ")
    }

    private func lines(of episode: Episode) -> [String] {
        let end = episode.end.map { "to \($0)" } ?? "goes on"
        let what = headline(of: episode.finding, ctcae: studyProtocol.ctcae.rawValue)
        var lines = filled(
            "\(episode.severity.rawValue), from \(episode.onset?.description ?? "an unknown day"), \(end): \(what)",
            margin: "    ", hanging: "  ")
        let evidence = episode.evidence.prefix(StoryText.rowsMax).map { "\($0.key): \($0.reading)" }
        let more = episode.evidence.count - evidence.count
        lines += filled(
            "rows: \(evidence.joined(separator: "; "))\(more > 0 ? "; and \(more) more" : "")", margin: "      ",
            hanging: "  ")
        if !episode.closing.isEmpty {
            let closing = episode.closing.map { "\($0.key): \($0.reading)" }
            lines += filled("ended by: \(closing.joined(separator: "; "))", margin: "      ", hanging: "  ")
        }
        if !episode.uncertainties.isEmpty {
            let doubts = episode.uncertainties.sorted().map(\.words)
            lines += filled("not certain: \(doubts.joined(separator: "; "))", margin: "      ", hanging: "  ")
        }
        for text in [episode.proposal?.action, episode.proposal?.dose].compactMap({ $0?.en }) where episode.end == nil {
            lines += filled(text, margin: "      ", hanging: "  ")
        }
        return lines
    }

    /// Rows of an episode that are listed.
    private static let rowsMax = 5

    private func doubtLines(of trace: RuleTrace) -> [String] {
        guard !trace.undecidable.isEmpty else { return [] }
        let rows = trace.undecidable.prefix(StoryText.rowsMax).map(\.description)
        let more = trace.undecidable.count - rows.count
        return filled(
            "cannot be judged: \(rows.joined(separator: "; "))\(more > 0 ? "; and \(more) more" : "")", margin: "    ",
            hanging: "  ")
    }

    private func reason(of trace: RuleTrace) -> String {
        let seen = trace.sights.map(words(of:)).joined(separator: "; ")
        let because: String? =
            switch trace.silence {
            case .otherArm: "it is for other arms"
            case .nothingRecorded: "nothing of it is on record"
            case .notMet: trace.sights.isEmpty ? absence(of: trace.rule.condition) : nil
            case .notTogether: "its parts were not met together"
            case .belowLevels: "met, but below every level"
            case .undecided: "no row certainly meets it"
            case nil: nil
            }
        return [seen.isEmpty ? nil : seen, because].compactMap { $0 }.joined(separator: ": ") + "."
    }

    /// What a condition that looks at the whole record did not find.
    private func absence(of condition: Condition) -> String {
        switch condition {
        case .dose: "no dose, and no cycle, was otherwise than due"
        case .cover: "nothing required was left out, and nothing taken that should not be"
        case .clearance: "no dose was above its limit"
        case .mismatch: "laboratory and events agree"
        case .clock: "no event starts it"
        case .testing: "no test was due and not done"
        case .count, .grade, .event, .signal: "nothing meets it"
        }
    }

    private func words(of sight: RuleSight) -> String {
        guard sight.rows > 0 else { return "\(words(of: sight.subject)): no row" }
        let met = sight.meeting == 0 ? "none met" : "\(sight.meeting) met"
        let open = sight.undecided == 0 ? "" : ", \(sight.undecided) undecided"
        let nearest = sight.nearest.map { row in
            ", nearest \(row.reading)\(sight.nearestOn.map { " on \($0)" } ?? "")"
        }
        let rows = sight.rows == 1 ? "1 row" : "\(sight.rows) rows"
        return "\(words(of: sight.subject)): \(rows), \(met)\(open)\(nearest ?? "")"
    }

    private func words(of subject: RuleSight.Subject) -> String {
        switch subject {
        case .count(let count):
            "\(count.analyte.testCodes.first ?? "") below \(decimal(count.below)) \(count.unit.symbol)"
        case .grade(let grade):
            (grade.terms.isEmpty
                ? "any laboratory term"
                : grade.terms.map { $0.name(in: studyProtocol.ctcae) }.sorted().joined(separator: ", "))
                + " at grade \(grade.atLeast) or more"
        case .event(let event): "events of \(event.group) at grade \(event.atLeast) or more"
        case .part(let leaf): words(of: leaf)
        }
    }

}
