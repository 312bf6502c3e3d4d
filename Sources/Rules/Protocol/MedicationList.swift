// SPDX-License-Identifier: Apache-2.0

/// Medications that rules treat as one, for example strong inducers of CYP3A or growth factors.
package struct MedicationList: Hashable, Sendable {
    /// The name rules refer to.
    package var id: String
    /// Names (SDTM CMDECOD or CMTRT, upper case).
    package var medications: Set<String>

    /// A list; names are put in upper case here.
    package init(id: String, medications: [String]) {
        self.id = id
        self.medications = Set(medications.map { $0.uppercased() })
    }
}
