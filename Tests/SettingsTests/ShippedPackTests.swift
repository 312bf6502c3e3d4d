// SPDX-License-Identifier: Apache-2.0

import Foundation
import Kit
import Rules
import Settings
import Testing
import Trial

/// The packs of thresholds by label, of which a protocol names one.
@Suite struct ShippedPackTests {
    static let packs = ["len-comb-us", "len-eu-ndmm", "len-eu-rrmm", "len-maint-us"]
    /// The rules of the shipped protocol that a pack gives.
    private static let given = ["neutrophil-hold", "neutrophil-watch", "platelet-hold", "platelet-watch"]

    /// The shipped protocol without its stopping rules, naming other packs; of its rules those that a pack gives.
    private func load(_ packs: [String]) throws -> StudyProtocol {
        let shipped = try String(
            contentsOfFile: Fixtures.shipped.appendingPathComponent("protocols/nct04217967.yaml").path, encoding: .utf8)
        let text = try #require(shipped.split(separator: "\nstopping_rules:").first)
            .replacing("packs: [len-maint-us]", with: "packs: [\(packs.joined(separator: ", "))]")
        var loaded = try Fixtures.loaded(text + "\n")
        let given = Set(loaded.packs.flatMap(\.rules))
        loaded.subjectRules = loaded.subjectRules.filter { given.contains($0.id) }
        return loaded
    }

    @Test func `every pack of the folder is tested here`() throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Fixtures.shipped.appendingPathComponent("packs").path)
        #expect(files.sorted() == Self.packs.map { "\($0).yaml" })
    }

    @Test(arguments: packs) func `a pack gives rules by the same names as every other`(_ pack: String) throws {
        let found = try load([pack])
        #expect(found.packs.map(\.id) == [pack])
        let ids = Set(found.subjectRules.map(\.id))
        #expect(ids.isSubset(of: Self.given))
        #expect(ids.isSuperset(of: ["neutrophil-hold", "platelet-hold", "platelet-watch"]))
        for rule in found.subjectRules {
            let texts = [rule.title] + rule.levels.flatMap { [$0.action, $0.doseProposal].compactMap(\.self) }
            for text in texts { #expect(!text.zhHans.isEmpty, "\(text.en)") }
            #expect(!rule.verified)
        }
    }

    @Test func `two packs at once are the same rules twice`() throws {
        let error = #expect(throws: ConfigurationFaults.self) { try load(["len-maint-us", "len-comb-us"]) }
        #expect(error?.faults.count == 3)
        #expect(error?.faults.allSatisfy { $0.hint.contains("choose one of the packs") } == true)
    }

    /// The label's table: what a pack says of one count, just under and at each of its cuts.
    @Test(arguments: [
        ("len-maint-us", "PLAT", "29.9", "urgent"), ("len-maint-us", "PLAT", "30", "daily"),
        ("len-maint-us", "PLAT", "9.9", "critical"), ("len-maint-us", "PLAT", "10", "urgent"),
        ("len-maint-us", "NEUT", "0.49", "urgent"), ("len-maint-us", "NEUT", "0.5", "daily"),
        ("len-maint-us", "NEUT", "1.0", ""), ("len-maint-us", "PLAT", "50", ""),
        ("len-comb-us", "PLAT", "29.9", "urgent"), ("len-comb-us", "NEUT", "0.99", "urgent"),
        ("len-comb-us", "NEUT", "0.49", "urgent"), ("len-comb-us", "NEUT", "1.0", ""),
        ("len-eu-rrmm", "PLAT", "29.9", "urgent"), ("len-eu-rrmm", "NEUT", "0.49", "urgent"),
        ("len-eu-rrmm", "NEUT", "0.5", "daily"), ("len-eu-ndmm", "PLAT", "24.9", "urgent"),
        ("len-eu-ndmm", "PLAT", "25", "urgent"), ("len-eu-ndmm", "PLAT", "30", "daily"),
        ("len-eu-ndmm", "NEUT", "0.49", "urgent"), ("len-eu-ndmm", "NEUT", "0.5", "daily"),
    ])
    func `a count is told as the label of the pack says`(
        pack: String, test: String, count: String, severity: String
    ) throws {
        let subject = record("S", "DM  IXA\nLB  \(test)  \(count) 10^9/L  2024-01-08")
        let found = assess(subject, under: try load([pack]), at: moment("2024-01-09")).episodes
        #expect(found.map(\.severity.rawValue) == (severity.isEmpty ? [] : [severity]))
    }

    @Test(arguments: [
        ("len-eu-ndmm", "PLAT", "24.9", "rest of the cycle"), ("len-eu-ndmm", "PLAT", "25", "Withhold ixazomib"),
        ("len-comb-us", "NEUT", "0.99", "Withhold lenalidomide until neutrophils are 1.0"),
        ("len-comb-us", "NEUT", "0.49", "and ixazomib until 0.5"),
        ("len-eu-rrmm", "NEUT", "0.49", "Withhold ixazomib and lenalidomide until neutrophils are 0.5"),
    ])
    func `a count asks for what the label of the pack asks`(
        pack: String, test: String, count: String, action: String
    ) throws {
        let subject = record("S", "DM  IXA\nLB  \(test)  \(count) 10^9/L  2024-01-08")
        let found = assess(subject, under: try load([pack]), at: moment("2024-01-09")).episodes
        #expect(found.first?.proposal?.action?.en.contains(action) == true)
        #expect(found.first?.proposal?.dose == nil, "withheld until signed off")
    }
}
