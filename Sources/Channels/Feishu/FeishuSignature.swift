// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials

/// The signature that a custom bot of Feishu checks: the secret is in the key, and the message is empty.
///
/// Source: open.feishu.cn, "Custom bot usage guide", signature verification.
package enum FeishuSignature {
    /// The base64 of HMAC-SHA256 over nothing, keyed with timestamp, line feed and secret.
    ///
    /// - Parameter timestamp: seconds since 1970 in UTC; the bot takes what is at most an hour off.
    package static func sign(timestamp: Int64, secret: ReceiverSecret) -> String {
        let key = SymmetricKey(data: Array("\(timestamp)\n\(secret.text)".utf8))
        return Data(HMAC<SHA256>.authenticationCode(for: [UInt8](), using: key)).base64EncodedString()
    }
}
