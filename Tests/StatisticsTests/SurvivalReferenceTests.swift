// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import Testing

@Suite(.enabled(if: ReferenceFolder.exists, "no reference tables beside the package"))
struct SurvivalReferenceTests {
    @Test func `every threshold and every exposure limit of the tables comes out`() throws {
        let limits = try ReferenceFolder.tableByDesign("surv_boundary")
        for row in try ReferenceFolder.table("surv_designs") {
            let name = try row.text("design_id")
            let design = try row.survivalDesign()
            let found = try design.calibrated()
            // The table's limits of Wang-Tsiatis are roots in themselves, and less tight than its threshold.
            let near = try #require(found.threshold)
            #expect(agree(near, try row.number("cval_tight"), within: name.hasSuffix("WT") ? 1e-6 : 1e-8), "\(name)")
            #expect(agree(found.attainedAlpha, design.alpha, within: 1e-12), "\(name)")
            let wanted = try #require(limits[name])
            #expect(try found.limits.map(\.events) == wanted.map { try $0.count("events") }, "\(name)")
            let tolerance = 1e-6 * design.exposureOfMaximumInformation
            for (limit, row) in zip(found.limits, wanted) {
                #expect(agree(limit.exposureMax, try row.number("max_followup_tight"), within: tolerance), "\(name)")
            }
        }
    }

    @Test func `the exact operating characteristics of the tables come out`() throws {
        let designs = try ReferenceFolder.tableByDesign("surv_designs")
        let limits = try ReferenceFolder.tableByDesign("surv_boundary")
        for row in try ReferenceFolder.table("surv_oc") {
            let name = try row.text("design_id")
            // The table rests on the package's own limits, root tolerance and all.
            let boundary = try SurvivalBoundary(
                design: #require(designs[name]?.first).survivalDesign(),
                limits: #require(limits[name]).map {
                    try SurvivalLimit(events: $0.count("events"), exposureMax: $0.number("max_followup"))
                })
            let p = try row.number("p")
            let found = try boundary.operatingCharacteristics(eventProbability: p)
            #expect(agree(found.rejectionProbability, try row.number("reject_prob")), "\(name) \(p)")
            #expect(agree(found.expectedEvents, try row.number("exp_events"), within: 1e-8), "\(name) \(p)")
            let early = try boundary.operatingCharacteristics(
                eventProbability: p, endingAt: .maximumInformation)
            #expect(agree(early.rejectionProbability, try row.number("reject_prob_at_Umax")), "\(name) \(p)")
        }
    }
}

@Suite(.enabled(if: ReferenceFolder.exists, "no reference tables beside the package"))
struct PoissonMaxSPRTReferenceTests {
    @Test func `critical values and performance of Sequential come out`() throws {
        let performance = Dictionary(grouping: try ReferenceFolder.table("maxsprt_poisson_perf")) { $0.designKey }
        for row in try ReferenceFolder.table("maxsprt_poisson_cv") {
            let design = try row.maxSPRTDesign()
            let found = try design.calibrated()
            // Between two ratios attained at looks any critical value is the same rule.
            if case .continuous = design.schedule {
                #expect(agree(found.criticalValue, try row.number("cv"), within: 1e-6), "\(row.designKey)")
            }
            #expect(found.attainedAlpha <= design.alpha * (1 + 1e-12))
            for row in try #require(performance[row.designKey]) {
                let at = try found.characteristics(relativeRate: row.number("RR"))
                #expect(agree(at.power, try row.number("power"), within: 1e-7), "\(row.designKey)")
                // With a late first look Sequential's times are longer than a simulation finds them.
                guard try row.number("D") == 0 else { continue }
                #expect(agree(at.expectedTimeToSignal, try row.number("ESignalTime"), within: 1e-6), "\(row.designKey)")
                #expect(agree(at.expectedLength, try row.number("ESampleSize"), within: 1e-6), "\(row.designKey)")
            }
        }
    }
}

extension ReferenceRow {
    func survivalDesign() throws -> SurvivalDesign {
        let method: SurvivalMethod =
            switch try text("method") {
            case "Pocock": .pocock
            case "OBF": .obrienFleming
            case "WT": .wangTsiatis(delta: try number("param1"))
            case "GP": .gammaPoisson(shape: try number("param1"), rate: optionalNumber("param2"))
            case "SPRT": .sprt(alternativeProbability: try number("param1"))
            case "MaxSPRT": .maxSPRT
            case let other: throw UnknownMethod(name: other)
            }
        return try SurvivalDesign(
            method: method, subjects: count("n"), nullProbability: number("p0"), window: number("tau"),
            maximumInformation: #require(SurvivalDesign.MaximumInformation(rawValue: text("maxInf"))),
            alpha: number("alpha"))
    }

    fileprivate var designKey: String {
        ["T", "D", "M", "alpha", "groups"].map { cells[$0] ?? "" }.joined(separator: " ")
    }

    fileprivate func maxSPRTDesign() throws -> PoissonMaxSPRTDesign {
        let groups = try text("groups").split(separator: ";").map { try #require(Double($0)) }
        return try PoissonMaxSPRTDesign(
            informationEnd: number("T"), eventsMin: count("M"), alpha: number("alpha"),
            schedule: groups.isEmpty ? .continuous(firstLook: number("D")) : .grouped(groups))
    }
}
