// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Settings

struct SuggestionTests {
    private static let words = [
        "Lipase increased", "Gastric ulcer", "Gastroenteritis", "Upper gastrointestinal haemorrhage", "zh-Hans", "en",
    ]

    @Test(arguments: [
        ("Lipase", "did you mean `Lipase increased`?"), ("zh", "did you mean `zh-Hans`?"),
        ("gastr", "did you mean `Gastric ulcer` or `Gastroenteritis`?"),
        ("haemorrhage", "did you mean `Upper gastrointestinal haemorrhage`?"),
        // Nearer than any that only contains it.
        ("zh-Hant", "did you mean `zh-Hans`?"),
    ])
    func `a word that begins another is a hint to it`(word: String, hint: String) {
        #expect(suggestion(for: word, among: SuggestionTests.words, what: "a term") == hint)
    }

    @Test func `a word that begins none lists what may be written`() {
        #expect(
            suggestion(for: "anaemia", among: ["Lipase increased"], what: "a term")
                == "write a term: `Lipase increased`")
    }
}
