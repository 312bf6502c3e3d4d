// SPDX-License-Identifier: Apache-2.0

/// Why a local receiver is not serving.
package enum LocalReceiverError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The port cannot be listened on: as a rule another program has it.
    case portNotAvailable(port: UInt16, reason: String)
    /// It is not running, or has ended.
    case notServing

    /// What was found and what to do.
    package var description: String {
        switch self {
        case .portNotAvailable(let port, let reason):
            "127.0.0.1:\(port) cannot be listened on (\(reason)): choose another port, or 0 for a free one"
        case .notServing:
            "the local receiver is not running: start it before asking for its port"
        }
    }
}
