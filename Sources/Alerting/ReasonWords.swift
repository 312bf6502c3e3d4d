// SPDX-License-Identifier: Apache-2.0

package import Rules

extension AlertChange.Reason {
    /// Why an alert changed, in English words.
    package var words: String { words(in: .en) }

    /// Why an alert changed, in words.
    package func words(in language: Language) -> String { wording.text(in: language) }

    private var wording: LocalizedText {
        switch self {
        case .newEpisode: LocalizedText(en: "newly found", zhHans: "新发现")
        case .seenAfterItEnded: LocalizedText(en: "seen only after it ended", zhHans: "结束后才被发现")
        case .severityRose: LocalizedText(en: "more severe than before", zhHans: "比之前更严重")
        case .severityFell: LocalizedText(en: "less severe than before", zhHans: "比之前减轻")
        case .gradeMoved: LocalizedText(en: "another grade", zhHans: "分级改变")
        case .intervalMoved: LocalizedText(en: "other dates", zhHans: "日期改变")
        case .evidenceCorrected: LocalizedText(en: "a row was corrected", zhHans: "有记录被更正")
        case .evidenceMoved: LocalizedText(en: "other rows support it", zhHans: "所依据的记录改变")
        case .clockMoved: LocalizedText(en: "the reporting clock went on", zhHans: "报告时限状态改变")
        case .certaintyMoved: LocalizedText(en: "what is certain", zhHans: "确定程度改变")
        case .dosesMoved: LocalizedText(en: "the doses proposed", zhHans: "建议剂量改变")
        case .reopened: LocalizedText(en: "open again", zhHans: "重新开启")
        case .ruleChanged: LocalizedText(en: "the rule changed", zhHans: "规则已更改")
        case .ruleRenamed: LocalizedText(en: "the rule has a new name", zhHans: "规则已更名")
        case .recovered: LocalizedText(en: "recovered", zhHans: "已恢复")
        case .answered: LocalizedText(en: "answered in the record", zhHans: "记录已答复该质疑")
        case .reported: LocalizedText(en: "reported", zhHans: "已报告")
        case .sourceCorrected: LocalizedText(en: "the row was corrected", zhHans: "原始记录已更正")
        case .sourceDeleted: LocalizedText(en: "the row was deleted", zhHans: "原始记录已删除")
        case .recordChanged: LocalizedText(en: "the rest of the record changed", zhHans: "其余记录已更改")
        case .ruleWithdrawn: LocalizedText(en: "the rule was changed or removed", zhHans: "规则已更改或删除")
        case .mergedIntoOlder: LocalizedText(en: "one episode with an older alert", zhHans: "与较早的警报为同一事件")
        case .referenceSafetyChanged:
            LocalizedText(en: "the reference safety information changed", zhHans: "参考安全性信息已变更")
        case .retractionHeld: LocalizedText(en: "its retraction is held", zhHans: "撤回暂缓")
        }
    }
}
