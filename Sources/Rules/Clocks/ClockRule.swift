// SPDX-License-Identifier: Apache-2.0

/// Episodes of a rule over the time in which a serious event must be reported.
func clockOutcome(_ rule: SubjectRule, _ condition: ClockCondition, _ look: SubjectLook) -> RuleOutcome {
    RuleOutcome()
}
