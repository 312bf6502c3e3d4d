// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A medication that may bear on a finding, for example a growth factor on a count of neutrophils.
package struct CoFactor: Hashable, Sendable, Codable {
    /// The id of the list of medications; the name that the record gives is free text, which stays out of messages.
    package var list: String
    /// What the list is called for readers.
    package var name: LocalizedText
    /// Whether it certainly was taken then; else a date, or an end that is missing, leaves that open.
    package var isCertain: Bool

    /// A co-factor; without a name it is called by the list's id.
    package init(list: String, name: LocalizedText? = nil, isCertain: Bool) {
        self.list = list
        self.name = name ?? LocalizedText(en: list)
        self.isCertain = isCertain
    }
}

/// The medications that were, or may have been, taken on a day or shortly before it, in the order of the protocol.
///
/// Looked for are the protocol's lists that say for how many days they bear on findings (`co_factor_days`).
///
/// - Parameter day: The day of the finding's evidence, which may be partial.
package func coFactors(
    of record: SubjectRecord, around day: ClinicalDate, under studyProtocol: StudyProtocol
) -> [CoFactor] {
    guard !record.medications.isEmpty else { return [] }
    return studyProtocol.medicationLists.compactMap { list in
        guard let days = list.coFactorDays else { return nil }
        let courses = GivenDays.all(of: list, in: record).filter { $0.mayBear(on: day, withinDays: days) }
        guard !courses.isEmpty else { return nil }
        let isCertain = day.isComplete && courses.contains { $0.certainlyBears(on: day.earliest, withinDays: days) }
        return CoFactor(list: list.id, name: list.name, isCertain: isCertain)
    }
}

extension SubjectLook {
    /// The co-factors around a day of the look's own record.
    func coFactors(around day: ClinicalDate) -> [CoFactor] {
        Rules.coFactors(of: record, around: day, under: studyProtocol)
    }
}
