// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// The largest body, in bytes of UTF-8: receivers of chat groups refuse what is longer.
private let bodyBytesMax = 20_000

/// The longest body that fits: with as many items listed as are allowed, else with ever fewer of them.
func fitting(_ itemsMax: Int, _ body: (Int) -> String) -> String {
    var items = itemsMax
    var text = body(items)
    while text.utf8.count >= bodyBytesMax, items > 0 {
        items /= 2
        text = body(items)
    }
    return text
}

/// The form that Standard Webhooks recommends: type, timestamp, and the content under `data`.
struct Envelope<Content: Encodable>: Encodable {
    var type: String
    var timestamp: String
    var content: Content

    enum CodingKeys: String, CodingKey {
        case type, timestamp
        case content = "data"
    }
}

/// JSON with sorted keys, so that equal contents are equal bytes.
func encode(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
        // Strings, whole numbers and arrays of them always encode.
        preconditionFailure("a message body did not encode")
    }
}
