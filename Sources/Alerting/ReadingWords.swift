// SPDX-License-Identifier: Apache-2.0

package import Rules

extension Evidence {
    /// What the row says, in words; numbers, dates and codes stand as recorded.
    package func reading(in language: Language) -> String { readingWords(reading, in: language) }
}

extension EarlierResult {
    /// What the result was, in words.
    package func reading(in language: Language) -> String { readingWords(reading, in: language) }
}

extension Correction {
    /// What the row said before, in words.
    package func before(in language: Language) -> String { readingWords(before, in: language) }

    /// What the row says now, in words; nil when it is gone.
    package func after(in language: Language) -> String? { after.map { readingWords($0, in: language) } }
}

/// A reading in a language.
///
/// A reading is kept in English, so that it compares alike for every reader; these are the phrases it is made of.
private func readingWords(_ reading: String, in language: Language) -> String {
    guard language == .zhHans else { return reading }
    if reading.hasPrefix("grade "), let grade = reading.dropFirst(6).first, grade.isNumber {
        return "\(grade) 级\(phrased(String(reading.dropFirst(7))))"
    }
    return phrased(reading)
}

private func phrased(_ text: String) -> String {
    phrases.reduce(text) { text, phrase in text.replacing(phrase.en, with: phrase.zhHans) }
}

/// Longer ones first, where one begins another.
private let phrases = [
    LocalizedText(en: "grade not recorded", zhHans: "分级未记录"),
    LocalizedText(en: ", painful", zhHans: "，伴疼痛"),
    LocalizedText(en: ", painless", zhHans: "，无疼痛"),
    LocalizedText(en: "dose not recorded", zhHans: "剂量未记录"),
    LocalizedText(en: "start unknown", zhHans: "开始日期不明"),
    LocalizedText(en: "end not recorded", zhHans: "结束日期未记录"),
    LocalizedText(en: "not given, noted without a date", zhHans: "未给药，记录日期不明"),
    LocalizedText(en: "not given, noted ", zhHans: "未给药，记录于 "),
    LocalizedText(en: "no death recorded", zhHans: "无死亡记录"),
    LocalizedText(en: "died ", zhHans: "死亡于 "),
    LocalizedText(en: "not a number", zhHans: "非数值结果"),
    LocalizedText(en: "no result", zhHans: "无结果"),
    LocalizedText(en: " to ", zhHans: " 至 "),
]
