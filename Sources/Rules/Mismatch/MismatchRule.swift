// SPDX-License-Identifier: Apache-2.0

/// Episodes of a rule over laboratory and reported events that contradict each other.
func mismatchOutcome(_ rule: SubjectRule, _ condition: MismatchCondition, _ look: SubjectLook) -> RuleOutcome {
    RuleOutcome()
}
