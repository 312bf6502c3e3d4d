// SPDX-License-Identifier: Apache-2.0

import Statistics
package import Trial

/// What a stopping rule declared of its boundary, as the record keeps it: a boundary belongs to its declaration.
package struct ArmDeclaration: Hashable, Sendable, Codable {
    /// An event count and the largest size at which it crosses.
    package struct Limit: Hashable, Sendable, Codable {
        /// The events.
        package var events: Int
        /// Subjects, effective subjects or days.
        package var sizeMax: Double
    }

    /// The rule's permanent name.
    package var rule: String
    /// The hash of the declaration.
    package var version: String
    /// The arms held against the boundary.
    package var arms: [String]
    /// How subjects under observation count.
    package var counting: String
    /// The method's name.
    package var method: String
    /// The acceptable event probability.
    package var p0: Double
    /// The type I error asked for.
    package var alpha: Double
    /// Days from the first dose within which an event counts.
    package var windowDays: Int
    /// The number of subjects of the horizon.
    package var subjectsMax: Int
    /// What a crossing means.
    package var role: ArmRule.Role
    /// The boundary itself.
    package var limits: [Limit]

    /// What a rule declares.
    package init(_ rule: ArmRule) {
        self.rule = rule.id
        version = rule.version
        arms = rule.arms
        counting = rule.boundary.counting.rawValue
        method = rule.boundary.methodName
        p0 = rule.boundary.nullProbability
        alpha = rule.boundary.alpha
        windowDays = rule.windowDays
        subjectsMax = rule.boundary.subjectsMax
        role = rule.role
        limits = rule.boundary.limits.map { Limit(events: $0.events, sizeMax: $0.sizeMax) }
    }
}

/// A stopping rule declared anew, or declared no more, while a study was watched.
package struct ArmDeclarationChange: Hashable, Sendable, Codable {
    /// When it took effect.
    package var at: Timestamp
    /// What stood before; nil for a rule that is new.
    package var before: ArmDeclaration?
    /// What stands since; nil for a rule that was removed.
    package var after: ArmDeclaration?

    /// A change of a declaration.
    package init(at: Timestamp, before: ArmDeclaration?, after: ArmDeclaration?) {
        self.at = at
        self.before = before
        self.after = after
    }
}
