// SPDX-License-Identifier: Apache-2.0

import Rules
import Statistics
import Trial

extension Wording {
    var boundariesTitle: String { "Stopping rules" }
    var noBoundaries: String { "The protocol has no stopping rule." }
    var evaluable: String { "n" }
    var events: String { "k" }
    var worstCase: String { "k worst" }
    var pendingSubjects: String { "Pending n" }
    var pendingEvents: String { "Pending k" }
    var bound: String { "Bound at n" }
    var standing: String { "Where it stands" }
    var noBound: String { "none" }

    var countingMode: String {
        """
        A subject enters n and k at entry + τ (the rule's window); events of subjects whose window still runs are \
        pending. Each further event brings its subject into n: "1 more event crosses at 31 subjects" counts that \
        subject. k worst counts every unknown as an event. A crossing asks the DSMB for a review; it stops nothing.
        """
    }

    /// The chance that some formal rule pages although every true rate is the acceptable one.
    func familyWise(_ attained: [Double]) -> String? {
        guard attained.count > 1 else { return nil }
        let error = 1 - attained.reduce(1) { $0 * (1 - $1) }
        return """
            If every true rate were p0, at least one of the \(attained.count) formal rule-arms would cross with a \
            probability of about \(decimal(error, places: 2)), taking them as independent.
            """
    }

    func role(_ role: ArmRule.Role) -> String {
        switch role {
        case .formal: "Formal"
        case .advisory: "Advisory"
        }
    }

    func caption(_ rule: ArmRule) -> String { "\(text(of: rule.title)) (\(self.role(rule.role).lowercased()))" }

    /// The boundary's making in one line.
    func design(_ rule: ArmRule) -> String {
        let design = rule.boundary.design
        let looks = rule.boundary.boundary.looks
        let source = rule.source.hasSuffix(".") ? String(rule.source.dropLast()) : rule.source
        let isSaid = rule.verified || source.hasSuffix("unverified")
        let verified = isSaid ? source : "\(source); unverified"
        return """
            \(method(design.method)), p0 \(design.nullProbability), alpha \(design.alpha), attained \
            \(decimal(rule.boundary.attainedAlpha, places: 4)); τ \(count(rule.windowDays, "day", "days")); \
            n \(looks.subjects.first ?? looks.last) to \(looks.last). Source of p0: \(verified).
            """
    }

    private func method(_ method: BinaryMethod) -> String {
        switch method {
        case .pocock: "Exact Pocock"
        case .obrienFleming: "O'Brien-Fleming"
        case .wangTsiatis(let delta): "Wang-Tsiatis (Δ = \(delta))"
        case .betaBinomial(let prior): "Beta-binomial (prior Beta(\(prior.a), \(prior.b)))"
        case .chenChaloner(let prior, _, _): "Chen-Chaloner (prior Beta(\(prior.a), \(prior.b)))"
        case .sprt(let alternative): "Truncated SPRT (p1 = \(alternative))"
        case .maxSPRT: "MaxSPRT"
        case .powerFamily(let delta): "Exact power family (δ = \(delta))"
        }
    }

    /// Where an arm stands, in one sentence.
    func standing(_ line: BoundaryLine, in zone: StudyZone) -> String {
        let horizon = line.rule.boundary.boundary.looks.last
        switch line.proximity {
        case .crossed(let day):
            let since = day.map { " since \($0)" } ?? ""
            return "Review boundary crossed\(since)\(alerted(line, in: zone)); the DSMB decides"
        case .crossedInWorstCase(let day):
            let since = day.map { " since \($0)" } ?? ""
            return "Crossed\(since) if every unknown is an event\(alerted(line, in: zone)); complete the records"
        case .near(let events, let subjects), .far(let events, let subjects):
            return further(events, at: subjects)
        case .outOfReach:
            return "Cannot be crossed up to the horizon of \(horizon)"
        case .horizonReached:
            return "Horizon of \(horizon) reached, not crossed"
        }
    }

    private func alerted(_ line: BoundaryLine, in zone: StudyZone) -> String {
        line.alertedAt.map { " (alert of \(studyTime($0, in: zone)))" } ?? ""
    }

    /// What is added to a standing when no look is left besides.
    func horizonToo(_ horizon: Int) -> String { "(horizon of \(horizon) reached)" }

    private func further(_ events: Int, at subjects: Int) -> String {
        guard events > 0 else { return "k suffices already; crosses at the look after \(subjects) subjects" }
        return "\(events) more \(events == 1 ? "event crosses" : "events cross") at \(subjects) subjects"
    }

    func badge(_ proximity: Proximity) -> String {
        switch proximity {
        case .crossed: "Crossed"
        case .crossedInWorstCase: "Worst case"
        case .near(let events, _): count(events, "event", "events")
        case .far, .outOfReach, .horizonReached: ""
        }
    }

    func counts(_ status: ArmStatus) -> [String] {
        [
            "\(count(status.events, "event", "events")) in \(count(status.evaluable, "subject", "subjects"))",
            status.bound.map { "bound \($0)" },
            status.pendingEvents > 0 ? "\(status.pendingEvents) pending" : nil,
            status.eventsWorstCase > status.events ? "\(status.eventsWorstCase) in the worst case" : nil,
        ].compactMap { $0 }
    }

    var chartSubjects: String { "evaluable subjects n" }
    var chartEvents: String { "events k" }
    var chartLegend: String { "Shaded: boundary crossed. Dot: an arm. Ring: the arm if every unknown is an event." }

    func chartTitle(_ rule: ArmRule) -> String { "Boundary and arms: \(text(of: rule.title))" }

    func chartDescription(_ points: [BoundaryChart.Point]) -> String {
        let arms = points.map { "\($0.arm) at \($0.events) events in \($0.subjects) subjects" }
        return "Stopping boundary by evaluable subjects; \(arms.joined(separator: ", "))."
    }
}
