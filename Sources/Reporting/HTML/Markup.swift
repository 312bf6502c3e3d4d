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

/// A text that stands safely between tags, its dates kept whole and its powers of ten set as such.
///
/// `24 10^9/L` becomes 24 × 10⁹/L: the unit as the laboratory spells it, set as print sets it.
func prose(_ text: String) -> String {
    let characters = Array(escaped(text))
    var markup = ""
    var index = 0
    while index < characters.count {
        let rest = characters[index...]
        if index == 0 || !characters[index - 1].isNumber, rest.startsWithDate {
            markup += "<time>\(String(rest.prefix(10)))</time>"
            index += 10
        } else if rest.starts(with: "10^"), rest.dropFirst(3).first?.isNumber == true {
            let exponent = rest.dropFirst(3).prefix { $0.isNumber }
            let followsNumber = index >= 2 && characters[index - 1] == " " && characters[index - 2].isNumber
            if followsNumber { markup = "\(markup.dropLast())\u{A0}×\u{A0}" }
            markup += "10<sup>\(String(exponent))</sup>"
            index += 3 + exponent.count
        } else {
            markup.append(characters[index])
            index += 1
        }
    }
    return markup
}

extension ArraySlice<Character> {
    /// Whether it begins as `2024-06-30` does.
    fileprivate var startsWithDate: Bool {
        guard count >= 10, dropFirst(10).first?.isNumber != true else { return false }
        return zip(prefix(10), "0000-00-00").allSatisfy { $1 == "-" ? $0 == "-" : $0.isNumber && $0.isASCII }
    }
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
