// SPDX-License-Identifier: Apache-2.0

package import Rules
import Trial

/// What a report says, in one line: `Ixazomib taken on 2024-01-15, held since 2024-01-11`.
func words(of report: DoseReport) -> LocalizedText {
    let said = report.cycle == nil ? caused(deviation(report), by: report.causes ?? []) : gate(report)
    guard let doubt = report.doubt, report.kind != "row-in-doubt" else { return said }
    return LocalizedText(
        en: "\(said.en): possible, \(doubt.words.en)", zhHans: "\(said.zhHans)：可能，\(doubt.words.zhHans)")
}

/// What is said of a deviation, and for which toxicities the drug was held, stopped or lowered.
private func caused(_ said: LocalizedText, by causes: [DoseReport.Cause]) -> LocalizedText {
    guard !causes.isEmpty else { return said }
    let named = causes.map { cause -> LocalizedText in
        let found = words(of: cause.found)
        let onset = cause.onset.map { (en: " from \($0)", zhHans: "（自\($0)起）") } ?? (en: "", zhHans: "")
        return LocalizedText(
            en: "\(found.en)\(onset.en) (rule \(cause.rule))", zhHans: "\(found.zhHans)\(onset.zhHans)，规则\(cause.rule)")
    }
    return LocalizedText(
        en: "\(said.en), for \(named.map(\.en).joined(separator: " and "))",
        zhHans: "\(said.zhHans)，原因：\(named.map(\.zhHans).joined(separator: "；"))")
}

private func deviation(_ report: DoseReport) -> LocalizedText {
    let drug = report.drug ?? LocalizedText(en: "A drug", zhHans: "药物")
    let (en, zhHans) = (drug.text(in: .en), drug.text(in: .zhHans))
    let day = report.day?.description
    let on = LocalizedText(en: day ?? "a day not known", zhHans: day ?? "日期不明")
    let since = report.since.map { LocalizedText(en: " since \($0)", zhHans: "自\($0)起") } ?? LocalizedText(en: "")
    let amounts = LocalizedText(
        en: [report.given.map { "\($0.words) given" }, report.due.map { "\($0.words) due" }].compactMap { $0 }
            .joined(separator: ", "),
        zhHans: [report.given.map { "实际\($0.words)" }, report.due.map { "应为\($0.words)" }].compactMap { $0 }
            .joined(separator: "，"))
    switch report.kind {
    case "against-hold":
        return LocalizedText(
            en: "\(en) taken on \(on.en), held\(since.en)", zhHans: "\(on.zhHans)服用\(zhHans)，\(since.zhHans)应停用")
    case "after-stop":
        return LocalizedText(
            en: "\(en) taken on \(on.en), stopped for good\(since.en)",
            zhHans: "\(on.zhHans)服用\(zhHans)，\(since.zhHans)已永久停用")
    case "above-due":
        return LocalizedText(en: "\(en) on \(on.en): \(amounts.en)", zhHans: "\(on.zhHans)\(zhHans)：\(amounts.zhHans)")
    case "cycle-above-due":
        return LocalizedText(
            en: "\(en), cycle from \(on.en): \(amounts.en)", zhHans: "\(zhHans)，\(on.zhHans)开始的周期：\(amounts.zhHans)")
    case "not-resumed":
        return LocalizedText(
            en: "\(en) may be resumed since \(on.en), and no dose is recorded",
            zhHans: "\(zhHans)自\(on.zhHans)起可恢复，尚无给药记录")
    default:
        let doubt = report.doubt?.words ?? LocalizedText(en: "in doubt", zhHans: "存疑")
        return LocalizedText(
            en: "\(en), dose row of \(on.en): \(doubt.en)", zhHans: "\(zhHans)，\(on.zhHans)的给药记录：\(doubt.zhHans)")
    }
}

private func gate(_ report: DoseReport) -> LocalizedText {
    let obstacles = report.obstacles.map(words)
    let listed = LocalizedText(
        en: obstacles.map(\.en).joined(separator: ", "), zhHans: obstacles.map(\.zhHans).joined(separator: "，"))
    let (number, day) = ("\(report.cycle ?? 0)", report.day?.description ?? "")
    let several = (report.cycles ?? 1) > 1 ? report.cycles : nil
    return LocalizedText(
        en: "cycle \(number) begun on \(day): \(listed.en)"
            + (several.map { " (\($0) cycles so)" } ?? ""),
        zhHans: "第\(number)周期于\(day)开始：\(listed.zhHans)" + (several.map { "（共\($0)个周期）" } ?? ""))
}

private func words(of obstacle: DoseReport.Obstacle) -> LocalizedText {
    switch obstacle {
    case .count(let test, let reading):
        return LocalizedText(en: "\(test) \(reading)", zhHans: "\(test) \(reading)")
    case .countMissing(let test):
        return LocalizedText(en: "no \(test) in the days before", zhHans: "此前数日无\(test)结果")
    case .countUndecided(let test, let reading):
        return LocalizedText(en: "\(test) \(reading), not comparable", zhHans: "\(test) \(reading)，无法比较")
    case .event(let term, let isCoded, let grade):
        let graded = event(term, isCoded, grade)
        return LocalizedText(en: graded.en, zhHans: graded.zhHans)
    case .eventUndecided(let term, let isCoded, let grade):
        let graded = event(term, isCoded, grade)
        return LocalizedText(en: "\(graded.en), perhaps", zhHans: "\(graded.zhHans)（待核实）")
    }
}

/// As reported a term is free text, which may name anybody.
private func event(_ term: String, _ isCoded: Bool, _ grade: Int?) -> LocalizedText {
    LocalizedText(
        en: "\(isCoded ? term : "an event not coded") \(grade.map { "grade \($0)" } ?? "grade not recorded")",
        zhHans: "\(isCoded ? term : "未编码事件") \(grade.map { "\($0) 级" } ?? "分级未记录")")
}

extension DoseReport.Amount {
    fileprivate var words: String { "\(amountText(number)) \(unit)" }
}

extension DoseDoubt {
    /// What is not known, in words.
    package var words: LocalizedText {
        switch self {
        case .doseMissing: LocalizedText(en: "the amount is not recorded", zhHans: "剂量未记录")
        case .unitUnknown: LocalizedText(en: "the unit cannot be read", zhHans: "单位无法识别")
        case .dateUnknown: LocalizedText(en: "a date is partial or missing", zhHans: "日期不完整或缺失")
        case .endsBeforeStart: LocalizedText(en: "it ends before it starts", zhHans: "结束早于开始")
        case .overlappingDoses: LocalizedText(en: "rows overlap", zhHans: "给药记录重叠")
        case .intervalSpansHold:
            LocalizedText(en: "one row runs through the hold", zhHans: "一条给药记录跨越停药期")
        case .frequencyUnknown: LocalizedText(en: "how often it was taken is not known", zhHans: "给药频次不明")
        case .exposureSilent: LocalizedText(en: "no dose has been recorded for long", zhHans: "长期无给药记录")
        case .toxicityUncertain: LocalizedText(en: "the toxicity itself is not certain", zhHans: "毒性本身尚未确定")
        case .withdrawnDrugNotNamed:
            LocalizedText(en: "which drug was withdrawn is not recorded", zhHans: "未记录停用的是哪种药物")
        case .rowUnreadable: LocalizedText(en: "a row of exposure cannot be read", zhHans: "一条给药记录无法读取")
        }
    }
}

/// A number of a dose without a fraction that says nothing: a sum of three doses of 2.3 is 6.9.
package func amountText(_ amount: Double) -> String {
    // What binary fractions leave of a decimal sum lies far beyond the sixth place.
    let decimal = (amount * 1e6).rounded() / 1e6
    let said = (decimal - amount).magnitude <= 1e-9 * amount.magnitude ? decimal : amount
    return said.rounded() == said && said.magnitude < 1e9 ? "\(Int(said))" : "\(said)"
}
