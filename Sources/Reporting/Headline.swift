// SPDX-License-Identifier: Apache-2.0

package import Alerting
package import CTCAE
import Rules

/// What an alert found, in one line without dates: `PLAT 24 10^9/L, grade 4 (CTCAE 5.0)`,
/// `Herpes zoster grade 2, in a gap of 12 days`, `9 events in 31 subjects, boundary 9`.
///
/// It names neither the subject nor the rule.
/// - Parameter ctcae: The version that the study grades by.
package func headline(of alert: Alert, ctcae: CTCAEVersion) -> String {
    Wording().headline(alert.episode.finding, ctcae: ctcae)
}
