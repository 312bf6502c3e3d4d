// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
import Rules
import Trial

extension StoryText {
    /// What is due of each drug, how it stood, and what was given cycle by cycle.
    var doses: [String] {
        guard let doses = story.doses else { return [] }
        var lines = [either("DOSES", "用药")]
        for drug in doses.drugs {
            // Of a drug that was stopped nothing is due, though its level is known.
            let isStopped = if case .stopped = drug.now { true } else { false }
            let due = isStopped ? "" : semicolon + dueWords(drug.due, of: drug.drug)
            lines += filled(
                "\(name(of: drug.drug))\(colon)\(stateWords(drug.now, of: drug.drug))\(due)",
                margin: "  ", hanging: "    ")
            lines += drug.steps.flatMap { step in
                filled(
                    "\(step.from)  \(dueWords(step.due, of: drug.drug))\(comma)\(rule(ofEpisode: step.episode))",
                    margin: "    ", hanging: "  ")
            }
            lines += drug.states.dropLast().suffix(StoryText.statesMax).flatMap { state in
                filled("\(state.since)  \(stateWords(state.state, of: drug.drug))", margin: "    ", hanging: "  ")
            }
            if let last = drug.states.last {
                lines += filled(
                    "\(last.since)  \(stateWords(last.state, of: drug.drug))", margin: "    ", hanging: "  ")
            }
        }
        return lines + cycles(of: doses)
    }

    /// States of a drug that are listed; years of weekly doses are many.
    private static let statesMax = 12

    /// What was given cycle by cycle; cycles that follow each other with the same doses are told together.
    private func cycles(of doses: DoseStory) -> [String] {
        var runs: [(first: Cycle, last: Cycle, given: String)] = []
        for cycle in doses.cycles {
            let given = cycle.doses.map(words(of:)).joined(separator: comma)
            if let run = runs.last, run.given == given {
                runs[runs.count - 1].last = cycle
            } else {
                runs.append((cycle, cycle, given))
            }
        }
        return runs.flatMap { run in
            let which =
                run.first.number == run.last.number
                ? either(
                    "cycle \(run.first.number) from \(run.first.dayOne)",
                    "第\(run.first.number)周期，自 \(run.first.dayOne)")
                : either(
                    "cycles \(run.first.number) to \(run.last.number) from \(run.first.dayOne)",
                    "第\(run.first.number)至\(run.last.number)周期，自 \(run.first.dayOne)")
            return filled("\(which)\(colon)\(run.given)", margin: "  ", hanging: "    ")
        }
    }

    /// What was given in a cycle beside what was due, and what the starting dose comes to where that is another amount.
    private func words(of dose: CycleDose) -> String {
        let given =
            dose.given.map { "\(amountText($0)) \(unit(of: dose.drug))" }
            ?? either("unknown", "不明")
            + aside(dose.doubt.map { $0.words.text(in: language) } ?? either("not recorded", "未记录"))
        let amount = { (number: Double) in "\(amountText(number)) \(unit(of: dose.drug))" }
        let due = dose.due.map { either("due \(amount($0))", "应为 \(amount($0))") } ?? either("due unknown", "应给量不明")
        let planned = either("planned \(amount(dose.planned))", "计划 \(amount(dose.planned))")
        let beside = dose.due == dose.planned ? [due] : [due, planned]
        return "\(name(of: dose.drug)) \(given)" + aside(beside.joined(separator: comma))
    }

    private func aside(_ text: String) -> String { either(" (\(text))", "（\(text)）") }

    /// The rule that an episode is of; its id ends in the key of a row.
    private func rule(ofEpisode id: String) -> String { id.split(separator: " ").first.map(String.init) ?? id }

    private func ladder(of drug: String) -> DoseLadder? {
        studyProtocol.dosing?.drugs.first { $0.id == drug }?.ladder
    }

    /// English calls a drug by its id, as the protocol does.
    private func name(of drug: String) -> String {
        guard language == .zhHans else { return drug }
        return studyProtocol.dosing?.drugs.first { $0.id == drug }?.name.text(in: language) ?? drug
    }

    private func unit(of drug: String) -> String { ladder(of: drug)?.unit.name ?? "" }

    private func level(_ position: Int, of drug: String) -> String {
        ladder(of: drug)?.level(at: position).map { "\(decimal($0.amount)) \(unit(of: drug))" }
            ?? either("stopped", "已停用")
    }

    private func dueWords(_ due: DueDose, of drug: String) -> String {
        let levels =
            due.highest == due.lowest
            ? level(due.highest, of: drug)
            : either(
                "\(level(due.lowest, of: drug)) to \(level(due.highest, of: drug))",
                "\(level(due.lowest, of: drug)) 至 \(level(due.highest, of: drug))")
        let doubts = due.doubts.sorted().map { $0.words.text(in: language) }.joined(separator: comma)
        guard !doubts.isEmpty else { return either("due \(levels)", "应为 \(levels)") }
        return either("due \(levels) (in doubt: \(doubts))", "应为 \(levels)（存疑：\(doubts)）")
    }

    private func stateWords(_ state: DoseState, of drug: String) -> String {
        switch state {
        case .notStarted: either("not started", "尚未开始")
        case .on(let position): either("on \(level(position, of: drug))", "用药 \(level(position, of: drug))")
        case .held(let hold):
            held(hold)
        case .resumeEligible(let due):
            either("may be resumed, \(dueWords(due, of: drug))", "可恢复用药，\(dueWords(due, of: drug))")
        case .offSchedule(let amount):
            either(
                "on \(decimal(amount)) \(unit(of: drug)), which is no level",
                "用药 \(decimal(amount)) \(unit(of: drug))，不属于任何剂量水平")
        case .stopped(let cause): either("stopped (\(words(of: cause)))", "已停用（\(words(of: cause))）")
        case .unknown(let doubt):
            either("unknown (\(doubt.words.en))", "不明（\(doubt.words.zhHans)）")
        }
    }

    private func held(_ hold: Hold) -> String {
        let causes = hold.causes.map(rule(ofEpisode:)).joined(separator: comma)
        return either("held since \(hold.since) for \(causes)", "自 \(hold.since) 起停用，因 \(causes)")
            + (hold.until.map { either(", until \($0)", "，至 \($0)") } ?? "")
    }

    private func words(of cause: StopCause) -> String {
        switch cause {
        case .toxicity(let episode): rule(ofEpisode: episode)
        case .floor(let episode):
            either("below the lowest level, \(rule(ofEpisode: episode))", "低于最低剂量，\(rule(ofEpisode: episode))")
        case .disposition(let event): event
        case .withdrawn(let row): either("withdrawn for \(row)", "因 \(row) 停药")
        }
    }

    /// How each prophylactic stood.
    var covers: [String] {
        guard !story.covers.isEmpty else { return [] }
        return [either("COVER SINCE THE FIRST DOSE", "首次给药以来的预防用药")]
            + story.covers.flatMap { cover in
                let periods = cover.periods.map {
                    either(
                        "\($0.days.lowerBound) to \($0.days.upperBound) \(words(of: $0.state))",
                        "\($0.days.lowerBound) 至 \($0.days.upperBound) \(words(of: $0.state))")
                }
                return filled(
                    "\(name(ofCover: cover.prophylactic))\(colon)\(periods.joined(separator: semicolon))", margin: "  ",
                    hanging: "    ")
            }
    }

    private func name(ofCover id: String) -> String {
        guard language == .zhHans else { return id }
        return studyProtocol.prophylactics.first { $0.id == id }?.name.text(in: language) ?? id
    }

    private func words(of state: CoverState) -> String {
        switch state {
        case .covered: either("covered", "用药中")
        case .gap: either("not covered", "中断")
        case .neverStarted: either("never started", "从未使用")
        case .contraindicated: either("contraindicated", "禁忌")
        case .unknown(let doubts):
            either(
                "unknown (\(doubts.sorted().map(\.rawValue).joined(separator: ", ")))",
                "不明（\(doubts.sorted().map(\.chineseWords).joined(separator: "，"))）")
        }
    }

    /// Every laboratory term that reached a grade.
    var grades: [String] {
        guard !story.grades.isEmpty else { return [] }
        return [
            either(
                "LABORATORY GRADES (CTCAE \(studyProtocol.ctcae.rawValue))",
                "实验室分级（CTCAE \(studyProtocol.ctcae.rawValue)）")
        ]
            + story.grades.flatMap { course in
                let baseline =
                    course.baseline.map { either("baseline \($0)", "基线 \($0) 级") }
                    ?? either("baseline unknown", "基线不明")
                let worst = either("worst \(words(of: course.worst))", "最重 \(words(of: course.worst))")
                let last = either("last \(words(of: course.last))", "末次 \(words(of: course.last))")
                return filled(
                    "\(course.term)\(colon)\(baseline)\(comma)\(worst)\(comma)\(last)",
                    margin: "  ", hanging: "    ")
            }
    }

    private func words(of reading: GradedReading) -> String {
        let day = reading.collected?.description ?? either("an unknown day", "日期不明")
        return either(
            "\(reading.grade) on \(day) (\(reading.reading))", "\(reading.grade) 级（\(day)，\(reading.reading)）")
    }
}
