// SPDX-License-Identifier: Apache-2.0

package import Rules
import Trial

/// What an alert says besides its headline, one line a fact: messages and pages print the same.
///
/// The lines name doses, results and medications of the subject; a reader who may not know these is not given them.
package struct AlertFacts {
    private let alert: Alert
    private let language: Language

    /// The facts of an alert in a language.
    package init(_ alert: Alert, in language: Language) {
        self.alert = alert
        self.language = language
    }

    private func either(_ en: String, _ zhHans: String) -> String { language == .en ? en : zhHans }

    private func listed(_ label: String, _ items: [String]) -> String {
        "\(label)\(either(": ", "："))\(items.joined(separator: either("; ", "；")))\(either(".", "。"))"
    }

    /// When the episode began, where that lies in the treatment, and when it ended; nil for the monitor.
    package var interval: String? {
        guard alert.scope != .system else { return nil }
        let place = alert.circumstances?.place.map { either(", ", "，") + $0.words(in: language) } ?? ""
        let onset = alert.episode.onset?.earliest.description ?? either("an unknown day", "未知日期")
        let stop = either(".", "。")
        if let end = alert.episode.end?.latest {
            return either("From \(onset)\(place), to \(end)", "自 \(onset)\(place)，至 \(end)") + stop
        }
        // What was taken back did not go on until now.
        guard alert.closure == nil else { return either("From \(onset)\(place)", "始于 \(onset)\(place)") + stop }
        return either("Since \(onset)\(place)", "自 \(onset) 起\(place)") + stop
    }

    /// The subject's arm; nil where it is not known.
    package var arm: String? { alert.circumstances?.arm }

    /// The range of normal and the result before, for a laboratory result.
    package var laboratory: String? {
        let earlier = alert.circumstances?.before.map {
            either("before: \($0.words(in: language))", "此前：\($0.words(in: language))")
        }
        let facts = [alert.circumstances?.normal?.words(in: language), earlier].compactMap { $0 }
        guard let first = facts.first else { return nil }
        let sentence = ([first.prefix(1).uppercased() + first.dropFirst()] + facts.dropFirst())
        return sentence.joined(separator: either("; ", "；")) + either(".", "。")
    }

    /// How each drug stood when this was told.
    package var doses: String? {
        guard let drugs = alert.circumstances?.drugs, !drugs.isEmpty else { return nil }
        return listed(either("Doses now", "当前用药"), drugs.map { $0.words(in: language) })
    }

    /// How prophylaxis stood before onset.
    package var prophylaxis: String? {
        guard let covers = alert.circumstances?.covers, !covers.isEmpty else { return nil }
        return listed(either("Prophylaxis before onset", "发生前预防用药"), covers.map { $0.words(in: language) })
    }

    /// Medications that may bear on the finding, or that there were none.
    package var coFactors: String? {
        guard let factors = alert.circumstances?.coFactors else { return nil }
        let words = factors.isEmpty ? [either("none on record", "无记录")] : factors.map { $0.words(in: language) }
        return listed(either("Co-factors", "影响因素"), words)
    }

    /// What is not known.
    package var doubts: String? {
        let uncertainties = alert.episode.uncertainties.sorted()
        guard !uncertainties.isEmpty else { return nil }
        return listed(either("Not certain", "未确定"), uncertainties.map { $0.words(in: language) })
    }

    /// What to do, while the alert stands.
    package var steps: [String] {
        guard alert.closure == nil else { return [] }
        let recall = alert.referenceSafety.map { $0.words(in: language) }
        let proposed = [alert.episode.proposal?.action, alert.episode.proposal?.doseWords]
        return [recall].compactMap { $0 } + proposed.compactMap { $0?.text(in: language) }
    }

    /// That a dose is not proposed, and why; nil where one is, or none is called for.
    package var doseWithheld: String? {
        guard alert.closure == nil, alert.episode.proposal?.doseWithheld == true else { return nil }
        return either(
            "Dose level: by the investigator; this rule's numbers await the sponsor's sign-off.",
            "剂量水平：由研究者决定；该规则的数值尚待申办方确认。")
    }

    /// That the investigator decides; nil where nothing is proposed, or another body decides.
    package var proviso: String? {
        guard !steps.isEmpty || doseWithheld != nil else { return nil }
        switch alert.episode.finding {
        case .boundary, .clock, .mismatch, .testing, .system: return nil
        case .laboratory, .event, .signal, .dose, .cover, .clearance: break
        }
        return either("A proposal; the investigator decides.", "以上为建议，由研究者决定。")
    }

    /// How the alert is answered and by when; nil where no answer is owed.
    ///
    /// - Parameter offset: seconds east of UTC of the study's zone.
    package func answer(secondsFromUTC offset: Int) -> String? {
        let isUnanswered =
            alert.closure == .resolved && alert.acknowledgement == nil && alert.episode.severity == .critical
            && alert.scope != .system
        guard alert.state == .open || isUnanswered else { return nil }
        let command = "vigil alerts ack \(alert.id) --version \(alert.version) --by … --reason …"
        switch alert.answerDue {
        case _ where isUnanswered: return either("Not yet acknowledged: \(command)", "尚未确认：\(command)")
        case .by(let instant):
            let time = zoned(instant, secondsFromUTC: offset)
            return either("Acknowledge by \(time): \(command)", "请于 \(time) 前确认：\(command)")
        case .sameWorkingDay: return either("Acknowledge the same working day: \(command)", "请于当个工作日内确认：\(command)")
        case nil: return either("To acknowledge: \(command)", "确认：\(command)")
        }
    }
}

extension Finding {
    /// Whether its headline says only what was counted or seen, and the rule's title what that is.
    package var isNamedByRule: Bool {
        switch self {
        case .signal, .boundary: true
        case .laboratory, .event, .dose, .cover, .clearance, .mismatch, .clock, .testing, .system: false
        }
    }
}

/// An instant in a zone, with the zone: `2024-03-08 16:00 +08:00`.
func zoned(_ instant: Timestamp, secondsFromUTC offset: Int) -> String {
    "\(instant.local(secondsFromUTC: offset)) \(offsetText(offset))"
}

/// Hours and minutes east of UTC: `+08:00`.
func offsetText(_ secondsFromUTC: Int) -> String {
    let minutes = abs(secondsFromUTC) / 60
    let digits = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(secondsFromUTC < 0 ? "-" : "+")\(digits(minutes / 60)):\(digits(minutes % 60))"
}
