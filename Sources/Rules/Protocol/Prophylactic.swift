// SPDX-License-Identifier: Apache-2.0

/// A prophylactic medication and the class alternatives that count as the same cover.
package struct Prophylactic: Hashable, Sendable {
    /// The name rules refer to.
    package var id: String
    /// The name for readers.
    package var name: LocalizedText
    /// Names (SDTM CMDECOD or CMTRT, upper case) that give this cover.
    package var medications: Set<String>
    /// Words (upper case) which, in the reason why it was not given (SDTM CMREASND), document a contraindication.
    package var contraindicatedBy: Set<String>
    /// A missing end counts as ongoing within so many days of a day on which the subject was seen.
    package var confirmedWithinDays: Int
    /// An event is a breakthrough when each of so many days before its onset was covered.
    package var beforeOnsetDays: Int
    /// Where the numbers come from.
    package var source: String
    /// Whether every number has a published source or the sponsor's sign-off.
    package var verified: Bool

    /// A prophylactic; medications and words are put in upper case here.
    ///
    /// - Parameters:
    ///   - name: the name for readers; the id where it is left out.
    ///   - confirmedWithinDays: 60 is a default without published source.
    ///   - beforeOnsetDays: 7 is a default without published source.
    package init(
        id: String, name: LocalizedText? = nil, medications: [String], contraindicatedBy: [String] = [],
        confirmedWithinDays: Int = 60, beforeOnsetDays: Int = 7, source: String = "", verified: Bool = false
    ) {
        self.id = id
        self.name = name ?? LocalizedText(en: id)
        self.medications = Set(medications.map { $0.uppercased() })
        self.contraindicatedBy = Set(contraindicatedBy.map { $0.uppercased() })
        self.confirmedWithinDays = confirmedWithinDays
        self.beforeOnsetDays = beforeOnsetDays
        self.source = source
        self.verified = verified
    }
}
