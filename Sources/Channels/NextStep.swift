// SPDX-License-Identifier: Apache-2.0

/// What is done with a message after an attempt.
package enum NextStep: Hashable, Sendable {
    /// The message is delivered: nothing more is owed.
    case close(Verdict.DeliveredReason)
    /// The message stays owed and is tried again at this time, in seconds since 1970, for the reason in the verdict.
    case attempt(at: Int64, because: Verdict)
}
