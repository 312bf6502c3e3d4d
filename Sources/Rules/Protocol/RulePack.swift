// SPDX-License-Identifier: Apache-2.0

/// Rules that a protocol takes from a file of their own, for example the thresholds of one label.
package struct RulePack: Hashable, Sendable {
    /// The permanent name, by which protocols name the pack.
    package var id: String
    /// What the pack is, for readers.
    package var title: String
    /// Where its numbers come from as a whole; each rule says it once more for its own.
    package var source: String
    /// The permanent names of its rules, in the order of the file.
    package var rules: [String]

    /// A pack; normally read by the settings.
    package init(id: String, title: String, source: String, rules: [String]) {
        self.id = id
        self.title = title
        self.source = source
        self.rules = rules
    }
}
