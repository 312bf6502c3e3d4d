// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

/// What every rule carries, whatever it watches.
struct RuleHeading {
    var id: String
    /// Names it had before.
    var formerly: [String]
    var title: LocalizedText
    var source: String
    var verified: Bool
    var runbook: String

    /// The keys this reads.
    static let keys = ["id", "formerly", "title", "source", "verified", "signed_off", "runbook"]

    /// The heading of a rule, or nil after a fault.
    init?(_ fields: Fields, in reading: ProtocolReading) {
        let id = fields.required("id") { $0.identifier() }
        let formerly = fields.optional("formerly") { $0.identifiers("earlier names of the rule") } ?? []
        let title = fields.required("title") { $0.localizedText() }
        let source = fields.required("source", hint: "add `source:`, where the rule's numbers come from") { $0.text() }
        let verified = fields.required(
            "verified", hint: "add `verified: false`, or true if every number has a published source"
        ) { $0.flag() }
        let isSignedOff = fields.optional("signed_off") { $0.signOff(by: reading.today) } ?? false
        if verified == true, fields.has("signed_off") {
            fields.entry("signed_off")?.warn(
                found: "a sign-off beside `verified: true`", hint: "there is nothing to sign off; remove one of the two"
            )
        }
        let runbook = fields.required("runbook") { $0.runbook(among: reading.runbooks) }
        guard let id, let title, let source, let verified, let runbook else { return nil }
        self.id = id
        self.formerly = formerly
        self.title = title
        self.source = source
        self.verified = verified || isSignedOff
        self.runbook = runbook
    }
}

extension Entry {
    /// A list of permanent names.
    fileprivate func identifiers(_ what: String) -> [String]? {
        elements(of: what)?.compactMap { $0.identifier() }
    }

    /// The sponsor's sign-off of unverified numbers: by whom, and on which day.
    func signOff(by today: CalendarDay?) -> Bool? {
        guard let fields = fields(["by", "on"]) else { return nil }
        let by = fields.required("by") { $0.text("name and role") }
        let on = fields.required("on") { $0.day() }
        if let on, let today, on > today {
            fields.entry("on")?.warn(
                found: "\(on), a day to come", hint: "check the day; dose proposals of this rule are made from now on")
        }
        return by != nil && on != nil
    }

    /// The name of a page that exists, as far as that can be told.
    fileprivate func runbook(among runbooks: Runbooks?) -> String? {
        guard let runbooks else { return identifier() }
        return reference(to: "a page of \(runbooks.folder)", among: runbooks.pages)
    }
}
