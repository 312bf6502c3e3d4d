// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

extension ClearanceJudge {
    /// The episode of a finding, and when it may grow graver by time alone; nil below every level.
    ///
    /// - Parameter used: rows that an episode of the same band rests on already; a row is the evidence of the first.
    func outcome(
        of finding: ClearanceFinding, told used: inout Set<RowKey>
    ) -> (episode: Episode, reviewAgainAt: Timestamp?)? {
        let worst = finding.functions.reduce(finding.functions[0]) { worst, next in
            badness(of: next) > badness(of: worst) ? next : worst
        }
        let facts = LevelFacts(
            count: condition.measure.isMultiple ? nil : worst.range.map(\.highest), onset: finding.onset.earliest,
            isCertain: finding.kind != .indeterminate, kind: finding.kind.rawValue)
        let groups = look.studyProtocol.termGroups
        let judgedOn = min(look.today, finding.end?.date.latest ?? look.today)
        let next = rule.nextLevelDay(for: facts, groups: groups, today: judgedOn).flatMap { day in
            day <= finding.end?.date.latest ?? day ? look.moment.start(of: day) : nil
        }
        guard let level = rule.level(for: facts, groups: groups, today: judgedOn) else { return nil }
        let all = evidence(of: finding.functions) + finding.doses.map(\.evidence)
        let own = all.filter { !used.contains($0.key) }
        used.formUnion(all.map(\.key))
        return (episode(finding, worst: worst, level: level, evidence: own.isEmpty ? all : own), next)
    }

    private func episode(
        _ finding: ClearanceFinding, worst: OrganFunction, level: SeverityLevel, evidence: [Evidence]
    ) -> Episode {
        var uncertainties = finding.functions.reduce(into: Set<Uncertainty>()) { $0.formUnion($1.doubts) }
        let dates = finding.functions.map(\.collected) + finding.doses.compactMap(\.exposure.start)
        if dates.contains(where: { !$0.isComplete }) || finding.end?.date.isComplete == false {
            uncertainties.insert(.dateUnknown)
        }
        let facet = finding.band.map { band in text(of: condition.bands[band].cut) } ?? ""
        return Episode(
            rule: rule.id, ruleVersion: rule.version,
            facet: finding.kind == .doseTooHigh || finding.kind == .startedTooHigh
                ? facet : "\(finding.kind.rawValue) \(facet)",
            onset: finding.onset, end: finding.end?.date, severity: level.severity,
            finding: .clearance(report(finding, worst: worst)), evidence: evidence,
            closing: finding.end?.rows ?? [], uncertainties: uncertainties, proposal: rule.proposal(at: level))
    }

    private func report(_ finding: ClearanceFinding, worst: OrganFunction) -> ClearanceReport {
        let band = finding.band.map { condition.bands[$0] }
        let dose = finding.doses.last
        let function: ClearanceReport.Function =
            switch worst.value {
            case .failure(let unknown): .unknown(unknown.reason)
            case .success(let range):
                finding.kind != .indeterminate
                    ? .known(lowest: range.lowest, highest: range.highest)
                    : .unknown(dose?.amount == nil ? .doseUnknown : doubt(about: worst))
            }
        return ClearanceReport(
            kind: finding.kind, test: condition.measure.test, function: function, cut: band?.cut,
            drug: dose?.exposure.treatment ?? condition.treatments.min() ?? "",
            dose: dose?.rate(unit: condition.unit),
            limit: band.map { DoseRate(amount: $0.doseMax, unit: condition.unit.name, everyDays: $0.everyDays) },
            collected: worst.collected)
    }

    /// Why a function that is a range cannot be told.
    private func doubt(about function: OrganFunction) -> ClearanceReport.Doubt {
        if function.doubts.contains(.weightOld) { return .weightTooOld }
        return condition.measure.isMultiple && function.range?.lowest == 0 ? .limitMissing : .resultUnreadable
    }

    /// The rows that some specimens rest on, each once and with what it says.
    func evidence(of functions: [OrganFunction]) -> [Evidence] {
        var seen: Set<RowKey> = []
        let keys = functions.flatMap(\.rows).filter { seen.insert($0).inserted }
        return keys.compactMap { key in look.record.reading(of: key).map { Evidence(key: key, reading: $0) } }
    }

    /// How bad a function is, of several to tell the worst; one that cannot be told is the least.
    private func badness(of function: OrganFunction) -> Double {
        guard case .success(let range) = function.value else { return -.infinity }
        return condition.measure.isMultiple ? range.lowest : -range.highest
    }
}

extension OrganFunction {
    fileprivate var range: ValueRange? { try? value.get() }
}

extension ClearanceCondition.Measure {
    fileprivate var test: String {
        switch self {
        case .creatinineClearance: Analyte.creatinineClearance.testCodes[0]
        case .timesUpperLimit(let analyte): analyte.testCodes[0]
        }
    }
}
