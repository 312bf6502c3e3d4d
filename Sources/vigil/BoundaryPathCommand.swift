// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Reporting
import Rules
import SQLiteStorage
import Settings
import Statistics
import Surveillance
import Trial

struct BoundaryPathCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json, svg }

    static let configuration = CommandConfiguration(
        commandName: "path",
        abstract: "Show the course of arms against the boundary of a stopping rule.",
        discussion: """
            By event date as known at the last committed review; works beside a running daemon. A place on the course \
            is a day on which a count changed, the day before it, or today.

            Example: vigil boundary path --config Config/vigil.yaml --rule arm-infection --format svg > infection.svg
            """)

    @OptionGroup var configuration: ConfigurationOption

    @Option(help: "The study; may be left out when one is configured.")
    var study: String?

    @Option(help: "The stopping rule's id.")
    var rule: String

    @Option(help: "Arms, with commas between; all of the rule unless given.")
    var arm: String?

    @Option(help: "text, csv, json or svg.")
    var format = Format.text

    func run() async throws {
        try await reporting {
            let settings = try loadSettings(at: configuration.config, secrets: .omitted)
            let chosen = try settings.study(named: study)
            let arms = arm?.split(separator: ",").map(String.init)
            try check(arms, in: chosen.protocol)
            let ledger = try SQLiteLedger(path: settings.ledger, opening: .existing)
            let desk = DigestDesk(ledger: ledger, settings: chosen, delivers: !settings.receivers.isEmpty)
            let digest = try desk.digest(preparedAt: SystemClock.wallTime(), since: nil)
            guard let sheet = ArmCourseSheet(rule: rule, arms: arms, in: digest) else { return }
            var text =
                switch format {
                case .text: (sheet.standing.flatMap(broken) + [""] + table(sheet)).map { $0 + "\n" }.joined()
                case .csv: ([ArmCourseSheet.columns] + sheet.rows).map { $0.joined(separator: ",") + "\n" }.joined()
                case .json: try json(sheet)
                case .svg: sheet.svg
                }
            try text.withUTF8 { try writeToStandardOutput(UnsafeRawBufferPointer($0)) }
        }
    }

    /// - Throws: `ValidationError` naming the option, what was found and what is known.
    private func check(_ arms: [String]?, in studyProtocol: StudyProtocol) throws {
        guard let declared = studyProtocol.armRules.first(where: { $0.id == rule }) else {
            let known = studyProtocol.armRules.map(\.id).joined(separator: ", ")
            throw ValidationError("--rule: found \(rule); stopping rules of \(studyProtocol.study) are \(known)")
        }
        if let stranger = arms?.first(where: { !declared.arms.contains($0) }) {
            throw ValidationError(
                "--arm: found \(stranger); arms of \(rule) are \(declared.arms.joined(separator: ", "))")
        }
    }

    private func broken(_ text: String) -> [String] { [filled(text, hanging: "  ")] }

    private func table(_ sheet: ArmCourseSheet) -> [String] {
        let rows = sheet.rows.map { row in
            var row = row
            row[2] = Double(row[2]).map { String(format: "%.2f", $0) } ?? row[2]
            return row
        }
        return TextTable(rows: [ArmCourseSheet.columns] + rows, rightColumns: [2, 3, 4, 5]).lines
    }

    private func json(_ sheet: ArmCourseSheet) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(CourseDocument(sheet)), as: UTF8.self) + "\n"
    }
}

/// The courses of a rule as other programs read them.
private struct CourseDocument: Encodable {
    struct Arm: Encodable {
        struct Place: Encodable {
            var day: String
            var size: Double
            var events: Int
            var events_worst_case: Int
            var bound: Int?
        }

        var arm: String
        var path: [Place]
    }

    var rule: String
    var rule_version: String
    var counting: String
    var as_known_at: String
    var boundary: [[String: Double]]
    var arms: [Arm]

    init(_ sheet: ArmCourseSheet) {
        let declared = sheet.group.rule
        rule = declared.id
        rule_version = declared.version
        counting = declared.boundary.counting.rawValue
        as_known_at = sheet.header.cutOff.description
        boundary = declared.boundary.limits.map { ["events": Double($0.events), "size_max": $0.sizeMax] }
        arms = sheet.group.arms.map { line in
            Arm(
                arm: line.status.arm,
                path: line.course.points.map { point in
                    Arm.Place(
                        day: point.day.description, size: point.size, events: point.events,
                        events_worst_case: point.eventsWorstCase, bound: point.bound)
                })
        }
    }
}
