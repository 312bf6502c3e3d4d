// SPDX-License-Identifier: Apache-2.0

/// Medications that rules treat as one, for example strong inducers of CYP3A or growth factors.
package struct MedicationList: Hashable, Sendable {
    /// The name rules refer to; it may reach a reader, as the names of the medications do not.
    package var id: String
    /// What the list is called for readers.
    package var name: LocalizedText
    /// Names (SDTM CMDECOD or CMTRT, upper case).
    package var medications: Set<String>
    /// Where it is published that these belong together.
    package var source: String
    /// Whether a row without an end is of its start's day alone, as a transfusion is; otherwise it goes on.
    package var isOfOneDay: Bool
    /// For how many days after it was taken it may bear on a finding; nil where it is no co-factor of findings.
    package var coFactorDays: Int?

    /// A list; medications are put in upper case here, and without a name it is called by its id.
    package init(
        id: String, name: LocalizedText? = nil, medications: [String], source: String = "", isOfOneDay: Bool = false,
        coFactorDays: Int? = nil
    ) {
        self.id = id
        self.name = name ?? LocalizedText(en: id)
        self.medications = Set(medications.map { $0.uppercased() })
        self.source = source
        self.isOfOneDay = isOfOneDay
        self.coFactorDays = coFactorDays
    }
}
