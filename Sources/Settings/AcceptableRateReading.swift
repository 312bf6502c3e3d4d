// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules

/// How the events behind a rate were found.
private enum Ascertainment: String, CaseIterable {
    /// By laboratory results.
    case lab
    /// By reported adverse events.
    case ae
    /// By whichever came first.
    case either
}

extension Entry {
    /// `p0_from: {ascertainment, ctcae, follow_up_days, method}`: how the trial that p0 is taken from counted.
    ///
    /// Rates counted in another way are no measure of this trial's: laboratory grades run higher than reports of the
    /// same event. Each difference is a warning, since p0 may have been chosen with it in mind.
    func compareAcceptableRate(with event: ArmEvent, windowDays: Int, _ declarations: Declarations) {
        guard let fields = fields(["ascertainment", "ctcae", "follow_up_days", "method"]) else { return }
        let ascertainment = fields.optional("ascertainment") {
            $0.choice("a way of ascertainment", among: Ascertainment.allCases.map { ($0.rawValue, $0) })
        }
        let version = fields.optional("ctcae") {
            $0.choice("a CTCAE version", among: ["3.0", "4.0", "4.03", "5.0", "6.0"].map { ($0, $0) })
        }
        let days = fields.optional("follow_up_days") { $0.whole(1...36_500) }
        _ = fields.optional("method") { $0.text() }

        if let ascertainment, let counted = event.ascertainment, counted != ascertainment {
            fields.entry("ascertainment")?.warn(
                found:
                    "p0 from events found by `\(ascertainment.rawValue)`, the rule counts by `\(counted.rawValue)`",
                hint:
                    "the two differ for one event: take p0 from a trial that counted alike, or say in `source:` why not"
            )
        }
        if let version, let own = declarations.ctcae?.rawValue, version != own {
            fields.entry("ctcae")?.warn(
                found: "p0 by CTCAE \(version), while the study grades by \(own)",
                hint: "grades differ between versions: say in `source:` that this event's do not, or correct p0")
        }
        if let days, days != windowDays {
            fields.entry("follow_up_days")?.warn(
                found: "p0 over \(days) days, while the window has \(windowDays)",
                hint: "bring p0 to the window's length, and give that length here")
        }
    }
}

extension ArmEvent {
    /// How events are found; nil for deaths, which are found alike everywhere.
    fileprivate var ascertainment: Ascertainment? {
        switch self {
        case .reported: .ae
        case .laboratory: .lab
        case .either: .either
        case .death: nil
        }
    }

    /// The term groups it names.
    var groups: [String] {
        switch self {
        case .reported(let group, let unless, _): [group, unless].compactMap { $0 }
        case .laboratory: []
        case .death(let unless, _): [unless].compactMap { $0 }
        case .either(let first, let second): first.groups + second.groups
        }
    }
}
