// SPDX-License-Identifier: Apache-2.0

/// A row, or a variable of a row, that cannot be used, and why: counted and told to the data manager.
package struct RowDefect: Hashable, Sendable, Codable, Error {
    /// Why a row cannot be used; the raw value is the permanent name in reports.
    package enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
        /// A date that the calendar does not have, or that is not ISO 8601.
        case impossibleDate
        /// A date that had not come when the row was read.
        case futureDate
        /// A number was expected and something else stands there.
        case notANumber
        /// A unit that is not known for this test.
        case unknownUnit
        /// A specimen that no list knows, so that nothing tells what was measured.
        case unknownSpecimen
        /// A value that is implausible in its stated unit, or beside its own limits of normal.
        case implausibleValue
        /// A CTCAE grade that is not 1...5, or that the term cannot take.
        case impossibleGrade
        /// A graded term that no CTCAE version and none of the protocol's groups knows.
        case unknownTerm
        /// A graded term that only another CTCAE version than the study's has.
        case termOfAnotherVersion
        /// A serious or grade 3-5 event without a coded term.
        case uncodedEvent
        /// A subject that has rows but none in DM.
        case subjectNotInDemographics
        /// A site that the protocol does not list.
        case unknownSite
        /// Treatments were started that make another arm than the planned one.
        case armDiffersFromPlan
        /// A natural key that two rows of one file share with different contents.
        case duplicateKey
        /// A required variable is missing.
        case missingValue
        /// A study that the configuration does not know.
        case unknownStudy
        /// The row has not the number of fields its header promises.
        case malformedRow
    }

    /// The row, where it could be told.
    package var key: RowKey?
    /// The SDTM variable, for example `LBDTC`; empty when the whole row is meant.
    package var variable: String
    /// Why it cannot be used.
    package var reason: Reason
    /// What may have been meant: the CTCAE term, or the grades that a term may take; nil where that is not known.
    ///
    /// It is only shown; nothing is judged by it.
    package var suggestion: String?

    /// A defect of a variable of a row.
    package init(key: RowKey?, variable: String, reason: Reason, suggestion: String? = nil) {
        self.key = key
        self.variable = variable
        self.reason = reason
        self.suggestion = suggestion
    }
}
