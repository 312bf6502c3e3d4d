// SPDX-License-Identifier: Apache-2.0

import Channels
import Testing

struct WebhookSecretTests {
    @Test func `a secret never tells its bytes`() throws {
        let secret = try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] {
            #expect(!text.contains("MfKQ9r8"))
            #expect(text.contains("redacted"))
        }
    }

    @Test func `white space around a secret is the file's, not the secret's`() throws {
        let body = Array("{}".utf8)
        let id = try #require(WebhookID("msg_1"))
        let bare = try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let spaced = try WebhookSecret(" \twhsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\r\n")
        #expect(
            StandardWebhookSignature.sign(id: id, timestamp: 1, body: body, secrets: [bare])
                == StandardWebhookSignature.sign(id: id, timestamp: 1, body: body, secrets: [spaced]))
    }

    @Test(arguments: [
        ("", WebhookSecretDefect.prefixMissing),
        ("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", .prefixMissing),
        ("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", .prefixMissing),
        ("whsk_6Xb/dCcHpPea21PS1N9VY", .signingKeyOfVersion1a),
        ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!", .notBase64),
        ("whsec_MfKQ9r8GKYqr TwjUPD8ILPZIo2LaLaSw", .notBase64),
        ("whsec_", .keyLengthOutOfRange(bytes: 0)),
        ("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY=", .keyLengthOutOfRange(bytes: 23)),
    ])
    func `a text that is no secret is refused by name`(text: String, defect: WebhookSecretDefect) {
        #expect(throws: defect) { try WebhookSecret(text) }
        #expect(!defect.description.isEmpty)
    }

    @Test(arguments: [(24, true), (64, true), (65, false)])
    func `a key has 24 to 64 bytes`(bytes: Int, isTaken: Bool) {
        // Each group AAAA is three zero bytes; the rest is padded.
        let rest = ["", "AA==", "AAA="][bytes % 3]
        let text = "whsec_" + String(repeating: "AAAA", count: bytes / 3) + rest
        let isSecret = (try? WebhookSecret(text)) != nil
        #expect(isSecret == isTaken)
    }
}
