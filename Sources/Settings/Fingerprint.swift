// SPDX-License-Identifier: Apache-2.0

import Yams

/// A short hash by which the ledger tells that a rule, or a whole protocol, changed.
///
/// FNV-1a, 64 bits (Fowler, Noll, Vo 1991), over the values and not the text: comments, spacing, quoting and order of
/// keys do not count. It guards against oversight, not against forgery.
struct Fingerprint {
    /// Raise this when the program judges the same record differently than before; every version changes then.
    static let judgementRevision = 4

    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Sixteen hexadecimal digits.
    var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Adds a text together with its length, so that neighbours cannot run into each other.
    mutating func add(_ text: String) {
        add(byteOf: "t", count: text.utf8.count)
        for byte in text.utf8 { add(byte) }
    }

    /// Adds a value of a configuration file, keys in alphabetical order.
    mutating func add(_ node: Node) {
        switch node {
        case .scalar(let scalar):
            add(scalar.string)
        case .sequence(let sequence):
            add(byteOf: "s", count: sequence.count)
            for element in sequence { add(element) }
        case .mapping(let mapping):
            add(byteOf: "m", count: mapping.count)
            for (key, value) in mapping.sorted(by: { ($0.key.scalar?.string ?? "") < ($1.key.scalar?.string ?? "") }) {
                add(key)
                add(value)
            }
        case .alias:
            // Composing resolves every alias to what it stands for.
            break
        }
    }

    private mutating func add(byteOf kind: Unicode.Scalar, count: Int) {
        add(UInt8(truncatingIfNeeded: kind.value))
        for byte in String(count).utf8 { add(byte) }
        add(UInt8(0))
    }

    private mutating func add(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
}
