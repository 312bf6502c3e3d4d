// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What the review loop last told of the monitor's own conditions, so that an idle pass asks the ledger nothing.
final class ToldConditions: Sendable {
    private let told = Mutex<[String: Bool]>([:])

    /// Whether a condition of a study stands as last told; nil before anything was told.
    func stands(_ condition: SystemCondition, study: String) -> Bool? {
        told.withLock { $0[ToldConditions.name(condition, study)] }
    }

    /// Notes what was told.
    func note(_ condition: SystemCondition, study: String, holds: Bool) {
        told.withLock { $0[ToldConditions.name(condition, study)] = holds }
    }

    private static func name(_ condition: SystemCondition, _ study: String) -> String { "\(condition.rule) \(study)" }
}
