// SPDX-License-Identifier: Apache-2.0

import Simulation
import Storage
import Testing
import Trial

@Suite struct EntryTests {
    static let dates: [Domain: [String]] = [
        .dm: ["RFICDTC", "RFSTDTC", "RFXSTDTC", "DTHDTC"], .ae: ["AESTDTC", "AEENDTC"], .lb: ["LBDTC"],
        .ex: ["EXSTDTC", "EXENDTC"], .cm: ["CMSTDTC", "CMENDTC"], .vs: ["VSDTC"], .ds: ["DSSTDTC"],
    ]

    @Test(arguments: Domain.allCases)
    func `no row tells of what happens after it was entered`(domain: Domain) throws {
        let zone = SimulatedTrial.secondsFromUTC
        for write in SimulatedTrial.registered where write.operation.row.domain == domain {
            let entered = write.at.day(secondsFromUTC: zone)
            let minuteEntered = Int((write.at.seconds + Int64(zone)) % 86_400 / 60)
            for variable in Self.dates[domain] ?? [] where !write.operation.row[variable].isEmpty {
                guard let date = ClinicalDate(sdtm: write.operation.row[variable]) else { throw UnreadableDate() }
                let isBefore =
                    date.earliest < entered || (date.earliest == entered && (date.minuteOfDay ?? 0) <= minuteEntered)
                if !isBefore { Issue.record("\(variable) \(date) entered at \(write.at)") }
            }
        }
    }

    @Test func `a subject is registered before anything else is entered`() {
        var first: [String: Domain] = [:]
        for write in SimulatedTrial.registered {
            let row = write.operation.row
            first[row.subject] = first[row.subject] ?? row.domain
        }
        #expect(first.count == 211)
        #expect(first.values.allSatisfy { $0 == .dm })
    }

    @Test func `no two rows ever share a natural key`() {
        var owner: [StandingRows.Identity: String] = [:]
        var shared: [StandingRows.Identity] = []
        for write in SimulatedTrial.registered {
            let row = write.operation.row
            let sequence = row["\(row.domain.code)SEQ"]
            let identity = StandingRows.identity(of: row)
            if let before = owner[identity], before != sequence { shared.append(identity) }
            if case .upsert = write.operation { owner[identity] = sequence } else { owner[identity] = nil }
        }
        #expect(shared.isEmpty)
    }

    @Test func `every variable has a column in the follow-up store`() {
        for domain in Domain.allCases {
            let columns = Set(FollowUpTable.of(domain).columns.map(\.variable))
            let variables = Set(SimulatedTrial.outcome.of(domain).flatMap(\.values.keys))
            #expect(!variables.isEmpty)
            #expect(variables.subtracting(columns).isEmpty)
        }
    }

    @Test func `every row can be read`() {
        #expect(SimulatedTrial.outcome.rows.values.allSatisfy { $0.defects().isEmpty })
    }

    @Test func `most rows are entered within a week and few late`() {
        let entries = SimulatedTrial.registered.filter { $0.kind == .routine || $0.kind == .late }
        let late = Double(entries.count { $0.kind == .late }) / Double(entries.count)
        #expect((0.04...0.08).contains(late))
    }
}

private struct UnreadableDate: Error {}
