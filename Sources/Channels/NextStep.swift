// SPDX-License-Identifier: Apache-2.0

/// What is done with a message after an attempt.
package enum NextStep: Hashable, Sendable {
    /// Nothing more is owed: the message is delivered, or was accepted by a receiver that proves no more.
    case close(because: Verdict)
    /// The message stays owed and is tried again at this time, in seconds since 1970, for the reason in the verdict.
    case attempt(at: Int64, because: Verdict)
}
