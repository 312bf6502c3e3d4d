// SPDX-License-Identifier: Apache-2.0

package import Trial

/// What several rows show together, one part for each thing that was looked for.
package struct SignalFinding: Hashable, Sendable, Codable {
    /// The worst row of each part, in the order the rule names them.
    package var parts: [SignalPart]

    /// A finding of parts.
    package init(parts: [SignalPart]) {
        self.parts = parts
    }

    /// The worst grade among the reported events, where one was given.
    package var grade: Int? {
        parts.compactMap { part in
            if case .event(_, _, let grade) = part.kind { grade } else { nil }
        }.max()
    }
}

/// One part of what several rows show together.
package struct SignalPart: Hashable, Sendable, Codable {
    /// What the part is.
    package enum Kind: Hashable, Sendable, Codable {
        /// A result under its test code (LBTESTCD or VSTESTCD), as people read it.
        case result(test: String, reading: String)
        /// A test that is positive, in words.
        case positive(test: String)
        /// A reported event; a term that is not coded is free text, which stays out of messages.
        case event(term: String, isCoded: Bool, grade: Int?)
        /// Death, and the SDTM domains that tell of it.
        case death(sources: [String])
        /// A medication of one of the protocol's lists, by the list's id.
        case medication(list: String)
        /// A study treatment being taken, by its SDTM EXTRT.
        case treatment(name: String)
        /// A test that was not done for more than so many days.
        case overdue(test: String, days: Int)
    }

    /// What a result was compared with, where that is another row.
    package struct Reference: Hashable, Sendable, Codable {
        /// The other result as people read it.
        package var reading: String
        /// When it was collected.
        package var collected: ClinicalDate?
        /// Whether it is the subject's baseline; else the highest of the days before.
        package var isBaseline: Bool

        /// A reference.
        package init(reading: String, collected: ClinicalDate?, isBaseline: Bool) {
            self.reading = reading
            self.collected = collected
            self.isBaseline = isBaseline
        }
    }

    /// What the part is.
    package var kind: Kind
    /// When it was collected, or began.
    package var collected: ClinicalDate?
    /// What a result was compared with, where that is another row.
    package var reference: Reference?

    /// A part.
    package init(kind: Kind, collected: ClinicalDate? = nil, reference: Reference? = nil) {
        self.kind = kind
        self.collected = collected
        self.reference = reference
    }
}
