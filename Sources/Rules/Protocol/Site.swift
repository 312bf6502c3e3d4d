// SPDX-License-Identifier: Apache-2.0

/// A hospital at which subjects are seen.
package struct Site: Hashable, Sendable {
    /// SDTM SITEID.
    package var id: String
    /// What people call it; empty where the protocol gives no name.
    ///
    /// It may reach only readers who may know where a subject is treated.
    package var name: LocalizedText
    /// IANA name of its time zone; nil where it is the study's.
    package var timeZone: String?

    /// A site.
    package init(id: String, name: LocalizedText = LocalizedText(en: ""), timeZone: String? = nil) {
        self.id = id
        self.name = name
        self.timeZone = timeZone
    }
}
