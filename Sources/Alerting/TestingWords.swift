// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

/// What a report says, in one line: `PLAT not repeated for more than 35 days, last on 2024-01-08`.
func words(of report: TestingReport) -> LocalizedText {
    let tests = (en: report.tests.joined(separator: " or "), zhHans: report.tests.joined(separator: "或"))
    let last =
        report.last.map { LocalizedText(en: ", last on \($0)", zhHans: "，末次为 \($0)") }
        ?? LocalizedText(en: ", none on record", zhHans: "，无记录")
    let days = report.everyDays ?? 0
    switch report.kind {
    case .overdue:
        return LocalizedText(
            en: "\(tests.en) not repeated for more than \(days) days\(report.last == nil ? "" : last.en)",
            zhHans: "\(tests.zhHans) 超过 \(days) 天未复查\(report.last == nil ? "" : last.zhHans)")
    case .overdueInHold:
        let rules = report.during.joined(separator: ", ")
        return LocalizedText(
            en: "no \(tests.en) for more than \(days) days during \(rules)\(last.en)",
            zhHans: "\(rules) 期间超过 \(days) 天未查 \(tests.zhHans)\(last.zhHans)")
    case .missingBeforeDose:
        let most = report.beforeDose?.most ?? 0
        let least = report.beforeDose?.least ?? 0
        let window = least == 0 ? "within \(most) day\(most == 1 ? "" : "s")" : "\(least) to \(most) days"
        return LocalizedText(
            en: "no \(tests.en) \(window) before the first dose",
            zhHans: "首次用药前 \(least == 0 ? "\(most)" : "\(least)–\(most)") 天内未查 \(tests.zhHans)")
    case .potentialUnknown:
        return LocalizedText(
            en: "childbearing potential not known, and no \(tests.en) on record",
            zhHans: "生育可能性不明，且无 \(tests.zhHans) 记录")
    }
}
