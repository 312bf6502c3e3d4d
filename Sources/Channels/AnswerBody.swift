// SPDX-License-Identifier: Apache-2.0

/// The body of an answer, as far as it was read.
///
/// Verdicts are made of the whole of it; ledger, logs and terminals get its ``start`` alone.
package struct AnswerBody: Hashable, Sendable {
    /// The bytes that were read.
    package var bytes: [UInt8]
    /// Whether reading was stopped because more came than the transport takes.
    package var isCut: Bool

    /// A body.
    package init(bytes: [UInt8], isCut: Bool = false) {
        self.bytes = bytes
        self.isCut = isCut
    }

    /// The body as text; bytes that are not UTF-8 become U+FFFD.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// How many bytes ``start`` has at most.
    package static let startBytesMax = 200

    /// The start of the body as text of at most ``startBytesMax`` bytes, cut between characters.
    ///
    /// Bytes that are not UTF-8 become U+FFFD, and control characters become spaces, because the text is a stranger's
    /// and ends up in terminals and ledgers.
    package var start: String {
        let bytes = Array(bytes.prefix(Self.startBytesMax))
        var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        let isPerhapsCut = bytes.count == Self.startBytesMax
        if isPerhapsCut, scalars.last == "\u{FFFD}" { scalars.removeLast() }

        var start = String.UnicodeScalarView()
        var room = Self.startBytesMax
        for scalar in scalars {
            let shown = scalar.properties.generalCategory == .control ? " " : scalar
            room -= UTF8.width(shown)
            if room < 0 { break }
            start.append(shown)
        }
        return String(start)
    }
}

extension AnswerBody: ExpressibleByStringLiteral {
    /// The bytes of a text, whole.
    package init(stringLiteral text: String) {
        self.init(bytes: Array(text.utf8))
    }
}
