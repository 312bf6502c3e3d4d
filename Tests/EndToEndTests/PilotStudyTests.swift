// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import GRDB
import Rules
import SQLiteStorage
import Storage
import Testing
import Trial

/// CDISC's pilot study as SAS transport files, where a copy is at hand.
private enum PilotStudy {
    static let package = URL(filePath: #filePath).appending(path: "../../..").standardized

    /// The archive in the folder VIGIL_REFERENCE names or beside that, else in a `shared` folder beside the package.
    static let archive: URL? = {
        let named = ProcessInfo.processInfo.environment["VIGIL_REFERENCE"].map { URL(filePath: $0) }
        let reference = named ?? package.appending(path: "../shared/reference").standardized
        return [reference, reference.appending(path: "..")]
            .map { $0.appending(path: "data/cdiscpilot/sdtm-xpt.tar.xz").standardized }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    /// The files that laboratory rules need.
    static let files = ["dm.xpt", "ex.xpt", "lbch.xpt", "lbhe.xpt", "lbur.xpt"]

    static func unpack(into folder: URL) throws {
        let archive = try #require(archive)
        let tar = Process()
        tar.executableURL = URL(filePath: "/usr/bin/env")
        tar.arguments = ["tar", "-xJf", archive.path, "-C", folder.path] + files
        try tar.run()
        tar.waitUntilExit()
        try #require(tar.terminationStatus == 0)
    }
}

@Suite(.enabled(if: PilotStudy.archive != nil))
struct PilotStudyTests {
    /// Every result of grade 3 or 4 is in one of these: subject, CTCAE term, and whether it ended.
    ///
    /// The GGT is that of screening, which its range alone grades.
    private static let expected: Set<PilotAlert> = [
        PilotAlert(subject: "01-701-1302", facet: "CPK increased", closure: .resolved),
        PilotAlert(subject: "01-701-1345", facet: "CPK increased", closure: nil),
        PilotAlert(subject: "01-707-1206", facet: "CPK increased", closure: .resolved),
        PilotAlert(subject: "01-701-1341", facet: "Lymphocyte count decreased", closure: .resolved),
        PilotAlert(subject: "01-703-1100", facet: "Lymphocyte count decreased", closure: .resolved),
        PilotAlert(subject: "01-705-1186", facet: "GGT increased", closure: .resolved),
        PilotAlert(subject: "01-705-1186", facet: "Blood bilirubin increased", closure: nil),
        PilotAlert(subject: "01-709-1339", facet: "Alkaline phosphatase increased", closure: nil),
    ]

    /// The one result that its alert rests on.
    private static let phosphatase = "usubjid = '01-709-1339' AND lbtestcd = 'ALP' AND lbstresn = 624"
    /// A harmless count by which an alert that ended before it could be followed by another.
    private static let lymphocytes = "usubjid = '01-703-1100' AND lbtestcd = 'LYM' AND lbdtc LIKE '2013-09-14%'"
    /// One of several results of an alert, at a visit whose number is no whole one.
    private static let bilirubin = "usubjid = '01-705-1186' AND lbtestcd = 'BILI' AND visit = 'UNSCHEDULED 4.2'"

    @Test(.timeLimit(.minutes(3))) func `its grade 3 results are alerts that follow their rows and nothing else`()
        async throws
    {
        let place = try Workplace()
        try PilotStudy.unpack(into: place.folder)
        try place.configure(
            protocolFile: PilotStudy.package.appending(path: "Config/protocols/cdiscpilot01.yaml").path)
        let counts = try await place.importFiles(PilotStudy.files)
        #expect(counts == "total: 60477 inserted, 0 updated, 0 unchanged, 0 deleted")
        #expect(try await place.review() == "everything, for the first time: 306 subjects, 8 alert changes")
        #expect(Set(try place.pilotAlerts().values.map(PilotAlert.init)) == Self.expected)

        try await expectNothingFromRepetition(at: place)
        try await expectDoubtByUnknownUnit(at: place)
        try await expectNoDoubtWithoutNeed(at: place)
        try await expectRetraction(at: place)
    }

    /// Rows that are as they were, by whatever way they came there, change nothing.
    private func expectNothingFromRepetition(at place: Workplace) async throws {
        let before = try place.pilotAlerts()
        let counts = try await place.importFiles(PilotStudy.files)
        #expect(counts == "total: 0 inserted, 0 updated, 60477 unchanged, 0 deleted")
        #expect(try await place.review() == "what changed: 0 subjects, 0 alert changes")
        try await place.writeSQL(
            """
            CREATE TEMP TABLE kept AS SELECT * FROM lb WHERE \(Self.phosphatase);
            DELETE FROM lb WHERE \(Self.phosphatase);
            INSERT INTO lb SELECT * FROM kept;
            UPDATE lb SET lbseq = lbseq + 5000;
            """)
        #expect(try await place.review().hasSuffix(" subjects, 0 alert changes"))
        #expect(try place.pilotAlerts() == before)
    }

    /// A unit nobody knows takes nothing back, and leaves a doubt until it is corrected.
    private func expectDoubtByUnknownUnit(at place: Workplace) async throws {
        let before = try place.pilotAlerts()
        try await place.correct(Self.lymphocytes, to: "0.3")
        let raised = try place.pilotAlerts().filter { before[$0.key] == nil }
        #expect(
            raised.values.map(PilotAlert.init)
                == [PilotAlert(subject: "01-703-1100", facet: "Lymphocyte count decreased", closure: nil)])
        try await place.writeSQL("UPDATE lb SET lbstresu = 'furlong' WHERE \(Self.lymphocytes)")
        #expect(try await place.review() == "what changed: 1 subjects, 1 alert changes")
        let doubtful = try place.pilotAlerts().filter { before[$0.key] == nil }
        #expect(doubtful.values.map(\.closure) == [nil])
        #expect(doubtful.values.map(\.episode.uncertainties) == [[.evidenceUncertain]])
        try await place.writeSQL("UPDATE lb SET lbstresu = '10^9/L' WHERE \(Self.lymphocytes)")
        #expect(try await place.review() == "what changed: 1 subjects, 1 alert changes")
        let certain = try place.pilotAlerts().filter { before[$0.key] == nil }
        #expect(certain.mapValues(\.episode) == raised.mapValues(\.episode))
        try await place.correct(Self.lymphocytes, to: "1.76")
        let after = try place.pilotAlerts()
        #expect(after.filter { before[$0.key] == nil }.values.map(\.closure) == [.retracted])
        #expect(after.filter { before[$0.key] != nil } == before)
    }

    /// A multiple of a limit of normal needs no unit: the grade stands as certain as before.
    private func expectNoDoubtWithoutNeed(at place: Workplace) async throws {
        let before = try place.pilotAlerts().mapValues(\.episode.uncertainties)
        for unit in ["furlong", "U/L"] {
            try await place.writeSQL("UPDATE lb SET lbstresu = '\(unit)' WHERE \(Self.phosphatase)")
            #expect(try await place.review() == "what changed: 1 subjects, 1 alert changes")
            #expect(try place.pilotAlerts().mapValues(\.episode.uncertainties) == before)
        }
    }

    /// A row corrected by a file of one row takes back the alert that rests on it, or amends the one it shares.
    private func expectRetraction(at place: Workplace) async throws {
        let before = try place.pilotAlerts()
        try await place.correct(Self.phosphatase, to: "62.4")
        let after = try place.pilotAlerts()
        let moved = after.values.filter { $0 != before[$0.id] }
        #expect(
            moved.map(PilotAlert.init)
                == [PilotAlert(subject: "01-709-1339", facet: "Alkaline phosphatase increased", closure: .retracted)])
        #expect(Set(after.keys) == Set(before.keys))

        #expect(try place.row(where: Self.bilirubin, correctedTo: "71.82").contains(",4.2,"))
        try await place.correct(Self.bilirubin, to: "71.82")
        let amended = try place.pilotAlerts().values.filter { $0 != after[$0.id] }
        #expect(amended.map(\.episode.evidence.count) == [3])
    }
}

/// What tells one of the pilot study's alerts from the others.
private struct PilotAlert: Hashable {
    var subject: String
    var facet: String
    var closure: Alert.Closure?

    init(subject: String, facet: String, closure: Alert.Closure?) {
        self.subject = subject
        self.facet = facet
        self.closure = closure
    }

    init(_ alert: Alert) {
        subject = if case .subject(let subject) = alert.scope { subject } else { "" }
        facet = alert.episode.facet
        closure = alert.closure
    }
}

extension Workplace {
    /// Imports files and gives the last line of the summary.
    fileprivate func importFiles(_ names: [String]) async throws -> String {
        let ending = try await VigilProcess.run(["import"] + names + ["--store", store], in: folder, within: 120)
        #expect(ending.status == 0, "\(ending.errors)")
        return ending.output.split(separator: "\n").last.map(String.init) ?? ""
    }

    /// Reviews, and gives what was reviewed and how many alerts changed.
    fileprivate func review() async throws -> String {
        let ending = try await run("review")
        #expect(ending.status == 0, "\(ending.errors)")
        return ending.output.firstMatch(of: /reviewed (.*), 0 messages owed/).map { String($0.output.1) } ?? ""
    }

    fileprivate func pilotAlerts() throws -> [AlertID: Alert] {
        let all = try ledger().alerts(AlertFilter(states: [.open, .acknowledged, .closed], includesHistoric: true))
        return Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
    }

    /// Writes to the store as any program that speaks SQL may.
    fileprivate func writeSQL(_ sql: String) async throws {
        let queue = try DatabaseQueue(path: store)
        try await queue.write { try $0.execute(sql: sql) }
    }

    /// Imports a file of one row with another result, and reviews what came of it.
    fileprivate func correct(_ condition: String, to result: String) async throws {
        try write(try row(where: condition, correctedTo: result), to: "lb-corrected.csv")
        let counts = try await importFiles(["lb-corrected.csv"])
        #expect(counts == "total: 0 inserted, 1 updated, 0 unchanged, 0 deleted")
        #expect(try await review() == "what changed: 1 subjects, 1 alert changes")
    }

    /// A CSV file of one laboratory row with another result.
    fileprivate func row(where condition: String, correctedTo result: String) throws -> String {
        let queue = try DatabaseQueue(path: store)
        let rows = try queue.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM lb WHERE \(condition)")
        }
        let row = try #require(rows.count == 1 ? rows.first : nil)
        let values = zip(row.columnNames, row.databaseValues).map { name, value in
            ["lborres", "lbstresc", "lbstresn"].contains(name) ? result : value.storage.value.map { "\($0)" } ?? ""
        }
        return row.columnNames.joined(separator: ",").uppercased() + "\n" + values.joined(separator: ",") + "\n"
    }
}
