// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
import Rules
import Trial

extension StoryText {
    /// The rules with an episode, past ones too, each with what it saw.
    var speaking: [String] {
        let spoken = story.rules.filter { !$0.episodes.isEmpty }
        guard !spoken.isEmpty else { return [either("RULES THAT SPOKE", "已发出警报的规则"), either("  None.", "  无。")] }
        return [either("RULES THAT SPOKE", "已发出警报的规则")]
            + spoken.flatMap { trace in
                titleLines(of: trace.rule) + trace.episodes.flatMap(lines(of:)) + doubtLines(of: trace)
            }
    }

    /// The rules without one, each with the reason.
    var silent: [String] {
        let silent = story.rules.filter(\.episodes.isEmpty)
        guard !silent.isEmpty else { return [] }
        return [either("RULES THAT DID NOT SPEAK", "未发出警报的规则")]
            + silent.flatMap { trace in
                titleLines(of: trace.rule) + filled(reason(of: trace), margin: "    ", hanging: "  ")
                    + doubtLines(of: trace)
            }
    }

    private func titleLines(of rule: SubjectRule) -> [String] {
        filled(
            "\(rule.id)\(colon)\(rule.title.text(in: language))"
                + (rule.verified ? "" : either(" (unverified)", "（数值未核实）")), margin: "  ", hanging: "  ")
    }

    private func lines(of episode: Episode) -> [String] {
        let end = episode.end.map { either("to \($0)", "至 \($0)") } ?? either("goes on", "持续中")
        let what = headline(of: episode.finding, ctcae: studyProtocol.ctcae.rawValue, in: language)
        let onset = episode.onset?.description ?? either("an unknown day", "日期不明")
        let severity = SheetWording(language: language).severity(episode.severity)
        var lines = filled(
            "\(severity)\(comma)\(either("from \(onset)", "自 \(onset)"))\(comma)\(end)\(colon)\(what)",
            margin: "    ", hanging: "  ")
        let evidence = episode.evidence.prefix(StoryText.rowsMax).map { "\($0.key)\(colon)\($0.reading(in: language))" }
        let more = episode.evidence.count - evidence.count
        lines += filled(
            "\(either("rows", "记录"))\(colon)\(evidence.joined(separator: semicolon))\(rest(more))", margin: "      ",
            hanging: "  ")
        if !episode.closing.isEmpty {
            let closing = episode.closing.map { "\($0.key)\(colon)\($0.reading(in: language))" }
            lines += filled(
                "\(either("ended by", "结束依据"))\(colon)\(closing.joined(separator: semicolon))", margin: "      ",
                hanging: "  ")
        }
        if !episode.uncertainties.isEmpty {
            let doubts = episode.uncertainties.sorted().map { $0.words(in: language) }
            lines += filled(
                "\(either("not certain", "未确定"))\(colon)\(doubts.joined(separator: semicolon))", margin: "      ",
                hanging: "  ")
        }
        for text in [episode.proposal?.action, episode.proposal?.dose].compactMap({ $0?.text(in: language) })
        where episode.end == nil {
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
            "\(either("cannot be judged", "无法判断"))\(colon)\(rows.joined(separator: semicolon))\(rest(more))",
            margin: "    ", hanging: "  ")
    }

    private func rest(_ count: Int) -> String {
        count > 0 ? either("; and \(count) more", "；另有 \(count) 条") : ""
    }

    private func reason(of trace: RuleTrace) -> String {
        let seen = trace.sights.map(words(of:)).joined(separator: semicolon)
        let because: String? =
            switch trace.silence {
            case .otherArm: either("it is for other arms", "适用于其他治疗组")
            case .nothingRecorded: either("nothing of it is on record", "无相关记录")
            case .notMet: trace.sights.isEmpty ? absence(of: trace.rule.condition) : nil
            case .notTogether: either("its parts were not met together", "各部分未同时满足")
            case .belowLevels: either("met, but below every level", "满足，但未达任何级别")
            case .undecided: either("no row certainly meets it", "无记录确定满足")
            case nil: nil
            }
        return [seen.isEmpty ? nil : seen, because].compactMap { $0 }.joined(separator: colon) + stop
    }

    /// What a condition that looks at the whole record did not find.
    private func absence(of condition: Condition) -> String {
        switch condition {
        case .dose: either("no dose, and no cycle, was otherwise than due", "给药与周期均与应有一致")
        case .cover:
            either("nothing required was left out, and nothing taken that should not be", "应用者均已用，不应用者均未用")
        case .clearance: either("no dose was above its limit", "剂量均未超过上限")
        case .mismatch: either("laboratory and events agree", "实验室结果与不良事件一致")
        case .clock: either("no event starts it", "无事件启动该时限")
        case .testing: either("no test was due and not done", "无应做而未做的检查")
        case .count, .grade, .event, .signal: either("nothing meets it", "无记录满足")
        }
    }

    private func words(of sight: RuleSight) -> String {
        guard sight.rows > 0 else { return "\(words(of: sight.subject))\(colon)\(either("no row", "无记录"))" }
        let met =
            sight.meeting == 0 ? either("none met", "无一满足") : either("\(sight.meeting) met", "\(sight.meeting) 条满足")
        let open = sight.undecided == 0 ? "" : either(", \(sight.undecided) undecided", "，\(sight.undecided) 条未定")
        let nearest = sight.nearest.map { row in
            let reading = row.reading(in: language)
            return either(", nearest \(reading)", "，最接近 \(reading)")
                + (sight.nearestOn.map { either(" on \($0)", "（\($0)）") } ?? "")
        }
        let rows = either(sight.rows == 1 ? "1 row" : "\(sight.rows) rows", "\(sight.rows) 条记录")
        return "\(words(of: sight.subject))\(colon)\(rows)\(comma)\(met)\(open)\(nearest ?? "")"
    }

    private func words(of subject: RuleSight.Subject) -> String {
        switch subject {
        case .count(let count):
            either(
                "\(count.analyte.testCodes.first ?? "") below \(decimal(count.below)) \(count.unit.symbol)",
                "\(count.analyte.testCodes.first ?? "") 低于 \(decimal(count.below)) \(count.unit.symbol)")
        case .grade(let grade):
            (grade.terms.isEmpty
                ? either("any laboratory term", "任一实验室术语")
                : grade.terms.map { $0.name(in: studyProtocol.ctcae) }.sorted().joined(separator: comma))
                + either(" at grade \(grade.atLeast) or more", " ≥\(grade.atLeast) 级")
        case .event(let event):
            either(
                "events of \(event.group) at grade \(event.atLeast) or more", "\(event.group) 事件 ≥\(event.atLeast) 级")
        case .part(let leaf): words(of: leaf)
        }
    }
}
