// SPDX-License-Identifier: Apache-2.0

extension Cover {
    /// The class as an episode holds it, which does not tell why it is unknown.
    init(_ cover: EventCover) {
        switch cover {
        case .underCover: self = .covered
        case .inGap(let days): self = .gap(days: days)
        case .neverStarted: self = .neverStarted
        case .contraindicated: self = .contraindicated
        case .unknown: self = .unknown
        }
    }
}
