// SPDX-License-Identifier: Apache-2.0

package import Settings
import Storage
import Trial

/// Reads and checks files of rule tests, whose rows may have the variables that a follow-up store keeps.
///
/// - Throws: `ConfigurationFaults` with every fault of the files and of the protocols they name.
package func loadRuleTests(at paths: [String]) throws(ConfigurationFaults) -> [RuleTestFile] {
    let variables = Domain.allCases.map { domain in
        (domain, FollowUpTable.of(domain).columns.map(\.variable).filter { !["STUDYID", "USUBJID"].contains($0) })
    }
    return try loadRuleTests(at: paths, variables: Dictionary(variables, uniquingKeysWith: { first, _ in first }))
}
