// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules
import Statistics
import Trial

/// What a protocol without fault comes to, as a terminal shows it.
struct CheckLines {
    let studyProtocol: StudyProtocol

    init(_ studyProtocol: StudyProtocol) {
        self.studyProtocol = studyProtocol
    }

    /// The study, its packs, its rules and stopping rules, and what awaits the sponsor.
    var text: String {
        let heading = [
            filled("\(studyProtocol.study): \(studyProtocol.title)", hanging: "  "),
            "  CTCAE \(studyProtocol.ctcae.rawValue), \(studyProtocol.timeZone), monitored from "
                + "\(studyProtocol.monitoringFrom), protocol version \(studyProtocol.version)",
        ]
        let packs = studyProtocol.packs.map { filled("pack \($0.id): \($0.title)", margin: "  ", hanging: "  ") }
        return ([(heading + packs)] + [rules, stoppingRules, awaited].filter { !$0.isEmpty })
            .map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var rules: [String] {
        guard !studyProtocol.subjectRules.isEmpty else { return [] }
        let rows = studyProtocol.subjectRules.map { rule in
            let pack = studyProtocol.packs.first { $0.rules.contains(rule.id) }
            let former = rule.formerly.isEmpty ? [] : ["formerly \(rule.formerly.joined(separator: ", "))"]
            return [
                rule.id, rule.condition.name, rule.severities.map(\.rawValue).joined(separator: ", "), rule.version,
                ((pack.map { ["from \($0.id)"] } ?? []) + former).joined(separator: "; "),
            ]
        }
        return TextTable(rows: [["rule", "watches", "tells", "version", ""]] + rows, margin: "  ").lines
    }

    private var stoppingRules: [String] {
        guard !studyProtocol.armRules.isEmpty else { return [] }
        let rows = studyProtocol.armRules.map { rule in
            let boundary = rule.boundary
            return [
                rule.id, rule.arms.joined(separator: ", "), rule.role.rawValue, rule.version,
                "\(boundary.methodName) (\(boundary.counting.rawValue)), p0 \(boundary.nullProbability), alpha "
                    + "\(boundary.alpha) (attained \(rounded(boundary.attainedAlpha))), \(rule.windowDays) days",
            ]
        }
        return TextTable(rows: [["stopping rule", "arms", "role", "version", "boundary"]] + rows, margin: "  ").lines
    }

    private var awaited: [String] {
        let withheld = studyProtocol.withholdingDoses
        let others = studyProtocol.unverified.filter { !withheld.contains($0) }
        var lines: [String] = []
        if !withheld.isEmpty {
            lines.append(
                list("Dose proposals withheld until the sponsor signs the numbers off", withheld))
        }
        let all = studyProtocol.subjectRules.count + studyProtocol.armRules.count
        if !others.isEmpty {
            let isRest = others.count + withheld.count == all
            lines.append(
                isRest
                    ? "  Numbers not verified, no dose proposed (\(others.count)): every other rule"
                    : list("Numbers not verified, no dose proposed", others))
        }
        return lines
    }

    private func list(_ title: String, _ rules: [String]) -> String {
        filled("\(title) (\(rules.count)): \(rules.joined(separator: ", "))", margin: "  ", hanging: "  ")
    }

    private func rounded(_ probability: Double) -> Double { (probability * 10_000).rounded() / 10_000 }
}

extension SubjectRule {
    /// The severities its levels may tell, the gravest first.
    var severities: [Severity] { Severity.allCases.reversed().filter { levels.map(\.severity).contains($0) } }
}

extension StudyProtocol {
    /// Rules with a number that has neither a published source nor the sponsor's sign-off.
    var unverified: [String] {
        subjectRules.filter { !$0.verified }.map(\.id) + armRules.filter { !$0.verified }.map(\.id)
    }

    /// Those of them that would propose a dose.
    var withholdingDoses: [String] {
        subjectRules.filter { !$0.verified && $0.levels.contains { $0.doseProposal != nil } }.map(\.id)
    }
}
