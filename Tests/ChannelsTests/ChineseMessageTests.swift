// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
import Rules
import Testing
import Trial

struct ChineseMessageTests {
    private func text(_ change: AlertChange) throws -> String {
        try #require(messages(for: change, to: [chinese]).first.map(Body.init)?.text)
    }

    @Test func `a new alert reads in Chinese, but for what the protocol gives in English alone`() throws {
        var alert = plateletAlert()
        alert.episode.uncertainties = [.unitSuspect, .dateInFuture]
        #expect(
            try text(raised(alert)) == """
                [紧急] 新警报：NCT-1 中心 03 受试者 NCT-1-03-011
                PLAT 24 10^9/L，4 级（CTCAE 5.0）
                自 2024-03-04 起。
                未确定：日期晚于今天；单位可疑。
                停用两药。
                剂量水平：由研究者决定；该规则的数值尚待申办方确认。
                以上为建议，由研究者决定。
                请于当个工作日内确认：vigil alerts ack A-TEST-0001 --version 1 --by … --reason …
                规则 platelet-hold：Platelets below 30（版本 v1，数值未核实）
                依据（原文）：a source
                所据记录：LB PLAT 2024-03-04：24 10^9/L。
                处置手册：platelet-hold
                vigil alerts show A-TEST-0001（第 1 版）
                """)
    }

    @Test func `a retraction reads in Chinese`() throws {
        #expect(
            try text(retracted(plateletAlert(), to: "240 10^9/L")) == """
                [紧急] 已撤回：NCT-1 中心 03 受试者 NCT-1-03-011
                PLAT 24 10^9/L，4 级（CTCAE 5.0）
                原始记录已变更：LB PLAT 2024-03-04：24 10^9/L → 240 10^9/L。原建议已撤回；恢复用药前请与研究中心确认该更正。
                始于 2024-03-04。
                规则 platelet-hold：Platelets below 30（版本 v1，数值未核实）
                依据（原文）：a source
                处置手册：platelet-hold
                vigil alerts show A-TEST-0001（第 2 版）
                """)
    }

    @Test func `an amendment and an uncoded event read in Chinese`() throws {
        var change = raised(try eventAlert(term: "带状疱疹", isCoded: false))
        change.kinds = [.amended, .resolved]
        change.alert.episode.end = change.alert.episode.onset
        let lines = try text(change).split(separator: "\n")
        #expect(lines[0] == "[紧急] 更新并已结束：NCT-1 中心 03 受试者 NCT-1-03-011")
        #expect(lines[1] == "未编码事件 3 级（CTCAE 5.0）")
        #expect(lines[2] == "自 2024-03-04，至 2024-03-04。")
        change.kinds = [.amended]
        change.reasons = [.gradeMoved, .intervalMoved]
        #expect(try text(change).contains("变化：分级改变、日期改变。"))
    }

    @Test func `no word of a reason or an uncertainty is left in English`() {
        let reasons: [AlertChange.Reason] = [
            .newEpisode, .seenAfterItEnded, .severityRose, .severityFell, .gradeMoved, .intervalMoved,
            .evidenceCorrected, .evidenceMoved, .certaintyMoved, .dosesMoved, .reopened, .ruleChanged, .ruleRenamed,
            .recovered, .answered, .sourceCorrected, .sourceDeleted, .recordChanged, .ruleWithdrawn, .mergedIntoOlder,
            .retractionHeld, .clockMoved, .reported, .referenceSafetyChanged,
        ]
        let words = reasons.map { $0.words(in: .zhHans) } + Uncertainty.allCases.map { $0.words(in: .zhHans) }
        #expect(words.allSatisfy { !$0.isEmpty && !$0.contains(/[a-z]/) })
    }
}
