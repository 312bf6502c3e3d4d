// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules

/// The fixed wording of messages, each phrase beside its translation.
///
/// How a finding, a reason and an uncertainty read stands with them in `Alerting`, for the digest says the same.
struct Wording {
    let language: Language

    private func either(_ en: String, _ zhHans: String) -> String { language == .en ? en : zhHans }

    func severity(_ severity: Severity) -> String {
        let zhHans =
            switch severity {
            case .critical: "危急"
            case .urgent: "紧急"
            case .daily: "当日"
            case .query: "质疑"
            case .digest: "摘要"
            }
        return either(severity.rawValue.uppercased(), zhHans)
    }

    func kinds(_ kinds: [AlertChange.Kind]) -> String {
        kinds.map(kind).joined(separator: either(" and ", "并"))
    }

    private func kind(_ kind: AlertChange.Kind) -> String {
        switch kind {
        case .raised: either("raised", "新警报")
        case .amended: either("amended", "更新")
        case .resolved: either("resolved", "已结束")
        case .retracted: either("retracted", "已撤回")
        case .superseded: either("superseded", "已被取代")
        }
    }

    var colon: String { either(": ", "：") }
    var monitor: String { either("monitor", "监测系统") }
    var uncodedEvent: String { either("uncoded event", "未编码事件") }

    func site(_ code: String) -> String { either("site \(code)", "中心 \(code)") }
    func subject(_ code: String) -> String { either("subject \(code)", "受试者 \(code)") }
    func arm(_ code: String) -> String { either("arm \(code)", "治疗组 \(code)") }

    func aside(_ text: String) -> String { either(" (\(text))", "（\(text)）") }
    func since(_ day: String) -> String { either(", since \(day)", "，自 \(day) 起") }
    func from(_ first: String, to last: String) -> String {
        either(", from \(first) to \(last)", "，\(first) 至 \(last)")
    }
    func over(_ text: String) -> String { either("Over: \(text)", "已解除：\(text)") }
    func sentence(_ text: String) -> String { either("\(text).", "\(text)。") }
}

// MARK: What moved and what is uncertain

extension Wording {
    func whatChanged(_ reasons: [AlertChange.Reason]) -> String {
        let words = reasons.map { $0.words(in: language) }
        return either("What changed: \(words.joined(separator: ", ")).", "变化：\(words.joined(separator: "、"))。")
    }

    func goesOn(as id: AlertID) -> String { either("It goes on as alert \(id).", "与警报 \(id) 合并，在该警报中继续。") }

    var rowDeleted: String { either("row deleted", "记录已删除") }
    var countedNoMore: String { either("counted no more", "不再计入") }
    var underAnotherDate: String { either("now under another date", "现记于另一日期") }

    func correction(_ row: String, _ before: String, _ after: String) -> String {
        either("\(row): \(before) → \(after)", "\(row)：\(before) → \(after)")
    }

    func sourceCorrected(_ rows: [String]) -> [String] {
        rows.map { either("Source corrected: \($0).", "原始记录已更正：\($0)。") }
    }

    func sourceChanged(_ rows: [String]) -> String {
        guard !rows.isEmpty else { return either("The record no longer supports this.", "记录已不再支持本警报。") }
        return either(
            "Source changed: \(rows.joined(separator: "; ")).", "原始记录已变更：\(rows.joined(separator: "；"))。")
    }

    var confirm: String { either(" Confirm the correction with the site.", "请与研究中心确认该更正。") }
    var proposalWithdrawn: String {
        either(" The proposal is withdrawn; confirm the correction with the site.", "原建议已撤回；请与研究中心确认该更正。")
    }
    var proposalWithdrawnBeforeResuming: String {
        either(
            " The proposal is withdrawn; confirm the correction with the site before resuming.",
            "原建议已撤回；恢复用药前请与研究中心确认该更正。")
    }
}

// MARK: What to do and where to look

extension Wording {
    func rule(_ id: String, version: String, title: String, isVerified: Bool) -> String {
        let version = version.prefix(12)
        let (en, zhHans) = version.isEmpty ? ("", "") : ("version \(version)", "版本 \(version)")
        let notes = [either(en, zhHans), isVerified ? "" : either("numbers not verified", "数值未核实")]
            .filter { !$0.isEmpty }.joined(separator: either(", ", "，"))
        return either("Rule \(id): \(title)", "规则 \(id)：\(title)") + (notes.isEmpty ? "" : aside(notes))
    }

    func source(_ text: String) -> String { either("Source: \(text)", "依据（原文）：\(text)") }
    func row(_ key: String, _ reading: String) -> String { "\(key)\(colon)\(reading)" }
    func rows(_ rows: [String]) -> String {
        either("Rows: \(rows.joined(separator: "; ")).", "所据记录：\(rows.joined(separator: "；"))。")
    }
    func closingRows(_ rows: [String]) -> String {
        either("Ended by: \(rows.joined(separator: "; ")).", "结束依据：\(rows.joined(separator: "；"))。")
    }
    func due(_ time: String) -> String { either("Due \(time)", "截止 \(time)") }

    func runbook(_ page: String) -> String { either("Runbook: \(page)", "处置手册：\(page)") }

    func show(_ id: AlertID, version: Int) -> String {
        "vigil alerts show \(id)\(either(" (version \(version))", "（第 \(version) 版）"))"
    }

    func more(_ count: Int) -> String { either("and \(count) more", "另有 \(count) 条") }

    func summary(_ study: String, count: Int) -> String {
        either("[SUMMARY] \(study): \(count) \(count == 1 ? "alert" : "alerts")", "[汇总] \(study)：\(count) 条警报")
    }

    func counts(_ counts: [(name: String, count: Int)]) -> String {
        counts.map { "\($0.name)\(colon)\($0.count)" }.joined(separator: either(", ", "，"))
    }

    func moreInList(_ count: Int) -> String { "\(more(count))\(colon)vigil alerts list" }
}

// MARK: Envelopes

extension Wording {
    /// The last line of a text that was cut.
    func cut(_ show: String) -> String { either("\n… cut, see \(show)", "\n……已截断，详见 \(show)") }

    func unreadableMessage(_ show: String) -> String {
        either("[ALERT] A message of vigil cannot be shown here: \(show)", "[警报] vigil 的一条消息无法在此显示：\(show)")
    }

    func test(receiver: String, at time: String) -> String {
        either(
            """
            [TEST] vigil: test message for receiver \(receiver)
            Sent by hand at \(time) to try this receiver out. It is about no subject and asks for nothing.
            """,
            """
            [测试] vigil：发给接收方 \(receiver) 的测试消息
            \(time) 由人工发出，仅用于测试该接收方；与任何受试者无关，无需处理。
            """)
    }
}
