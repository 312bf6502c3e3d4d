// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Trial

/// A subject's doses, toxicities and stops from a table, one a line; days are of 2024 unless they say otherwise.
///
///     IXA 4 01-01 01-08 01-15        single doses in mg; `?` is no amount, `4ug` another unit, `4!` none
///     LEN 25 QOD 01-01..01-21        an interval; without an end it is open
///     PLT 01-10 01-17 01-24          haematological: onset, resume-eligible, over; `reduce` unless it says otherwise
///     PN 01-10 - - hold?             neuropathy; `?` after the action is an episode that is not certain
///     DS DEATH 02-01                 a disposition
///     AE 01-05 withdrawn             an event for which a drug was withdrawn
///
/// `?` is a date that is missing, `01` a date that is only known by its month.
struct DoseTable {
    var record = SubjectRecord(subject: "S")
    var toxicities: [ToxicityEpisode] = []

    init(_ table: String) {
        for line in table.split(whereSeparator: { $0 == "\n" || $0 == ";" }) {
            let words = line.split(separator: " ").map(String.init)
            guard let kind = words.first else { continue }
            switch kind {
            case "IXA", "LEN": addDoses(words)
            case "PLT", "ANC", "PN", "RASH", "GI": toxicities.append(DoseTable.toxicity(words))
            case "DS":
                record.dispositions.append(
                    Disposition(
                        key: key(.ds, words[1]), event: words[1], category: "DISPOSITION EVENT", start: whole(words[2]))
                )
            case "AE":
                var report = event("Rash", grade: 3, from: whole(words[1])?.description ?? "")
                report.actionTaken = "DRUG WITHDRAWN"
                record.adverseEvents.append(report)
            default: preconditionFailure("no such line: \(line)")
            }
        }
    }

    private mutating func addDoses(_ words: [String]) {
        let treatment = words[0] == "IXA" ? "IXAZOMIB" : "LENALIDOMIDE"
        let amount = Double(words[1].prefix { $0.isNumber || $0 == "." })
        let unit = words[1].drop { $0.isNumber || $0 == "." || $0 == "?" }
        let frequencies = ["QD", "QOD", "QW", "PRN"]
        for days in words[2...] where !frequencies.contains(days) {
            let ends = days.split(separator: ".", omittingEmptySubsequences: false)
            let number = record.exposures.count
            record.exposures.append(
                Exposure(
                    key: key(.ex, words[0], days, "\(number)"), treatment: treatment, dose: amount,
                    unit: unit.isEmpty ? "mg" : unit == "!" ? "" : String(unit),
                    frequency: words.first(where: frequencies.contains) ?? "ONCE", start: whole(String(ends[0])),
                    end: ends.count > 1 ? whole(String(ends[2])) : nil))
        }
    }

    private static func toxicity(_ words: [String]) -> ToxicityEpisode {
        let actions: [String: DoseAction] = [
            "hold": .hold, "perhaps": .holdPerhapsReduce, "reduce": .reduce, "stop": .stop,
        ]
        let classes = ["PLT": "blood", "ANC": "blood", "PN": "neuropathy", "RASH": "rash", "GI": "other"]
        let word = words.count > 4 ? words[4] : "reduce"
        let eligible = words.count > 2 ? whole(words[2]) : nil
        return ToxicityEpisode(
            id: "\(words[0]) \(words[1])", toxicity: classes[words[0]] ?? "",
            spans: whole(words[1]).map { [ToxicityEpisode.Span(onset: $0, resumeEligible: eligible)] } ?? [],
            over: words.count > 3 ? whole(words[3]) : nil,
            action: actions[word.filter { $0 != "?" }] ?? .reduce, isCertain: !word.hasSuffix("?"))
    }

    /// The story on a day.
    func story(on today: String, drugs: [Drug] = [.ixazomib, .lenalidomide]) -> DoseStory {
        doseStory(of: record, under: .both(drugs), toxicities: toxicities, on: whole(today)?.earliest ?? day(today))
    }
}

/// A date of 2024 from `01-08` or `01`; `?`, `-` and nothing are no date.
func whole(_ text: String) -> ClinicalDate? {
    guard !text.isEmpty, text != "?", text != "-" else { return nil }
    return date(text.prefix(4).allSatisfy(\.isNumber) && text.count >= 4 ? text : "2024-\(text)")
}

extension Drug {
    /// Ixazomib 4, 3 and 2.3 mg on days 1, 8 and 15 of 28.
    static let ixazomib = Drug(
        id: "ixazomib", treatments: ["Ixazomib"],
        ladder: DoseLadder(
            unit: DoseUnit("mg"),
            levels: [4, 3, 2.3].map { DoseLevel(amount: $0, schedule: Schedule(days: [1, 8, 15], ofCycle: 28)) }))

    /// Lenalidomide 25, 15, 10 and 5 mg every other day on days 1 to 21 of 28.
    static let lenalidomide = Drug(
        id: "lenalidomide", treatments: ["Lenalidomide"],
        ladder: DoseLadder(
            unit: DoseUnit("mg"),
            levels: [25, 15, 10, 5].map {
                DoseLevel(amount: $0, schedule: Schedule(everyDays: 2, through: 21, ofCycle: 28))
            }))
}

extension Regimen {
    /// Blood counts and rash step lenalidomide first, then in turn; neuropathy steps ixazomib.
    static func both(_ drugs: [Drug]) -> Regimen {
        let all = ["ixazomib", "lenalidomide"]
        return Regimen(
            drugs: drugs,
            toxicities: [
                ToxicityClass(id: "blood", holds: [all], turns: ["lenalidomide", "ixazomib"], stops: all),
                ToxicityClass(
                    id: "rash", holds: [["lenalidomide"], all], turns: ["lenalidomide", "ixazomib"], stops: all),
                ToxicityClass(id: "neuropathy", holds: [["ixazomib"]], turns: ["ixazomib"], stops: ["ixazomib"]),
                ToxicityClass(
                    id: "other", holds: [["lenalidomide"]], turns: ["lenalidomide"], stops: ["lenalidomide"]),
            ],
            cycleDays: 28, cycleStartToleranceDays: 3, silenceDaysMax: 35)
    }
}

extension DoseStory {
    /// The states of a drug: `01-11 held by PLT 01-10 until 01-17`.
    func states(of drug: Drug) -> [String] {
        (self.drug(drug.id)?.states ?? []).map { "\(short($0.since)) \(text($0.state, drug))" }
    }

    /// How it stands with a drug today.
    func now(_ drug: Drug) -> String {
        self.drug(drug.id).map { text($0.now, drug) } ?? "no such drug"
    }

    /// The dose of a drug that is due: `15`, `15 or 10`, `stop`, each with what is in doubt.
    func due(_ drug: Drug) -> String {
        self.drug(drug.id).map { text($0.due, drug) } ?? "no such drug"
    }

    /// The dose of every drug that is due, lenalidomide last.
    var due: String { "\(due(.ixazomib)) / \(due(.lenalidomide))" }

    /// The findings: `doseAgainstHold ixazomib 01-15 x2`, each with its doubt.
    var told: [String] {
        findings.map { finding in
            let count = finding.rows.count > 1 ? " x\(finding.rows.count)" : ""
            let doubt = finding.doubt.map { " (\($0.rawValue))" } ?? ""
            return "\(finding.kind.rawValue) \(finding.drug) \(finding.day.map(short) ?? "?")\(count)\(doubt)"
        }
    }
}

/// A day without its year, where that is 2024.
func short(_ day: CalendarDay) -> String {
    let text = day.description
    return text.hasPrefix("2024-") ? String(text.dropFirst(5)) : text
}

private func text(_ state: DoseState, _ drug: Drug) -> String {
    switch state {
    case .notStarted: "not started"
    case .on(let level): "on \(text(position: level, drug))"
    case .held(let hold):
        "held by \(hold.causes.joined(separator: ", "))\(hold.until.map { " until \(short($0))" } ?? "")"
    case .resumeEligible(let due): "may resume \(text(due, drug))"
    case .offSchedule(let amount): "off schedule \(text(amount))"
    case .stopped(.toxicity(let episode)): "stopped by \(episode)"
    case .stopped(.floor(let episode)): "stopped at the floor by \(episode)"
    case .stopped(.disposition(let event)): "stopped: \(event)"
    case .stopped(.withdrawn): "withdrawn"
    case .unknown(let doubt): "unknown: \(doubt.rawValue)"
    }
}

private func text(_ due: DueDose, _ drug: Drug) -> String {
    let levels = Set([due.highest, due.lowest]).sorted().map { text(position: $0, drug) }.joined(separator: " or ")
    let doubts = due.doubts.sorted().map(\.rawValue).joined(separator: ", ")
    return doubts.isEmpty ? levels : "\(levels) (\(doubts))"
}

private func text(position: Int, _ drug: Drug) -> String {
    drug.ladder.level(at: position).map { text($0.amount) } ?? "stop"
}

private func text(_ amount: Double) -> String {
    amount == amount.rounded() ? "\(Int(amount))" : "\(amount)"
}
