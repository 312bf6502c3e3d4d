// SPDX-License-Identifier: Apache-2.0

import Simulation
import Storage
import Testing
import Trial

@Suite struct DeterminismTests {
    static func writes(seed: UInt64) -> [SimulatedWrite] {
        SimulatedTrial(
            seed: seed, subjects: 12, start: SimulatedTrial.firstDay, end: SimulatedTrial.firstDay + 500
        ).writes()
    }

    @Test func `equal seeds give equal writes`() {
        #expect(Self.writes(seed: 7) == Self.writes(seed: 7))
    }

    @Test func `another seed gives another trial`() {
        #expect(fingerprint(Self.writes(seed: 7)) != fingerprint(Self.writes(seed: 8)))
    }

    @Test(arguments: [(7 as UInt64, "29b9bfdbb634f67"), (2024, "ab75b668394aba3c")])
    func `a seed gives the same trial on every platform`(seed: UInt64, expected: String) {
        #expect(fingerprint(Self.writes(seed: seed)) == expected)
    }

    @Test func `writes come in the order of entry`() {
        let writes = SimulatedTrial.registered
        #expect(zip(writes, writes.dropFirst()).allSatisfy { $0.at <= $1.at })
    }

    @Test func `a trial without subjects has no writes`() {
        let day = SimulatedTrial.firstDay
        #expect(SimulatedTrial(seed: 1, subjects: 0, start: day, end: day).writes().isEmpty)
    }

    @Test(arguments: 0...40)
    func `a trial of a few days can be simulated`(days: Int) {
        let day = SimulatedTrial.firstDay
        let writes = SimulatedTrial(seed: 1, subjects: 6, start: day, end: day + days).writes()
        #expect(writes.contains { $0.operation.row.domain == .dm })
    }
}

/// FNV-1a over every write, its variables in alphabetical order.
private func fingerprint(_ writes: [SimulatedWrite]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for write in writes {
        let row = write.operation.row
        let isDeletion = if case .delete = write.operation { true } else { false }
        var text = "\(write.at.milliseconds) \(write.kind.rawValue) \(isDeletion) \(row.domain.code)"
        for (variable, value) in row.values.sorted(by: { $0.key < $1.key }) { text += " \(variable)=\(value)" }
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    return String(hash, radix: 16)
}
