// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import Testing

struct SurvivalDesignTests {
    private static let designs =
        (1...4).flatMap { size in ["Pocock", "OBF", "WT", "GP", "SPRT", "MaxSPRT"].map { "P\(size)-\($0)" } }
        + ["robust-1", "robust-2", "robust-3"]

    @Test(arguments: designs)
    func `limits come out for every method, and where stoppingrule fails`(designID: String) throws {
        let row = try #require(try ReferenceTable("survival_designs").rows.first { $0.cells["design_id"] == designID })
        let design = try row.survivalDesign()
        let found = try design.calibrated()
        let wanted = try row.limits()
        #expect(found.limits.map(\.events) == wanted.map(\.events))
        for (limit, row) in zip(found.limits, wanted) {
            let tolerance = 1e-6 * design.exposureOfMaximumInformation
            #expect(agree(limit.exposureMax, row.limit, within: tolerance))
        }
        #expect(agree(found.attainedAlpha, design.alpha, within: 1e-12))
    }

    @Test func `MaxSPRT has the critical value published for ten expected events`() throws {
        let design = try SurvivalDesign(
            method: .maxSPRT, subjects: 100, nullProbability: 0.1, window: 180, maximumInformation: .expected,
            alpha: 0.05)
        let found = try design.calibrated()
        #expect(agree(try #require(found.threshold), 3.46795158, within: 1e-8))
        let alone = try PoissonMaxSPRTDesign(informationEnd: 10, alpha: 0.05).calibrated()
        #expect(agree(alone.criticalValue, 3.46795158, within: 1e-8))
    }

    private static let methods: [SurvivalMethod] = [
        .pocock, .obrienFleming, .wangTsiatis(delta: 0.25), .gammaPoisson(shape: 1, rate: nil),
        .sprt(alternativeProbability: 0.3), .maxSPRT,
    ]

    @Test(arguments: methods)
    func `each limit lies on the method's own curve`(method: SurvivalMethod) throws {
        let design = try SurvivalDesign(
            method: method, subjects: 60, nullProbability: 0.15, window: 90, maximumInformation: .maximum, alpha: 0.1)
        let found = try design.calibrated()
        let threshold = try #require(found.threshold)
        for limit in found.limits.dropLast() {
            let reached = value(
                of: method, design, events: Double(limit.events), exposure: limit.exposureMax, threshold)
            #expect(agree(reached, threshold, within: 1e-9 * max(1, threshold)))
        }
    }

    /// The left side of the method's condition, solved for its threshold.
    private func value(
        of method: SurvivalMethod, _ design: SurvivalDesign, events: Double, exposure: Double, _ threshold: Double
    ) -> Double {
        let expected = design.nullRate * exposure
        let most = design.nullRate * design.exposureOfMaximumInformation
        switch method {
        case .pocock: return (events - expected) / expected.squareRoot()
        case .obrienFleming: return (events - expected) / most.squareRoot()
        case .wangTsiatis(let delta): return (events - expected) / (pow(most, 0.5 - delta) * pow(expected, delta))
        case .gammaPoisson(let shape, _):
            return SpecialFunctions.gammaUpperTail(shape: shape + events, x: shape + expected)
        case .sprt(let alternative):
            let ratio = log1p(-alternative) / log1p(-design.nullProbability)
            return events * log(ratio) - (ratio - 1) * expected
        case .maxSPRT: return events * log(events / expected) - (events - expected)
        }
    }

    @Test(arguments: methods)
    func `the crossing probability agrees with counting unit by unit`(method: SurvivalMethod) throws {
        let design = try SurvivalDesign(
            method: method, subjects: 25, nullProbability: 0.2, window: 90, maximumInformation: .maximum, alpha: 0.1)
        let found = try design.calibrated()
        for probability in [0.2, 0.4] {
            let rate = -log1p(-probability) / design.window
            // The same process in so small steps that two events in one hardly happen, as a binary recursion.
            let steps = 40_000
            let step = rate * design.exposureEnd / Double(steps)
            var mass = [1.0]
            var crossing = 0.0
            for position in 1...steps {
                let exposure = design.exposureEnd * Double(position) / Double(steps)
                mass.append(0)
                for events in stride(from: mass.count - 1, to: 0, by: -1) {
                    mass[events] += mass[events - 1] * step
                    mass[events - 1] *= 1 - step
                }
                let bound = found.limits.first { $0.exposureMax >= exposure }?.events ?? .max
                while mass.count > bound { crossing += mass.removeLast() }
            }
            let exact = try found.operatingCharacteristics(eventProbability: probability)
            #expect(agree(exact.rejectionProbability, crossing, within: 1e-3))
            #expect(agree(exact.stoppingProbabilities.reduce(0, +), exact.rejectionProbability, within: 1e-14))
            // The expected events are the rate times the expected exposure, whatever the stopping rule.
            #expect(agree(exact.expectedEvents, rate * exact.expectedExposure, relatively: 1e-12))
        }
    }

    @Test func `limits from a protocol give what the design gives`() throws {
        let design = try SurvivalDesign(
            method: .obrienFleming, subjects: 40, nullProbability: 0.1, window: 30, maximumInformation: .expected,
            alpha: 0.05)
        let found = try design.calibrated()
        let given = try SurvivalBoundary(design: design, limits: found.limits)
        #expect(given.threshold == nil)
        #expect(agree(given.attainedAlpha, 0.05, within: 1e-12))
        #expect(throws: DesignError.self) { try SurvivalBoundary(design: design, limits: found.limits.reversed()) }
        #expect(throws: DesignError.self) { try SurvivalBoundary(design: design, limits: found.limits.dropLast()) }
    }

    @Test func `an arm is told whether it crossed and how many events are left`() throws {
        let row = try #require(try ReferenceTable("survival_designs").rows.first { $0.cells["design_id"] == "P1-OBF" })
        let found = try row.survivalDesign().calibrated()
        // The first limits are 6 events at 402.84 and 7 at 850.98; the last 12 at 3000.
        #expect(try found.isCrossed(events: 6, exposure: 402.8))
        #expect(try !found.isCrossed(events: 6, exposure: 402.9))
        #expect(try !found.isCrossed(events: 5, exposure: 1))
        #expect(try found.isCrossed(events: 13, exposure: 3_000))
        #expect(try found.eventsToBoundary(events: 2, exposure: 402.9) == 5)
        #expect(try found.eventsToBoundary(events: 7, exposure: 402.9) == 0)
        #expect(try found.eventsToBoundary(events: 2, exposure: 3_001) == nil)
    }
}

struct PoissonMaxSPRTTests {
    // T, first look, smallest count, alpha, critical value and power at relative rates 1 and 2; from the R package
    // Sequential 4.5.1, whose critical values carry its tolerance.
    private static let continuous: [(Double, Double, Int, Double, Double, Double)] = [
        (5, 0, 1, 0.05, 3.29718279728549, 0.446560086361319), (10, 0, 3, 0.05, 3.06424796686384, 0.732962459274297),
        (3, 1, 1, 0.05, 2.317139, 0.403330836257348), (12.5, 2, 4, 0.1, 2.00447157025337, 0.907875053120809),
        (20, 0, 4, 0.01, 4.98599648475647, 0.829052337306766),
    ]

    @Test(arguments: continuous)
    func `critical value and power come out under continuous watch`(
        end: Double, firstLook: Double, eventsMin: Int, alpha: Double, criticalValue: Double, power: Double
    ) throws {
        let found = try PoissonMaxSPRTDesign(
            informationEnd: end, eventsMin: eventsMin, alpha: alpha, schedule: .continuous(firstLook: firstLook)
        ).calibrated()
        #expect(agree(found.criticalValue, criticalValue, within: 1e-6))
        #expect(agree(found.attainedAlpha, alpha, within: 1e-12))
        #expect(agree(try found.characteristics(relativeRate: 2).power, power, within: 1e-7))
    }

    @Test(arguments: [
        (30.0, [5.0, 6, 6, 5, 8], 0.0462233789691359, 0.993511591556075, 10.4162103909328),
        (10, [2, 2, 2, 2, 2], 0.0499366286960342, 0.775723653149932, 6.1036818582184),
    ])
    func `groups give the performance published`(
        end: Double, groups: [Double], attained: Double, power: Double, length: Double
    ) throws {
        let found = try PoissonMaxSPRTDesign(informationEnd: end, alpha: 0.05, schedule: .grouped(groups)).calibrated()
        #expect(agree(found.attainedAlpha, attained, within: 1e-9))
        let double = try found.characteristics(relativeRate: 2)
        #expect(agree(double.power, power, within: 1e-9))
        #expect(agree(double.expectedLength, length, within: 1e-8))
    }
}

extension ReferenceRow {
    /// "3:12.5;4:30" is 3 at 12.5 and 4 at 30.
    func limits() throws -> [(events: Int, limit: Double)] {
        try text("limits").split(separator: ";").map { limit in
            let parts = limit.split(separator: ":")
            return (try #require(Int(parts[0])), try #require(Double(parts[1])))
        }
    }
}
