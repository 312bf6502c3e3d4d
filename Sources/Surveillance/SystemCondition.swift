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

    /// What its operator does first; the runbook has the rest.
    private var action: LocalizedText {
        switch self {
        case .storeReplaced:
            LocalizedText(
                en: "Ask who exchanged or restored the store, and from which time; if nobody meant to, stop the daemon "
                    + "and put the right store back.",
                zhHans: "请查明是谁、从哪个时间点替换或恢复了数据库；"
                    + "如非有意，请停止守护进程并换回正确的数据库。")
        case .retractionsHeld:
            LocalizedText(
                en: "Confirm the corrections with the sites; only then stop the daemon and run "
                    + "`vigil review --accept-retractions`.",
                zhHans: "请先与各研究中心确认更正；确认后停止守护进程，"
                    + "并运行 `vigil review --accept-retractions`。")
        case .subjectQuarantined:
            LocalizedText(
                en: "Have a person read this subject's new results every day; when the cause is mended, stop the "
                    + "daemon and run `vigil review --release-quarantined`.",
                zhHans: "请安排专人每日查看该受试者的新结果；原因排除后停止守护进程，"
                    + "并运行 `vigil review --release-quarantined`。")
        case .clockJumped:
            LocalizedText(
                en: "Restore time synchronisation; until then watch deadlines by hand.",
                zhHans: "请恢复时间同步；在此之前人工核对各项时限。")
        case .storeUnreadable:
            LocalizedText(
                en: "Have a person read new results at the sites until it is mended; run `vigil check`, and look at "
                    + "rights, disk and schema.",
                zhHans: "恢复之前请安排专人查看新结果；运行 `vigil check`，并检查权限、磁盘和数据库结构。")
        }
    }

    /// The condition as an episode that began on a day and is still open.
    package func episode(on day: CalendarDay) -> Episode {
        Episode(
            rule: rule, ruleVersion: "1", facet: facet, onset: ClinicalDate(day), severity: severity,
            finding: .system(text), evidence: [], proposal: Proposal(action: action, dose: nil, doseWithheld: false))
    }
}
