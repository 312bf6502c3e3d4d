// SPDX-License-Identifier: Apache-2.0

package import Rules
import Trial

extension TreatmentPlace {
    /// The place in words: `cycle 3 day 14`.
    package func words(in language: Language) -> String { wording.text(in: language) }

    private var wording: LocalizedText {
        switch self {
        case .beforeTreatment: LocalizedText(en: "before the first dose", zhHans: "首次给药前")
        case .perhapsBeforeTreatment:
            LocalizedText(en: "perhaps before the first dose", zhHans: "可能在首次给药前")
        case .afterTreatment: LocalizedText(en: "after the last cycle", zhHans: "末个周期之后")
        case .cycle(let number, let day, let isCertain):
            LocalizedText(
                en: "cycle \(number) day \(day)\(isCertain ? "" : ", not certain")",
                zhHans: "第\(number)周期第\(day)天\(isCertain ? "" : "，未确定")")
        }
    }
}

extension DrugStanding {
    /// How the drug stands, in words: `ixazomib 4 mg, last on 2024-03-08`, `letrozole 2.5 mg, on since 2024-01-03`,
    /// `lenalidomide held since 2024-03-09 (last 25
    /// mg on 2024-03-07)`.
    package func words(in language: Language) -> String {
        let name = drug.inSentence.text(in: language)
        let blank = language == .en ? " " : ""
        guard let lastDay else { return "\(name)\(blank)\(stateWords.text(in: language))" }
        let amount = lastAmount.map { "\(amountText($0)) \(unit)" }
        let known = amount ?? (language == .en ? "dose not known" : "剂量不明")
        if state == .taken {
            if let openSince {
                return language == .en
                    ? "\(name) \(known), on since \(openSince)" : "\(name) \(known)，自 \(openSince) 起用药"
            }
            return language == .en
                ? "\(name) \(known), last on \(lastDay)" : "\(name) \(known)，末次 \(lastDay)"
        }
        let last =
            if let openSince {
                language == .en
                    ? "(\(known) since \(openSince), no end on record)" : "（\(known)，自 \(openSince) 起，未记录结束日期）"
            } else {
                language == .en ? "(last \(known) on \(lastDay))" : "（末次 \(known)，\(lastDay)）"
            }
        return "\(name)\(blank)\(stateWords.text(in: language))\(blank)\(last)"
    }

    private var stateWords: LocalizedText {
        switch state {
        case .notStarted: LocalizedText(en: "not started", zhHans: "尚未开始")
        case .taken: LocalizedText(en: "taken", zhHans: "用药中")
        case .held(let since): LocalizedText(en: "to be held since \(since)", zhHans: "自 \(since) 起应停用")
        case .resumable: LocalizedText(en: "may be resumed", zhHans: "可恢复用药")
        case .stopped: LocalizedText(en: "stopped for good", zhHans: "已永久停用")
        case .ended: LocalizedText(en: "ended", zhHans: "治疗已结束")
        case .unknown(let doubt):
            LocalizedText(en: "not certain: \(doubt.words.en)", zhHans: "未确定：\(doubt.words.zhHans)")
        }
    }
}

extension CoverStanding {
    /// How the prophylactic stood, in words: `acyclovir or alternative: not taken for 12 days`.
    package func words(in language: Language) -> String {
        let colon = language == .en ? ": " : "："
        return "\(prophylactic.text(in: language))\(colon)\(wording.text(in: language))"
    }

    private var wording: LocalizedText {
        switch cover {
        case .covered: LocalizedText(en: "taken", zhHans: "用药中")
        case .gap(let days):
            LocalizedText(en: "not taken for \(days) day\(days == 1 ? "" : "s")", zhHans: "已中断 \(days) 天")
        case .neverStarted: LocalizedText(en: "never started", zhHans: "从未使用")
        case .contraindicated: LocalizedText(en: "contraindicated, documented", zhHans: "禁忌（有记录）")
        case .unknown: LocalizedText(en: "not known", zhHans: "情况不明")
        }
    }
}

extension CoFactor {
    /// The co-factor in words: `platelet transfusion`, `perhaps co-trimoxazole`.
    package func words(in language: Language) -> String {
        "\(isCertain ? "" : language == .en ? "perhaps " : "可能有")\(name.text(in: language))"
    }
}

extension NormalRange {
    /// The range in words: `normal 125-350`.
    package func words(in language: Language) -> String {
        let range =
            switch (lower, upper) {
            case (let lower?, let upper?): "\(amountText(lower))-\(amountText(upper))"
            case (let lower?, nil): "≥\(amountText(lower))"
            case (nil, let upper?): "≤\(amountText(upper))"
            case (nil, nil): ""
            }
        return language == .en ? "normal \(range)" : "正常值 \(range)"
    }
}

extension EarlierResult {
    /// The result in words: `90 10^9/L on 2024-03-01 (grade 1)`.
    package func words(in language: Language) -> String {
        let graded = grade.map { language == .en ? " (grade \($0))" : "（\($0) 级）" } ?? ""
        let day = collected.dayText
        let reading = reading(in: language)
        return language == .en ? "\(reading) on \(day)\(graded)" : "\(reading)，\(day)\(graded)"
    }
}

extension ClinicalDate {
    /// The day without its time; what is known of a partial date.
    var dayText: String { isComplete ? earliest.description : description }
}
