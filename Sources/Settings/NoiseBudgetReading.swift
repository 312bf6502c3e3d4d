// SPDX-License-Identifier: Apache-2.0

import Rules

extension Entry {
    /// `{critical_per_week, urgent_per_week, source}`.
    func noiseBudget() -> NoiseBudget? {
        guard let fields = fields(["critical_per_week", "urgent_per_week", "source"]) else { return nil }
        let critical = fields.required("critical_per_week") { $0.whole(0...1_000) }
        let urgent = fields.required("urgent_per_week") { $0.whole(0...1_000) }
        let source = fields.required("source", hint: "add `source:`, where the numbers come from") { $0.text() }
        guard let critical, let urgent, let source else { return nil }
        return NoiseBudget(criticalPerWeek: critical, urgentPerWeek: urgent, source: source)
    }
}
