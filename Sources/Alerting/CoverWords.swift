// SPDX-License-Identifier: Apache-2.0

import Rules

/// What a report says, in one line: `acyclovir not taken since 2024-01-10, on IXAZOMIB`.
///
/// - Parameter ctcae: the study's CTCAE version, without which the grade of what speaks against it means nothing.
func words(of report: CoverReport, _ ctcae: String) -> LocalizedText {
    let (english, chinese) = (report.medication.text(in: .en), report.medication.text(in: .zhHans))
    let treatments = report.treatments.joined(separator: ", ")
    let span = LocalizedText(
        en: report.days.map { "for \($0) \($0 == 1 ? "day" : "days") from \(report.since)" } ?? "since \(report.since)",
        zhHans: report.days.map { "自 \(report.since) 起 \($0) 天" } ?? "自 \(report.since) 起")
    switch report.kind {
    case .gap:
        return LocalizedText(
            en: "\(english) not taken \(span.en), on \(treatments)",
            zhHans: "\(treatments) 治疗期间，\(span.zhHans)未用\(chinese)")
    case .neverStarted:
        return LocalizedText(
            en: "\(english) never started, due \(span.en), on \(treatments)",
            zhHans: "\(treatments) 治疗期间从未使用\(chinese)，\(span.zhHans)应使用")
    case .unknown:
        return LocalizedText(
            en: "whether \(english) is taken cannot be told \(span.en), on \(treatments)",
            zhHans: "\(treatments) 治疗期间，\(span.zhHans)无法判断是否使用\(chinese)")
    case .conflict:
        let parts = report.opponents.map { words(of: $0, ctcae) }
        return LocalizedText(
            en: "\(english) taken \(span.en), with \(parts.map(\.en).joined(separator: "; "))",
            zhHans: "\(span.zhHans)使用\(chinese)，同时有 \(parts.map(\.zhHans).joined(separator: "；"))")
    }
}
