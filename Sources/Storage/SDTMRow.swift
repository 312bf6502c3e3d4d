// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A row on its way into a follow-up store: SDTM variables by name, not yet interpreted.
package struct SDTMRow: Hashable, Sendable {
    /// The domain the row belongs to.
    package var domain: Domain
    /// Values by SDTM variable name in upper case; an absent variable and an empty text are the same.
    package var values: [String: String]

    /// A row of a domain.
    package init(domain: Domain, values: [String: String]) {
        self.domain = domain
        self.values = values
    }
}
