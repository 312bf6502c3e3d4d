// SPDX-License-Identifier: Apache-2.0

package import Rules

extension Uncertainty {
    /// What is not known, in English words.
    package var words: String { words(in: .en) }

    /// What is not known, in words.
    package func words(in language: Language) -> String { wording.text(in: language) }

    private var wording: LocalizedText {
        switch self {
        case .evidenceUncertain:
            LocalizedText(en: "a row this rests on can no longer be read or graded", zhHans: "所依据的记录已无法读取或分级")
        case .dateUnknown: LocalizedText(en: "a date is partial or missing", zhHans: "日期不完整或缺失")
        case .dateInFuture: LocalizedText(en: "a date lies in the future", zhHans: "日期晚于今天")
        case .unitSuspect: LocalizedText(en: "the unit is suspect", zhHans: "单位可疑")
        case .valueCensored: LocalizedText(en: "the result is only a bound", zhHans: "结果仅为界限值")
        case .limitMissing:
            LocalizedText(
                en: "a limit of normal is missing and was taken from another row", zhHans: "缺少正常值限，取自其他记录")
        case .counterEvidenceMissing:
            LocalizedText(en: "a result that could rule this out is missing", zhHans: "缺少可排除此情况的结果")
        case .onlyPossible: LocalizedText(en: "possible, not proven", zhHans: "可能，尚未证实")
        case .recoveryNotProven:
            LocalizedText(
                en: "recovery not proven: a transfusion or growth factor was given shortly before the count",
                zhHans: "恢复未获证实：计数前近期曾输血或使用生长因子")
        case .countMissing:
            LocalizedText(
                en: "the count itself is missing and is judged by another of the same draw",
                zhHans: "该次采血缺少此项计数，依据同次其他计数判断")
        case .painUnknown: LocalizedText(en: "pain is not recorded", zhHans: "疼痛未记录")
        case .gradeUnknown: LocalizedText(en: "the grade is not recorded", zhHans: "分级未记录")
        case .gradeContradicted:
            LocalizedText(
                en: "recorded as life-threatening or fatal, which is grade 4 or 5, with a lower grade: one is wrong",
                zhHans: "记录为危及生命或致死（即4级或5级），但所填分级较低，请核实")
        case .disseminationUnknown: LocalizedText(en: "dissemination is not recorded", zhHans: "是否播散未记录")
        case .coverUnknown:
            LocalizedText(en: "whether prophylaxis was taken cannot be told", zhHans: "预防用药情况无法判断")
        case .causeUnknown: LocalizedText(en: "the cause of death is not recorded", zhHans: "死因未记录")
        case .causalityUnknown:
            LocalizedText(en: "causality is not recorded, so it is not excluded", zhHans: "因果关系未记录，不能排除")
        case .expectednessUnknown:
            LocalizedText(en: "expectedness is not recorded", zhHans: "是否属预期反应未记录")
        case .weightOld: LocalizedText(en: "the weight is old; the band is the same", zhHans: "体重记录较旧，但肾功能分档不变")
        case .creatinineUnstable:
            LocalizedText(
                en: "creatinine is not stable, so that its clearance is no more than a guess", zhHans: "肌酐不稳定，清除率估算不可靠")
        case .retractionHeld:
            LocalizedText(
                en: "the record no longer supports this; its retraction is held", zhHans: "记录已不再支持本警报；撤回暂缓")
        case .subjectNotInDemographics: LocalizedText(en: "the subject is not in DM", zhHans: "DM 中没有该受试者")
        }
    }
}
