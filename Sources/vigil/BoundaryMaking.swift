// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Reporting
import Statistics

/// Makes the sheet of one boundary.
struct BoundaryMaking {
    let method: String
    let options: BoundaryOptions

    /// - Throws: `DesignError` or `ValidationError` naming the option at fault.
    func sheet() async throws -> BoundarySheet {
        switch try Counting(name: options.counting) {
        case .binary where method == "e-process": try eProcess()
        case .binary where method == "power-family" && options.pHi != nil: try powerFamily()
        case .binary: try binary()
        case .survival: try await survival()
        case .tite: try await tite()
        case .poisson: try poisson()
        }
    }

    private func sheet(
        _ words: String, attained: Double, _ rule: BoundarySheet.Rule, _ lines: [BoundarySheet.Characteristics],
        _ remarks: [String] = []
    ) throws -> BoundarySheet {
        BoundarySheet(
            title: "\(method), \(words)", arguments: try options.arguments(method: method), attainedAlpha: attained,
            rule: rule, characteristics: lines, remarks: remarks)
    }

    private func binaryDesign() throws -> BinaryDesign {
        try BinaryDesign(
            method: BinaryMethod(name: method, parameters: options.parameters()), looks: options.looksAskedFor(),
            nullProbability: options.p0, alpha: options.alphaAskedFor())
    }

    private func binary() throws -> BoundarySheet {
        let calibrated = try binaryDesign().calibrated()
        return try sheet(
            "events among evaluable subjects", attained: calibrated.attainedAlpha, .bounds(calibrated.boundary),
            characteristics(of: calibrated.boundary))
    }

    private func characteristics(of boundary: BinaryBoundary) throws -> [BoundarySheet.Characteristics] {
        let entry = try options.accrual.map { accrual in
            try StaggeredEntry(accrual: accrual, window: options.tauAskedFor(for: "--accrual"))
        }
        return try options.ratesAskedFor().map { rate in
            let exact = try boundary.operatingCharacteristics(eventProbability: rate)
            var figures = [
                ("reject_prob", exact.rejectionProbability), ("exp_events", exact.expectedEvents),
                ("exp_n", exact.expectedSubjects),
            ]
            if let entry {
                let pending = try boundary.pendingCharacteristics(eventProbability: rate, entry: entry)
                figures += [
                    ("exp_events_with_pending", pending.expectedEvents), ("exp_enrolled", pending.expectedEnrolled),
                    ("exp_calendar", pending.expectedCalendarTime),
                ]
            }
            return BoundarySheet.Characteristics(probability: rate, figures: figures)
        }
    }

    private func eProcess() throws -> BoundarySheet {
        let numbers = try options.parameters().prior
        guard numbers.count == 2 else {
            throw ValidationError(
                "--prior: found \(numbers.count) numbers; allowed are two, a,b, which e-process needs")
        }
        let process = try EProcess(
            prior: BetaPrior(a: numbers[0], b: numbers[1]), nullProbability: options.p0, alpha: options.alphaAskedFor())
        let boundary = try process.boundary(through: options.n)
        let attained = try boundary.operatingCharacteristics(eventProbability: options.p0).rejectionProbability
        return try sheet(
            "events among evaluable subjects", attained: attained, .bounds(boundary), characteristics(of: boundary),
            ["The bounds hold at any time and beyond N too: the type I error never exceeds alpha."])
    }

    private func powerFamily() throws -> BoundarySheet {
        guard let high = options.pHi, let low = options.crossLo, let wanted = options.crossHi else {
            throw ValidationError("--p-hi goes with --cross-lo and --cross-hi, the crossing probabilities wanted")
        }
        guard let priority = PowerFamilyDesign.Priority(rawValue: options.priority) else {
            throw ValidationError("--priority: found \(options.priority); allowed is null or alt")
        }
        let design = try PowerFamilyDesign(
            looks: options.looksAskedFor(), nullProbability: options.p0, highProbability: high, crossingAtNull: low,
            crossingAtHigh: wanted, delta: options.delta ?? 0, priority: priority)
        let found = try design.calibrated()
        let looser = try found.justAbove.operatingCharacteristics(eventProbability: options.p0).rejectionProbability
        return try sheet(
            "events among evaluable subjects",
            attained: found.justBelow.operatingCharacteristics(eventProbability: options.p0).rejectionProbability,
            .bounds(found.justBelow), characteristics(of: found.justBelow),
            ["The next looser boundary of the family has a type I error of \(looser)."])
    }

    private func survival() async throws -> BoundarySheet {
        let tau = try options.tauAskedFor(for: "counting by exposure")
        guard let information = SurvivalDesign.MaximumInformation(rawValue: options.maxInformation) else {
            throw ValidationError("--max-information: found \(options.maxInformation); allowed is expected or maximum")
        }
        if options.looks != nil {
            throw ValidationError("--looks: found \(options.looks ?? ""); with survival every event is a look")
        }
        let boundary = try SurvivalDesign(
            method: SurvivalMethod(name: method, parameters: options.parameters()), subjects: options.n,
            nullProbability: options.p0, window: tau, maximumInformation: information,
            alpha: options.alphaAskedFor()
        ).calibrated()
        let simulated = try await simulated(.survival(boundary))
        let lines = try options.ratesAskedFor().enumerated().map { index, rate in
            let exact = try boundary.operatingCharacteristics(eventProbability: rate)
            return BoundarySheet.Characteristics(
                probability: rate,
                figures: [
                    ("reject_prob", exact.rejectionProbability), ("exp_events", exact.expectedEvents),
                    ("exp_followup", exact.expectedExposure),
                ] + (simulated.isEmpty ? [] : simulated[index]))
        }
        return try sheet(
            "events by exposure", attained: boundary.attainedAlpha,
            .followUp(boundary.limits.map { BoundarySheet.Limit(events: $0.events, sizeMax: $0.exposureMax) }), lines)
    }

    private func tite() async throws -> BoundarySheet {
        let boundary = try binaryDesign().titeCalibrated()
        let simulated = try await simulated(.tite(boundary))
        let exact = try characteristicsWhenEvaluable(boundary)
        let lines = exact.enumerated().map { index, line in
            var line = line
            if !simulated.isEmpty {
                line.figures += simulated[index].map { BoundarySheet.Characteristics.Figure(name: $0.0, value: $0.1) }
            }
            return line
        }
        return try sheet(
            "events by effective subjects (TITE)", attained: boundary.binary.attainedAlpha,
            .effectiveSize(
                boundary.limits.map { BoundarySheet.Limit(events: $0.events, sizeMax: $0.effectiveSizeMax) },
                firstLook: boundary.firstLook),
            lines, ["Type I error and exact characteristics are those of the same curve with every subject evaluable."])
    }

    private func characteristicsWhenEvaluable(_ boundary: TITEBoundary) throws -> [BoundarySheet.Characteristics] {
        try options.ratesAskedFor().map { rate in
            let exact = try boundary.binary.boundary.operatingCharacteristics(eventProbability: rate)
            return BoundarySheet.Characteristics(
                probability: rate,
                figures: [
                    ("reject_prob", exact.rejectionProbability), ("exp_events", exact.expectedEvents),
                    ("exp_n", exact.expectedSubjects),
                ])
        }
    }

    /// What simulation tells of staggered entry, for each rate asked about; empty without `--accrual`.
    private func simulated(_ rule: CountingRule) async throws -> [[(String, Double)]] {
        guard let accrual = options.accrual else { return [] }
        let window = try options.tauAskedFor(for: "--accrual")
        var lines: [[(String, Double)]] = []
        for rate in try options.ratesAskedFor() {
            let scenario = try Scenario(
                subjects: options.n, accrual: accrual, window: window, eventProbability: rate)
            let found = try await scenario.simulate([rule], trials: options.trials, seed: options.seed)[0]
            lines.append([
                ("reject_prob_staggered", found.rejectionProbability.mean),
                ("reject_prob_staggered_se", found.rejectionProbability.standardError),
                ("exp_events_staggered", found.events.mean), ("exp_enrolled", found.enrolled.mean),
                ("exp_calendar", found.calendarTime.mean),
            ])
        }
        return lines
    }

    private func poisson() throws -> BoundarySheet {
        guard method == "maxsprt" else {
            throw ValidationError("--method: found \(method); with poisson allowed is maxsprt")
        }
        guard options.p0 > 0, options.p0 < 1 else {
            throw ValidationError("--p0: found \(options.p0); allowed is a number above 0 and below 1")
        }
        let design = try PoissonMaxSPRTDesign(
            informationEnd: Double(options.n) * options.p0, eventsMin: options.minEvents,
            alpha: options.alphaAskedFor(), schedule: .continuous(firstLook: options.delay))
        let boundary = try design.calibrated()
        var limits: [BoundarySheet.Limit] = []
        var events = options.minEvents
        while let size = boundary.informationMax(events: events), (limits.last?.sizeMax ?? 0) < design.informationEnd {
            limits.append(BoundarySheet.Limit(events: events, sizeMax: min(size, design.informationEnd)))
            events += 1
        }
        let lines = try options.ratesAskedFor().map { rate in
            let found = try boundary.characteristics(relativeRate: rate / options.p0)
            return BoundarySheet.Characteristics(
                probability: rate,
                figures: [
                    ("reject_prob", found.power), ("exp_events", found.expectedLength * found.relativeRate),
                    ("exp_expected", found.expectedLength),
                ])
        }
        return try sheet(
            "events against those expected", attained: boundary.attainedAlpha,
            .expectedEvents(limits.filter { $0.sizeMax > options.delay }), lines,
            ["Critical value of the log likelihood ratio: \(boundary.criticalValue)."])
    }
}
