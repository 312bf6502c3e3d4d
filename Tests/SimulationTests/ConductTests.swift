// SPDX-License-Identifier: Apache-2.0

import Simulation
import Storage
import Testing
import Trial

@Suite struct ConductTests {
    let outcome = SimulatedTrial.outcome

    @Test(arguments: [("IXA", 70), ("LEN", 87), ("IXA-LEN", 54)])
    func `arms have the published proportions`(arm: String, subjects: Int) {
        #expect(outcome.of(.dm).count { $0["ARMCD"] == arm } == subjects)
    }

    @Test func `thirteen sites of uneven size enrol over three and a half years`() throws {
        let sizes = Dictionary(grouping: outcome.of(.dm)) { $0["SITEID"] }.mapValues(\.count)
        #expect(sizes.count == 13)
        #expect(sizes.values.max() ?? 0 > 5 * (sizes.values.min() ?? 0))
        let consents = outcome.of(.dm).compactMap { ClinicalDate(sdtm: $0["RFICDTC"])?.earliest }.sorted()
        #expect(consents.first == SimulatedTrial.firstDay)
        #expect((1_150...1_300).contains(try #require(consents.last) - SimulatedTrial.firstDay))
    }

    @Test func `subject identifiers name the study and the site`() throws {
        for row in outcome.of(.dm) {
            #expect(row.subject.hasPrefix("NCT04217967-\(row["SITEID"])-"))
            #expect(row["STUDYID"] == "NCT04217967")
        }
    }

    @Test func `subjects get only the drugs of their arm`() {
        let arms = Dictionary(uniqueKeysWithValues: outcome.of(.dm).map { ($0.subject, $0["ACTARMCD"]) })
        for row in outcome.of(.ex) {
            let drug = row["EXTRT"] == "IXAZOMIB" ? "IXA" : "LEN"
            #expect(arms[row.subject]?.contains(drug) == true)
        }
    }

    @Test func `nothing happens to the dead`() throws {
        for row in outcome.of(.dm) where !row["DTHDTC"].isEmpty {
            let died = try #require(ClinicalDate(sdtm: row["DTHDTC"])).earliest
            for other in outcome.rows.values where other.subject == row.subject {
                for variable in EntryTests.dates[other.domain] ?? [] where !other[variable].isEmpty {
                    let date = try #require(ClinicalDate(sdtm: other[variable]))
                    #expect(date.earliest <= died, "\(other.domain.code) \(variable)")
                }
            }
        }
    }

    @Test func `doses are lowered and rest after low counts`() {
        let doses = Dictionary(grouping: outcome.of(.ex)) { "\($0["EXTRT"]) \($0["EXDOSE"])" }.mapValues(\.count)
        #expect(doses["IXAZOMIB 4"] ?? 0 > 3_000)
        #expect(doses["IXAZOMIB 3"] ?? 0 > 50)
        #expect(doses["LENALIDOMIDE 15"] ?? 0 > 20)
    }

    @Test func `most counts that call for a hold are followed by one, but not all`() throws {
        let doses = Dictionary(grouping: outcome.of(.ex)) { $0.subject }
        var held = 0
        var low = 0
        for row in outcome.of(.lb) where row.isInAlertRange && row["VISIT"].hasSuffix("DAY 15") {
            let day = try #require(ClinicalDate(sdtm: row["LBDTC"])).earliest
            let after = (doses[row.subject] ?? []).contains { dose in
                guard let first = ClinicalDate(sdtm: dose["EXSTDTC"])?.earliest else { return false }
                guard let last = ClinicalDate(sdtm: dose["EXENDTC"])?.earliest else { return false }
                return first <= day + 6 && last > day
            }
            low += 1
            held += after ? 0 : 1
        }
        #expect(low >= 10)
        #expect(Double(held) >= 0.7 * Double(low))
        #expect(held < low)
    }

    @Test(arguments: [("HGB", "g/dL"), ("CREAT", "mg/dL")])
    func `one site reports in another unit`(test: String, unit: String) {
        let rows = outcome.of(.lb).filter { $0["LBTESTCD"] == test && $0["LBSTRESU"] == unit }
        let sites = Dictionary(grouping: rows) { $0.subject.split(separator: "-")[1] }.mapValues(\.count)
        #expect(sites.values.max() ?? 0 > 100)
        #expect(sites.count { $0.value > 20 } == 1)
    }

    @Test func `some results are bounds, some units odd and some limits missing`() {
        let rows = outcome.of(.lb)
        #expect(rows.contains { $0["LBSTRESC"].hasPrefix("<") && $0["LBSTRESN"].isEmpty })
        #expect((10...300).contains(rows.count { ["", "UNIT"].contains($0["LBSTRESU"]) }))
        #expect((100...3_000).contains(rows.count { $0["LBSTNRLO"].isEmpty }))
    }

    @Test func `prophylaxis is given by arm and has gaps`() {
        let arms = Dictionary(uniqueKeysWithValues: outcome.of(.dm).map { ($0.subject, $0["ACTARMCD"]) })
        let antiviral = outcome.of(.cm).filter { $0["CMTRT"] == "ACYCLOVIR" && arms[$0.subject] == "IXA" }
        #expect(Set(antiviral.map(\.subject)).count > 50)
        #expect(antiviral.count > Set(antiviral.map(\.subject)).count)
        #expect(antiviral.contains { !$0["CMENDTC"].isEmpty })
    }
}
