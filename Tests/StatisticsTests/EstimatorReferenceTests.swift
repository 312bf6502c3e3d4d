// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

@Suite(.enabled(if: ReferenceFolder.exists, "no reference tables beside the package"))
struct EstimatorReferenceTests {
    @Test func `special functions come out`() throws {
        for row in try estimators("special") {
            let x = try row.number("x")
            let (a, b) = (row.optionalNumber("a"), row.optionalNumber("b"))
            switch try row.text("fn") {
            case "pbeta":
                let (a, b) = (try #require(a), try #require(b))
                let (lower, upper) = (try row.number("lower"), try row.number("upper"))
                #expect(agree(SpecialFunctions.betaLowerTail(a: a, b: b, x: x), lower, relatively: 1e-9))
                #expect(agree(SpecialFunctions.betaUpperTail(a: a, b: b, x: x), upper, relatively: 1e-9))
            case "pgamma_rate1":
                let shape = try #require(a)
                let (lower, upper) = (try row.number("lower"), try row.number("upper"))
                #expect(agree(SpecialFunctions.gammaLowerTail(shape: shape, x: x), lower, relatively: 1e-9))
                #expect(agree(SpecialFunctions.gammaUpperTail(shape: shape, x: x), upper, relatively: 1e-9))
            case "qnorm":
                #expect(agree(SpecialFunctions.normalQuantile(x), try row.number("lower"), relatively: 1e-9))
            case "qchisq1":
                let found = SpecialFunctions.chiSquaredQuantile(degrees: 1, probability: x)
                #expect(agree(found, try row.number("lower"), relatively: 1e-9))
            case let other: Issue.record("unknown function \(other)")
            }
        }
    }

    @Test func `incidence rates and their ratios come out`() throws {
        for row in try estimators("eair") {
            let found = try #require(
                try IncidenceRate.estimate(
                    events: row.count("events"), exposure: row.number("exposure"),
                    level: ConfidenceLevel(row.number("conf_level"))
                ).value)
            #expect(agree(found.rate, try row.number("rate"), relatively: 1e-9))
            #expect(agree(found.interval.lower, try row.number("lower"), relatively: 1e-9))
            #expect(agree(found.interval.upper, try row.number("upper"), relatively: 1e-9))
        }
        for row in try estimators("rate_ratio") {
            let found = try #require(
                try RateRatio.estimate(
                    events: row.count("x1"), exposure: row.number("t1"), referenceEvents: row.count("x2"),
                    referenceExposure: row.number("t2"), level: .ninetyFive
                ).value)
            #expect(agree(try #require(found.ratio.value), try row.number("rate_ratio"), relatively: 1e-9))
            #expect(agree(found.lower, try row.number("lower"), relatively: 1e-9))
            #expect(agree(try #require(found.upper.value), try row.number("upper"), relatively: 1e-9))
            #expect(agree(found.pValue, try row.number("p_value"), relatively: 1e-9))
        }
    }

    @Test func `proportions come out`() throws {
        for row in try estimators("binomial_ci") {
            let tally = try Tally(events: row.count("y"), subjects: row.count("n"))
            let found = try #require(Proportion.estimate(tally, level: .ninetyFive).value)
            #expect(agree(found.clopperPearson.lower, try row.number("cp_lower"), relatively: 1e-9))
            #expect(agree(found.clopperPearson.upper, try row.number("cp_upper"), relatively: 1e-9))
            #expect(agree(found.wilson.lower, try row.number("wilson_lower"), relatively: 1e-9))
            #expect(agree(found.wilson.upper, try row.number("wilson_upper"), relatively: 1e-9))
        }
    }

    @Test func `posteriors and predictive probabilities come out`() throws {
        for row in try estimators("beta_posterior") {
            let posterior = BetaPosterior(
                prior: try BetaPrior(a: row.number("a"), b: row.number("b")),
                tally: try Tally(events: row.count("y"), subjects: row.count("n")))
            #expect(agree(posterior.mean, try row.number("post_mean"), relatively: 1e-9))
            let above = try posterior.probability(above: row.number("p0"))
            #expect(agree(above, try row.number("post_prob_gt"), relatively: 1e-9))
            for (column, probability) in [("q025", 0.025), ("q50", 0.5), ("q975", 0.975)] {
                #expect(agree(try posterior.quantile(probability), try row.number(column), relatively: 1e-9))
            }
        }
        for row in try estimators("gamma_posterior") {
            let posterior = try GammaPosterior(
                priorShape: row.number("shape"), priorRate: row.number("rate"), events: row.count("events"),
                exposure: row.number("exposure"))
            #expect(agree(posterior.mean, try row.number("post_mean"), relatively: 1e-9))
            let above = try posterior.probability(above: row.number("lambda0"))
            #expect(agree(above, try row.number("post_prob_gt"), relatively: 1e-9))
            #expect(agree(try posterior.quantile(0.025), try row.number("q025"), relatively: 1e-9))
            #expect(agree(try posterior.quantile(0.975), try row.number("q975"), relatively: 1e-9))
        }
        let bounds = try ReferenceFolder.tableByDesign("bin_boundary")
        for row in try estimators("predictive") {
            let own = try #require(bounds[row.text("design_id")])
            let boundary = try BinaryBoundary(
                looks: Looks(after: own.map { try $0.count("n") }), bounds: own.map { try $0.count("bound") })
            let prior = try BetaPrior(a: row.number("a"), b: row.number("b"))
            let tally = try Tally(events: row.count("y"), subjects: row.count("n"))
            let crossing = try boundary.predictiveProbabilityOfCrossing(from: tally, prior: prior)
            #expect(agree(crossing, try row.number("pp_ever_cross"), relatively: 1e-9))
            let final = try prior.predictiveProbability(
                thatPosteriorOf: row.number("p0"), exceeds: 0.95, atSubjects: row.count("N"), from: tally)
            #expect(agree(final, try row.number("pp_final_post_gt_095"), relatively: 1e-9))
        }
    }

    @Test func `site scores come out`() throws {
        let rows = try estimators("kri_site")
        let found = try SiteScores(
            rows.map {
                try SiteCount(events: $0.count("events"), exposure: $0.number("exposure"), subjects: $0.count("n"))
            },
            minimum: .threeSubjectsThirtyDays)
        for (site, row) in zip(found.sites, rows) {
            let site = try #require(site.value)
            #expect(agree(try #require(found.overallRate.value), try row.number("overall"), relatively: 1e-9))
            #expect(agree(found.overdispersion, try row.number("phi"), relatively: 1e-9))
            #expect(agree(site.rawScore, try row.number("z0"), relatively: 1e-9))
            #expect(agree(site.score, try row.number("z"), relatively: 1e-9))
            #expect(agree(try #require(site.proportionScore.value), try row.number("z_bin"), relatively: 1e-9))
            #expect(agree(try #require(site.fisherPValue.value), try row.number("fisher_p"), relatively: 1e-9))
            #expect(agree(site.devianceResidual, try row.number("dev_resid"), relatively: 1e-9))
        }
    }
}
