// SPDX-License-Identifier: Apache-2.0

package import Rules
package import Trial

/// What a report says, in one line: `Pneumonia, serious; 24-hour clock due 2024-03-02 10:00 +08:00`.
///
/// It tells when the clock is due and not how long that is, so that it stays the same between two warnings. Whatever
/// the record says, it calls nothing more than a possible SUSAR.
func words(of report: ClockReport) -> LocalizedText {
    let parts = [report.stateWords, report.startWords, report.ownerWords].compactMap { $0 }
    return LocalizedText(
        en: "\(report.eventWords.en); \(report.name.en) \(parts.map(\.en).joined(separator: ", "))",
        zhHans: "\(report.eventWords.zhHans)；\(report.name.zhHans)\(parts.map(\.zhHans).joined(separator: "，"))")
}

extension ClockReport {
    /// What the clock is called: `7-day clock`.
    package var name: LocalizedText {
        let isFollowUp = startSource == .firstReport
        let (en, zhHans) =
            switch limit {
            case .hours(let hours): ("\(hours)-hour", "\(hours) 小时")
            case .days(let days): ("\(days)-day", "\(days) 天")
            }
        return isFollowUp
            ? LocalizedText(en: "\(en) follow-up clock", zhHans: "\(zhHans)随访报告时限")
            : LocalizedText(en: "\(en) clock", zhHans: "\(zhHans)报告时限")
    }

    /// When it is due, in the clock's zone: `2024-03-08 24:00 +08:00`; nil while it does not run.
    ///
    /// The end of a day is written as its 24th hour, because the next day's midnight would be read as a day more.
    package var dueText: String? { due.map { localText($0) } }

    /// An instant in the clock's zone.
    package func localText(_ instant: Timestamp) -> String {
        let local = instant.local(secondsFromUTC: secondsFromUTC)
        let day = instant.day(secondsFromUTC: secondsFromUTC)
        let time = local.hasSuffix(" 00:00") ? "\(day + -1) 24:00" : local
        return "\(time) \(offsetText(secondsFromUTC))"
    }

    fileprivate var eventWords: LocalizedText {
        let term =
            subject.term.isEmpty
            ? LocalizedText(en: "death", zhHans: "死亡") : LocalizedText(en: subject.term, zhHans: subject.term)
        guard event.isReaction else {
            return LocalizedText(en: "\(term.en), serious", zhHans: "\(term.zhHans)，严重不良事件")
        }
        guard causality == .related, expected == .no else {
            return LocalizedText(
                en: "\(term.en), possible SUSAR – medical review needed", zhHans: "\(term.zhHans)，疑似SUSAR，需医学审核")
        }
        return LocalizedText(
            en: "\(term.en), recorded as serious, related and unexpected – medical review needed",
            zhHans: "\(term.zhHans)，记录为严重、相关且非预期，需医学审核")
    }

    fileprivate var stateWords: LocalizedText {
        switch state {
        case .running: dueWords
        case .half: dueWords + LocalizedText(en: ", half of the time gone", zhHans: "，时间已过半")
        case .fourFifths: dueWords + LocalizedText(en: ", four fifths of the time gone", zhHans: "，时间已过五分之四")
        case .lastDay: dueWords + LocalizedText(en: ", last warning", zhHans: "，最后提醒")
        case .breached: breachWords
        case .notStarted:
            LocalizedText(en: "not started: no owner named in the protocol", zhHans: "未启动：方案未指定负责人")
        case .startUnknown:
            LocalizedText(
                en: "start unknown: record when it was first known (AEAWDTC)", zhHans: "起点不明：请记录首次获知日期（AEAWDTC）")
        case .beforeMonitoring: LocalizedText(en: "began before monitoring, not judged", zhHans: "始于监测之前，不予判断")
        case .stopped:
            LocalizedText(en: "stopped, reported \(reportedText)", zhHans: "已停止，\(reportedText) 已报告")
        }
    }

    private var dueWords: LocalizedText {
        let due = dueText ?? ""
        return certainlyDue == self.due
            ? LocalizedText(en: "due \(due)", zhHans: "截止 \(due)")
            : LocalizedText(en: "due \(due) at the earliest", zhHans: "最早截止 \(due)")
    }

    private var breachWords: LocalizedText {
        let due = certainlyDue.map { localText($0) } ?? ""
        guard reported != nil else {
            return LocalizedText(en: "was due \(due) and is not reported", zhHans: "已于 \(due) 到期，尚未报告")
        }
        let late = daysLate.map {
            LocalizedText(en: "\($0) day\($0 == 1 ? "" : "s") late", zhHans: "逾期 \($0) 天")
        }
        return LocalizedText(
            en: "was due \(due), reported \(reportedText), \(late?.en ?? "late")",
            zhHans: "已于 \(due) 到期，\(reportedText) 报告，\(late?.zhHans ?? "逾期")")
    }

    private var reportedText: String { reported?.description ?? "" }

    /// Only where it is not awareness: the officer must know that the clock may be wrong.
    fileprivate var startWords: LocalizedText? {
        guard startSource == .collection, let start else { return nil }
        return LocalizedText(
            en: "counted from \(start) (AEDTC; awareness not recorded)", zhHans: "自 \(start) 起算（AEDTC，获知日期未记录）")
    }

    fileprivate var ownerWords: LocalizedText? {
        owner.map { LocalizedText(en: "owner: \($0.en)", zhHans: "负责人：\($0.text(in: .zhHans))") }
    }
}

extension LocalizedText {
    fileprivate static func + (first: LocalizedText, second: LocalizedText) -> LocalizedText {
        LocalizedText(en: first.en + second.en, zhHans: first.zhHans + second.zhHans)
    }
}
