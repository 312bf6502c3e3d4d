// SPDX-License-Identifier: Apache-2.0

package import Rules

/// The record of what stopping rules declared, and of every change of that while a study was watched.
///
/// Every method blocks.
package protocol DeclarationLog: Sendable {
    /// Every change of a study's declarations, in the order in which they took effect; the first has nothing before.
    func declarationChanges(study: String) throws -> [ArmDeclarationChange]
}
