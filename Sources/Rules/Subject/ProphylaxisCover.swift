// SPDX-License-Identifier: Apache-2.0

extension Cover {
    /// The class as an episode holds it, which has no case yet for a documented contraindication, nor for reasons.
    init(_ cover: EventCover) {
        switch cover {
        case .underCover: self = .covered
        case .inGap(let days): self = .gap(days: days)
        case .neverStarted: self = .neverStarted
        case .contraindicated, .unknown: self = .unknown
        }
    }
}
