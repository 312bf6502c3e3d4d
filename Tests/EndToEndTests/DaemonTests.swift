// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Receiver
import SQLiteStorage
import Storage
import Testing

/// The daemon from outside: how it starts, wakes, and stops.
@Suite struct DaemonTests {
    @Test func `a row becomes a message long before the poll interval, and its correction takes it back`() async throws
    {
        let place = try Workplace()
        let writer = try place.writer()
        _ = try writer.apply(SmallStudy.enrolment())
        try await withReceiver { receiver, mailbox in
            try place.configure(receiver: try await receiver.url(), pollSeconds: 60)
            let daemon = try place.daemon()
            try await place.firstPass()
            for (number, row) in [20, 5, 150].map({ SmallStudy.platelets("S1-01", visit: 1, $0) }).enumerated() {
                let before = mailbox.count
                _ = try writer.apply([row])
                // One of three could come in time by a lucky poll; all three cannot.
                try await eventually("message \(number + 1) arrives", within: 5) { mailbox.count > before }
            }
            #expect(
                try mailbox.notices().map(\.type)
                    == ["vigil.alert.raised", "vigil.alert.amended", "vigil.alert.retracted"])
            #expect(try mailbox.notices().map(\.content.severity) == ["urgent", "critical", "critical"])
            #expect(Set(try mailbox.notices().map(\.content.alertId)).count == 1)
            daemon.signal(SIGTERM)
            #expect(try await daemon.ending().status == 0)
        }
    }

    @Test func `told to stop, it waits for the answer to what is under way, records it, and exits 0`() async throws {
        let place = try Workplace()
        _ = try place.writer().apply(SmallStudy.enrolment() + [SmallStudy.platelets("S1-01", visit: 1, 20)])
        try await withReceiver { receiver, mailbox in
            try place.configure(receiver: try await receiver.url())
            mailbox.hold()
            let daemon = try place.daemon()
            try await eventually("the message is under way") { mailbox.count == 1 }
            daemon.signal(SIGTERM)
            try await eventually("the review has stopped") { try daemon.errors().contains("review stopped") }
            #expect(daemon.isRunning)
            mailbox.release()
            let ending = try await daemon.ending()
            #expect(ending.status == 0 && !ending.wasSignalled, "\(ending.errors)")
            let status = try place.ledger().outboxStatus()
            #expect(status.pending == 0 && status.delivered == 1)
            #expect(mailbox.count == 1)
        }
    }

    @Test func `it says that it is ready once its stores are open, that it is alive, and that it stops`() async throws {
        let place = try Workplace()
        _ = try place.writer().apply(SmallStudy.enrolment())
        try place.configure()
        let systemd = try ServiceManager(path: place.path("notify"))
        let holder = try DatabaseQueue(path: place.store)
        try await holder.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT")
        }
        let daemon = try place.daemon(
            environment: ["NOTIFY_SOCKET": systemd.path, "WATCHDOG_USEC": "900000000"])
        try await eventually("the ledger is open") { try place.files().contains("ledger.sqlite.reviewing") }
        // The store is locked for all this time, so that the daemon cannot have opened it.
        for _ in 0..<25 {
            #expect(systemd.assignments().isEmpty)
            try await Task.sleep(for: .milliseconds(4))
        }
        try holder.close()
        try await eventually("it is alive") { systemd.assignments().contains("WATCHDOG=1") }
        #expect(systemd.assignments().prefix(1) == ["READY=1"])
        #expect(!systemd.assignments().contains("STOPPING=1"))
        daemon.signal(SIGTERM)
        let ending = try await daemon.ending()
        #expect(ending.status == 0)
        #expect(!ending.errors.contains("stuck"), "\(ending.errors)")
        #expect(systemd.assignments().contains("STOPPING=1"))
    }

    @Test func `a second daemon on the same ledger names the first and gives up`() async throws {
        let place = try Workplace()
        _ = try place.writer().apply(SmallStudy.enrolment())
        try place.configure()
        let first = try place.daemon()
        try await place.firstPass()
        for command in ["run", "review"] {
            let second = try await place.run(command)
            #expect(second.status == 1 && !second.wasSignalled)
            #expect(second.errors.contains("process \(first.id) follows studies into this ledger"), "\(second.errors)")
        }
        #expect(first.isRunning)
        #expect(try await place.run("alerts", "list").status == 0)
        first.signal(SIGINT)
        #expect(try await first.ending().status == 0)
    }

    @Test func `messages that no receiver took survive the daemon and go out under the same id`() async throws {
        let place = try Workplace()
        _ = try place.writer().apply(SmallStudy.enrolment() + [SmallStudy.platelets("S1-01", visit: 1, 20)])
        try await withReceiver { receiver, mailbox in
            try place.configure(receiver: try await receiver.url())
            receiver.failNext(1, status: 503, retryAfterSeconds: 1)
            let review = try await place.run("review")
            #expect(review.output.contains("1 messages attempted, 1 still owed"), "\(review.output)")
            let daemon = try place.daemon()
            try await eventually("the retry arrives", within: 15) { mailbox.count == 1 }
            #expect(Set(try place.owedMessages().keys) == [mailbox.messages[0].webhookID])
            daemon.signal(SIGTERM)
            #expect(try await daemon.ending().status == 0)
        }
    }
    @Test func `told to stop, it does not wait for a receiver that hangs, and sends the message again`() async throws {
        let place = try Workplace()
        _ = try place.writer().apply(SmallStudy.enrolment() + [SmallStudy.platelets("S1-01", visit: 1, 20)])
        try await withReceiver { receiver, mailbox in
            try place.configure(receiver: try await receiver.url(), timeoutSeconds: 60)
            mailbox.hold()
            let daemon = try place.daemon()
            try await eventually("the message is under way") { mailbox.count == 1 }
            daemon.signal(SIGTERM)
            let ending = try await daemon.ending(within: 30)
            mailbox.release()
            #expect(ending.status == 0 && !ending.wasSignalled, "\(ending.errors)")
            #expect(try place.ledger().backlog(of: "officer") == Backlog(pending: 1, refused: 1))
        }
    }

    @Test func `a receiver that fails and recovers is told of once each, without its address`() async throws {
        let place = try Workplace()
        _ = try place.writer().apply(SmallStudy.enrolment() + [SmallStudy.platelets("S1-01", visit: 1, 20)])
        try await withReceiver { receiver, mailbox in
            let url = try await receiver.url()
            try place.configure(receiver: url)
            receiver.failNext(2, status: 503, retryAfterSeconds: 1)
            let daemon = try place.daemon()
            try await eventually("the message arrives", within: 40) { mailbox.count == 1 }
            try await eventually("it says so") { try daemon.errors().contains("a receiver takes messages again") }
            daemon.signal(SIGTERM)
            let errors = try await daemon.ending().errors
            let lines = errors.split(separator: "\n").filter { $0.contains("does not take messages") }
            #expect(lines.count == 1 && lines[0].contains("receiver=officer"), "\(errors)")
            #expect(lines[0].contains("reason=serverFault") && lines[0].contains("pending=1"), "\(errors)")
            #expect(!errors.contains(url.dropFirst("http://".count).prefix { $0 != "/" }))
        }
    }

    @Test func `what is owed to a receiver that is no longer configured is told at the start`() async throws {
        let place = try Workplace()
        _ = try place.writer().apply(SmallStudy.enrolment() + [SmallStudy.platelets("S1-01", visit: 1, 20)])
        // Nobody listens on port 1, so that the message stays owed.
        try place.configure(receiver: "http://127.0.0.1:1/")
        #expect(try await place.run("review").status == 0)
        try place.configure()
        let daemon = try place.daemon()
        try await eventually("it says so") { try daemon.errors().contains("receiver=officer") }
        #expect(try daemon.errors().contains("put the name back"))
    }
}
