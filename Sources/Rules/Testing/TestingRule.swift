// SPDX-License-Identifier: Apache-2.0

/// Episodes of a rule over tests that must be repeated on a plan.
func testingOutcome(_ rule: SubjectRule, _ condition: TestingCondition, _ look: SubjectLook) -> RuleOutcome {
    RuleOutcome()
}
