// SPDX-License-Identifier: Apache-2.0

import Rules

/// What a report says, in one line: `creatinine clearance 28.4 mL/min, below 30; LENALIDOMIDE 25 mg every 2 days, at
/// most 15 mg every 2 days`.
func words(of report: ClearanceReport) -> LocalizedText {
    let function = functionWords(of: report)
    let dose = (report.dose ?? DoseRate(amount: nil, unit: "", everyDays: nil)).words
    let given = LocalizedText(en: "\(report.drug) \(dose.en)", zhHans: "\(report.drug) \(dose.zhHans)")
    guard let limit = report.limit?.words else {
        return LocalizedText(en: "\(function.en); \(given.en)", zhHans: "\(function.zhHans)；\(given.zhHans)")
    }
    switch report.kind {
    case .bandChanged:
        return LocalizedText(
            en: "\(function.en); \(given.en), within the limit of \(limit.en)",
            zhHans: "\(function.zhHans)；\(given.zhHans)，未超过上限 \(limit.zhHans)")
    case .startedTooHigh:
        return LocalizedText(
            en: "\(function.en); \(report.drug) begun at \(dose.en), at most \(limit.en)",
            zhHans: "\(function.zhHans)；\(report.drug) 起始剂量 \(dose.zhHans)，上限 \(limit.zhHans)")
    case .doseTooHigh, .indeterminate:
        return LocalizedText(
            en: "\(function.en); \(given.en), at most \(limit.en)",
            zhHans: "\(function.zhHans)；\(given.zhHans)，上限 \(limit.zhHans)")
    }
}

private func functionWords(of report: ClearanceReport) -> LocalizedText {
    let isClearance = report.test == "CREATCLR"
    let name =
        isClearance
        ? LocalizedText(en: "creatinine clearance", zhHans: "肌酐清除率")
        : LocalizedText(en: report.test, zhHans: report.test)
    switch report.function {
    case .unknown(let doubt):
        return LocalizedText(
            en: "\(name.en) and dose cannot be compared: \(doubt.words.en)",
            zhHans: "\(name.zhHans)与剂量无法比较：\(doubt.words.zhHans)")
    case .known(let lowest, let highest):
        let (low, high) = (tenths(of: lowest), tenths(of: highest))
        let range = low == high ? low : "\(low)–\(high)"
        let value = isClearance ? "\(range) mL/min" : "\(range) × ULN"
        let cut = report.cut.map(tenths(of:)) ?? ""
        return isClearance
            ? LocalizedText(
                en: "\(name.en) \(value), below \(cut)", zhHans: "\(name.zhHans) \(value)，低于 \(cut)")
            : LocalizedText(en: "\(name.en) \(value), above \(cut)", zhHans: "\(name.zhHans) \(value)，高于 \(cut)")
    }
}

extension DoseRate {
    fileprivate var words: LocalizedText {
        guard let amount else { return LocalizedText(en: "dose not known", zhHans: "剂量不明") }
        let dose = "\(plain(amount)) \(unit)"
        return switch everyDays {
        case nil: LocalizedText(en: dose, zhHans: dose)
        case 1: LocalizedText(en: "\(dose) daily", zhHans: "\(dose) 每日")
        case .some(let days): LocalizedText(en: "\(dose) every \(days) days", zhHans: "\(dose) 每 \(days) 天")
        }
    }
}

extension ClearanceReport.Doubt {
    /// Why it cannot be told, in words.
    var words: LocalizedText {
        switch self {
        case .ageMissing: LocalizedText(en: "no age of an adult on record", zhHans: "缺少成人年龄")
        case .sexMissing: LocalizedText(en: "no sex on record", zhHans: "缺少性别")
        case .weightMissing: LocalizedText(en: "no weight on record", zhHans: "缺少体重")
        case .weightTooOld:
            LocalizedText(en: "the weight is too old, and the band depends on it", zhHans: "体重记录过旧，且影响分档")
        case .limitMissing: LocalizedText(en: "no limit of normal on record", zhHans: "缺少正常值限")
        case .resultUnreadable: LocalizedText(en: "the result does not tell the band", zhHans: "检验结果无法判定分档")
        case .doseUnknown: LocalizedText(en: "the dose is not known", zhHans: "剂量不明")
        }
    }
}

/// A number with at most one decimal.
private func tenths(of number: Double) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return "∞" }
    return plain((number * 10).rounded() / 10)
}

private func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
}
