// SPDX-License-Identifier: Apache-2.0

package import Rules
package import Trial

/// A file of rule tests: what rows must make the rules of a protocol say, and when.
package struct RuleTestFile: Hashable, Sendable {
    /// The file, as its path was given or found.
    package var path: String
    /// Path of the protocol file whose rules are tested.
    package var protocolPath: String
    /// What that file says.
    package var studyProtocol: StudyProtocol
    /// The tests, in the order of the file.
    package var tests: [RuleTest]

    /// A file of tests; normally read by `loadRuleTests`.
    package init(path: String, protocolPath: String, studyProtocol: StudyProtocol, tests: [RuleTest]) {
        self.path = path
        self.protocolPath = protocolPath
        self.studyProtocol = studyProtocol
        self.tests = tests
    }
}

/// One story of one subject, and what a rule must make of it.
package struct RuleTest: Hashable, Sendable {
    /// What a test shows of its rule; the raw value is the word in the file.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The rows that just meet the rule raise an alert.
        case fires
        /// The rows that just do not meet the rule raise none.
        case justBelow = "just-below"
        /// Rows that look like the rule's matter and are not raise none.
        case nearMiss = "near-miss"
        /// A corrected or deleted row takes the alert back or changes it.
        case corrected
        /// The alert ends when the subject has recovered.
        case recovers
        /// A row that comes late changes what is known of the past.
        case late
    }

    /// What the test is called.
    package var name: String
    /// The line of the file at which it begins.
    package var line: Int
    /// The rule it is about.
    package var rule: String
    /// What it shows of the rule; nil where it does not say.
    package var kind: Kind?
    /// Whether no rule that the test does not name may speak at urgent or above.
    package var isOnly: Bool
    /// SDTM ARMCD of the subject, of whom a DM row is made; nil where DM is given among the rows, or nowhere.
    package var arm: String?
    /// The days through which the arm's drugs are taken as the protocol starts them; nil where EX rows say.
    package var doses: ClosedRange<CalendarDay>?
    /// What the sites enter, in the order of the file.
    package var rows: [RuleTestRow]
    /// What becomes of it, in order of time.
    package var steps: [RuleTestStep]

    /// A test; see each property.
    package init(
        name: String, line: Int, rule: String, kind: Kind?, isOnly: Bool = false, arm: String? = nil,
        doses: ClosedRange<CalendarDay>? = nil, rows: [RuleTestRow], steps: [RuleTestStep]
    ) {
        self.name = name
        self.line = line
        self.rule = rule
        self.kind = kind
        self.isOnly = isOnly
        self.arm = arm
        self.doses = doses
        self.rows = rows
        self.steps = steps
    }
}

/// A row of a test: SDTM variables, not yet interpreted.
package struct RuleTestRow: Hashable, Sendable {
    /// The line of the file.
    package var line: Int
    /// The name by which a step corrects or deletes it; nil where it has none.
    package var name: String?
    /// The domain.
    package var domain: Domain
    /// Values by SDTM variable, without STUDYID and USUBJID.
    package var variables: [String: String]
    /// The day from which the row is known as written; nil for its own date.
    package var known: CalendarDay?

    /// A row.
    package init(
        line: Int, name: String? = nil, domain: Domain, variables: [String: String], known: CalendarDay? = nil
    ) {
        self.line = line
        self.name = name
        self.domain = domain
        self.variables = variables
        self.known = known
    }
}

/// A look at the alerts, after what the sites did until then.
package struct RuleTestStep: Hashable, Sendable {
    /// A row whose variables change.
    package struct Correction: Hashable, Sendable {
        /// Position among the test's rows: those it starts with, then those its steps add.
        package var row: Int
        /// The variables that change; an empty value takes the variable out.
        package var variables: [String: String]

        /// A correction.
        package init(row: Int, variables: [String: String]) {
            self.row = row
            self.variables = variables
        }
    }

    /// The line of the file.
    package var line: Int
    /// When: the end of that day, or that minute where a time is given.
    package var on: ClinicalDate
    /// Rows that are entered then.
    package var rows: [RuleTestRow]
    /// Rows that are corrected then.
    package var corrections: [Correction]
    /// Positions of rows that are deleted then.
    package var deletions: [Int]
    /// What must be found: every alert that stands, or ended since the step before; nil where the step does not look.
    package var expected: [ExpectedAlert]?

    /// A step.
    package init(
        line: Int, on: ClinicalDate, rows: [RuleTestRow] = [], corrections: [Correction] = [], deletions: [Int] = [],
        expected: [ExpectedAlert]?
    ) {
        self.line = line
        self.on = on
        self.rows = rows
        self.corrections = corrections
        self.deletions = deletions
        self.expected = expected
    }
}

/// An alert as a test expects it; what is nil is not looked at.
package struct ExpectedAlert: Hashable, Sendable {
    /// The line of the file.
    package var line: Int
    /// The permanent name of its rule.
    package var rule: String
    /// `open`, `resolved`, `retracted`, `superseded` or `merged`.
    package var state: String?
    /// What must have happened since the step before, such as `raised`; an empty set for nothing.
    package var changes: Set<String>?
    /// Its severity.
    package var severity: Severity?
    /// The day or minute it began; `none` where it has no date.
    package var onset: String?
    /// The day or minute it ended; `none` while it goes on.
    package var end: String?
    /// The worst grade; 0 for none.
    package var grade: Int?
    /// What tells it from other alerts of the rule.
    package var facet: String?
    /// A part of the recommended action, in English; `none` where there is none.
    package var action: String?
    /// A part of the proposed dose, in English; `withheld` or `none`.
    package var dose: String?
    /// A part of what the alert says was found, in English.
    package var says: String?
    /// Everything about it that is uncertain, by name.
    package var uncertain: Set<Uncertainty>?

    /// An expectation of a rule's alert that looks at nothing else.
    package init(line: Int, rule: String) {
        self.line = line
        self.rule = rule
    }
}
