// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Trial

/// The fixed wording of an alert's sheet, each phrase beside its translation.
struct SheetWording {
    let language: Language

    private func either(_ en: String, _ zhHans: String) -> String { language == .en ? en : zhHans }

    private var colon: String { either(": ", "：") }
    private var comma: String { either(", ", "，") }

    func listed(_ items: [String]) -> String { items.filter { !$0.isEmpty }.joined(separator: comma) }
    func aside(_ text: String) -> String { either(" (\(text))", "（\(text)）") }
    func version(_ number: Int) -> String { either("version \(number)", "第 \(number) 版") }

    func severity(_ severity: Severity) -> String {
        let zhHans =
            switch severity {
            case .critical: "危急"
            case .urgent: "紧急"
            case .daily: "当日"
            case .query: "质疑"
            case .digest: "摘要"
            }
        return either(severity.rawValue, zhHans)
    }

    func state(of alert: Alert) -> String {
        switch (alert.closure, alert.state) {
        case (.resolved, _):
            alert.acknowledgement == nil && alert.episode.severity == .critical
                ? either("resolved, unanswered", "已结束，未确认") : either("resolved", "已结束")
        case (.retracted, _): either("retracted", "已撤回")
        case (.superseded, _): either("superseded", "已被取代")
        case (.merged(let other), _): either("merged into \(other)", "已并入 \(other)")
        case (nil, .acknowledged): either("acknowledged", "已确认")
        case (nil, _): either("open", "待确认")
        }
    }

    func whom(_ alert: Alert, arm treated: String?) -> String {
        switch alert.scope {
        case .subject(let code):
            let site =
                alert.site.isEmpty
                ? either("site unknown", "中心不明") : either("site \(alert.site)", "中心 \(alert.site)")
            let subject = either("subject \(code)", "受试者 \(code)")
            return [site, subject, treated.map(arm)].compactMap { $0 }.joined(separator: comma)
        case .arm(let code): return arm(code)
        case .system: return either("monitor", "监测系统")
        }
    }

    private func arm(_ code: String) -> String { either("arm \(code)", "治疗组 \(code)") }

    func acknowledged(_ answer: Acknowledgement, at time: String) -> String {
        either(
            "Acknowledged by \(answer.officer) at \(time), version \(answer.version): \(answer.reason)",
            "\(answer.officer) 于 \(time) 确认第 \(answer.version) 版：\(answer.reason)")
    }

    func acknowledged(_ answer: Acknowledgement) -> String {
        either(
            "version \(answer.version) acknowledged by \(answer.officer): \(answer.reason)",
            "\(answer.officer) 确认第 \(answer.version) 版：\(answer.reason)")
    }

    func rule(_ id: String, title: String?, version: String, isVerified: Bool) -> String {
        let unverified = isVerified ? "" : either(", numbers not verified", "，数值未核实")
        let notes = either("version \(version)", "版本 \(version)") + unverified
        let name = title.map { "\(colon)\($0)" } ?? either(", which the protocol no longer has", "，方案中已无此规则")
        return either("Rule \(id)", "规则 \(id)") + name + aside(notes)
    }

    func source(_ text: String) -> String { either("Source: \(text)", "依据（原文）：\(text)") }
    func runbook(_ page: String) -> String { either("Runbook: \(page)", "处置手册：\(page)") }
    var rows: String { either("Rows:", "所据记录：") }
    var noRows: String { either("Rows: none", "所据记录：无") }
    var closingRows: String { either("Ended by:", "结束依据：") }
    func row(_ key: String, _ reading: String) -> String { "\(key)\(colon)\(reading)" }
    func history(zone: String) -> String { either("History (\(zone)):", "历史（\(zone)）：") }

    func change(_ change: AlertChange) -> String {
        let kinds = change.kinds.map(kind).joined(separator: comma)
        let reasons = change.reasons.map { $0.words(in: language) }.joined(separator: comma)
        return "\(version(change.alert.version))\(colon)\(kinds)\(aside(reasons))"
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

    func correction(_ correction: Correction) -> String {
        let after = correction.after(in: language) ?? either("row deleted", "记录已删除")
        return "\(row("\(correction.key)", correction.before(in: language))) → \(after)"
    }
}
