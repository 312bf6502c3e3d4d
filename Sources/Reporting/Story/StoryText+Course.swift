// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules
import Trial

extension StoryText {
    /// What is due of each drug, how it stood, and what was given cycle by cycle.
    var doses: [String] {
        guard let doses = story.doses else { return [] }
        var lines = ["DOSES"]
        for drug in doses.drugs {
            lines += filled(
                "\(drug.drug): \(stateWords(drug.now, of: drug.drug)); \(dueWords(drug.due, of: drug.drug))",
                margin: "  ", hanging: "    ")
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
            let given = cycle.doses.map(words(of:)).joined(separator: ", ")
            if let run = runs.last, run.given == given {
                runs[runs.count - 1].last = cycle
            } else {
                runs.append((cycle, cycle, given))
            }
        }
        return runs.flatMap { run in
            let which =
                run.first.number == run.last.number
                ? "cycle \(run.first.number) from \(run.first.dayOne)"
                : "cycles \(run.first.number) to \(run.last.number) from \(run.first.dayOne)"
            return filled("\(which): \(run.given)", margin: "  ", hanging: "    ")
        }
    }

    private func words(of dose: CycleDose) -> String {
        let given = dose.given.map(decimal) ?? "unknown (\(dose.doubt?.rawValue ?? "not recorded"))"
        return "\(dose.drug) \(given) of \(decimal(dose.planned)) \(unit(of: dose.drug))"
    }

    /// The rule that an episode is of; its id ends in the key of a row.
    private func rule(ofEpisode id: String) -> String { id.split(separator: " ").first.map(String.init) ?? id }

    private func ladder(of drug: String) -> DoseLadder? {
        studyProtocol.dosing?.drugs.first { $0.id == drug }?.ladder
    }

    private func unit(of drug: String) -> String { ladder(of: drug)?.unit.name ?? "" }

    private func level(_ position: Int, of drug: String) -> String {
        ladder(of: drug)?.level(at: position).map { "\(decimal($0.amount)) \(unit(of: drug))" } ?? "stopped"
    }

    private func dueWords(_ due: DueDose, of drug: String) -> String {
        let levels =
            due.highest == due.lowest
            ? level(due.highest, of: drug) : "\(level(due.lowest, of: drug)) to \(level(due.highest, of: drug))"
        let doubts = due.doubts.sorted().map(\.rawValue).joined(separator: ", ")
        return "due \(levels)\(doubts.isEmpty ? "" : " (in doubt: \(doubts))")"
    }

    private func stateWords(_ state: DoseState, of drug: String) -> String {
        switch state {
        case .notStarted: "not started"
        case .on(let position): "on \(level(position, of: drug))"
        case .held(let hold):
            "held since \(hold.since) for \(hold.causes.map(rule(ofEpisode:)).joined(separator: ", "))"
                + (hold.until.map { ", until \($0)" } ?? "")
        case .resumeEligible(let due): "may be resumed, \(dueWords(due, of: drug))"
        case .offSchedule(let amount): "on \(decimal(amount)) \(unit(of: drug)), which is no level"
        case .stopped(let cause): "stopped (\(words(of: cause)))"
        case .unknown(let doubt): "unknown (\(doubt.rawValue))"
        }
    }

    private func words(of cause: StopCause) -> String {
        switch cause {
        case .toxicity(let episode): rule(ofEpisode: episode)
        case .floor(let episode): "below the lowest level, \(rule(ofEpisode: episode))"
        case .disposition(let event): event
        case .withdrawn(let row): "withdrawn for \(row)"
        }
    }

    /// How each prophylactic stood.
    var covers: [String] {
        guard !story.covers.isEmpty else { return [] }
        return ["COVER SINCE THE FIRST DOSE"]
            + story.covers.flatMap { cover in
                let periods = cover.periods.map {
                    "\($0.days.lowerBound) to \($0.days.upperBound) \(words(of: $0.state))"
                }
                return filled(
                    "\(cover.prophylactic): \(periods.joined(separator: "; "))", margin: "  ", hanging: "    ")
            }
    }

    private func words(of state: CoverState) -> String {
        switch state {
        case .covered: "covered"
        case .gap: "not covered"
        case .neverStarted: "never started"
        case .contraindicated: "contraindicated"
        case .unknown(let doubts): "unknown (\(doubts.sorted().map(\.rawValue).joined(separator: ", ")))"
        }
    }

    /// Every laboratory term that reached a grade.
    var grades: [String] {
        guard !story.grades.isEmpty else { return [] }
        return ["LABORATORY GRADES (CTCAE \(studyProtocol.ctcae.rawValue))"]
            + story.grades.flatMap { course in
                let baseline = course.baseline.map { "baseline \($0)" } ?? "baseline unknown"
                return filled(
                    "\(course.term): \(baseline), worst \(words(of: course.worst)), last \(words(of: course.last))",
                    margin: "  ", hanging: "    ")
            }
    }

    private func words(of reading: GradedReading) -> String {
        "\(reading.grade) on \(reading.collected?.description ?? "an unknown day") (\(reading.reading))"
    }

}
