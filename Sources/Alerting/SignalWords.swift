// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

/// What one part of a signal says: `PLAT 60 10^9/L, from 210 10^9/L on 2024-01-03`.
func words(of part: SignalPart, _ ctcae: String) -> LocalizedText {
    switch part.kind {
    case .result(let test, let reading):
        guard let reference = part.reference else { return LocalizedText(same: "\(test) \(reading)") }
        let day = reference.collected?.description
        let collected = LocalizedText(en: day.map { " on \($0)" } ?? "", zhHans: day.map { "（\($0)）" } ?? "")
        return reference.isBaseline
            ? LocalizedText(
                en: "\(test) \(reading), baseline \(reference.reading)",
                zhHans: "\(test) \(reading)，基线 \(reference.reading)")
            : LocalizedText(
                en: "\(test) \(reading), from \(reference.reading)\(collected.en)",
                zhHans: "\(test) \(reading)，此前 \(reference.reading)\(collected.zhHans)")
    case .positive(let test):
        return LocalizedText(en: "\(test) positive", zhHans: "\(test) 阳性")
    case .event(let term, _, let grade):
        let graded = grade.map { gradeWords($0, ctcae) } ?? LocalizedText(en: "grade not recorded", zhHans: "分级未记录")
        return LocalizedText(en: "\(term) \(graded.en)", zhHans: "\(term) \(graded.zhHans)")
    case .death(let sources):
        let domains = sources.joined(separator: ", ")
        return LocalizedText(en: "death (\(domains))", zhHans: "死亡（\(domains)）")
    case .medication(let list):
        return LocalizedText(same: list)
    case .treatment(let name):
        return LocalizedText(en: "on \(name)", zhHans: "\(name) 用药期")
    case .overdue(let test, let days):
        return LocalizedText(en: "\(test) not repeated for more than \(days) days", zhHans: "\(test) 超过 \(days) 天未复查")
    }
}

extension LocalizedText {
    fileprivate init(same text: String) {
        self.init(en: text, zhHans: text)
    }
}
