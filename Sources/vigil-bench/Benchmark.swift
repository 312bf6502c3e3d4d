// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Measures one promise of the design together with what it is held against.
protocol Benchmark: Sendable {
    /// What `--only` calls it.
    var name: String { get }
    /// Makes what must not weigh on the measuring process.
    func prepare(in folder: URL) throws
    /// Measures; files go into the folder, which other benchmarks of the run share.
    func measure(in folder: URL) async throws -> [Figure]
}

extension Benchmark {
    func prepare(in folder: URL) throws {}
}

/// A measured figure, what it is held against, and how the two must stand to each other.
struct Figure: Codable, Sendable {
    /// How figure / reference must stand to a ratio.
    enum Goal: Codable, Sendable {
        case atLeast(Double)
        case atMost(Double)
    }

    /// What was measured.
    var name: String
    /// The figure, in `unit`.
    var value: Double
    /// The unit of figure and reference.
    var unit: String
    /// What the figure is divided by, in `unit`; nil when it could not be had here.
    var reference: Double?
    /// What the reference is, or how to get it.
    var referenceName: String
    /// What the ratio must reach; nil where it is only told.
    var goal: Goal?

    /// The figure divided by its reference.
    var ratio: Double? { reference.map { value / $0 } }

    /// Whether the goal is reached; nil without a goal or a reference.
    var isReached: Bool? {
        guard let ratio, let goal else { return nil }
        switch goal {
        case .atLeast(let least): return ratio >= least
        case .atMost(let most): return ratio <= most
        }
    }
}
