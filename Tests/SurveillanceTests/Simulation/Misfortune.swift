// SPDX-License-Identifier: Apache-2.0

import Kit
import Storage
import Synchronization

/// The process died here: nothing after this point of it runs.
struct Crash: Error {}

/// What may go wrong between two port calls, drawn by seed.
final class Misfortune: Sendable {
    private struct State {
        var random: Seeded
        /// Chance of a crash and of a failing call, in thousandths.
        var crash = 0
        var failure = 0
        /// Whether the process has died: then no call of it does anything until the next one starts.
        var isDead = false
    }

    private let state: Mutex<State>

    init(seed: UInt64) {
        state = Mutex(State(random: Seeded(seed: seed)))
    }

    /// How often things go wrong from now on, in thousandths of the calls.
    func set(crash: Int, failure: Int) {
        state.withLock { ($0.crash, $0.failure) = (crash, failure) }
    }

    var isActive: Bool { state.withLock { $0.crash + $0.failure > 0 } }

    /// A number from 0 up to but not including a bound.
    func draw(_ bound: Int) -> Int { state.withLock { Int.random(in: 0..<bound, using: &$0.random) } }

    /// Whether something of so many thousandths happens; never while nothing goes wrong.
    func happens(_ thousandths: Int) -> Bool {
        state.withLock { state in
            state.crash + state.failure > 0 && Int.random(in: 0..<1_000, using: &state.random) < thousandths
        }
    }

    /// Dies here, now and then; the dead stay dead.
    func perhapsCrash() throws {
        if happens(state.withLock(\.crash)) { state.withLock { $0.isDead = true } }
        if state.withLock(\.isDead) { throw Crash() }
    }

    /// Another process starts.
    func startAgain() { state.withLock { $0.isDead = false } }

    /// Dies here, or fails as a store does.
    func strikeStore() throws {
        try perhapsCrash()
        guard !happens(state.withLock(\.failure)) else {
            throw FollowUpStoreError.engine(path: "simulated", code: 5, message: "database is locked")
        }
    }

    /// Dies here, or fails as a ledger does.
    func strikeLedger() throws {
        try perhapsCrash()
        guard !happens(state.withLock(\.failure)) else { throw LedgerError.full(path: "simulated") }
    }
}
