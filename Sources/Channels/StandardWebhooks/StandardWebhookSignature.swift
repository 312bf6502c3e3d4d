// SPDX-License-Identifier: Apache-2.0

internal import Crypto
internal import FoundationEssentials

/// Signs and verifies by version 1 of the Standard Webhooks signature.
///
/// `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`, keyed with the decoded secret. While a secret is
/// being rotated the header carries one signature for each, parted by spaces, and a receiver accepts any of them.
/// Source: standardwebhooks.com, specification, "Signature scheme".
package enum StandardWebhookSignature {
    /// The value of `webhook-signature`: one signature for each secret, in their order.
    ///
    /// - `timestamp`: seconds since 1970 in UTC, the same as in `webhook-timestamp`.
    package static func sign(id: WebhookID, timestamp: Int64, body: [UInt8], secrets: [WebhookSecret]) -> String {
        precondition(!secrets.isEmpty, "a message is signed with at least one secret")
        return secrets.map { secret in
            let code = authenticator(id: id.text, timestamp: String(timestamp), body: body, secret: secret).finalize()
            return "v1,\(Data(code).base64EncodedString())"
        }
        .joined(separator: " ")
    }

    /// Whether a received message was signed with one of the secrets, and lately.
    ///
    /// The comparison takes the same time wherever two signatures differ. Signatures of other versions are passed over.
    /// - `id`, `timestamp`, `signature`: the three header values; nil where the header is missing.
    /// - `toleranceSeconds`: how far the timestamp may lie from `now`, either way; the specification's own is 300.
    /// - `now`: seconds since 1970 in UTC.
    package static func verify(
        id: String?, timestamp: String?, signature: String?, body: [UInt8], secrets: [WebhookSecret],
        toleranceSeconds: Int64, now: Int64
    ) -> SignatureVerdict {
        guard let id, !id.isEmpty else { return .refused(.headerMissing(.id)) }
        guard let timestamp, !timestamp.isEmpty else { return .refused(.headerMissing(.timestamp)) }
        guard let signature, !signature.isEmpty else { return .refused(.headerMissing(.signature)) }
        guard let sentAt = epochSeconds(timestamp) else { return .refused(.timestampUnreadable) }
        if sentAt < now - toleranceSeconds { return .refused(.tooOld(seconds: now - sentAt)) }
        if sentAt > now + toleranceSeconds { return .refused(.fromTheFuture(seconds: sentAt - now)) }

        let codes = versionOneCodes(in: signature)
        if codes.isEmpty { return .refused(.versionOneMissing) }
        for (index, secret) in secrets.enumerated() {
            let expected = authenticator(id: id, timestamp: timestamp, body: body, secret: secret).finalize()
            // Digest equality in swift-crypto compares in constant time.
            if codes.contains(where: { expected == $0 }) { return .genuine(secretIndex: index, sentAt: sentAt) }
        }
        return .refused(.signatureMismatch)
    }

    private static func authenticator(
        id: String, timestamp: String, body: [UInt8], secret: WebhookSecret
    ) -> HMAC<SHA256> {
        var authenticator = HMAC<SHA256>(key: secret.key)
        authenticator.update(data: Array("\(id).\(timestamp).".utf8))
        authenticator.update(data: body)
        return authenticator
    }

    /// The decoded version 1 signatures of a header value; what is not base64 cannot match and is left out.
    private static func versionOneCodes(in signature: String) -> [Data] {
        signature.split(separator: " ").compactMap { token in
            guard token.hasPrefix("v1,") else { return nil }
            return Data(base64Encoded: String(token.dropFirst("v1,".count)))
        }
    }

    /// The number that at most 15 decimal digits spell; no sign, no space, no overflow.
    private static func epochSeconds(_ text: String) -> Int64? {
        guard (1...15).contains(text.utf8.count) else { return nil }
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return Int64(text)
    }
}
