// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials

/// The signature that a custom robot of DingTalk checks: key and message are the other way round than Feishu's.
///
/// Source: open.dingtalk.com, "Custom robot access", security settings.
package enum DingTalkSignature {
    /// The base64 of HMAC-SHA256 over timestamp, line feed and secret, keyed with the secret.
    ///
    /// - Parameter milliseconds: since 1970 in UTC; the robot takes what is at most an hour off.
    package static func sign(milliseconds: Int64, secret: ReceiverSecret) -> String {
        let key = SymmetricKey(data: Array(secret.text.utf8))
        let message = Array("\(milliseconds)\n\(secret.text)".utf8)
        return Data(HMAC<SHA256>.authenticationCode(for: message, using: key)).base64EncodedString()
    }

    /// The signature as a query parameter; three of base64's characters have another meaning in an address.
    package static func parameter(milliseconds: Int64, secret: ReceiverSecret) -> String {
        percentEncoded(sign(milliseconds: milliseconds, secret: secret))
    }

    /// A base64 text as a query parameter.
    package static func percentEncoded(_ base64: String) -> String {
        base64.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
    }
}
