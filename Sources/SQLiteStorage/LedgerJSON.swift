// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Storage

/// How the ledger writes values as JSON: sorted keys, so that equal values are equal texts.
enum LedgerJSON {
    static func text(_ value: some Encodable) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Reads a value that the ledger wrote.
    ///
    /// - Parameter what: names the row in the error, because the text holds values that an error must not show.
    static func value<Value: Decodable>(
        _ type: Value.Type = Value.self, from text: String, _ what: @autoclosure () -> String, in path: String
    ) throws -> Value {
        do {
            return try decoder.decode(type, from: Data(text.utf8))
        } catch {
            throw LedgerError.unreadable(path: path, what: what())
        }
    }

    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    private static let decoder = JSONDecoder()
}
