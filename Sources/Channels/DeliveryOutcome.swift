// SPDX-License-Identifier: Apache-2.0

/// What the transport saw of one attempt, before anybody judges it.
package struct DeliveryOutcome: Hashable, Sendable {
    /// How the exchange ended.
    package enum Ending: Hashable, Sendable {
        /// The receiver answered.
        ///
        /// - `status`: the HTTP status code.
        /// - `retryAfterSeconds`: the wish in `Retry-After`, as sent; nil when there is none or it lies in the past.
        /// - `bodyStart`: the start of the body as ``DeliveryOutcome/bodyStart(of:)`` keeps it.
        case answered(status: Int, retryAfterSeconds: Int?, bodyStart: String)
        /// No complete answer came.
        case failed(TransportFailure)
    }

    /// How many bytes of an answer's body are kept.
    package static let bodyStartBytesMax = 200

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

    /// The start of a body as text of at most ``bodyStartBytesMax`` bytes, cut between characters.
    ///
    /// Bytes that are not UTF-8 become U+FFFD, and control characters become spaces, because the text is a stranger's
    /// and ends up in terminals and ledgers.
    package static func bodyStart(of body: some Sequence<UInt8>) -> String {
        let bytes = Array(body.prefix(bodyStartBytesMax))
        var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        let isPerhapsCut = bytes.count == bodyStartBytesMax
        if isPerhapsCut, scalars.last == "\u{FFFD}" { scalars.removeLast() }

        var start = String.UnicodeScalarView()
        var room = bodyStartBytesMax
        for scalar in scalars {
            let shown = scalar.properties.generalCategory == .control ? " " : scalar
            room -= UTF8.width(shown)
            if room < 0 { break }
            start.append(shown)
        }
        return String(start)
    }
}
