// SPDX-License-Identifier: Apache-2.0

import Foundation
import Receiver
import SQLiteStorage
import Storage
import Testing

/// `vigil receive`, whose output goes to a file here.
@Suite struct ReceiveCommandTests {
    @Test func `each message is in the file before it is answered, with its time and id`() async throws {
        let place = try Workplace()
        _ = try place.writer().apply(SmallStudy.enrolment() + [SmallStudy.platelets("S1-01", visit: 1, 20)])
        let command = try VigilProcess(["receive", "--port", "0", "--secret-file", "secret"], in: place.folder)
        try await eventually("it listens") { try command.output().contains("listening on http://127.0.0.1:") }
        let url = try #require(try command.output().firstMatch(of: /http:\S+\//)?.output)
        try place.configure(receiver: String(url))
        #expect(try await place.run("review").output.contains("1 messages attempted, 0 still owed"))
        let id = try #require(try place.owedMessages().keys.first)
        let lines = try command.output().split(separator: "\n", omittingEmptySubsequences: false)
        let heading = try #require(lines.first { $0.hasSuffix(id) }, "\(lines)")
        #expect(heading.prefixMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\s/#) != nil)
        #expect(lines.suffix(2) == ["", ""], "\(lines)")
    }

    @Test func `a port that is taken is said to be`() async throws {
        let place = try Workplace()
        try await withReceiver { receiver, _ in
            let port = String(try await receiver.listeningPort())
            let ending = try await VigilProcess.run(
                ["receive", "--port", port, "--secret-file", "secret"], in: place.folder)
            #expect(ending.status == 1 && ending.output.isEmpty)
            #expect(ending.errors.contains("127.0.0.1:\(port) cannot be listened on"), "\(ending.errors)")
            #expect(ending.errors.contains("choose another port"), "\(ending.errors)")
        }
    }
}
