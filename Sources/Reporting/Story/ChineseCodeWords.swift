// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

// What the English page prints as a permanent code, in words for the Chinese one.

extension FindingSignal.Kind {
    /// `positive` in words.
    var chineseWords: String {
        switch self {
        case .positive: "阳性"
        case .detected: "检出"
        }
    }
}

extension CoverDoubt {
    /// Why cover cannot be told, in words.
    var chineseWords: String {
        switch self {
        case .dateUnknown: "日期不完整或缺失"
        case .endNotConfirmed: "未记录结束且后续未再见"
        case .datesContradict: "结束早于开始"
        case .dateInFuture: "日期晚于今天"
        case .onsetUnknown: "发生日期不明"
        }
    }
}

extension RowDefect.Reason {
    /// What is wrong with a row, in words.
    var chineseWords: String {
        switch self {
        case .impossibleDate: "日期不可能"
        case .futureDate: "日期晚于今天"
        case .notANumber: "非数值"
        case .unknownUnit: "单位未知"
        case .unknownSpecimen: "标本类型未知"
        case .implausibleValue: "数值不可信"
        case .impossibleGrade: "分级不可能"
        case .unknownTerm: "术语未知"
        case .termOfAnotherVersion: "术语属于另一 CTCAE 版本"
        case .uncodedEvent: "严重或重度事件未编码"
        case .subjectNotInDemographics: "受试者不在 DM 中"
        case .unknownSite: "中心未知"
        case .armDiffersFromPlan: "治疗组与计划不符"
        case .duplicateKey: "主键重复"
        case .missingValue: "缺少数值"
        case .unknownStudy: "研究未知"
        case .malformedRow: "记录格式错误"
        }
    }
}
