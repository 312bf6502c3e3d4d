// SPDX-License-Identifier: Apache-2.0

package import Rules

/// Who is told of what, in how much detail, and in which language; how to reach them is the receiver's matter.
package struct Recipient: Hashable, Sendable {
    /// How much of a subject a message may carry.
    package enum Payload: String, Hashable, Sendable, CaseIterable {
        /// Alert id, severity, site and how to see it: for hosts outside the hospital network.
        case minimal
        /// Subject code, grade and value as well.
        case coded
    }

    /// A language that messages are written in.
    package typealias Language = Rules.Language

    /// The receiver's name in the configuration.
    package var name: String
    /// The least severity it hears of.
    package var severityMin: Severity
    /// How much a message may carry.
    package var payload: Payload
    /// The language of the texts.
    package var language: Language

    /// A recipient.
    package init(name: String, severityMin: Severity, payload: Payload, language: Language) {
        self.name = name
        self.severityMin = severityMin
        self.payload = payload
        self.language = language
    }
}
