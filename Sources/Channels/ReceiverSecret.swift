// SPDX-License-Identifier: Apache-2.0

/// A robot's signing secret or an integration's key, as its vendor shows it; it never tells its text.
package struct ReceiverSecret: Sendable {
    let text: String

    /// How many characters a secret has at most.
    package static let lengthMax = 512

    /// The secret that a text spells once white space is taken off its ends; nil when nothing is left, when it is too
    /// long, and when it holds anything but printable ASCII.
    package init?(_ written: String) {
        let trimmed = written.trimmingWhitespace
        guard (1...Self.lengthMax).contains(trimmed.utf8.count) else { return nil }
        guard trimmed.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
        text = trimmed
    }

    /// How many characters it has.
    package var length: Int { text.utf8.count }
}

extension ReceiverSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says that here is a secret, and no more.
    package var description: String { "(redacted)" }
    /// Says that here is a secret, and no more.
    package var debugDescription: String { description }
    /// No children, so that a dump shows no text.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
    /// The text without white space at its ends, which files and copied lines bring along.
    package var trimmingWhitespace: String {
        let start = drop(while: \.isWhitespace)
        let end = start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex
        return String(start[..<end])
    }
}
