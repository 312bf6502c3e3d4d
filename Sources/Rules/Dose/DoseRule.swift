// SPDX-License-Identifier: Apache-2.0

/// Episodes of a rule over doses against what was due.
func doseOutcome(_ rule: SubjectRule, _ condition: DoseCondition, _ look: SubjectLook) -> RuleOutcome {
    RuleOutcome()
}
