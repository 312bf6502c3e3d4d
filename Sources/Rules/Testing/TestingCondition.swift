// SPDX-License-Identifier: Apache-2.0

import Trial

/// A condition on tests that must be repeated on a plan.
package struct TestingCondition: Hashable, Sendable {
    /// What a finding is; the raw values are permanent names.
    package enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        /// The next test of the plan was not done in time.
        case overdue
        /// No test for too long while an episode of another rule lasts.
        case overdueInHold = "overdue-in-hold"
        /// A test that must precede the first dose was not done in its days.
        case missingBeforeDose = "missing-before-dose"
        /// Whether the subject is one of those who must be tested is not known.
        case potentialUnknown = "potential-unknown"
    }

    /// The permanent names of the kinds of finding that levels tell apart.
    package static let kinds = Kind.allCases.map(\.rawValue)

    /// SDTM LBTESTCD, any of which is the test.
    package var tests: Set<String>
    /// SDTM EXTRT while on which the plan is kept, in upper case; empty for any study treatment.
    package var treatments: Set<String>
    /// Who must be tested; nil for everybody.
    package var who: TestedSubjects?
    /// The days before the first dose in which a test must be done.
    package var beforeFirstDose: [DaysBeforeDose]
    /// How often from the first dose on, one phase after another; empty where the plan asks nothing.
    package var phases: [TestingPhase]
    /// The rules in whose episodes tests are due more often; nil where there are none.
    package var hold: HoldTesting?

    /// A condition on tests; codes and treatments are put in upper case here.
    package init(
        tests: Set<String>, treatments: Set<String> = [], who: TestedSubjects? = nil,
        beforeFirstDose: [DaysBeforeDose] = [], phases: [TestingPhase] = [], hold: HoldTesting? = nil
    ) {
        self.tests = Set(tests.map { $0.uppercased() })
        self.treatments = Set(treatments.map { $0.uppercased() })
        self.who = who
        self.beforeFirstDose = beforeFirstDose
        self.phases = phases
        self.hold = hold
    }
}

/// Days before the first dose in which one test must be done, both ends included.
package struct DaysBeforeDose: Hashable, Sendable, Codable {
    /// The most days before.
    package var most: Int
    /// The fewest days before.
    package var least: Int

    /// Days before the first dose.
    package init(most: Int, least: Int) {
        self.most = most
        self.least = least
    }
}

/// How often a test is due for some time.
package struct TestingPhase: Hashable, Sendable {
    /// Days after one test by which the next must be done, tolerance included.
    package var everyDays: Int
    /// Days the phase lasts; nil for the last, which has no end.
    package var forDays: Int?

    /// A phase.
    package init(everyDays: Int, forDays: Int? = nil) {
        self.everyDays = everyDays
        self.forDays = forDays
    }
}

/// Tests during the episodes of other rules.
package struct HoldTesting: Hashable, Sendable {
    /// The permanent names of the rules.
    package var rules: Set<String>
    /// Days after one test by which the next must be done.
    package var everyDays: Int
    /// Days after the last dose for which treatment counts as held rather than ended.
    package var onTreatmentDays: Int

    /// Tests during episodes.
    package init(rules: Set<String>, everyDays: Int, onTreatmentDays: Int) {
        self.rules = rules
        self.everyDays = everyDays
        self.onTreatmentDays = onTreatmentDays
    }
}

/// Those who may bear a child, as far as demographics tell: women below an age, unless a milestone says otherwise.
package struct TestedSubjects: Hashable, Sendable {
    /// The age in years from which a woman is taken not to bear children.
    package var ageBelow: Double
    /// SDTM DSDECOD of milestones by which a site says that a woman cannot bear a child, in upper case.
    package var exemptBy: Set<String>

    /// Those who may bear a child; milestones are put in upper case here.
    package init(ageBelow: Double, exemptBy: Set<String> = []) {
        self.ageBelow = ageBelow
        self.exemptBy = Set(exemptBy.map { $0.uppercased() })
    }
}
