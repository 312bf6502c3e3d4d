// SPDX-License-Identifier: Apache-2.0

import Channels
import Testing

private typealias Known = SignatureFixtures

struct StandardWebhookSignatureTests {
    @Test(arguments: [
        (Known.specificationID, Known.specificationTimestamp, Known.specificationBody, Known.specificationSignature),
        (Known.chineseID, Known.chineseTimestamp, Known.chineseBody, Known.chineseSignature),
    ])
    func `a known message gets its known signature`(
        id: String, timestamp: Int64, body: String, signature: String
    ) throws {
        let secrets = [try WebhookSecret(Known.secret)]
        let webhookID = try #require(WebhookID(id))
        let signed = StandardWebhookSignature.sign(
            id: webhookID, timestamp: timestamp, body: Array(body.utf8), secrets: secrets)
        #expect(signed == signature)
    }

    @Test func `during rotation the header carries one signature for each secret`() throws {
        let secrets = [try WebhookSecret(Known.secret), try WebhookSecret(Known.secondSecret)]
        let id = try #require(WebhookID(Known.specificationID))
        let signed = StandardWebhookSignature.sign(
            id: id, timestamp: Known.specificationTimestamp, body: Array(Known.specificationBody.utf8),
            secrets: secrets)
        #expect(signed == Known.rotationHeader)
    }

    @Test func `a receiver that knows either secret believes a rotation header`() throws {
        for text in [Known.secret, Known.secondSecret] {
            #expect(
                try verdict(signature: Known.rotationHeader, secrets: [text])
                    == .genuine(secretIndex: 0, sentAt: Known.specificationTimestamp))
        }
        #expect(
            try verdict(signature: Known.specificationSignature, secrets: [Known.secondSecret, Known.secret])
                == .genuine(secretIndex: 1, sentAt: Known.specificationTimestamp))
    }

    @Test func `signatures of other versions are passed over`() throws {
        #expect(
            try verdict(signature: "\(Known.version1a) \(Known.specificationSignature)")
                == .genuine(secretIndex: 0, sentAt: Known.specificationTimestamp))
        #expect(try verdict(signature: Known.version1a) == .refused(.versionOneMissing))
    }

    @Test(
        arguments: [
            ("", .headerMissing(.signature)),
            (nil, .headerMissing(.signature)),
            ("v1", .versionOneMissing),
            ("v1,not base64!", .versionOneMissing),
            ("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", .versionOneMissing),
            ("v1,", .signatureMismatch),
            ("v1,g0hM", .signatureMismatch),
            ("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=", .signatureMismatch),
        ] as [(String?, SignatureVerdict.Refusal)])
    func `a wrong signature is refused by name`(signature: String?, refusal: SignatureVerdict.Refusal) throws {
        #expect(try verdict(signature: signature) == .refused(refusal))
    }

    @Test(
        arguments: [
            (nil, .headerMissing(.timestamp)),
            ("", .headerMissing(.timestamp)),
            ("now", .timestampUnreadable),
            ("+1614265330", .timestampUnreadable),
            ("-1614265330", .timestampUnreadable),
            ("1614265330.5", .timestampUnreadable),
            ("99999999999999999999", .timestampUnreadable),
            ("1614265331", .signatureMismatch),
        ] as [(String?, SignatureVerdict.Refusal)])
    func `a wrong timestamp is refused by name`(timestamp: String?, refusal: SignatureVerdict.Refusal) throws {
        #expect(try verdict(timestamp: timestamp) == .refused(refusal))
    }

    @Test func `a missing or other id and a changed body are refused`() throws {
        #expect(try verdict(id: nil) == .refused(.headerMissing(.id)))
        #expect(try verdict(id: "msg_other") == .refused(.signatureMismatch))
        #expect(try verdict(body: #"{"test": 2432232315}"#) == .refused(.signatureMismatch))
        #expect(try verdict(secrets: [Known.secondSecret]) == .refused(.signatureMismatch))
        #expect(try verdict(secrets: []) == .refused(.signatureMismatch))
    }

    @Test(
        arguments: [
            (-301, SignatureVerdict.refused(.fromTheFuture(seconds: 301))),
            (-300, .genuine(secretIndex: 0, sentAt: Known.specificationTimestamp)),
            (300, .genuine(secretIndex: 0, sentAt: Known.specificationTimestamp)),
            (301, .refused(.tooOld(seconds: 301))),
        ] as [(Int64, SignatureVerdict)])
    func `the tolerance holds to the second on both sides`(after: Int64, expected: SignatureVerdict) throws {
        #expect(try verdict(now: Known.specificationTimestamp + after) == expected)
    }

    private func verdict(
        id: String? = Known.specificationID,
        timestamp: String? = String(Known.specificationTimestamp),
        signature: String? = Known.specificationSignature,
        body: String = Known.specificationBody,
        secrets: [String] = [Known.secret],
        now: Int64 = Known.specificationTimestamp
    ) throws -> SignatureVerdict {
        StandardWebhookSignature.verify(
            id: id, timestamp: timestamp, signature: signature, body: Array(body.utf8),
            secrets: try secrets.map { try WebhookSecret($0) }, toleranceSeconds: 300, now: now)
    }
}
