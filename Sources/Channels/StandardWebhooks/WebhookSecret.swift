// SPDX-License-Identifier: Apache-2.0

internal import Crypto
internal import FoundationEssentials

/// A symmetric signing secret of the Standard Webhooks specification, written `whsec_` and base64.
///
/// It never tells its bytes: description, dump and reflection are redacted.
package struct WebhookSecret: Sendable {
    let key: SymmetricKey

    /// How many bytes a key may have, by the specification.
    package static let keyBytesRange = 24...64

    /// The secret that the text spells.
    ///
    /// The text is trimmed of white space at its ends, because secrets come from files that end in a line feed.
    package init(_ text: String) throws(WebhookSecretDefect) {
        let written = text.trimmingWhitespace
        guard written.hasPrefix("whsec_") else {
            throw written.hasPrefix("whsk_") ? .signingKeyOfVersion1a : .prefixMissing
        }
        guard let bytes = Data(base64Encoded: String(written.dropFirst("whsec_".count))) else {
            throw .notBase64
        }
        guard Self.keyBytesRange.contains(bytes.count) else {
            throw .keyLengthOutOfRange(bytes: bytes.count)
        }
        key = SymmetricKey(data: bytes)
    }
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says that here is a secret, and no more.
    package var description: String { "whsec_(redacted)" }
    /// Says that here is a secret, and no more.
    package var debugDescription: String { description }
    /// No children, so that a dump shows no key.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a text is not a signing secret; never repeats the text.
package enum WebhookSecretDefect: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text does not begin with `whsec_`.
    case prefixMissing
    /// The text is an asymmetric key (`whsk_`), which this signature version does not use.
    case signingKeyOfVersion1a
    /// What follows the prefix is not base64.
    case notBase64
    /// The key has too few or too many bytes.
    case keyLengthOutOfRange(bytes: Int)

    /// What was found and what to do.
    package var description: String {
        switch self {
        case .prefixMissing:
            "the webhook secret does not begin with whsec_: copy it whole, with its prefix"
        case .signingKeyOfVersion1a:
            "the webhook secret is an asymmetric key (whsk_): use a symmetric secret that begins with whsec_"
        case .notBase64:
            "the webhook secret is not base64 after whsec_: copy it whole, without quotes or line breaks"
        case .keyLengthOutOfRange(let bytes):
            "the webhook secret has \(bytes) bytes where 24 to 64 are needed: "
                + "make one with: echo whsec_$(head -c 32 /dev/urandom | base64)"
        }
    }
}
