// SPDX-License-Identifier: Apache-2.0

extension StudyProtocol {
    /// The version of every rule in force, by its permanent name.
    package var ruleVersions: [String: String] {
        Dictionary(
            subjectRules.map { ($0.id, $0.version) } + armRules.map { ($0.id, $0.version) },
            uniquingKeysWith: { first, _ in first })
    }

    /// What a rule is called now, by each name it had before.
    package var presentNames: [String: String] {
        let former =
            subjectRules.flatMap { rule in rule.formerly.map { ($0, rule.id) } }
            + armRules.flatMap { rule in rule.formerly.map { ($0, rule.id) } }
        return Dictionary(former, uniquingKeysWith: { first, _ in first })
    }
}
