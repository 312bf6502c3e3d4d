// SPDX-License-Identifier: Apache-2.0

import Foundation
import Receiver
import Testing

/// What `vigil receivers` prints and exits with, as typed.
@Suite struct ReceiversCommandTests {
    @Test func `a test message arrives, is marked as one, and leaves no ledger`() async throws {
        let place = try Workplace()
        try await withReceiver { receiver, mailbox in
            try place.configure(receiver: try await receiver.url())
            let ending = try await place.run("receivers", "test", "officer")
            #expect(ending.status == 0, "\(ending.errors)")
            #expect(ending.output.hasPrefix("officer (standard-webhooks): HTTP 204 after "))
            #expect(ending.output.contains("verdict: delivered, accepted"))
            let text = try #require(mailbox.notices().first?.content.text)
            #expect(text.hasPrefix("[TEST] vigil: test message for receiver officer"))
            #expect(try !place.files().contains("ledger.sqlite"))
        }
    }

    @Test func `a refusal exits 1 and says what to do, and a list shows no address`() async throws {
        let place = try Workplace()
        try await withReceiver { receiver, _ in
            try place.configure(receiver: try await receiver.url() + "hook?key=0123456789abcdef")
            receiver.failNext(1, status: 410)
            let refused = try await place.run("receivers", "test", "officer", "--format", "json")
            #expect(refused.status == 1)
            let report = try JSONSerialization.jsonObject(with: Data(refused.output.utf8)) as? [String: Any]
            #expect(report?["verdict"] as? String == "permanent" && report?["reason"] as? String == "gone")
            #expect(report?["status"] as? Int == 410)

            let unknown = try await place.run("receivers", "test", "offcer")
            #expect(unknown.status == 1 && unknown.errors.contains("the configuration has officer"))
            let list = try await place.run("receivers", "list")
            #expect(list.status == 0 && list.output.contains("officer   standard-webhooks  digest  coded"))
            for text in [refused.output, list.output, refused.errors + unknown.errors] {
                #expect(!text.contains("0123456789abcdef"))
            }
        }
    }
}
