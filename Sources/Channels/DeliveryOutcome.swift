// SPDX-License-Identifier: Apache-2.0

/// What the transport saw of one attempt, before anybody judges it.
package struct DeliveryOutcome: Hashable, Sendable {
    /// How the exchange ended.
    package enum Ending: Hashable, Sendable {
        /// The receiver answered.
        ///
        /// - `status`: the HTTP status code.
        /// - `retryAfterSeconds`: the wish in `Retry-After`, as sent; nil when there is none or it lies in the past.
        /// - `body`: what was read of the body.
        case answered(status: Int, retryAfterSeconds: Int?, body: AnswerBody)
        /// No complete answer came.
        case failed(TransportFailure)
    }

    /// How the exchange ended.
    package var ending: Ending
    /// From the start of the exchange, connecting included, to its end; 0 when it never began.
    package var durationMilliseconds: Int

    /// An outcome with the given ending and duration.
    package init(ending: Ending, durationMilliseconds: Int) {
        self.ending = ending
        self.durationMilliseconds = durationMilliseconds
    }

    /// A failure after the given time.
    package static func failed(_ failure: TransportFailure, durationMilliseconds: Int = 0) -> DeliveryOutcome {
        DeliveryOutcome(ending: .failed(failure), durationMilliseconds: durationMilliseconds)
    }
}
