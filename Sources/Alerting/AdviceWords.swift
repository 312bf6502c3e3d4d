// SPDX-License-Identifier: Apache-2.0

package import Rules
import Trial

extension Proposal {
    /// What becomes of the doses, in words: what the record says of each drug, else what the rule says in general.
    package var doseWords: LocalizedText? {
        guard !doses.isEmpty else { return dose }
        let sentences = held + next
        return LocalizedText(
            en: sentences.map(\.en).joined(separator: " "), zhHans: sentences.map(\.zhHans).joined())
    }

    /// What is held, as in `Hold ixazomib and lenalidomide from 2024-01-11`; drugs held alike are named together.
    private var held: [LocalizedText] {
        var told: [LocalizedText] = []
        for isHeld in [Answer.yes, .unknown] {
            let alike = doses.filter { $0.isHeld == isHeld }
            guard let first = alike.first else { continue }
            let names = listed(alike.map(\.drug))
            let from = first.heldSince.map { LocalizedText(en: " from \($0)", zhHans: "自\($0)起") }
            let since = from ?? LocalizedText(en: "")
            let over = first.resumeEligible.map {
                LocalizedText(en: "; may be resumed from \($0)", zhHans: "；自\($0)起可恢复")
            }
            let eligible = over ?? LocalizedText(en: "")
            told.append(
                isHeld == .yes
                    ? LocalizedText(
                        en: "Hold \(names.en)\(since.en)\(eligible.en).",
                        zhHans: "\(since.zhHans)停用\(names.zhHans)\(eligible.zhHans)。")
                    : LocalizedText(
                        en: "Hold, perhaps, \(names.en)\(since.en)\(eligible.en).",
                        zhHans: "\(since.zhHans)可能需停用\(names.zhHans)\(eligible.zhHans)。"))
        }
        return told
    }

    /// The doses to resume at, as in `Resume lenalidomide at 15 mg every other day (from 25 mg), ixazomib unchanged`.
    private var next: [LocalizedText] {
        var (resumed, stopped, open): ([LocalizedText], [LocalizedText], [LocalizedText]) = ([], [], [])
        // What moves is named before what does not.
        let moved = doses.filter { if case .unchanged? = $0.next { false } else { true } }
        for advice in moved + doses.filter({ if case .unchanged? = $0.next { true } else { false } }) {
            switch advice.next {
            case nil: break
            case .stop: stopped.append(advice.drug.inSentence)
            case .oneOf(let doses, let doubts): open.append(openWords(advice.drug, doses, doubts))
            case .unchanged(let dose), .lower(let dose, _), .stayAtFloor(let dose):
                resumed.append(resumeWords(advice, dose))
            }
        }
        var sentences: [LocalizedText] = []
        if !resumed.isEmpty {
            let list = resumed.map(\.en).joined(separator: ", ")
            sentences.append(
                LocalizedText(en: "Resume \(list).", zhHans: "恢复用药：\(resumed.map(\.zhHans).joined(separator: "，"))。"))
        }
        if !stopped.isEmpty {
            let names = listed(stopped)
            sentences.append(LocalizedText(en: "Stop \(names.en) for good.", zhHans: "永久停用\(names.zhHans)。"))
        }
        return sentences + open
    }

    private func resumeWords(_ advice: DoseAdvice, _ dose: DoseAdvice.Dose) -> LocalizedText {
        let name = advice.drug.inSentence
        switch advice.next {
        case .lower(_, let before):
            let last = before.words(days: before.days != dose.days)
            let new = dose.words(days: true)
            return LocalizedText(
                en: "\(name.en) at \(new.en) (from \(last.en))", zhHans: "\(name.zhHans)\(new.zhHans)（原\(last.zhHans)）")
        case .stayAtFloor:
            let words = dose.words(days: true)
            return LocalizedText(
                en: "\(name.en) at \(words.en), its lowest dose", zhHans: "\(name.zhHans)\(words.zhHans)（最低剂量）")
        default:
            let words = dose.words(days: false)
            return LocalizedText(en: "\(name.en) unchanged at \(words.en)", zhHans: "\(name.zhHans)维持\(words.zhHans)")
        }
    }

    private func openWords(_ drug: LocalizedText, _ doses: [DoseAdvice.Dose?], _ doubts: [DoseDoubt]) -> LocalizedText {
        let either = doses.map { $0?.words(days: true) ?? LocalizedText(en: "stop for good", zhHans: "永久停用") }
        let why = doubts.isEmpty ? [DoseDoubt.toxicityUncertain] : doubts
        let name = drug.inSentence
        return LocalizedText(
            en: "Dose of \(name.en) not certain: \(either.map(\.en).joined(separator: " or ")), since "
                + "\(why.map(\.words.en).joined(separator: ", ")).",
            zhHans: "\(name.zhHans)剂量未定：\(either.map(\.zhHans).joined(separator: "或"))，因"
                + "\(why.map(\.words.zhHans).joined(separator: "、"))。")
    }

    private func listed(_ names: [LocalizedText]) -> LocalizedText {
        let names = names.map(\.inSentence)
        guard let last = names.last, names.count > 1 else { return names.first ?? LocalizedText(en: "") }
        let first = names.dropLast()
        return LocalizedText(
            en: "\(first.map(\.en).joined(separator: ", ")) and \(last.en)",
            zhHans: names.map(\.zhHans).joined(separator: "、"))
    }
}

extension LocalizedText {
    /// A name within a sentence: English writes it small.
    var inSentence: LocalizedText {
        LocalizedText(en: en.lowercased(), zhHans: text(in: .zhHans))
    }
}

extension DoseAdvice.Dose {
    /// `15 mg every other day`; the days are told where they matter.
    fileprivate func words(days isWhole: Bool) -> LocalizedText {
        let dose = "\(amountText(amount)) \(unit)"
        guard isWhole, let schedule else { return LocalizedText(en: dose, zhHans: dose) }
        return LocalizedText(en: "\(dose) \(schedule.en)", zhHans: "\(dose) \(schedule.zhHans)")
    }

    private var schedule: LocalizedText? {
        let gaps = Set(zip(days.dropFirst(), days).map { $0 - $1 })
        switch (gaps.count, gaps.first) {
        case (1, 1): return LocalizedText(en: "daily on days 1-\(days.last ?? 1)", zhHans: "第1-\(days.last ?? 1)天每日")
        case (1, 2): return LocalizedText(en: "every other day", zhHans: "隔日")
        default:
            let listed = days.map(String.init)
            return listed.isEmpty
                ? nil
                : LocalizedText(
                    en: "on days \(listed.joined(separator: ", "))", zhHans: "第\(listed.joined(separator: "、"))天")
        }
    }
}
