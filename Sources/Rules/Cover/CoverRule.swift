// SPDX-License-Identifier: Apache-2.0

/// Episodes of a rule over how a prophylactic is taken.
func coverOutcome(_ rule: SubjectRule, _ condition: CoverCondition, _ look: SubjectLook) -> RuleOutcome {
    RuleOutcome()
}
