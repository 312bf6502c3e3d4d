// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// The word by which a protocol file calls this kind of condition.
    package var name: String {
        switch self {
        case .count: "count"
        case .grade: "grade"
        case .event: "event"
        case .signal: "signal"
        case .dose: "dose"
        case .cover: "cover"
        case .clearance: "clearance"
        case .mismatch: "mismatch"
        case .clock: "clock"
        case .testing: "testing"
        }
    }
}
