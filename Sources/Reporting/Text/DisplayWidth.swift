// SPDX-License-Identifier: Apache-2.0

/// How many columns a terminal gives a text: two for a wide East Asian character, none for a combining one.
func displayWidth(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + displayWidth($1) }
}

/// The columns of one character, told by its first scalar.
///
/// Ranges after Unicode Standard Annex #11 (East Asian Width W and F), coarse to the block.
func displayWidth(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
        0x1F900...0x1F9FF, 0x20000...0x3FFFD:
        return 2
    default:
        return 1
    }
}

/// A text without what could move the cursor, break a line or turn the reading direction: each becomes a space.
///
/// Terms come from sites as they were typed; a terminal would obey an escape sequence among them.
func sanitized(_ text: String) -> String {
    let forbidden = { (scalar: Unicode.Scalar) -> Bool in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }
    guard text.unicodeScalars.contains(where: forbidden) else { return text }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { clean.append(forbidden(scalar) ? " " : scalar) }
    return String(clean)
}
