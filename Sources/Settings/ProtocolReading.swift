// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Foundation
import Rules
import Trial

/// Reads one protocol file.
struct ProtocolReading {
    /// The names of the runbook pages, or nil where their folder was not found.
    let runbooks: Runbooks?

    private static let keys = [
        "study", "title", "ctcae", "time_zone", "monitoring_from", "retractions_max_per_pass", "arms", "term_groups",
        "prophylactics", "rules", "stopping_rules",
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
        let declarations = Declarations(fields)
        let rules = ruleEntries("rules", fields)
        let stoppingRules = ruleEntries("stopping_rules", fields)
        checkIdentifiers(of: rules + stoppingRules)
        if rules.isEmpty, stoppingRules.isEmpty, !fields.has("rules") {
            root.fault(at: "rules", found: "nothing", hint: "add `rules:`, or this study is not watched")
        }
        let subjectRules = rules.compactMap { subjectRule($0, declarations) }
        let armRules = stoppingRules.compactMap { armRule($0, declarations) }
        guard let study, let title, let timeZone, let monitoringFrom, let retractionsMax, let ctcae = declarations.ctcae
        else { return nil }

        var fingerprint = Fingerprint()
        fingerprint.add(root.node)
        fingerprint.add(String(Fingerprint.judgementRevision))
        return StudyProtocol(
            study: study, title: title, ctcae: ctcae, timeZone: timeZone, monitoringFrom: monitoringFrom,
            arms: declarations.arms, termGroups: declarations.termGroups, prophylactics: declarations.prophylactics,
            subjectRules: subjectRules, armRules: armRules, retractionsMax: retractionsMax, version: fingerprint.text)
    }

    private func ruleEntries(_ key: String, _ fields: Fields) -> [Entry] {
        fields.optional(key) { $0.elements(of: "rules") } ?? []
    }

    /// A rule's name is permanent and told in alerts, so no two rules of either kind may share one.
    private func checkIdentifiers(of rules: [Entry]) {
        var seen: [String: Entry] = [:]
        for rule in rules {
            guard let entry = rule.peek("id"), let id = entry.scalarText else { continue }
            if let first = seen[id] {
                entry.fault(
                    found: "\"\(id)\", which \(first.path) has already", hint: "give each rule its own permanent name")
            }
            seen[id] = seen[id] ?? rule
        }
    }
}

/// What every rule carries, whatever it watches.
struct RuleHeading {
    var id: String
    var title: LocalizedText
    var source: String
    var verified: Bool
    var runbook: String

    /// The keys this reads.
    static let keys = ["id", "title", "source", "verified", "signed_off", "runbook"]

    /// The heading of a rule, or nil after a fault.
    init?(_ fields: Fields, runbooks: Runbooks?) {
        let id = fields.required("id") { $0.identifier() }
        let title = fields.required("title") { $0.localizedText() }
        let source = fields.required("source", hint: "add `source:`, where the rule's numbers come from") { $0.text() }
        let verified = fields.required(
            "verified", hint: "add `verified: false`, or true if every number has a published source"
        ) { $0.flag() }
        let isSignedOff = fields.optional("signed_off") { $0.signOff() } ?? false
        let runbook = fields.required("runbook") { $0.runbook(among: runbooks) }
        guard let id, let title, let source, let verified, let runbook else { return nil }
        self.id = id
        self.title = title
        self.source = source
        self.verified = verified || isSignedOff
        self.runbook = runbook
    }
}

extension Entry {
    /// An IANA time zone.
    fileprivate func timeZone() -> String? {
        guard let text = text("a time zone") else { return nil }
        guard TimeZone(identifier: text) != nil else {
            let nearest = nearest(to: text, among: TimeZone.knownTimeZoneIdentifiers)
            let hint = nearest.map { "did you mean `\($0)`?" } ?? "write an IANA name, for example Asia/Shanghai"
            fault(found: "the unknown time zone \(found)", hint: hint)
            return nil
        }
        return text
    }

    /// The sponsor's sign-off of unverified numbers: by whom, and on which day.
    fileprivate func signOff() -> Bool? {
        guard let fields = fields(["by", "on"]) else { return nil }
        let by = fields.required("by") { $0.text("name and role") }
        let on = fields.required("on") { $0.day() }
        return by != nil && on != nil
    }

    /// The name of a page that exists, as far as that can be told.
    fileprivate func runbook(among runbooks: Runbooks?) -> String? {
        guard let runbooks else { return identifier() }
        return reference(to: "a page of \(runbooks.folder)", among: runbooks.pages)
    }
}
