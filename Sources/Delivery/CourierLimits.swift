// SPDX-License-Identifier: Apache-2.0

/// How much of the network a courier may take.
package struct CourierLimits: Hashable, Sendable {
    /// Exchanges under way at once with one host; the rest wait in that host's line.
    package var connectionsPerHostMax: Int
    /// Exchanges under way at once with all hosts together.
    package var connectionsMax: Int
    /// After how many seconds a kept connection is not used again, so that a moved receiver is found.
    package var connectionAgeSecondsMax: Int
    /// How many bytes of an answer's body are read before reading stops; status and what was read then decide.
    package var answerBytesMax: Int

    /// Limits with these values; 4 exchanges a host, 64 in all, connections of 10 minutes, answers of 64 kB.
    package init(
        connectionsPerHostMax: Int = 4,
        connectionsMax: Int = 64,
        connectionAgeSecondsMax: Int = 600,
        answerBytesMax: Int = 65_536
    ) {
        precondition(connectionsPerHostMax > 0, "a host needs a connection")
        precondition(connectionsMax >= connectionsPerHostMax, "all hosts need at least what one may have")
        precondition(connectionAgeSecondsMax > 0, "a connection lives for some time")
        precondition(answerBytesMax > 0, "an answer needs room")
        self.connectionsPerHostMax = connectionsPerHostMax
        self.connectionsMax = connectionsMax
        self.connectionAgeSecondsMax = connectionAgeSecondsMax
        self.answerBytesMax = answerBytesMax
    }
}
