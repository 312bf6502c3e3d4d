// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import Testing

struct TITEDesignTests {
    private static let designs =
        ["P1-Pocock"] + (1...3).flatMap { size in ["OBF", "WT", "SPRT", "MaxSPRT"].map { "P\(size)-\($0)" } }

    @Test(arguments: designs)
    func `effective sizes of stoppingrule come out`(designID: String) throws {
        let row = try #require(try ReferenceTable("tite_designs").rows.first { $0.cells["design_id"] == designID })
        let found = try row.binaryDesign().titeCalibrated()
        let wanted = try row.limits()
        #expect(found.limits.map(\.events) == wanted.map(\.events))
        for (limit, row) in zip(found.limits, wanted) {
            #expect(agree(limit.effectiveSizeMax, row.limit, within: 1e-6))
        }
    }

    private static let methods: [BinaryMethod] = {
        let prior = try? BetaPrior(a: 0.6, b: 3.4)
        return [.pocock, .obrienFleming, .wangTsiatis(delta: 0.25), .sprt(alternativeProbability: 0.3), .maxSPRT]
            + [.powerFamily(delta: 0.3)] + (prior.map { [.betaBinomial($0)] } ?? [])
    }()

    @Test(arguments: methods, [1, 10])
    func `at whole sizes the boundary is the binary one`(method: BinaryMethod, firstLook: Int) throws {
        let design = try BinaryDesign(
            method: method, looks: Looks(everySubjectFrom: firstLook, through: 80), nullProbability: 0.15, alpha: 0.05)
        let found = try design.titeCalibrated()
        for (subjects, bound) in zip(found.binary.boundary.looks.subjects, found.binary.boundary.bounds) {
            for events in [bound - 1, bound] where events <= subjects {
                let tally = try EffectiveTally(events: events, effectiveSize: Double(subjects))
                #expect(found.isCrossed(by: tally) == (events >= bound), "\(events) among \(subjects)")
            }
        }
        // Sizes rise with the events.
        for (less, more) in zip(found.limits, found.limits.dropFirst()) {
            #expect(less.effectiveSizeMax < more.effectiveSizeMax)
        }
    }

    @Test func `nothing crosses before the first look, and what waits for it is told`() throws {
        let design = try BinaryDesign(
            method: .wangTsiatis(delta: 0.25), looks: Looks(everySubjectFrom: 10, through: 100), nullProbability: 0.05,
            alpha: 0.05)
        let found = try design.titeCalibrated()
        let early = try EffectiveTally(events: 9, effectiveSize: 9.5)
        #expect(!found.isCrossed(by: early))
        #expect(found.eventsToBoundary(early) == .further(events: 0))
        let look = try EffectiveTally(events: 9, effectiveSize: 10)
        #expect(found.firstCrossing(along: [early, look]) == 1)
        #expect(found.eventsToBoundary(look) == .crossed)
        let end = try EffectiveTally(events: 2, effectiveSize: 100)
        #expect(found.eventsToBoundary(end) == .horizonReached)
    }

    @Test(arguments: [(0.0, 0.0), (45, 0.5), (90, 1), (200, 1), (-3, 0)])
    func `a subject weighs the share of the window observed`(observed: Double, weight: Double) throws {
        #expect(try EffectiveTally.weight(observed: observed, window: 90, isSettled: false) == weight)
        #expect(try EffectiveTally.weight(observed: observed, window: 90, isSettled: true) == 1)
    }
}

struct EProcessTests {
    @Test(arguments: [(0.02, 1.0, 4.0), (0.1, 1, 4), (0.1, 0.5, 0.5), (0.3, 2, 2), (0.6, 1, 1)])
    func `the type I error stays below alpha however long one looks`(p0: Double, a: Double, b: Double) throws {
        for alpha in [0.01, 0.05, 0.2] {
            let process = try EProcess(prior: BetaPrior(a: a, b: b), nullProbability: p0, alpha: alpha)
            let boundary = try process.boundary(through: 400)
            var before = 0.0
            for end in [10, 50, 100, 200, 400] {
                let found = try boundary.operatingCharacteristics(eventProbability: p0, endingAfter: end)
                #expect(found.rejectionProbability <= alpha)
                #expect(found.rejectionProbability >= before)
                before = found.rejectionProbability
            }
            let below = try boundary.operatingCharacteristics(eventProbability: p0 * 0.8)
            #expect(below.rejectionProbability <= before)
        }
    }

    @Test func `the evidence is expected to stay where it is if p is p0, and to fall below`() throws {
        let process = try EProcess(prior: BetaPrior(a: 1, b: 4), nullProbability: 0.2, alpha: 0.05)
        for subjects in 0..<25 {
            for events in 0...subjects {
                let now = process.value(try Tally(events: events, subjects: subjects))
                let with = process.value(try Tally(events: events + 1, subjects: subjects + 1))
                let without = process.value(try Tally(events: events, subjects: subjects + 1))
                #expect(agree(0.2 * with + 0.8 * without, now, relatively: 1e-12))
                #expect(0.1 * with + 0.9 * without < now)
            }
        }
    }

    // log E from the definition, by the R functions pbeta and lbeta.
    @Test(arguments: [
        (0.5, 0.5, 0.05, 0, 10, -2.25548122279619), (0.5, 0.5, 0.05, 3, 8, 2.80654574690294),
        (0.5, 0.5, 0.05, 25, 100, 20.1303359830964), (0.5, 0.5, 0.1, 0, 10, -2.40842473755031),
    ])
    func `e-values come out`(a: Double, b: Double, p0: Double, events: Int, subjects: Int, logValue: Double) throws {
        let process = try EProcess(prior: BetaPrior(a: a, b: b), nullProbability: p0, alpha: 0.05)
        let tally = try Tally(events: events, subjects: subjects)
        #expect(agree(process.logValue(tally), logValue, relatively: 1e-9))
    }

    @Test func `far below p0 the evidence is small, and a number`() throws {
        let process = try EProcess(prior: BetaPrior(a: 1, b: 4), nullProbability: 0.5, alpha: 0.05)
        let values = try [500, 1_000, 1_100, 2_000].map { process.logValue(try Tally(events: 0, subjects: $0)) }
        #expect(values.allSatisfy { $0.isFinite && $0 < 0 })
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
    }
}
