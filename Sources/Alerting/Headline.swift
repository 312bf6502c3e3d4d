// SPDX-License-Identifier: Apache-2.0

package import Rules
import Trial

/// What an alert found, in one line: `PLAT 24 10^9/L, grade 4 (CTCAE 5.0)`,
/// `Herpes zoster grade 2 (CTCAE 5.0), in a gap of 12 days`, `9 events in 31 subjects, boundary 9`.
///
/// It names neither the subject nor the rule.
/// - Parameter ctcae: the study's CTCAE version, without which a grade means nothing.
package func headline(of alert: Alert, ctcae: String, in language: Language = .en) -> String {
    headline(of: alert.episode.finding, ctcae: ctcae, in: language)
}

/// What was found, in one line.
package func headline(of finding: Finding, ctcae: String, in language: Language = .en) -> String {
    let comma = language == .en ? ", " : "，"
    switch finding {
    case .laboratory(let finding):
        let graded = finding.grade.map { gradeWords($0, ctcae) } ?? LocalizedText(en: "not graded", zhHans: "未分级")
        return "\(finding.test) \(finding.reading)\(comma)\(graded.text(in: language))"
    case .event(let finding):
        let graded =
            finding.grade.map { gradeWords($0, ctcae) } ?? LocalizedText(en: "grade not recorded", zhHans: "分级未记录")
        let circumstances = [finding.pain?.painWords, finding.cover?.words].compactMap { $0?.text(in: language) }
        return (["\(finding.term) \(graded.text(in: language))"] + circumstances).joined(separator: comma)
    case .signal(let finding):
        return finding.parts.map { words(of: $0, ctcae).text(in: language) }.joined(separator: comma)
    case .dose(let report):
        return words(of: report).text(in: language)
    case .cover(let report):
        return words(of: report, ctcae).text(in: language)
    case .clearance(let report):
        return words(of: report).text(in: language)
    case .mismatch(let report):
        return words(of: report, ctcae).text(in: language)
    case .clock(let report):
        return words(of: report).text(in: language)
    case .testing(let report):
        return words(of: report).text(in: language)
    case .boundary(let finding):
        return finding.words.text(in: language)
    case .system(let text):
        return text.text(in: language)
    }
}

/// A grade with the version that gives it its meaning.
func gradeWords(_ grade: Int, _ ctcae: String) -> LocalizedText {
    LocalizedText(en: "grade \(grade) (CTCAE \(ctcae))", zhHans: "\(grade) 级（CTCAE \(ctcae)）")
}

private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

extension BoundaryFinding {
    fileprivate var words: LocalizedText {
        let unconfirmed =
            possibleEvents > 0
            ? LocalizedText(en: ", \(possibleEvents) of them unconfirmed", zhHans: "（其中 \(possibleEvents) 起未确认）")
            : LocalizedText(en: "")
        return LocalizedText(
            en: "\(counted(events, "event")) in \(counted(subjects, "subject"))\(size.en)\(unconfirmed.en), "
                + "\(short.en)boundary \(bound)",
            zhHans: "\(subjects) 例受试者\(size.zhHans)中 \(events) 起事件\(unconfirmed.zhHans)，"
                + "\(short.zhHans)界值 \(bound)")
    }

    /// How many events are missing to the boundary.
    private var short: LocalizedText {
        guard let eventsShort else { return LocalizedText(en: "") }
        return LocalizedText(en: "\(eventsShort) short of the ", zhHans: "距界值还差 \(eventsShort) 起，")
    }

    /// What the subjects amount to where they count in part.
    private var size: LocalizedText {
        if let effectiveSize {
            let size = tenths(effectiveSize)
            return LocalizedText(en: " (effective number \(size))", zhHans: "（有效例数 \(size)）")
        }
        guard let exposureDays else { return LocalizedText(en: "") }
        let days = Int(exposureDays)
        return LocalizedText(en: " (\(days) days under observation)", zhHans: "（观察 \(days) 天）")
    }

    private func tenths(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension Answer {
    fileprivate var painWords: LocalizedText {
        switch self {
        case .yes: LocalizedText(en: "painful", zhHans: "伴疼痛")
        case .no: LocalizedText(en: "painless", zhHans: "无疼痛")
        case .unknown: LocalizedText(en: "pain not recorded", zhHans: "疼痛未记录")
        }
    }
}

extension Cover {
    fileprivate var words: LocalizedText {
        switch self {
        case .covered: LocalizedText(en: "on cover", zhHans: "预防用药期间")
        case .gap(let days): LocalizedText(en: "in a gap of \(counted(days, "day"))", zhHans: "预防用药中断 \(days) 天")
        case .neverStarted: LocalizedText(en: "prophylaxis never started", zhHans: "从未预防用药")
        case .contraindicated:
            LocalizedText(en: "prophylaxis contraindicated, documented", zhHans: "预防用药禁忌（有记录）")
        case .unknown: LocalizedText(en: "cover unknown", zhHans: "预防用药情况不明")
        }
    }
}
