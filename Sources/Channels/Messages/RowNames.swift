// SPDX-License-Identifier: Apache-2.0

import Alerting
import FoundationEssentials
import Rules
import Trial

extension AlertBody {
    /// A row's key as a message may write it: an event by domain, date and the sender's identifier.
    ///
    /// The key of an event begins with AETERM, and that of an arm's evidence with the subject before it. As reported a
    /// term is free text, which may name anybody.
    func name(of key: RowKey) -> String {
        guard key.domain == .ae else { return key.description.clipped }
        return eventName(of: key)
    }

    /// A row's key as short as it still finds the row.
    func briefName(of key: RowKey) -> String {
        guard key.domain == .ae else { return key.brief.clipped }
        return eventName(of: key)
    }

    private func eventName(of key: RowKey) -> String {
        // Without its values a key cannot be told apart from its free text.
        let values = (try? JSONDecoder().decode([String].self, from: Data(key.text.utf8))) ?? []
        let term = if case .arm = change.alert.scope { 1 } else { 0 }
        let coded = values.enumerated().filter { $0.offset != term && !$0.element.isEmpty }.map(\.element)
        return ([key.domain.code] + coded).joined(separator: " ").clipped
    }

    /// What was found, without a term that is free text.
    var finding: String {
        var finding = change.alert.episode.finding
        let language = recipient.language
        if case .event(var event) = finding, !event.isCoded {
            event.term = Wording(language: language).uncodedEvent
            finding = .event(event)
        }
        if case .signal(var signal) = finding {
            signal.parts = signal.parts.map { $0.withoutFreeText(in: language) }
            finding = .signal(signal)
        }
        if case .mismatch(var report) = finding, !report.isCoded {
            report.term = Wording(language: language).uncodedEvent
            finding = .mismatch(report)
        }
        if case .clock(var report) = finding, !report.subject.isCoded {
            report.subject.term = Wording(language: language).uncodedEvent
            finding = .clock(report)
        }
        if case .cover(var report) = finding {
            report.opponents = report.opponents.map { $0.withoutFreeText(in: language) }
            finding = .cover(report)
        }
        let words = headline(of: finding, ctcae: ctcae, in: language)
        return (mask?.covering(words) ?? words).clipped
    }
}

extension SignalPart {
    /// The part without a term that is free text.
    fileprivate func withoutFreeText(in language: Language) -> SignalPart {
        guard case .event(_, false, let grade) = kind else { return self }
        var part = self
        part.kind = .event(term: Wording(language: language).uncodedEvent, isCoded: false, grade: grade)
        return part
    }
}

extension String {
    /// At most 200 characters: what comes from a row has no length of its own.
    var clipped: String { clipped(to: 200) }

    /// At most so many characters.
    func clipped(to charactersMax: Int) -> String {
        guard unicodeScalars.count > charactersMax else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.prefix(charactersMax - 1))) + "…"
    }
}
