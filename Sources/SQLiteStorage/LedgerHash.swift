// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
import Trial

/// Hashes what a row said with a key of the ledger's own.
///
/// A plain hash of a laboratory value could be undone by trying all values; the key, which never leaves the ledger,
/// makes that impossible for whoever sees only the audit chain.
struct EvidenceHash: Sendable {
    private let key: SymmetricKey

    /// The hash with a key of 32 bytes, or nil when the text is not such a key in hexadecimal.
    init?(hexadecimalKey text: String) {
        guard let bytes = bytes(hexadecimal: text), bytes.count == 32 else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// HMAC-SHA256 of a row's key and reading, hexadecimal.
    func callAsFunction(_ row: RowKey, reading: String) -> String {
        let message = countedFields([row.domain.code, row.text, reading])
        return hexadecimal(HMAC<SHA256>.authenticationCode(for: message, using: key))
    }
}

/// One link of the audit chain: the hash of an entry's fields and of the entry before.
enum AuditLink {
    /// What the first entry follows.
    static let beginning = String(repeating: "0", count: 64)

    /// SHA-256 over the fields in the order of the columns, each with its length before it, hexadecimal.
    static func hash(
        sequence: Int64, at: Int64, actor: String, action: String, subject: String, detail: String,
        previousHash: String
    ) -> String {
        let fields = [String(sequence), String(at), actor, action, subject, detail, previousHash]
        return hexadecimal(SHA256.hash(data: countedFields(fields)))
    }
}

/// Fields as bytes, each with its length before it, so that no two lists of fields give the same bytes.
func countedFields(_ fields: [String]) -> [UInt8] {
    fields.flatMap { field in Array("\(field.utf8.count):".utf8) + Array(field.utf8) + [UInt8(ascii: ",")] }
}

/// Random bytes from the system, hexadecimal.
func randomHexadecimal(bytes count: Int) -> String {
    var generator = SystemRandomNumberGenerator()
    return hexadecimal((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }
    return String(decoding: text, as: UTF8.self)
}

private func bytes(hexadecimal text: String) -> [UInt8]? {
    let digits = text.compactMap(\.hexDigitValue)
    guard digits.count == text.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
