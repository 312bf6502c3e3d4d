// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

/// What a report says, in one line: `PLAT 18 10^9/L on 2024-01-08, grade 4 (CTCAE 5.0); no event of Platelet count
/// decreased is reported`.
func words(of report: MismatchReport, _ ctcae: String) -> LocalizedText {
    report.isAnswered ? answerWords(report, ctcae) : questionWords(report, ctcae)
}

/// What was asked, as the record answers it.
private func answerWords(_ report: MismatchReport, _ ctcae: String) -> LocalizedText {
    let event = eventWords(report, ctcae)
    let result = resultWords(report, ctcae)
    return switch report.kind {
    case .laboratoryWithoutEvent:
        LocalizedText(en: "\(result.en); a reported event accounts for it", zhHans: "\(result.zhHans)；已有相应不良事件报告")
    case .eventWithoutLaboratory, .gradeBelowLaboratory, .gradeAboveLaboratory:
        LocalizedText(
            en: "\(event.en); the laboratory agrees: \(result.en)", zhHans: "\(event.zhHans)；与实验室结果相符：\(result.zhHans)")
    case .seriousnessConflict:
        LocalizedText(en: "\(event.en), recorded as serious", zhHans: "\(event.zhHans)，已记录为严重")
    case .causalityMissing:
        LocalizedText(en: "\(event.en), serious; causality is recorded", zhHans: "\(event.zhHans)，严重不良事件；因果关系已记录")
    }
}

private func questionWords(_ report: MismatchReport, _ ctcae: String) -> LocalizedText {
    let event = eventWords(report, ctcae)
    let result = resultWords(report, ctcae)
    return switch report.kind {
    case .laboratoryWithoutEvent:
        LocalizedText(
            en: "\(result.en); no event of \(report.term) is reported",
            zhHans: "\(result.zhHans)；未见相应不良事件（\(report.term)）")
    case .eventWithoutLaboratory:
        LocalizedText(
            en: "\(event.en); no laboratory result shows it", zhHans: "\(event.zhHans)；无实验室结果支持")
    case .gradeBelowLaboratory:
        LocalizedText(
            en: "\(event.en), lower than the laboratory: \(result.en)",
            zhHans: "\(event.zhHans)，低于实验室分级：\(result.zhHans)")
    case .gradeAboveLaboratory:
        LocalizedText(
            en: "\(event.en), higher than the laboratory: \(result.en)",
            zhHans: "\(event.zhHans)，高于实验室分级：\(result.zhHans)")
    case .seriousnessConflict:
        conflictWords(event, report)
    case .causalityMissing:
        LocalizedText(
            en: "\(event.en), serious; causality is not recorded", zhHans: "\(event.zhHans)，严重不良事件；因果关系未记录")
    }
}

private func conflictWords(_ event: LocalizedText, _ report: MismatchReport) -> LocalizedText {
    let sign: LocalizedText =
        switch report.sign {
        case .fatal: LocalizedText(en: "it was fatal", zhHans: "结局为死亡")
        case .grade5: LocalizedText(en: "it is of grade 5", zhHans: "分级为 5 级")
        case .flag, nil: LocalizedText(en: "a flag of seriousness is set", zhHans: "已勾选严重性标准")
        }
    return LocalizedText(
        en: "\(event.en), recorded as not serious although \(sign.en)", zhHans: "\(event.zhHans)，记录为非严重，但\(sign.zhHans)"
    )
}

/// The event with its grade and the day it began.
private func eventWords(_ report: MismatchReport, _ ctcae: String) -> LocalizedText {
    let graded =
        report.reportedGrade.map { gradeWords($0, ctcae) } ?? LocalizedText(en: "grade not recorded", zhHans: "分级未记录")
    let start = report.reportedStart.map { LocalizedText(en: " from \($0)", zhHans: "（\($0) 起）") }
    return LocalizedText(
        en: "\(report.term) \(graded.en)\(start?.en ?? "")",
        zhHans: "\(report.term) \(graded.zhHans)\(start?.zhHans ?? "")")
}

/// The result with its day and grade; empty where there is none.
private func resultWords(_ report: MismatchReport, _ ctcae: String) -> LocalizedText {
    guard let result = report.laboratory else { return LocalizedText(en: "") }
    let graded = result.grade.map { gradeWords($0, ctcae) } ?? LocalizedText(en: "not graded", zhHans: "未分级")
    let day = result.collected.map { LocalizedText(en: " on \($0.dayText)", zhHans: "（\($0.dayText)）") }
    return LocalizedText(
        en: "\(result.test) \(result.reading)\(day?.en ?? ""), \(graded.en)",
        zhHans: "\(result.test) \(result.reading)\(day?.zhHans ?? "")，\(graded.zhHans)")
}
