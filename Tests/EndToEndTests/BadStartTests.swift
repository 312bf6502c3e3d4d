// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import GRDB
import Receiver
import Rules
import SQLiteStorage
import Storage
import Testing

/// What is wrong is said where it is wrong, and nothing is left half done.
@Suite struct BadStartTests {
    @Test func `five faults are five messages with file and line, and nothing is made`() async throws {
        let place = try Workplace()
        try place.write(
            """
            ledger: ledger.sqlite
            poll_interval_seconds: 0
            pol_interval: 5
            studies:
              - protocol: protocol.yaml
                store: follow-up.sqlite
            receivers:
              - name: officer
                url: http://127.0.0.1:1/
                secret_file: secret
                severity_min: urgant
                payload: all

            """, to: "vigil.yaml")
        let before = try place.files()
        for command in ["run", "review"] {
            let ending = try await place.run(command)
            // Not 1: the service manager tries again after that, and would print the same five for ever.
            #expect(ending.status == 2)
            let places = ending.errors.split(separator: "\n").map { line in
                line.split(separator: ":").prefix(2).joined(separator: ":")
            }
            #expect(places == [2, 3, 9, 11, 12].map { "vigil.yaml:\($0)" }, "\(ending.errors)")
            #expect(try place.files() == before)
        }
        #expect(try await place.run("check").errors.split(separator: "\n").count == 5)
    }

    @Test func `a missing store, a folder, and a file of another kind are told apart`() async throws {
        let place = try Workplace()
        try FileManager.default.createDirectory(
            at: place.folder.appending(path: "folder"), withIntermediateDirectories: true)
        try place.write(String(repeating: "no database ", count: 200), to: "text.sqlite")
        for (store, words) in [
            ("follow-up.sqlite", "no follow-up store is here"), ("folder", "this is a directory"),
            ("text.sqlite", "not an SQLite database"),
        ] {
            try place.configure(store: store)
            for command in ["run", "review"] {
                let ending = try await place.run(command)
                #expect(ending.status == 1 && ending.errors.contains(words), "\(ending.errors)")
            }
        }
        #expect(try !place.files().contains("follow-up.sqlite"))
        #expect(try String(contentsOf: place.folder.appending(path: "text.sqlite"), encoding: .utf8).hasPrefix("no "))
    }

    @Test func `a ledger of a newer version is left as it is`() async throws {
        let place = try Workplace()
        _ = try place.writer().apply(SmallStudy.enrolment())
        try place.configure()
        #expect(try await place.run("review").status == 0)
        let queue = try DatabaseQueue(path: place.ledgerPath)
        try await queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try queue.close()
        let before = try Data(contentsOf: URL(filePath: place.ledgerPath))
        for command in [["run"], ["review"], ["digest"], ["alerts", "list"], ["audit", "verify"]] {
            let ending = try await VigilProcess.run(command + ["--config", "vigil.yaml"], in: place.folder)
            #expect(ending.status == 1, "\(command)")
            #expect(ending.errors.contains("the ledger has schema 99"), "\(ending.errors)")
        }
        #expect(try Data(contentsOf: URL(filePath: place.ledgerPath)) == before)
    }

    @Test func `another store in the old one's place is reviewed in full and is an alert of its own`() async throws {
        let place = try Workplace()
        let rows = SmallStudy.enrolment() + [SmallStudy.platelets("S1-01", visit: 1, 20)]
        _ = try place.writer().apply(rows)
        try await withReceiver { receiver, mailbox in
            try place.configure(receiver: try await receiver.url())
            #expect(try await place.run("review").status == 0)
            let before = try place.ledger().alerts(AlertFilter(study: SmallStudy.study))
            for name in try place.files() where name.hasPrefix("follow-up.sqlite") {
                try FileManager.default.removeItem(atPath: place.path(name))
            }
            _ = try place.writer().apply(rows)
            let review = try await place.run("review")
            #expect(
                review.output.contains("because the store was replaced or restored: 12 subjects"), "\(review.output)")
            let after = try place.ledger().alerts(AlertFilter(study: SmallStudy.study))
            #expect(after.filter { $0.scope != .system } == before)
            #expect(after.filter { $0.scope == .system }.map(\.episode.rule) == ["system/store-replaced"])
            #expect(try mailbox.notices().contains { $0.content.text?.contains("replaced or restored") == true })
            #expect(try await place.run("review").output.contains("what changed: 0 subjects, 0 alert changes"))
        }
    }

    @Test func `a store exchanged or removed under the running daemon is noticed`() async throws {
        let place = try Workplace()
        _ = try place.writer().apply(SmallStudy.enrolment())
        let other = try Workplace()
        _ = try other.writer().apply(SmallStudy.enrolment() + [SmallStudy.platelets("S1-01", visit: 1, 20)])
        try place.configure(pollSeconds: 1)
        let daemon = try place.daemon()
        try await place.firstPass()
        let ledger = try place.ledger()
        let openRules = {
            try Set(ledger.alerts(AlertFilter(study: SmallStudy.study)).map(\.episode.rule))
        }
        for suffix in ["-wal", "-shm", ""] { try? FileManager.default.removeItem(atPath: place.store + suffix) }
        try await eventually("it says that there is no store") { try openRules() == ["system/feed-unreadable"] }
        try FileManager.default.moveItem(atPath: other.store, toPath: place.store)
        try await eventually("it has reviewed the other store") {
            try openRules() == ["system/store-replaced", "platelet-hold"]
        }
        daemon.signal(SIGTERM)
        #expect(try await daemon.ending().status == 0)
    }

    @Test func `a store restored to its own past is noticed although its identity is the old one`() async throws {
        let place = try Workplace()
        try place.configure()
        _ = try place.writer().apply(SmallStudy.enrolment())
        let backup = try DatabaseQueue(path: place.path("backup.sqlite"))
        try DatabaseQueue(path: place.store).backup(to: backup)
        try backup.close()
        _ = try place.writer().apply([SmallStudy.platelets("S1-01", visit: 1, 20)])
        #expect(try await place.run("review").output.contains("1 alert changes"))
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: place.store + suffix)
        }
        try FileManager.default.moveItem(atPath: place.path("backup.sqlite"), toPath: place.store)
        let review = try await place.run("review")
        #expect(review.output.contains("because the store was replaced or restored"), "\(review.output)")
        let alerts = { try place.ledger().alerts(AlertFilter(study: SmallStudy.study, states: [.open, .closed])) }
        let held = try alerts()
        #expect(
            Set(held.map(\.episode.rule)) == ["platelet-hold", "system/store-replaced", "system/retractions-held"])
        #expect(held.allSatisfy { $0.state == .open })
        // What the restored store does not know is taken back only when an operator agrees.
        #expect(try await place.run("review", "--accept-retractions").status == 0)
        #expect(try alerts().filter { $0.closure == .retracted }.map(\.episode.rule) == ["platelet-hold"])
        #expect(try alerts().filter { $0.state == .open }.map(\.episode.rule) == ["system/store-replaced"])
    }

    @Test(arguments: [["run", "--bogus"], ["digest", "--width", "3"], ["alerts", "ack", "A-1"], ["frobnicate"]])
    func `a command line that cannot be understood exits 2 with a usage line`(_ arguments: [String]) async throws {
        let place = try Workplace()
        let ending = try await VigilProcess.run(arguments, in: place.folder)
        #expect(ending.status == 2 && ending.output.isEmpty)
        #expect(ending.errors.contains("Usage: vigil"), "\(ending.errors)")
    }
}
