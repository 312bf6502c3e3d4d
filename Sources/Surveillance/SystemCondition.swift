// SPDX-License-Identifier: Apache-2.0

package import Rules
package import Trial

/// Something about the monitor itself that its operator must know.
package enum SystemCondition: Hashable, Sendable {
    /// The follow-up store is not the one the ledger followed, or was restored to an earlier state.
    case storeReplaced(identity: String)
    /// One pass would have retracted more alerts than the protocol allows at once.
    case retractionsHeld(count: Int)
    /// Reviewing this subject brought the process down twice.
    case subjectQuarantined(subject: String)
    /// The wall clock jumped against the monotonic one.
    case clockJumped(seconds: Int)
    /// The follow-up store cannot be read.
    case storeUnreadable(study: String)

    /// The permanent name, as in rules.
    package var rule: String {
        switch self {
        case .storeReplaced: "system/store-replaced"
        case .retractionsHeld: "system/retractions-held"
        case .subjectQuarantined: "system/subject-quarantined"
        case .clockJumped: "system/clock-jumped"
        case .storeUnreadable: "system/feed-unreadable"
        }
    }

    /// What tells two conditions of one kind apart.
    package var facet: String {
        switch self {
        case .storeReplaced(let identity): identity
        case .subjectQuarantined(let subject): subject
        case .storeUnreadable(let study): study
        case .retractionsHeld(let count): String(count)
        case .clockJumped: ""
        }
    }

    private var severity: Severity {
        switch self {
        case .subjectQuarantined, .storeUnreadable: .critical
        case .storeReplaced, .retractionsHeld, .clockJumped: .urgent
        }
    }

    private var text: LocalizedText {
        switch self {
        case .storeReplaced:
            LocalizedText(
                en: "The follow-up store was replaced or restored; every subject has been reviewed again.",
                zhHans: "随访数据库已被替换或恢复；已重新审查全部受试者。")
        case .retractionsHeld(let count):
            LocalizedText(
                en:
                    "\(count) alerts would have been taken back in one pass; all are held until an operator agrees.",
                zhHans: "一次审查将撤回 \(count) 条警报；在操作员确认之前全部保留。")
        case .subjectQuarantined(let subject):
            LocalizedText(
                en: "Reviewing \(subject) brought the monitor down twice; this subject is not being watched.",
                zhHans: "审查受试者 \(subject) 两次导致监测程序中止；该受试者目前未被监测。")
        case .clockJumped(let seconds):
            LocalizedText(
                en: "The clock jumped by \(seconds) s; rules that only time makes true are paused.",
                zhHans: "系统时钟跳变 \(seconds) 秒；仅由时间触发的规则已暂停。")
        case .storeUnreadable(let study):
            LocalizedText(
                en: "The follow-up store of \(study) cannot be read; nothing new is seen until it can.",
                zhHans: "无法读取 \(study) 的随访数据库；恢复之前看不到新数据。")
        }
    }

    /// The condition as an episode that began on a day and is still open.
    package func episode(on day: CalendarDay) -> Episode {
        Episode(
            rule: rule, ruleVersion: "1", facet: facet, onset: ClinicalDate(day), severity: severity,
            finding: .system(text), evidence: [])
    }
}
