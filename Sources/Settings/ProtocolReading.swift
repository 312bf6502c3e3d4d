// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules
import Trial

/// Reads one protocol file.
struct ProtocolReading {
    /// The names of the runbook pages, or nil where their folder was not found.
    let runbooks: Runbooks?
    /// The day by which sign-offs are judged; nil where nobody asks.
    var today: CalendarDay?

    private static let keys = [
        "study", "title", "ctcae", "time_zone", "monitoring_from", "retractions_max_per_pass", "blinded", "arms",
        "term_groups", "sites", "prophylactics", "medication_lists", "dosing", "causality", "packs", "rules",
        "stopping_rules",
        "noise_budget",
    ]

    /// The protocol, or nil after a fault.
    func read(_ root: Entry) -> StudyProtocol? {
        guard let fields = root.fields(Self.keys) else { return nil }
        let study = fields.required("study") { $0.text("the STUDYID") }
        let title = fields.required("title") { $0.text("the trial's title") }
        let timeZone = fields.required("time_zone", hint: "add `time_zone:`, for example Asia/Shanghai") {
            $0.timeZone()
        }
        let monitoringFrom = fields.required(
            "monitoring_from", hint: "add `monitoring_from: YYYY-MM-DD`, the first day on which alerts are sent"
        ) { $0.day() }
        let retractionsMax = fields.required("retractions_max_per_pass") { $0.whole(1...10_000) }
        let isBlinded = fields.optional("blinded") { $0.flag() } ?? false
        let noiseBudget = fields.optional("noise_budget") { $0.noiseBudget() }
        var declarations = Declarations(fields)
        declarations.timeZone = timeZone
        let packs = packs(named: fields)
        let rules = packs.flatMap(\.rules) + ruleEntries("rules", fields)
        let stoppingRules = ruleEntries("stopping_rules", fields)
        declarations.ruleNames = rules.compactMap { $0.peek("id")?.scalarText }
        checkIdentifiers(of: rules + stoppingRules)
        if rules.isEmpty, stoppingRules.isEmpty, !fields.has("rules"), !fields.has("packs") {
            root.fault(at: "rules", found: "nothing", hint: "add `rules:` or `packs:`, or this study is not watched")
        }
        declarations.subjectRules = rules
        let subjectRules = rules.compactMap { [declarations] in subjectRule($0, declarations) }
        let armRules = stoppingRules.compactMap { [declarations] in armRule($0, declarations) }
        reportUnusedToxicities(declarations, rules: rules)
        if isBlinded { reportUnmasking(declarations, rules: rules) }
        guard let study, let title, let timeZone, let monitoringFrom, let retractionsMax, let ctcae = declarations.ctcae
        else { return nil }

        var fingerprint = Fingerprint()
        fingerprint.add(root.node)
        for pack in packs { fingerprint.add(pack.root.node) }
        fingerprint.add(String(Fingerprint.judgementRevision))
        return StudyProtocol(
            study: study, title: title, ctcae: ctcae, timeZone: timeZone, monitoringFrom: monitoringFrom,
            isBlinded: isBlinded, arms: declarations.arms, sites: declarations.sites,
            termGroups: declarations.termGroups,
            prophylactics: declarations.prophylactics, medicationLists: declarations.medicationLists,
            dosing: declarations.dosing, subjectRules: subjectRules, armRules: armRules, packs: packs.map(\.pack),
            retractionsMax: retractionsMax, noiseBudget: noiseBudget ?? .usual, version: fingerprint.text)
    }

    /// A toxicity that no rule finds never moves a dose.
    private func reportUnusedToxicities(_ declarations: Declarations, rules: [Entry]) {
        let used = Set(rules.compactMap { $0.peek("toxicity")?.scalarText })
        for name in declarations.toxicityNames where !used.contains(name) {
            declarations.dosingEntry?.fault(
                at: "toxicities", found: "`\(name)`, which no rule refers to",
                hint: "add `toxicity: \(name)` to the rules that find it, or remove it")
        }
    }

    /// In a masked trial a rule of some arms tells the arm by its alerts; so does a drug that not every arm is given.
    private func reportUnmasking(_ declarations: Declarations, rules: [Entry]) {
        for rule in rules where rule.peek("arms") != nil {
            rule.fault(
                at: "arms", found: "a rule of some arms in a blinded trial",
                hint: "its alerts would tell the arm; remove `arms:`")
        }
        for drug in declarations.dosing?.drugs ?? []
        where declarations.arms.contains(where: { $0.treatments.isDisjoint(with: drug.treatments) }) {
            declarations.dosingEntry?.fault(
                at: "drugs", found: "`\(drug.id)`, which not every arm of a blinded trial is given",
                hint: "list what the other arms are given in its place among its `treatments`")
        }
    }

    private func ruleEntries(_ key: String, _ fields: Fields) -> [Entry] {
        fields.optional(key) { $0.elements(of: "rules") } ?? []
    }
}
