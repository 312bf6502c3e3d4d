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
                let date = try #require(ClinicalDate(sdtm: write.operation.row[variable]))
                let isBefore =
                    date.earliest < entered || (date.earliest == entered && (date.minuteOfDay ?? 0) <= minuteEntered)
                #expect(isBefore, "\(variable) \(date) entered at \(write.at)")
            }
        }
    }

    @Test func `a subject is registered before anything else is entered`() {
        var seen: Set<String> = []
        for write in SimulatedTrial.registered {
            let row = write.operation.row
            if seen.insert(row.subject).inserted { #expect(row.domain == .dm) }
        }
        #expect(seen.count == 211)
    }

    @Test func `no two rows ever share a natural key`() {
        var owner: [StandingRows.Identity: String] = [:]
        for write in SimulatedTrial.registered {
            let row = write.operation.row
            let sequence = row["\(row.domain.code)SEQ"]
            let identity = StandingRows.identity(of: row)
            switch write.operation {
            case .upsert: #expect(owner.updateValue(sequence, forKey: identity) ?? sequence == sequence)
            case .delete: #expect(owner.removeValue(forKey: identity) == sequence)
            }
        }
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
