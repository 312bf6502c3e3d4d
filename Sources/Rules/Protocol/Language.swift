// SPDX-License-Identifier: Apache-2.0

/// A language that officers read.
package enum Language: String, Hashable, Sendable, CaseIterable {
    /// English.
    case en
    /// Simplified Chinese, where there is a translation.
    case zhHans = "zh-Hans"
}

extension LocalizedText {
    /// The text in a language, English where there is no translation.
    package func text(in language: Language) -> String {
        language == .zhHans && !zhHans.isEmpty ? zhHans : en
    }
}
