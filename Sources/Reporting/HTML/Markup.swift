// SPDX-License-Identifier: Apache-2.0

/// A text that stands safely between tags and within quoted attributes.
func escaped(_ text: String) -> String {
    var markup = ""
    for character in sanitized(text) {
        switch character {
        case "&": markup += "&amp;"
        case "<": markup += "&lt;"
        case ">": markup += "&gt;"
        case "\"": markup += "&quot;"
        case "'": markup += "&#39;"
        default: markup.append(character)
        }
    }
    return markup
}

/// An element around markup; attribute values are escaped here, empty ones are left out.
func element(_ name: String, _ attributes: KeyValuePairs<String, String>, _ content: String) -> String {
    let written = attributes.filter { !$0.value.isEmpty }.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    return "<\(name)\(written)>\(content)</\(name)>"
}

/// An element without attributes around markup.
func element(_ name: String, _ content: String) -> String {
    element(name, [:], content)
}
