// SPDX-License-Identifier: Apache-2.0

import Rules

extension Entry {
    /// A prophylactic and what counts as the same cover, or nil after a fault.
    func prophylactic() -> Prophylactic? {
        let keys = [
            "id", "name", "medications", "contraindicated_by", "confirmed_within_days", "before_onset_days", "source",
            "verified",
        ]
        guard let fields = fields(keys) else { return nil }
        let id = fields.required("id") { $0.identifier() }
        let name = fields.optional("name") { $0.localizedText() }
        let medications = fields.required("medications") { $0.texts("medications") }
        let words = fields.optional("contraindicated_by") { $0.texts("words of CMREASND") } ?? []
        let confirmed = fields.optional("confirmed_within_days") { $0.whole(1...365) } ?? 60
        let before = fields.optional("before_onset_days") { $0.whole(1...90) } ?? 7
        let source = fields.optional("source") { $0.text() } ?? ""
        let verified = fields.optional("verified") { $0.flag() } ?? false
        if verified, source.isEmpty, !fields.has("source") {
            fault(at: "source", found: "nothing", hint: "add `source:`, where the verified numbers come from")
        }
        guard let id, let medications else { return nil }
        return Prophylactic(
            id: id, name: name, medications: medications, contraindicatedBy: words, confirmedWithinDays: confirmed,
            beforeOnsetDays: before, source: source, verified: verified)
    }
}
