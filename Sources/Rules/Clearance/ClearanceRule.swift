// SPDX-License-Identifier: Apache-2.0

/// Episodes of a rule over a dose beside the clearance of creatinine.
func clearanceOutcome(_ rule: SubjectRule, _ condition: ClearanceCondition, _ look: SubjectLook) -> RuleOutcome {
    RuleOutcome()
}
