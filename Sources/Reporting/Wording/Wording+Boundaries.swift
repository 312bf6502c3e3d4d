// SPDX-License-Identifier: Apache-2.0

import Rules
import Statistics
import Trial

extension Wording {
    var boundariesTitle: String { "Stopping rules" }
    var noBoundaries: String { "The protocol has no stopping rule." }
    var events: String { "k" }
    var worstCase: String { "k worst" }
    var frozenSubjects: String { "Frozen" }
    var pendingEvents: String { "Pending k" }
    var bound: String { "Bound" }
    var standing: String { "Where it stands" }
    var noBound: String { "none" }

    /// What the boundary holds events against, as a column's title.
    func size(_ counting: Counting) -> String {
        switch counting {
        case .tite: "Eff. n"
        case .survival: "Years"
        case .binary, .poisson: "n"
        }
    }

    /// Subjects within their window, as a column's title.
    func pendingSubjects(_ counting: Counting) -> String { counting == .binary ? "Pending n" : "Pending" }

    /// A size as it is shown: subjects, effective subjects or years under observation.
    func shown(_ size: Double, _ counting: Counting) -> Double { counting == .survival ? size / daysInYear : size }

    func size(_ size: Double, _ counting: Counting) -> String {
        counting == .binary ? "\(Int(size))" : decimal(shown(size, counting), places: 1)
    }

    /// How subjects still under observation are counted, for each way that the protocol uses.
    func countingModes(_ countings: Set<Counting>) -> [String] {
        let ways: [(Counting, String)] = [
            (
                .tite,
                """
                A subject counts as 1 from the event on, and once no event can come any more: the window τ has passed, \
                or death, progression, or 30 days after the end of treatment. Until then the subject counts by the \
                share of τ observed; the sum is the effective n. Follow-up that broke off (withdrawal, loss, a drug \
                added) stays frozen at what was seen.
                """
            ),
            (.survival, "Events are held against the years in which a first event could be seen."),
            (
                .binary,
                """
                A subject enters n and k at entry + τ (the rule's window); events of subjects whose window still runs \
                are pending. Each further event brings its subject into n: "1 more event crosses at 31 subjects" \
                counts that subject.
                """
            ),
        ]
        return ways.filter { countings.contains($0.0) }.map(\.1) + [
            """
            k worst counts every unknown as an event. A crossing is looked for along the whole path by event date as \
            now known; it asks the DSMB for a review, and stops nothing.
            """
        ]
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
        let boundary = rule.boundary
        let source = rule.source.hasSuffix(".") ? String(rule.source.dropLast()) : rule.source
        let isSaid = rule.verified || source.hasSuffix("unverified")
        let verified = isSaid ? source : "\(source); unverified"
        let from = boundary.counting == .survival ? "" : "\(Int(boundary.firstSize)) to "
        return """
            \(method(of: boundary)), p0 \(boundary.nullProbability), alpha \(boundary.alpha), attained \
            \(decimal(boundary.attainedAlpha, places: 4)); τ \(count(rule.windowDays, "day", "days")); \
            n \(from)\(boundary.subjectsMax). Source of p0: \(verified).
            """
    }

    /// The power at the number of subjects that each arm has; nil where the rule names no p1.
    func power(_ group: BoundaryGroup) -> String? {
        guard let alternative = group.rule.alternativeProbability else { return nil }
        let arms = group.arms.compactMap { line -> String? in
            let entered = line.status.entered
            guard let power = try? group.rule.boundary.power(at: alternative, subjects: entered) else { return nil }
            return "\(decimal(power, places: 2)) in \(line.status.arm) (\(entered) entered)"
        }
        return arms.isEmpty ? nil : "Power at p1 \(alternative): \(arms.joined(separator: ", "))."
    }

    /// A change of what a rule declares, with both.
    func redeclared(_ change: ArmDeclarationChange, in zone: StudyZone) -> String {
        let (before, after) = (change.before.map(declared) ?? "nothing", change.after.map(declared) ?? "nothing")
        let same = before == after ? "; what counts or where it is looked for was changed" : ""
        return "Declared anew on \(studyTime(change.at, in: zone)): \(before) before, \(after) since\(same)."
    }

    private func declared(_ declaration: ArmDeclaration) -> String {
        """
        \(declaration.counting) \(declaration.method) with p0 \(declaration.p0), alpha \(declaration.alpha), \
        τ \(declaration.windowDays) and N \(declaration.subjectsMax) for \(declaration.arms.joined(separator: ", "))
        """
    }

    private func method(of boundary: ArmBoundary) -> String {
        switch boundary {
        case .tite(let tite): "TITE, \(method(tite.binary.design.method))"
        case .binary(let binary): method(binary.design.method)
        case .survival(let survival): "Events by exposure, \(survival.design.method.name)"
        }
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
        let horizon = horizon(of: line.rule.boundary)
        switch line.proximity {
        case .crossed(let day):
            let since = day.map { " since \($0)" } ?? ""
            return "Review boundary crossed\(since)\(alerted(line, in: zone)); the DSMB decides"
        case .crossedInWorstCase(let day):
            let since = day.map { " since \($0)" } ?? ""
            return "Crossed\(since) if every unknown is an event\(alerted(line, in: zone)); complete the records"
        case .near(let events, let size), .far(let events, let size):
            return further(events, at: size, line.status)
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
    func horizonToo(_ boundary: ArmBoundary) -> String { "(horizon of \(horizon(of: boundary)) reached)" }

    private func horizon(of boundary: ArmBoundary) -> String {
        boundary.counting == .survival
            ? "\(size(boundary.lastSize, .survival)) years" : "\(boundary.subjectsMax)"
    }

    private func further(_ events: Int, at size: Double, _ status: ArmStatus) -> String {
        let more = "\(events) more \(events == 1 ? "event crosses" : "events cross")"
        switch status.counting {
        case .binary, .poisson:
            let subjects = Int(size)
            guard events > 0 else { return "k suffices already; crosses at the look after \(subjects) subjects" }
            return "\(more) at \(subjects) subjects"
        case .tite:
            guard events > 0 else { return "k suffices already; crosses at the first look" }
            return "\(more) up to eff. n \(limit(size))"
        case .survival:
            return "\(more) up to \(limit(size / daysInYear)) years"
        }
    }

    /// A size up to which something crosses: rounded up it would cross where the boundary does not.
    private func limit(_ size: Double) -> String { decimal((size * 10).rounded(.down) / 10, places: 1) }

    /// What is believed by now, and the evidence that needs no horizon; nil where the rule states no prior.
    func outlook(_ status: ArmStatus) -> String? {
        let belief = status.belief.map { belief in
            let crossing = belief.probabilityOfCrossing.map { ", P(ever crosses) \(probability($0))" } ?? ""
            return "P(p > p0) \(probability(belief.probabilityAboveAcceptable))\(crossing)"
        }
        let evidence = status.evidence.map { evidence in
            let reached = evidence.reachedOn.map { ", reached on \($0)" } ?? ""
            let value = decimal(min(evidence.value, 9_999), places: 1)
            return "e-value \(value) of \(decimal(evidence.threshold, places: 0))\(reached)"
        }
        let parts = [belief, evidence].compactMap { $0 }
        return parts.isEmpty ? nil : "[\(parts.joined(separator: ", "))]"
    }

    /// A probability that is never told as certain.
    private func probability(_ value: Double) -> String {
        value < 0.005 ? "< 0.01" : value > 0.995 ? "> 0.99" : decimal(value, places: 2)
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
            counted(status),
            status.bound.map { "bound \($0)" },
            status.pendingEvents > 0 ? "\(status.pendingEvents) pending" : nil,
            status.eventsWorstCase > status.events ? "\(status.eventsWorstCase) in the worst case" : nil,
        ].compactMap { $0 }
    }

    private func counted(_ status: ArmStatus) -> String {
        let events = count(status.events, "event", "events")
        return switch status.counting {
        case .binary, .poisson: "\(events) in \(count(status.evaluable, "subject", "subjects"))"
        case .tite:
            "\(events) in \(count(status.entered, "subject", "subjects")), effective n \(size(status.size, .tite))"
        case .survival: "\(events) in \(size(status.size, .survival)) years"
        }
    }

    func chartSize(_ counting: Counting) -> String {
        switch counting {
        case .tite: "effective subjects n"
        case .survival: "years under observation"
        case .binary, .poisson: "evaluable subjects n"
        }
    }

    var chartEvents: String { "events k" }
    var chartLegend: String {
        "Shaded: boundary crossed. Line: an arm's course by event date. Dot: the arm now. "
            + "Ring: the arm if every unknown is an event."
    }

    func chartTitle(_ rule: ArmRule) -> String { "Boundary and arms: \(text(of: rule.title))" }

    func chartDescription(_ points: [BoundaryChart.Point], _ counting: Counting) -> String {
        let unit = counting == .survival ? "years" : "subjects"
        let arms = points.map { "\($0.arm) at \($0.events) events in \(decimal($0.size, places: 1)) \(unit)" }
        return "Stopping boundary by \(chartSize(counting)); \(arms.joined(separator: ", "))."
    }
}

private let daysInYear = 365.25
