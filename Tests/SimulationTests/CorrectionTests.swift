// SPDX-License-Identifier: Apache-2.0

import Simulation
import Storage
import Testing
import Trial

@Suite struct CorrectionTests {
    @Test func `a correction changes a row that stands`() {
        var standing = StandingRows()
        var reentered: SimulatedWrite?
        for write in SimulatedTrial.registered {
            let before = standing.apply(write)
            switch (write.kind, write.operation) {
            case (.correction, .delete):
                #expect(before == write.operation.row)
                reentered = write
            case (.correction, .upsert(let row)):
                if let before {
                    #expect(before != row)
                } else {
                    // A moved date: the same row has just been taken out under its wrong key.
                    #expect(reentered?.operation.row.subject == row.subject)
                    #expect(reentered?.at == write.at)
                }
            case (.deletion, _):
                #expect(before == write.operation.row)
            case (.routine, _), (.late, _): break
            }
        }
    }

    @Test func `about two writes of a hundred are corrections and a few take a duplicate out`() {
        let writes = SimulatedTrial.registered
        let corrections = Double(writes.count { $0.kind == .correction }) / Double(writes.count)
        #expect((0.012...0.03).contains(corrections))
        #expect((20...400).contains(writes.count { $0.kind == .deletion }))
    }

    @Test func `corrections take counts out of the alert range and put some into it`() {
        var standing = StandingRows()
        var left = 0
        var entered = 0
        for write in SimulatedTrial.registered {
            guard let before = standing.apply(write), write.kind == .correction else { continue }
            guard case .upsert(let row) = write.operation else { continue }
            left += before.isInAlertRange && !row.isInAlertRange ? 1 : 0
            entered += !before.isInAlertRange && row.isInAlertRange ? 1 : 0
        }
        #expect(left >= 10)
        #expect(entered >= 3)
    }

    @Test(arguments: [Domain.lb, .ae, .ex])
    func `some corrections move a row to another key`(domain: Domain) {
        let moved = SimulatedTrial.registered.contains { write in
            guard case .delete(let row) = write.operation else { return false }
            return write.kind == .correction && row.domain == domain
        }
        #expect(moved)
    }
}
